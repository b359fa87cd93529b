# run, stop and help.
# shellcheck shell=bash

verb_help() {
  cat <<TEXT
usage: ./picasso VERB

  run [--fresh]     sets up this machine, builds, and runs the whole shop until Ctrl-C; --fresh forgets its data first
  stop              stops a shop that runs from this folder
  test [SUITE...]   runs all tests, or these suites: ${SUITES[*]}
  kill-test [--kills N] [--seed S]   ends processes of a shop of its own while buyers buy, then counts what is left
  bench [PART...]   measures, beside others that do the same: plain, painted, studio; --json FILE
  bench orders [--orders N] [--json FILE]   N orders at the pace of 1,000 a minute, until the printer has all of them
  simulate [...]    runs the shop under faults, virtually: --seeds N, or --seed S to replay one with its story
  help              this text

  PORT=8080         the shop's port; the sandbox is at PORT + 10, the application at PORT + 1000 to + 1002
  STATE_DIR=.local  where data, secrets and logs live
TEXT
}

# set_up LIST...: the machine as far as the named package lists ask for.
set_up() {
  check_system
  setup_packages "$@"
}

verb_run() {
  local fresh=
  case ${1:-} in
    '') ;;
    --fresh) fresh=yes ;;
    *) die "run knows only --fresh, not '$1'" ;;
  esac
  stack_settings
  local other
  if other=$(recall_process supervisor); then die "already running (process $other); stop it with ./picasso stop"; fi
  # shellcheck disable=SC2046
  require_free_ports "$PORT" "$SANDBOX_PORT" "$APP1_PORT" "$APP2_PORT" $(seq "$WORKER_PORT" $((WORKER_PORT + WORKERS - 1)))
  trap 'exit 0' INT TERM HUP
  trap leave_run EXIT
  end_leftovers
  # By name: STATE_DIR may have been given, and may hold more than this.
  [[ -z $fresh ]] || rm -rf "$STATE_DIR"/{run,log,secrets,objects,postgres,redis,clamd,nginx}
  mkdir -p "$RUN_DIR" "$LOG_DIR"
  need_space "$STATE_DIR" 300 'the shop'
  remember_process supervisor $$
  set_up "$LOCAL/packages.txt"
  setup_assets
  finish_steps
  setup_npm web
  build_for_run
  prepare_secrets
  start_stack "${PARTS[@]}"
  say ''
  say "  Picasso Pet      $SHOP_URL"
  say "  its sandbox      $SANDBOX_URL   (payments, printer, mailbox)"
  say '  Ctrl-C stops everything.'
  : >"$RUN_DIR/ready"
  supervise 2>/dev/null # bash would announce every child that a signal ended
}

leave_run() {
  trap '' INT TERM HUP
  stop_steps
  rm -f "$RUN_DIR/ready"
  if ((${#STARTED[@]})); then
    say 'Stopping ...'
    stop_stack
    say 'Stopped.'
  fi
  rm -f "$RUN_DIR/supervisor.pid"
}

# The shop that it starts would build as well, without showing it.
verb_kill_test() {
  trap 'exit 130' INT TERM HUP
  trap stop_steps EXIT
  set_up "$LOCAL/packages.txt"
  setup_assets
  finish_steps
  setup_npm web
  build_for_run
  node "$ROOT/tests/chaos/run.mjs" "$@"
}

verb_stop() {
  local pid
  if ! pid=$(recall_process supervisor); then
    end_leftovers
    say 'It is not running.'
    return
  fi
  kill -TERM "$pid"
  while runs "$pid"; do pause 0.1; done
  say 'Stopped.'
}
