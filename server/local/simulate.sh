# ./picasso simulate: the shop on in-memory twins under faults, a seed a run. See tests/simulation/README.md.
# shellcheck shell=bash

verb_simulate() {
  trap 'exit 130' INT TERM HUP
  trap stop_steps EXIT
  mkdir -p "$LOG_DIR"
  set_up "$LOCAL/packages.txt"
  finish_steps
  step build-release 'Simulation' build_preset release picasso_simulation
  "$ROOT/build/release/bin/picasso_simulation" "$@"
}
