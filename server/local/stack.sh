# The parts of the one-machine stack: for each NAME in PARTS a part_NAME that becomes the process and a ready_NAME that
# tells whether it answers. Started in this order, stopped in the opposite one.
# shellcheck shell=bash

# WORKERS=3 starts worker, worker2 and worker3.
readonly WORKERS=${WORKERS:-1}
PARTS=(postgres redis clamd sandbox app1 app2 worker)
for ((i = 2; i <= WORKERS; i++)); do PARTS+=("worker$i"); done
PARTS+=(nginx)
# shellcheck disable=SC2034
readonly PARTS
readonly POSTGRES_BIN=/usr/lib/postgresql/15/bin
readonly PICASSO_PET=$ROOT/build/release/bin/picasso_pet

# Everything that lets a second stack run beside the first follows from STATE_DIR and PORT.
stack_settings() {
  PORT=${PORT:-8080}
  # shellcheck disable=SC2015
  [[ $PORT =~ ^[1-9][0-9]{0,4}$ ]] && ((PORT <= 64000)) || die "PORT is '$PORT', it must be a number from 1 to 64000"
  [[ $WORKERS =~ ^[123]$ ]] || die "WORKERS is '$WORKERS', it must be 1, 2 or 3"
  SANDBOX_PORT=${SANDBOX_PORT:-$((PORT + 10))}
  APP1_PORT=$((PORT + 1000)) APP2_PORT=$((PORT + 1001)) WORKER_PORT=$((PORT + 1002))
  SHOP_URL=http://127.0.0.1:$PORT SANDBOX_URL=http://127.0.0.1:$SANDBOX_PORT
  OBJECTS_DIR=$STATE_DIR/objects
}

# Socket paths are limited to 107 bytes, so they live in a short folder of their own, remembered for the clean-up.
make_socket_folder() {
  mkdir -p "$RUN_DIR"
  SOCKETS=$(mktemp -d /tmp/picasso.XXXXXX)
  printf '%s\n' "$SOCKETS" >"$RUN_DIR/sockets"
  chmod 711 "$SOCKETS"
  mkdir -m 700 "$SOCKETS/postgres"
  DATABASE_URL="postgresql://shop@/shop?host=$SOCKETS/postgres"
  REDIS_URL="unix://$SOCKETS/redis.sock"
  CLAMAV_SOCKET=$SOCKETS/clamd.sock
}

remove_socket_folder() {
  local folder
  folder=$(cat "$RUN_DIR/sockets" 2>/dev/null) || return 0
  [[ $folder == /tmp/picasso.* ]] && rm -rf "$folder"
  rm -f "$RUN_DIR/sockets"
}

# --- secrets -----------------------------------------------------------------------------------------------------------

random_hex() { od -An -v -tx1 -N"$1" /dev/urandom | tr -d ' \n'; }

secret() {
  local file=$STATE_DIR/secrets/$1
  [[ -s $file ]] || (umask 077 && mkdir -p "${file%/*}" && printf '%s' "$2$(random_hex "$3")" >"$file")
}

