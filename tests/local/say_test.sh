# shellcheck shell=bash disable=SC2317

test_a_step_says_its_name_and_time_and_keeps_its_output_in_a_log() {
  use say
  local output
  output=$(step greeting 'A greeting' echo hello)
  has "$output" '0 s  A greeting'
  [[ $(<"$LOG_DIR/greeting.log") == hello ]]
}

test_a_failing_step_shows_its_last_lines_and_one_clear_line() {
  use say
  local output status=0
  output=$(step doomed 'A doomed step' bash -c 'seq 100; exit 3' 2>&1) || status=$?
  ((status == 2)) || fail "status $status"
  has "$output" $'    99\n    100\n'
  has "$output" 'picasso: A doomed step: failed'
  [[ $output != *$'    80\n'* ]] || fail 'more than the last lines'
}

test_steps_run_beside_each_other() {
  use say
  local began=${EPOCHREALTIME/./}
  start_step one 'One' sleep 0.6
  start_step two 'Two' sleep 0.6
  finish_steps
  (((${EPOCHREALTIME/./} - began) < 1100000)) || fail 'one after the other'
}

test_an_interrupted_step_takes_its_children_along() {
  use say
  start_step deep 'Deep' bash -c 'sleep 4711 & wait'
  within 5 pgrep -f 'sleep 471[1]'
  stop_steps
  sleep 0.2
  refuses pgrep -f 'sleep 471[1]'
}

test_progress_prefers_the_line_that_counts() {
  use say
  printf '[3/9] Building b.cc\nwarning: noise\n    ^~~~\n' >"$WORK/log"
  [[ $(last_words "$WORK/log") == '[3/9] Building b.cc' ]]
}
