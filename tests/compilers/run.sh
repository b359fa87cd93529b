#!/usr/bin/env bash
# The same pictures whatever the compiler makes of the compositor: the release build against others of the same sources.
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
readonly root builds=$root/build/compilers release=$root/build/release/bin/picture_hashes count=51 jobs=${JOBS:-$(nproc)}

# name|compiler|how the compositor is compiled
variants=('gcc -O0|g++|-O0' 'clang -O2|clang++|-O2')
if grep -qw avx2 /proc/cpuinfo && grep -qw fma /proc/cpuinfo; then
  variants+=('gcc -O3 with AVX2 and FMA|g++|-O3;-mavx2;-mfma')
else
  echo 'skipped: gcc with AVX2, which this machine cannot run'
fi

build() {
  [[ -f $1/build.ninja ]] ||
    cmake -S "$root" -B "$1" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER="$2" -DPICASSO_OPTIMISE="$3" -DPICASSO_HASHES_ONLY=ON || return
  cmake --build "$1" -j "$jobs" --target picture_hashes
}

passed=0 failed=0
mkdir -p "$builds"
for variant in "${variants[@]}"; do
  IFS='|' read -r name compiler how <<<"$variant"
  folder=$builds/${name// /-}
  if build "$folder" "$compiler" "$how" >"$folder.log" 2>&1 && said=$(bash "$root/tests/shared-compositor/hashes/same.sh" $count "$release" "$folder/bin/picture_hashes" 2>&1); then
    passed=$((passed + 1))
    echo "ok    $name: $said"
  else
    failed=$((failed + 1))
    echo "FAIL  $name: ${said:-see ${folder#"$root"/}.log}"
  fi
  said=
done
echo "$passed passed, $failed failed"
((failed == 0 && passed > 0))