# The sandbox signs the events of mails, the shop verifies them.
event_keys() {
  local private=$STATE_DIR/sandbox-keys/SENDGRID_EVENT_PRIVATE_KEY public=$STATE_DIR/secrets/SENDGRID_EVENT_KEY
  [[ -s $private ]] || (umask 077 && mkdir -p "${private%/*}" && openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$private")
  openssl pkey -in "$private" -pubout -outform DER | base64 -w0 >"$public"
}

prepare_secrets() {
  secret STRIPE_SECRET_KEY sk_test_ 24
  secret STRIPE_WEBHOOK_SECRETS whsec_ 24
  secret PRINTFUL_TOKEN '' 20
  secret PRINTFUL_WEBHOOK_SECRET '' 32
  secret PRINTIFY_TOKEN '' 20
  secret PRINTIFY_WEBHOOK_SECRET '' 32
  secret EASYPOST_API_KEY EZTK 20
  secret EASYPOST_WEBHOOK_SECRET '' 32
  secret SENDGRID_API_KEY SG. 32
  event_keys
}

# --- environments ------------------------------------------------------------------------------------------------------

shop_environment() {
  export DATABASE_URL REDIS_URL CLAMAV_SOCKET
  export OBJECT_STORAGE_URL=file://$OBJECTS_DIR PUBLIC_BASE_URL=$SHOP_URL
  export STRIPE_API_BASE=$SANDBOX_URL/stripe PRINTFUL_API_BASE=$SANDBOX_URL/printful SENDGRID_API_BASE=$SANDBOX_URL/sendgrid
  export PRINTIFY_API_BASE=$SANDBOX_URL/printify/v1 EASYPOST_API_BASE=$SANDBOX_URL/easypost/v2 PRINTIFY_SHOP_ID=20002
  export PRINTFUL_STORE_ID=10001 MAIL_FROM=hello@picasso-pet.example
  export SHOP_OWNER='Maxine Muster' SHOP_ADDRESS='Museumstrasse 1; 12345 Musterstadt' SHOP_COUNTRY=DE SHOP_EMAIL=hello@picasso-pet.example
  export WEB_DIR=$ROOT/web SCENES_DIR=$ROOT/build/release/scenes
  local file
  for file in "$STATE_DIR"/secrets/*; do export "${file##*/}_FILE=$file"; done
}

sandbox_environment() {
  export SANDBOX_PORT SHOP_URL SANDBOX_PUBLIC_URL=$SANDBOX_URL PRINTFUL_STORE_ID=10001 PRINTIFY_SHOP_ID=20002
  local file
  for file in "$STATE_DIR"/secrets/*; do export "${file##*/}=$(<"$file")"; done
  # shellcheck disable=SC2153
  export STRIPE_WEBHOOK_SECRET=$STRIPE_WEBHOOK_SECRETS SENDGRID_EVENT_PRIVATE_KEY_FILE=$STATE_DIR/sandbox-keys/SENDGRID_EVENT_PRIVATE_KEY
}

# --- parts -------------------------------------------------------------------------------------------------------------

# become COMMAND...: the part is this very process, in a session of its own, and ends when the supervisor is killed. Of
# root's powers it keeps the one to reach its files, whoever owns the folders above them.
become() {
  local powers=(--no-new-privs)
  ((EUID == 0)) && powers+=(--inh-caps=-all "--bounding-set=-all,+dac_override")
  exec setsid setpriv --pdeathsig TERM "${powers[@]}" -- "$@"
}

# PostgreSQL refuses root. It then runs as its own user, who may pass the folders above its data, whoever they belong to.
as_postgres() {
  if ((EUID == 0)); then
    setpriv --reuid=postgres --regid=postgres --clear-groups --inh-caps=+dac_override --ambient-caps=+dac_override -- "$@"
  else
    "$@"
  fi
}

