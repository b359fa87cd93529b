# What every test of the scripts starts from: a folder of its own, the scripts, and two checks.
# shellcheck shell=bash
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
LOCAL=$ROOT/server/local
WORK=$(mktemp -d)
STATE_DIR=$WORK/state LOG_DIR=$WORK/state/log
PATH=$PATH:/usr/sbin
trap 'rm -rf "$WORK"' EXIT
mkdir -p "$LOG_DIR" "$STATE_DIR/run"

# use SCRIPT...: loads parts of server/local.
use() {
  local script
  for script in "$@"; do
    # shellcheck disable=SC1090
    . "$LOCAL/$script.sh"
  done
}

fail() {
  printf '%s\n' "$*" >&2
  if [[ -s $WORK/out ]]; then tail -n 20 "$WORK/out" >&2; fi
  exit 1
}

# has TEXT PIECE
has() { [[ $1 == *"$2"* ]] || fail "expected \"$2\" in: $1"; }

# refuses COMMAND...: it must not succeed. (A plain "!" would be overlooked by set -e.)
refuses() { if "$@"; then fail "should have failed: $*"; fi; }

# within SECONDS COMMAND...: the command succeeds in time.
within() {
  local deadline=$((SECONDS + $1))
  until "${@:2}"; do
    ((SECONDS < deadline)) || fail "not within $1 s: ${*:2}"
    sleep 0.1
  done
}
