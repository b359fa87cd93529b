# shellcheck shell=bash

write_files() {
  use say supervise stack nginx_files
  stack_settings
  export PORT
  mkdir -p "$ROOT/web/dist"
  write_nginx_files
}

test_the_filled_templates_are_accepted_by_nginx() {
  write_files
  ! grep -r '@[A-Z]' "$STATE_DIR/nginx" || fail 'a name was left in a template'
  nginx -e stderr -t -c "$STATE_DIR/nginx/nginx.conf"
}

test_statistics_open_the_policy_only_where_they_are_configured() {
  write_files
  grep -qF 'map "" $statistics_scripts' "$STATE_DIR/nginx/nginx.conf" || fail 'without an id the map must see nothing'
  GA4_MEASUREMENT_ID=G-TEST123 write_nginx_files
  grep -qF 'map "G-TEST123" $statistics_scripts' "$STATE_DIR/nginx/nginx.conf" || fail 'the id does not reach the policy'
  nginx -e stderr -t -c "$STATE_DIR/nginx/nginx.conf"
}
