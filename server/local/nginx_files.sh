# Writes what nginx reads into $STATE_DIR/nginx: the filled templates and the bodies of its own refusals.
# shellcheck shell=bash

write_nginx_files() {
  local folder=$STATE_DIR/nginx
  mkdir -p "$folder/refusals"
  # shellcheck disable=SC2034 # named in a template
  if ((EUID == 0)); then NGINX_USER='user root;'; else NGINX_USER=; fi
  : "${GA4_MEASUREMENT_ID:=}"
  fill_template "$LOCAL/nginx.conf.template" >"$folder/nginx.conf"
  fill_template "$LOCAL/nginx_shop.conf.template" >"$folder/shop.conf"
  write_refusals "$folder/refusals"
}

write_refusals() {
  local status title text
  while IFS='|' read -r status title text; do
    [[ $status == \#* || -z $status ]] && continue
    read -r status <<<"$status"
    read -r title <<<"$title"
    read -r text <<<"$text"
    printf '{"type":"about:blank","title":"%s","status":%s,"detail":"%s"}\n' "$title" "$status" "$text" >"$1/$status.json"
    printf '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/refusal.css">\n<title>%s – Picasso Pet</title>\n<main>\n<h1>%s</h1>\n<p>%s</p>
<p><a href="/">Back to the shop</a></p>\n</main>\n</html>\n' "$title" "$title" "$text" >"$1/$status.html"
  done <"$LOCAL/refusals.txt"
}
