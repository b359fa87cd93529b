# ./picasso test: every suite writes its output to a log, its result is counted from there.
# shellcheck shell=bash

readonly SUITES=(native wasm asan compilers fuzz web e2e scripts)
# Run when named only: it measures, and what it finds depends on how quiet the machine is.
readonly MEASURING_SUITES=(budgets)
declare -A PASSED FAILED TOOK

verb_test() {
  local wanted=("$@") suite
  ((${#wanted[@]})) || wanted=("${SUITES[@]}")
  for suite in "${wanted[@]}"; do
    [[ " ${SUITES[*]} ${MEASURING_SUITES[*]} " == *" $suite "* ]] || die "there is no suite '$suite'; there are: ${SUITES[*]} ${MEASURING_SUITES[*]}"
  done
  trap 'exit 130' INT TERM HUP
  trap leave_test EXIT
  mkdir -p "$RUN_DIR" "$LOG_DIR"
  local other
  if other=$(recall_process supervisor); then die "tests already run here (process $other)"; fi
  remember_process supervisor $$
  set_up "$LOCAL/packages.txt" "$LOCAL/test_packages.txt"
  setup_assets
  finish_steps
  build_for_test "${wanted[@]}"
  [[ -d $ROOT/../shared/specs ]] && export PICASSO_SPECS_DIR=${PICASSO_SPECS_DIR:-$(cd "$ROOT/../shared/specs" && pwd)}
  [[ " ${wanted[*]} " == *' native '* || " ${wanted[*]} " == *' asan '* ]] && start_test_stores
  for suite in "${wanted[@]}"; do run_suite "$suite"; done
  summarise "${wanted[@]}"
}

build_for_test() {
  local suites=" $* "
  setup_npm web
  if [[ $suites =~ ' '(e2e|budgets)' ' ]]; then setup_npm tests/e2e; fi
  if [[ $suites =~ ' '(compilers|wasm)' ' ]]; then RUN_TARGETS+=(picture_hashes); fi
  if [[ $suites == *' native '* ]]; then RUN_TARGETS=(all); fi
  if [[ $suites == *' wasm '* ]]; then RUN_TARGETS_WASM=(all); fi
  start_build release 'Server, tools and their tests' "${RUN_TARGETS[@]}"
  start_build wasm 'Studio and its tests' "${RUN_TARGETS_WASM[@]}"
  finish_steps
  [[ $suites == *' asan '* ]] && start_build asan 'Tests with sanitizers'
  [[ $suites == *' fuzz '* ]] && start_build fuzz 'Fuzz targets' fuzz_targets
  web_is_current || start_step build-web 'Pages' build_web
  finish_steps
}

# One private and empty PostgreSQL, Redis and clamd for all native tests; a test makes databases of its own.
start_test_stores() {
  stack_settings
  rm -rf "$STATE_DIR"/{postgres,redis}
  THROW_AWAY=yes start_stack postgres redis clamd
  export TEST_DATABASE_URL="postgresql://postgres@/postgres?host=$SOCKETS/postgres"
  export TEST_REDIS_URL=$REDIS_URL TEST_CLAMAV_SOCKET=$CLAMAV_SOCKET
}

leave_test() {
  trap '' INT TERM HUP
  stop_steps
  stop_stack
  rm -f "$RUN_DIR/supervisor.pid"
}

# --- suites ------------------------------------------------------------------------------------------------------------

declare -rA SUITE_LABEL=([native]='Native tests' [wasm]='Tests under node' [asan]='Native tests with sanitizers'
  [compilers]='Other compilers' [fuzz]='Hostile input'
  [web]='Tests of the pages' [e2e]='Tests in the browser' [budgets]='Budgets in the browser'
  [scripts]='Tests of these scripts')

suite_native() { CI=true run_ctest release; }
suite_wasm() { run_ctest wasm; }
suite_asan() { CI=true UBSAN_OPTIONS=print_stacktrace=1 run_ctest asan; }
suite_compilers() { bash "$ROOT/tests/compilers/run.sh"; }
suite_fuzz() { bash "$ROOT/tests/fuzz/run.sh" same; }
suite_web() { cd "$ROOT/web" && CI=1 NO_COLOR=1 npm test; }
suite_e2e() { cd "$ROOT/tests/e2e" && NO_COLOR=1 npm test; }
suite_budgets() { cd "$ROOT/tests/e2e" && NO_COLOR=1 npm run --silent budgets; }
suite_scripts() { bash "$ROOT/tests/local/run.sh"; }

run_ctest() {
  ctest --test-dir "$ROOT/build/$1" -j "$JOBS" --output-on-failure --no-tests=error --output-junit "$LOG_DIR/suite-$1.xml" </dev/null
}

# --- results -----------------------------------------------------------------------------------------------------------

run_suite() {
  local name=$1 began=$SECONDS status
  rm -f "$LOG_DIR/suite-$name".*
  step "suite-$name" "${SUITE_LABEL[$name]}" keep_status "$LOG_DIR/suite-$name.status" "suite_$name"
  TOOK[$name]=$((SECONDS - began))
  status=$(<"$LOG_DIR/suite-$name.status")
  count_results "$name"
  if ((status != 0 && FAILED[$name] == 0 || PASSED[$name] + FAILED[$name] == 0)); then FAILED[$name]=$((FAILED[$name] + 1)); fi
  if ((FAILED[$name])); then
    why_failed "$LOG_DIR/suite-$name.log" | cut -c 1-300 | sed 's/^/    /'
    say '    What failed:'
    grep -E '^ *(FAIL|not ok)|\*\*\*(Failed|Exception|Timeout)' "$LOG_DIR/suite-$name.log" | head -n 40 | cut -c 1-200 | sed 's/^ */      /'
    say "    (the whole output is in ${LOG_DIR#"$ROOT"/}/suite-$name.log)"
  fi
}

# ctest prints what a failed test said under its line, far from the end of the log.
why_failed() {
  awk '/\*\*\*(Failed|Exception|Timeout)/ && $1 != "" {left = 40} / Start +[0-9]+: / {left = 0} left-- > 0' "$1" | head -n 120
  tail -n 40 "$1"
}

keep_status() {
  ("${@:2}")
  echo $? >"$1"
}

# ctest leaves a JUnit file; the other runners close with lines like "12 passed", "1 failed".
count_results() {
  local log=$LOG_DIR/suite-$1.log report
  report=$LOG_DIR/suite-$( [[ $1 == native ]] && echo release || echo "$1").xml
  if [[ $1 =~ ^(native|wasm|asan)$ ]]; then
    local total
    total=$(attribute tests "$report")
    FAILED[$1]=$(attribute failures "$report")
    PASSED[$1]=$((total - FAILED[$1] - $(attribute skipped "$report") - $(attribute disabled "$report")))
  else
    PASSED[$1]=$(last_count passed "$log")
    FAILED[$1]=$(last_count failed "$log")
  fi
}

attribute() { { sed -n "s/.*[[:space:]]$1=\"\([0-9]*\)\".*/\1/p" "$2" 2>/dev/null || true; echo 0; } | head -n 1; }
last_count() { { echo 0; grep -oE "[0-9]+ $1\b" "$2" | cut -d ' ' -f 1; } | tail -n 1; }

summarise() {
  local suite passed=0 failed=0
  printf '\n  %-28s %8s %8s %8s\n' suite passed failed seconds
  for suite in "$@"; do
    printf '  %-28s %8d %8d %8d\n' "${SUITE_LABEL[$suite]}" "${PASSED[$suite]}" "${FAILED[$suite]}" "${TOOK[$suite]}"
    passed=$((passed + PASSED[$suite])) failed=$((failed + FAILED[$suite]))
  done
  printf '\n%d passed, %d failed\n' "$passed" "$failed"
  ((failed == 0))
}
