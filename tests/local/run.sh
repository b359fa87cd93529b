#!/usr/bin/env bash
# run.sh [NAME]: runs every test_* function of the *_test.sh files, or those whose name contains NAME; each in a shell of
# its own that stops at the first command that fails.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
passed=0 failed=0
for file in "$here"/*_test.sh; do
  while read -r name; do
    [[ $name == *"${1:-}"* ]] || continue
    if output=$(bash -euo pipefail -c '. "$1"; . "$2"; "$3"' _ "$here/check.sh" "$file" "$name" 2>&1 </dev/null); then
      passed=$((passed + 1))
      echo "ok    ${name#test_}"
    else
      failed=$((failed + 1))
      printf 'FAIL  %s\n%s\n' "${name#test_}" "$output"
    fi
  done < <(sed -n 's/^\(test_[a-z0-9_]*\)().*/\1/p' "$file")
done
echo "$passed passed, $failed failed"
((failed == 0 && passed > 0))
