#!/usr/bin/env bash
# run.sh SECONDS [INPUT...]  by hand: fuzzes each kind of input for SECONDS, two at a time, from seeds made here and what
#                            earlier runs found worth keeping, along another way each time.
# run.sh same [INPUT...]     in tests: from the seeds alone and always the same way, to the same inputs one by one, so that
#                            a revision passes or fails alike on every machine that gets through them within two minutes.
# What breaks a target stays in build/fuzz/findings and is tried first until it breaks nothing any more.
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
readonly root build=$root/build/fuzz how=${1:?seconds, or same} memory_mb=2048 slowest=60
readonly seeds=$build/seeds findings=$build/findings
declare -rA inputs_tried=([jpeg]=80000 [png]=80000 [recipe]=150000 [scene]=30000)  # 5 to 20 seconds of CPU each
export UBSAN_OPTIONS=print_stacktrace=1

# Small copies of the photos in the kinds of file that cameras and tools write.
make_seeds() {
  rm -rf "$seeds"
  "$build/bin/fuzz_seeds" "$seeds" || return
  local photo name
  for photo in "$root"/build/assets/{cat,dog}.jpg; do
    name=$(basename "$photo" .jpg)
    convert-im6.q16 "$photo" -resize 80x80! -interlace JPEG -quality 50 "$seeds/jpeg/$name-progressive.jpg" &&
      convert-im6.q16 "$photo" -resize 72x72! -sampling-factor 4:2:0 -define jpeg:restart-interval=2 -quality 30 "$seeds/jpeg/$name-subsampled.jpg" &&
      convert-im6.q16 "$photo" -resize 66x66! -colorspace Gray "$seeds/jpeg/$name-grey.jpg" &&
      convert-im6.q16 "$photo" -resize 66x66! -colors 16 "PNG8:$seeds/png/$name-palette.png" &&
      convert-im6.q16 "$photo" -resize 66x66! -interlace PNG "PNG24:$seeds/png/$name-interlaced.png" || return
  done
}

# The fuzzer's own arguments, one a line: which way the mutations take, and how far.
way() {
  if [[ $how == same ]]; then
    printf %s "$(find "$seeds/$1" -type f | LC_ALL=C sort | paste -sd,)" >"$build/$1.seeds"
    # Compared values (use_cmp) would lead it, too; but some are addresses, which differ from run to run.
    printf '%s\n' -seed=2026 -use_cmp=0 -reload=0 -max_total_time=120 "-runs=${inputs_tried[$1]}" "-seed_inputs=@$build/$1.seeds"
  else
    mkdir -p "$build/corpus/$1"
    printf '%s\n' "-max_total_time=$how" "$build/corpus/$1" "$seeds/$1"
  fi
}

# Inputs that once broke a target are tried first; those that no longer do are forgotten.
old_findings() {
  local file broken=0
  for file in "$findings/$1"-*; do
    [[ -e $file ]] || continue
    if "$build/bin/$1_fuzz" -rss_limit_mb=$memory_mb -timeout=$slowest "$file"; then rm "$file"; else broken=1; fi
  done
  return $broken
}

fuzz() {
  local way
  mapfile -t way < <(way "$1")
  old_findings "$1" &&
    "$build/bin/$1_fuzz" -rss_limit_mb=$memory_mb -malloc_limit_mb=$memory_mb -timeout=$slowest -max_len=20000 \
      -dict="$root/tests/fuzz/$1.dict" -artifact_prefix="$findings/$1-" -print_final_stats=1 "${way[@]}"
}

report() {
  local count
  count=$(sed -n 's/^stat::number_of_executed_units: *//p' "$build/$1.log" | tail -n 1)
  if (($2 == 0)); then
    passed=$((passed + 1))
    echo "ok    $1: ${count:-0} inputs"
  else
    failed=$((failed + 1))
    echo "FAIL  $1: see build/fuzz/$1.log and build/fuzz/findings"
    grep -E 'ERROR|runtime error|SUMMARY|Test unit written' "$build/$1.log" | tail -n 8
  fi
}

passed=0 failed=0
mkdir -p "$findings"
make_seeds || exit 1
inputs=("${@:2}")
((${#inputs[@]})) || inputs=(jpeg png recipe scene)
for ((i = 0; i < ${#inputs[@]}; i += 2)); do
  declare -A running=()
  for input in "${inputs[@]:i:2}"; do
    fuzz "$input" >"$build/$input.log" 2>&1 </dev/null &
    running[$input]=$!
  done
  for input in "${!running[@]}"; do
    status=0
    wait "${running[$input]}" || status=$?
    report "$input" "$status"
  done
done
echo "$passed passed, $failed failed"
((failed == 0 && passed > 0))
