# The supervision of parts, with parts that do nothing but sleep.
# shellcheck shell=bash disable=SC2317

# Writes a script that supervises the parts "first" and "second"; its output is in $WORK/out.
write_supervisor() {
  cat >"$WORK/supervisor" <<SCRIPT
ROOT=$ROOT STATE_DIR=$STATE_DIR LOG_DIR=$LOG_DIR
. "$LOCAL/say.sh"
. "$LOCAL/supervise.sh"
remove_socket_folder() { :; }
part_first() { trap 'echo first >>"$WORK/ends"; exit' TERM; ${1:-sleep 4242 & wait}; }
part_second() { trap 'echo second >>"$WORK/ends"; exit' TERM; sleep 4242 & wait; }
trap 'exit 0' TERM
trap 'stop_stack' EXIT
end_leftovers
start_parts first second
supervise 2>/dev/null
SCRIPT
}

start_supervisor() {
  write_supervisor "$@"
  setsid bash "$WORK/supervisor" >"$WORK/out" 2>&1 &
  SUPERVISOR=$!
  within 5 test -s "$STATE_DIR/run/second.pid"
}

part_id() { cut -d ' ' -f 1 "$STATE_DIR/run/$1.pid"; }
gone() { [[ ! -d /proc/$1 || $(<"/proc/$1/stat") == *') Z '* ]]; }
other_than() { [[ $(part_id "$2") != "$1" ]]; }

test_a_part_that_dies_is_started_again_and_named() {
  start_supervisor
  local before
  before=$(part_id first)
  kill -KILL "$before"
  within 5 other_than "$before" first
  has "$(<"$WORK/out")" 'first was ended by SIGKILL; starting it again'
  kill -TERM "$SUPERVISOR"
  within 5 gone "$SUPERVISOR"
}

test_a_part_that_ends_by_itself_is_named_with_its_status() {
  start_supervisor 'exit 7'
  within 5 grep -q 'first ended with status 7; starting it again' "$WORK/out"
  kill -TERM "$SUPERVISOR"
  within 5 gone "$SUPERVISOR"
}

test_parts_stop_in_the_opposite_order() {
  start_supervisor
  local first second
  first=$(part_id first) second=$(part_id second)
  kill -TERM "$SUPERVISOR"
  within 5 gone "$SUPERVISOR"
  [[ $(<"$WORK/ends") == $'second\nfirst' ]] || fail "$(<"$WORK/ends")"
  gone "$first" && gone "$second"
  [[ -z $(ls "$STATE_DIR/run") ]]
}

test_what_a_killed_supervisor_left_is_ended_at_the_next_start() {
  start_supervisor
  local left
  left=$(part_id first)
  kill -KILL "$SUPERVISOR"
  within 5 gone "$SUPERVISOR"
  ! gone "$left" || fail 'nothing was left over'
  use say supervise
  remove_socket_folder() { :; }
  end_leftovers
  within 5 gone "$left"
  [[ -z $(ls "$STATE_DIR/run") ]]
}

test_a_process_id_that_belongs_to_somebody_else_is_left_alone() {
  use say supervise
  remove_socket_folder() { :; }
  sleep 4242 &
  local stranger=$!
  printf '%s 1\n' "$stranger" >"$STATE_DIR/run/first.pid"
  refuses recall_process first
  end_leftovers
  ! gone "$stranger" || fail 'a stranger was ended'
  kill "$stranger"
}

test_a_port_in_use_is_named_with_its_owner() {
  use say supervise
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => console.log(s.address().port))' >"$WORK/port" &
  local owner=$! output status=0
  within 5 test -s "$WORK/port"
  output=$(require_free_ports "$(<"$WORK/port")" 2>&1) || status=$?
  kill "$owner"
  ((status == 2))
  has "$output" "picasso: port $(<"$WORK/port") is in use by "
}
