#!/usr/bin/env bash
# same.sh COUNT ONE OTHER...: picture_hashes COUNT prints the same lines from the commands ONE, OTHER..., each one argument.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
running=()
count=$1
shift
for command in "$@"; do
  [[ -x $(command -v "${command%% *}") ]] || { echo "missing, build it first: ${command%% *}"; exit 1; }
  # shellcheck disable=SC2086
  $command "$count" >"$work/${#running[@]}" &
  running+=($!)
done
for ((i = 0; i < $#; ++i)); do
  wait "${running[i]}" || { echo "failed: ${*:i+1:1}"; tail -n 3 "$work/$i"; exit 1; }
done
(($(wc -l <"$work/0") >= 2 * count)) || { echo 'too few pictures'; exit 1; }
for ((i = 1; i < $#; ++i)); do
  diff "$work/0" "$work/$i" || { echo "not the same: ${*:i+1:1}"; exit 1; }
done
echo "$(wc -l <"$work/0") pictures are the same"
