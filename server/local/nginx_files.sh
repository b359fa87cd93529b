# Writes what nginx reads into $STATE_DIR/nginx: the filled templates.
# shellcheck shell=bash

write_nginx_files() {
  local folder=$STATE_DIR/nginx
  mkdir -p "$folder"
  # shellcheck disable=SC2034 # named in a template
  if ((EUID == 0)); then NGINX_USER='user root;'; else NGINX_USER=; fi
  : "${GA4_MEASUREMENT_ID:=}"
  fill_template "$LOCAL/nginx.conf.template" >"$folder/nginx.conf"
  fill_template "$LOCAL/nginx_shop.conf.template" >"$folder/shop.conf"
}
