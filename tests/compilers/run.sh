#!/usr/bin/env bash
# The same pictures whatever the compiler makes of the compositor, the same paintings of a real pet, and the same baked
# scenes: the release build against others of the same sources.
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
readonly scenes=(the-scream morisot)
readonly root builds=$root/build/compilers release=$root/build/release/bin/picture_hashes count=51 jobs=${JOBS:-$(nproc)}

# name|compiler|how the compositor is compiled|whether it bakes the scenes, which takes unoptimised code minutes
variants=('gcc -O0|g++|-O0|' 'clang -O2|clang++|-O2|bakes')
if grep -qw avx2 /proc/cpuinfo && grep -qw fma /proc/cpuinfo; then
  variants+=('gcc -O3 with AVX2 and FMA|g++|-O3;-mavx2;-mfma|bakes')
else
  echo 'skipped: gcc with AVX2, which this machine cannot run'
fi

build() {
  [[ -f $1/build.ninja ]] ||
    cmake -S "$root" -B "$1" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER="$2" -DPICASSO_OPTIMISE="$3" -DPICASSO_HASHES_ONLY=ON || return
  cmake --build "$1" -j "$jobs" --target picture_hashes picasso_render ${4:+"${scenes[@]/#/scene_}"}
}

# compare FOLDER BAKES: says how many are the same.
compare() {
  bash "$root/tests/shared-compositor/hashes/same.sh" $count "$release" "$1/bin/picture_hashes" || return
  bash "$root/tests/golden/paintings.sh" "$1/bin/picasso_render --scenes-dir $root/build/release/scenes" the-scream tabby preview: || return
  bash "$root/tests/golden/paintings.sh" "$1/bin/picasso_render --scenes-dir $root/build/release/scenes" the-scream tabby hat || return
  [[ -n $2 ]] || return 0
  local file baked=0
  for file in "$root"/build/release/scenes/*; do
    cmp "$file" "$1/scenes/$(basename "$file")" || return
    baked=$((baked + 1))
  done
  echo "and $baked baked files"
  ((baked == 4 * ${#scenes[@]}))
}

passed=0 failed=0
mkdir -p "$builds"
for variant in "${variants[@]}"; do
  IFS='|' read -r name compiler how bakes <<<"$variant"
  folder=$builds/${name// /-}
  if build "$folder" "$compiler" "$how" "$bakes" >"$folder.log" 2>&1 && said=$(compare "$folder" "$bakes" 2>&1); then
    passed=$((passed + 1))
    echo "ok    $name: ${said//$'\n'/ }"
  else
    failed=$((failed + 1))
    echo "FAIL  $name: ${said:-see ${folder#"$root"/}.log}"
  fi
  said=
done
echo "$passed passed, $failed failed"
((failed == 0 && passed > 0))
