# What the person at the terminal sees: one line a step, with its time; the full output goes to $LOG_DIR/<step>.log.
# shellcheck shell=bash

say() { printf '%s\n' "$*"; }

# One clear line, then out. The exit status 2 tells a refusal from a failed test.
die() {
  printf 'picasso: %s\n' "$*" >&2
  exit 2
}

STEP_PIDS=()
declare -A STEP_NAME STEP_LABEL STEP_BEGAN STEP_TOLD

# start_step NAME LABEL COMMAND...: runs the command (also a function) beside the others; finish_steps waits for all.
start_step() {
  local name=$1 label=$2
  shift 2
  mkdir -p "$LOG_DIR"
  # Job control gives each step a process group, so that an interruption reaches the compilers below it too.
  set -m
  ( set +m; trap - INT TERM HUP EXIT; "$@" ) >"$LOG_DIR/$name.log" 2>&1 </dev/null &
  set +m
  STEP_PIDS+=("$!")
  STEP_NAME[$!]=$name STEP_LABEL[$!]=$label STEP_BEGAN[$!]=$SECONDS STEP_TOLD[$!]=0
}

finish_steps() {
  while ((${#STEP_PIDS[@]})); do
    local pid still=()
    for pid in "${STEP_PIDS[@]}"; do
      if runs "$pid"; then
        tell_progress "$pid"
        still+=("$pid")
      elif wait "$pid"; then
        tell_done "$pid"
      else
        fail_step "$pid"
      fi
    done
    STEP_PIDS=("${still[@]}")
    pause 0.05
  done
}

step() {
  start_step "$@"
  finish_steps
}

# A step that takes long says every ten seconds what it is at: the last line of its output.
tell_progress() {
  local elapsed=$((SECONDS - STEP_BEGAN[$1]))
  ((elapsed >= STEP_TOLD[$1] + 10)) || return 0
  STEP_TOLD[$1]=$elapsed
  local doing
  doing=$(last_words "$LOG_DIR/${STEP_NAME[$1]}.log")
  printf '  ... %s, %d s: %s\n' "${STEP_LABEL[$1]}" "$elapsed" "$doing"
}

tell_done() {
  printf '%5d s  %s\n' "$((SECONDS - STEP_BEGAN[$1]))" "${STEP_LABEL[$1]}"
}

# The last line that counts something ("[12/140] Building ..."), or else the last line.
last_words() {
  tail -c 4000 "$1" 2>/dev/null | tr '\r' '\n' | sed -e 's/\x1b\[[0-9;]*[A-Za-z]//g' |
    awk 'NF { last = $0 } /^\[[0-9]+\/[0-9]+\]/ { counted = $0 } END { print (counted ? counted : last) }' | cut -c 1-100
}

fail_step() {
  local log="$LOG_DIR/${STEP_NAME[$1]}.log"
  stop_steps
  tail -n 20 "$log" | cut -c 1-300 | sed 's/^/    /' >&2
  die "${STEP_LABEL[$1]}: failed; the whole output is in ${log#"$ROOT"/}"
}

stop_steps() {
  local pid
  for pid in "${STEP_PIDS[@]}"; do kill -TERM -- "-$pid" 2>/dev/null; done
  STEP_PIDS=()
}

# A child that ended counts as gone even before the shell has taken note of it.
runs() {
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null && [[ ${stat##*) } != Z* ]]
}

# Sleeps without a process: nothing is ever written to this pipe.
pause() {
  [[ -n ${PAUSE_FD:-} ]] || exec {PAUSE_FD}<> <(:)
  read -rt "$1" -u "$PAUSE_FD" _ || true
}
