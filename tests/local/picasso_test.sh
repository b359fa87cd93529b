# ./picasso as a person meets it, with the real shop on ports of its own.
# shellcheck shell=bash

test_an_unknown_verb_is_refused_in_one_line() {
  local output status=0
  output=$("$ROOT/picasso" dance 2>&1) || status=$?
  ((status == 2))
  [[ $output == "picasso: 'dance' is no verb; see ./picasso help" ]]
}

test_a_senseless_port_is_refused_in_one_line() {
  local output status=0
  output=$(PORT=shop "$ROOT/picasso" run 2>&1) || status=$?
  ((status == 2))
  [[ $output == "picasso: PORT is 'shop', it must be a number from 1 to 64000" ]]
}

# A port whose companions (sandbox, application) are free as well.
free_port() {
  local port=$((30000 + RANDOM % 10000))
  while port_is_taken "$port" || port_is_taken $((port + 10)) || port_is_taken $((port + 1000)) ||
    port_is_taken $((port + 1001)) || port_is_taken $((port + 1002)); do
    port=$((30000 + RANDOM % 10000))
  done
  echo "$port"
}

# start_shop: in the background, its output in $WORK/out.
start_shop() {
  use say supervise
  PORT=$(free_port)
  export PORT STATE_DIR
  # shellcheck disable=SC2034
  THROW_AWAY=yes setsid "$ROOT/picasso" run >"$WORK/out" 2>&1 &
  SHOP=$!
  trap 'kill -TERM "$SHOP" 2>/dev/null || true; wait "$SHOP" 2>/dev/null || true; rm -rf "$WORK"' EXIT
  within 120 test -e "$STATE_DIR/run/ready"
}

answers() { [[ $(curl -s -o /dev/null -w '%{http_code}' --noproxy '*' "$1") == 200 ]]; }
shop_ended() { ! runs "$SHOP"; }
part_id() { cut -d ' ' -f 1 "$STATE_DIR/run/$1.pid"; }

nothing_is_left() {
  local part
  for part in "$@"; do ! runs "$part" || fail "process $part is left"; done
  refuses port_is_taken "$PORT"
  refuses port_is_taken $((PORT + 10))
  refuses port_is_taken $((PORT + 1000))
  [[ ! -e $sockets ]] || fail "$sockets is left"
  [[ -z $(ls "$STATE_DIR/run") ]] || fail "left in run/: $(ls "$STATE_DIR/run")"
}

test_the_shop_starts_heals_refuses_a_second_start_and_leaves_nothing() {
  start_shop
  local sockets parts=() name output status=0 before
  sockets=$(<"$STATE_DIR/run/sockets")
  has "$(<"$WORK/out")" "http://127.0.0.1:$PORT"
  answers "http://127.0.0.1:$PORT/"
  answers "http://127.0.0.1:$PORT/api/products"

  output=$("$ROOT/picasso" run 2>&1) || status=$?
  ((status == 2))
  has "$output" 'already running'

  for name in app1 worker redis postgres; do
    before=$(part_id "$name")
    kill -KILL "$before"
    within 10 grep -q "$name was ended by SIGKILL; starting it again" "$WORK/out"
  done
  within 20 answers "http://127.0.0.1:$PORT/readyz"
  within 20 answers "http://127.0.0.1:$PORT/api/products"

  for name in postgres redis clamd sandbox app1 app2 worker nginx; do parts+=("$(part_id "$name")"); done
  kill -INT "$SHOP"
  within 30 shop_ended
  nothing_is_left "${parts[@]}"
}

test_stop_ends_a_shop_from_another_shell() {
  start_shop
  local sockets
  sockets=$(<"$STATE_DIR/run/sockets")
  [[ $("$ROOT/picasso" stop) == 'Stopped.' ]]
  shop_ended
  nothing_is_left
  [[ $("$ROOT/picasso" stop) == 'It is not running.' ]]
}

test_a_killed_supervisor_takes_the_parts_along() {
  start_shop
  local name parts=()
  for name in postgres redis clamd sandbox app1 app2 worker nginx; do parts+=("$(part_id "$name")"); done
  kill -KILL "$SHOP"
  for name in "${parts[@]}"; do within 15 gone "$name"; done
  "$ROOT/picasso" stop
}

gone() { ! runs "$1"; }

test_an_unknown_bench_is_refused_in_one_line() {
  local output status=0
  output=$("$ROOT/picasso" bench nonsense 2>&1) || status=$?
  ((status == 2))
  [[ $output == "picasso: bench knows no 'nonsense'; there are: plain painted studio, and --json FILE" ]]
}

test_a_bench_that_could_not_keep_its_figures_is_refused_before_it_begins() {
  local output status=0
  output=$("$ROOT/picasso" bench plain --json "$WORK/no/such/folder/figures.json" 2>&1) || status=$?
  ((status == 2))
  [[ $output == "picasso: bench cannot write $WORK/no/such/folder/figures.json: there is no such folder" ]]
  status=0
  output=$("$ROOT/picasso" bench --json 2>&1) || status=$?
  ((status == 2))
  [[ $output == 'picasso: bench --json needs the name of a file' ]]
}
