# Builds what the verbs need. Ninja and the stamps make a second time cost a fraction of a second.
# shellcheck shell=bash

readonly JOBS=${JOBS:-$(nproc)}
RUN_TARGETS=(picasso_pet picasso_sandbox picasso_render scenes)
RUN_TARGETS_WASM=(picasso_studio picasso_compositor picasso_compositor_threads picasso_render)

# Two verbs at once (run and test) must not write into one folder: the second waits here, until its process ends.
take_turns() {
  local lock
  mkdir -p "$ROOT/build"
  exec {lock}>"$ROOT/build/$1.lock"
  flock "$lock"
}

# build_preset PRESET [TARGET...]
build_preset() {
  cd "$ROOT" || return
  take_turns "$1"
  local folder=build/$1 targets=("${@:2}")
  # A build folder that came along with a copied checkout still builds the original.
  if [[ -f $folder/CMakeCache.txt ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$ROOT" "$folder/CMakeCache.txt"; then
    rm -rf "$folder"
  fi
  [[ -f $folder/build.ninja ]] || cmake --preset "$1" || return
  cmake --build "$folder" -j "$JOBS" ${targets:+--target "${targets[@]}"}
}

# start_build PRESET LABEL [TARGET...]
start_build() {
  [[ -d $ROOT/build/$1 ]] || need_space "$ROOT" 3000 'building'
  start_step "build-$1" "$2" build_preset "$1" "${@:3}"
}

# --- the pages ---------------------------------------------------------------------------------------------------------

# The state of everything the web build reads, as one line.
web_inputs() {
  {
    find "$ROOT/web" \( -name node_modules -o -name dist \) -prune -o -type f -printf '%p %s %T@\n'
    find "$ROOT"/build/wasm/bin/picasso_{studio,compositor,compositor_threads}.* "$ROOT"/build/release/scenes "$ROOT/build/release/bin/picasso_render" \
      "$ASSETS_DIR" -maxdepth 1 -type f -printf '%p %s %T@\n'
  } | sort | sha256sum
}

build_web() {
  set -euo pipefail
  take_turns web
  local inputs
  inputs=$(web_inputs)
  cd "$ROOT/web"
  npm run build
  precompress dist
  printf '%s\n' "$inputs" >"$ROOT/build/web.stamp"
}

web_is_current() { [[ -d $ROOT/web/dist && $(cat "$ROOT/build/web.stamp" 2>/dev/null) == "$(web_inputs)" ]]; }

# nginx sends these in place of the originals.
# shellcheck disable=SC2016
precompress() {
  find "$1" -type f -size +255c \( -name '*.js' -o -name '*.mjs' -o -name '*.css' -o -name '*.wasm' -o -name '*.svg' -o -name '*.json' \) -print0 |
    xargs -0 -r -P 2 bash -c 'for file; do brotli -f -q 11 "$file" && gzip -9 -n -k -f "$file" || exit 255; done' _
}

# --- what each verb builds ---------------------------------------------------------------------------------------------

build_for_run() {
  start_build release 'Server and tools' "${RUN_TARGETS[@]}"
  start_build wasm 'Studio for the browser' "${RUN_TARGETS_WASM[@]}"
  finish_steps
  web_is_current || step build-web 'Pages' build_web
}