prepare_postgres() {
  local data=$STATE_DIR/postgres
  ((EUID == 0)) && chown postgres "$SOCKETS/postgres"
  [[ -s $data/PG_VERSION ]] && return
  rm -rf "$data"
  mkdir -m 700 "$data"
  ((EUID == 0)) && chown postgres "$data"
  (cd / && as_postgres "$POSTGRES_BIN/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync)
}

part_postgres() {
  rm -f "$STATE_DIR/postgres/postmaster.pid"
  cd /
  local options=(-D "$STATE_DIR/postgres" -k "$SOCKETS/postgres" -c listen_addresses= -c max_connections=200)
  [[ -n ${THROW_AWAY:-} ]] && options+=(-c fsync=off -c synchronous_commit=off -c full_page_writes=off)
  local wrap=(setsid setpriv --pdeathsig INT)
  ((EUID == 0)) && wrap+=(--reuid=postgres --regid=postgres --clear-groups --inh-caps=+dac_override --ambient-caps=+dac_override)
  exec "${wrap[@]}" -- "$POSTGRES_BIN/postgres" "${options[@]}"
}
ready_postgres() { "$POSTGRES_BIN/pg_isready" -q -h "$SOCKETS/postgres" -U postgres -d postgres; }

# The shop owns its database and nothing else of the cluster.
create_database() {
  local psql=(psql -X -q -h "$SOCKETS/postgres" -U postgres -d postgres -v ON_ERROR_STOP=1 -At)
  [[ $("${psql[@]}" -c "select 1 from pg_database where datname = 'shop'") == 1 ]] ||
    "${psql[@]}" -c 'create role shop login' -c 'create database shop owner shop template template0'
}

part_redis() {
  mkdir -p "$STATE_DIR/redis"
  become redis-server --port 0 --unixsocket "$SOCKETS/redis.sock" --unixsocketperm 700 --dir "$STATE_DIR/redis" \
    --appendonly yes --appendfsync everysec --save '' --daemonize no --maxmemory 256mb --maxmemory-policy noeviction
}
ready_redis() { [[ $(redis-cli -s "$SOCKETS/redis.sock" ping 2>/dev/null) == PONG ]]; }

# clamd's AppArmor profile belongs to /usr/sbin/clamd and forbids private folders: a copy runs without it.
part_clamd() {
  local folder=$STATE_DIR/clamd
  rm -f "$CLAMAV_SOCKET"
  mkdir -p "$folder/signatures" "$folder/tmp"
  cp -u --remove-destination /usr/sbin/clamd "$folder/clamd"
  cp -u "$LOCAL/signatures/"* "$folder/signatures/"
  fill_template "$LOCAL/clamd.conf.template" >"$folder/clamd.conf"
  become "$folder/clamd" --config-file="$folder/clamd.conf"
}
ready_clamd() { [[ -S $CLAMAV_SOCKET ]]; }

part_sandbox() { sandbox_environment; become "$ROOT/build/release/bin/picasso_sandbox"; }
ready_sandbox() { answers "$SANDBOX_URL/"; }

part_app1() { shop_environment; become "$PICASSO_PET" serve --port "$APP1_PORT"; }
ready_app1() { answers "http://127.0.0.1:$APP1_PORT/readyz"; }
part_app2() { shop_environment; become "$PICASSO_PET" serve --port "$APP2_PORT"; }
ready_app2() { answers "http://127.0.0.1:$APP2_PORT/readyz"; }

part_worker() { shop_environment; become "$PICASSO_PET" work --port "${1:-$WORKER_PORT}" --lease "${WORKER_LEASE_S:-30}"; }
ready_worker() { answers "http://127.0.0.1:${1:-$WORKER_PORT}/healthz"; }
part_worker2() { part_worker $((WORKER_PORT + 1)); }
ready_worker2() { ready_worker $((WORKER_PORT + 1)); }
part_worker3() { part_worker $((WORKER_PORT + 2)); }
ready_worker3() { ready_worker $((WORKER_PORT + 2)); }

part_nginx() { write_nginx_files; write_refusals; become nginx -e stderr -c "$STATE_DIR/nginx/nginx.conf"; }
ready_nginx() { answers "$SHOP_URL/readyz"; }

answers() { curl -fsS -o /dev/null --max-time 5 --noproxy '*' "$1" 2>/dev/null; }

# nginx's own refusals, in the look and the languages of the shop. Should that fail, those of before are still there.
write_refusals() { (shop_environment && exec "$PICASSO_PET" write-refusals "$STATE_DIR/nginx/refusals"); }

migrate() { (shop_environment && exec "$PICASSO_PET" migrate --from "$ROOT/sql/migrations"); }

# fill_template FILE: the text with every @NAME@ replaced by the variable NAME.
fill_template() {
  local text name
  text=$(<"$1")
  while [[ $text =~ @([A-Z0-9_]+)@ ]]; do
    name=${BASH_REMATCH[1]}
    text=${text//"@$name@"/"${!name}"}
  done
  printf '%s\n' "$text"
}
