# ./picasso bench: what the product costs, beside what others cost for the same job. See tests/bench/README.md.
# ./picasso bench orders: what it bears, see tests/load/README.md.
# shellcheck shell=bash

readonly BENCHES=(plain painted studio)

verb_bench() {
  if [[ ${1:-} == orders ]]; then
    bench_orders "${@:2}"
    return
  fi
  local parts=() json=
  while (($#)); do
    case $1 in
      --json)
        [[ -n ${2:-} ]] || die 'bench --json needs the name of a file'
        json=$(realpath -m "$2")
        [[ -d ${json%/*} ]] || die "bench cannot write $2: there is no such folder"
        shift
        ;;
      *)
        [[ " ${BENCHES[*]} " == *" $1 "* ]] || die "bench knows no '$1'; there are: ${BENCHES[*]}, and --json FILE"
        parts+=("$1")
        ;;
    esac
    shift
  done
  ((${#parts[@]})) || parts=("${BENCHES[@]}")
  trap 'exit 130' INT TERM HUP
  trap stop_steps EXIT
  set_up "$LOCAL/packages.txt" "$LOCAL/bench_packages.txt"
  setup_assets
  setup_npm tests/bench
  build_for_bench "${parts[@]}"
  PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 "$ROOT/tests/bench/bench.py" "$ROOT" "$json" "${parts[@]}"
}

# The shop that it starts would build as well, without showing it.
bench_orders() {
  trap 'exit 130' INT TERM HUP
  trap stop_steps EXIT
  set_up "$LOCAL/packages.txt"
  setup_assets
  finish_steps
  setup_npm web
  build_for_run
  node "$ROOT/tests/load/run.mjs" "$@"
}

build_for_bench() {
  local targets=(picasso_render scenes plain_job_bench painted_bench)
  if [[ " $* " == *' studio '* ]]; then
    setup_npm web
    setup_npm tests/e2e
    RUN_TARGETS_WASM+=(drag_bench repaint_bench)
    RUN_TARGETS+=("${targets[@]}")
    finish_steps
    build_for_run
  else
    finish_steps
    step build-release 'Compositor and its benchmarks' build_preset release "${targets[@]}"
  fi
  step build-opencv 'The job with OpenCV' build_opencv_job
}

build_opencv_job() {
  local source=$ROOT/tests/bench/opencv_job.cc program=$ROOT/build/bench/opencv_job
  [[ $program -nt $source && $program -nt ${source%/*}/measuring.h ]] && return
  mkdir -p "${program%/*}"
  g++ -std=c++20 -O2 -w -I/usr/include/opencv4 "$source" -o "$program" -lopencv_imgcodecs -lopencv_imgproc -lopencv_core
}
