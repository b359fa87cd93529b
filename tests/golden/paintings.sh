#!/usr/bin/env bash
# paintings.sh RENDERER [WORD...]: the real scenes with real pets, rendered by RENDERER (picasso_render, or "node
# picasso_render.mjs", or with options, one argument), have the hashes in paintings.txt. Of its lines only those are tried in which, for
# every WORD, a column starts with it. The browser is held to its previews by
# tests/e2e/contract/paintings.test.mjs.
# After a change that is meant to change pixels: PICASSO_UPDATE_GOLDEN=1 tests/golden/paintings.sh build/release/bin/picasso_render
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
readonly root golden=$root/tests/golden/paintings.txt
read -ra renderer <<<"$1"
[[ -x $(command -v "${renderer[0]}") ]] || { echo "missing, build it first: ${renderer[0]}"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mapfile -t lines <"$golden"
for word in "${@:2}"; do
  kept=()
  for line in "${lines[@]}"; do
    if [[ " $line " == *" $word"* ]]; then kept+=("$line"); fi
  done
  lines=("${kept[@]}")
done

for line in "${lines[@]}"; do
  read -r scene photo oval target _ <<<"$line"
  hash=$("${renderer[@]}" --scene "$scene" --photo "$root/build/assets/$photo" --oval "$oval" --target "$target" --sha256) || exit
  echo "$scene $photo $oval $target $hash"
done >"$work/made" || exit 1

if [[ -n ${PICASSO_UPDATE_GOLDEN:-} && $# == 1 ]]; then
  cp "$work/made" "$golden"
  exit
fi
((${#lines[@]})) || { echo 'there is no such line'; exit 1; }
diff <(printf '%s\n' "${lines[@]}") "$work/made" && echo "${#lines[@]} paintings are the same"
