# Keeps the parts of the stack running in the foreground, and leaves none behind. A machine with nothing but Debian's base
# has no service manager, and the stack must end with the terminal, so bash does it.
# shellcheck shell=bash

readonly RUN_DIR=$STATE_DIR/run
readonly READY_WITHIN_S=60
readonly STOP_WITHIN_S=10
declare -A PART_PID PART_STARTED PART_RETRY_AT PART_FAILURES
STARTED=()

# --- process ids that survive a kill -9 --------------------------------------------------------------------------------

# A process id alone may belong to somebody else by now; its start time tells.
process_birth() { sed -n 's/^.*) //p' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }

remember_process() { printf '%s %s\n' "$2" "$(process_birth "$2")" >"$RUN_DIR/$1.pid"; }

# recall_process NAME: prints the id if that very process still runs.
recall_process() {
  local pid birth
  read -r pid birth 2>/dev/null <"$RUN_DIR/$1.pid" || return 1
  [[ -n $birth && $(process_birth "$pid") == "$birth" ]] && runs "$pid" && printf '%s\n' "$pid"
}

# What a supervisor that was killed could not end itself.
end_leftovers() {
  local file pid
  for file in "$RUN_DIR"/*.pid; do
    [[ -e $file && $file != */supervisor.pid ]] || continue
    if pid=$(recall_process "$(basename "$file" .pid)"); then
      kill -KILL -- "-$pid" 2>/dev/null || kill -KILL "$pid" 2>/dev/null
      while runs "$pid"; do pause 0.05; done
    fi
    rm -f "$file"
  done
  remove_socket_folder
}

# --- one part ----------------------------------------------------------------------------------------------------------

start_part() {
  ( trap - INT TERM HUP EXIT; "part_$1" ) >>"$LOG_DIR/$1.log" 2>&1 </dev/null &
  PART_PID[$1]=$!
  PART_STARTED[$1]=$SECONDS
  unset "PART_RETRY_AT[$1]"
  remember_process "$1" "$!"
}

# Called until nothing is left to do: names a part that died, and starts it again after a pause that grows.
watch_part() {
  local name=$1
  if [[ -n ${PART_PID[$name]:-} ]] && ! runs "${PART_PID[$name]}"; then
    local status delay
    wait "${PART_PID[$name]}" && status=0 || status=$?
    kill -KILL -- "-${PART_PID[$name]}" 2>/dev/null
    unset "PART_PID[$name]"
    ((SECONDS - PART_STARTED[$name] >= 30)) && PART_FAILURES[$name]=0
    PART_FAILURES[$name]=$((${PART_FAILURES[$name]:-0} + 1))
    delay=$((PART_FAILURES[$name] > 5 ? 15 : (1 << PART_FAILURES[$name]) / 2 - 1))
    [[ -z ${RESTART_AT_ONCE:-} ]] || delay=0
    PART_RETRY_AT[$name]=$((SECONDS + delay))
    say "$name $(how_it_ended "$status"); starting it again$( ((delay)) && printf ' in %d s' "$delay")"
  fi
  [[ -n ${PART_RETRY_AT[$name]:-} ]] && ((SECONDS >= PART_RETRY_AT[$name])) && start_part "$name"
  return 0
}

how_it_ended() {
  if (($1 > 128)); then
    printf 'was ended by SIG%s' "$(kill -l "$1")"
  else
    printf 'ended with status %d' "$1"
  fi
}

stop_part() {
  local name=$1 pid=${PART_PID[$1]:-} deadline=$((SECONDS + STOP_WITHIN_S))
  [[ -n $pid ]] || return 0
  # For PostgreSQL TERM means to wait for every client, INT to say goodbye to them.
  if [[ $name == postgres ]]; then kill -INT "$pid" 2>/dev/null; else kill -TERM "$pid" 2>/dev/null; fi
  while runs "$pid" && ((SECONDS < deadline)); do pause 0.05; done
  runs "$pid" && say "$name did not stop within $STOP_WITHIN_S s, it is ended by force"
  kill -KILL -- "-$pid" 2>/dev/null
  wait "$pid" 2>/dev/null
  unset "PART_PID[$name]"
  rm -f "$RUN_DIR/$name.pid"
}

# --- the whole stack ---------------------------------------------------------------------------------------------------

# wait_for NAME...: until each answers. Says which one keeps it waiting.
wait_for() {
  local name other deadline=$((SECONDS + READY_WITHIN_S)) told=$SECONDS
  for name in "$@"; do
    until "ready_$name"; do
      for other in "${STARTED[@]}"; do watch_part "$other"; done
      if ((SECONDS >= deadline || ${PART_FAILURES[$name]:-0} >= 4)); then
        tail -n 20 "$LOG_DIR/$name.log" | sed 's/^/    /' >&2
        die "$name does not become ready; its output is in ${LOG_DIR#"$ROOT"/}/$name.log"
      fi
      if ((SECONDS >= told + 3)); then told=$SECONDS; say "  ... waiting for $name"; fi
      pause 0.05
    done
  done
}

start_parts() {
  local name
  for name in "$@"; do
    : >"$LOG_DIR/$name.log"
    STARTED+=("$name")
    start_part "$name"
  done
}

# start_stack NAME...: prepares what the named parts need, starts them, and waits until they answer.
start_stack() {
  mkdir -p "$LOG_DIR" "$RUN_DIR" "$OBJECTS_DIR"
  end_leftovers
  make_socket_folder
  prepare_postgres >"$LOG_DIR/initdb.log" 2>&1 || die "PostgreSQL's data folder could not be made; see ${LOG_DIR#"$ROOT"/}/initdb.log"
  local stores=() rest=() name
  for name in "$@"; do
    case $name in postgres | redis | clamd) stores+=("$name") ;; *) rest+=("$name") ;; esac
  done
  start_parts "${stores[@]}"
  wait_for "${stores[@]}"
  ((${#rest[@]})) || return 0
  create_database >"$LOG_DIR/migrate.log" 2>&1 && migrate >>"$LOG_DIR/migrate.log" 2>&1
  # shellcheck disable=SC2181
  if (($?)); then
    tail -n 20 "$LOG_DIR/migrate.log" | sed 's/^/    /' >&2
    die "the database could not be brought up to date"
  fi
  start_parts "${rest[@]}"
  wait_for "${rest[@]}"
}

stop_stack() {
  local i
  for ((i = ${#STARTED[@]} - 1; i >= 0; i--)); do stop_part "${STARTED[i]}"; done
  STARTED=()
  remove_socket_folder
}

supervise() {
  local name
  while true; do
    for name in "${STARTED[@]}"; do watch_part "$name"; done
    pause 0.3
  done
}

# --- ports -------------------------------------------------------------------------------------------------------------

port_is_taken() {
  local hex
  hex=$(printf '%04X' "$1")
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port="$hex" '$4 == "0A" && $2 ~ (":" port "$") { found = 1 } END { exit !found }'
}

require_free_ports() {
  local port owner
  for port in "$@"; do
    port_is_taken "$port" || continue
    owner=$(ss -Hltnp "sport = :$port" 2>/dev/null | sed -n 's/.*users:(("\([^"]*\)",pid=\([0-9]*\).*/\1 (process \2)/p' | head -n 1)
    die "port $port is in use${owner:+ by $owner}; stop that, or choose another with PORT=..."
  done
}
