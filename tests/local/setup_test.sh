# shellcheck shell=bash disable=SC2016

test_only_packages_that_are_missing_are_named() {
  use say setup
  printf '# a comment\nbash  # the shell\n\nno-such-package-at-all\n' >"$WORK/list"
  [[ $(missing_packages "$WORK/list") == no-such-package-at-all ]]
}

test_every_listed_package_is_installed_after_set_up() {
  use say setup
  [[ -z $(missing_packages "$LOCAL/packages.txt" "$LOCAL/test_packages.txt") ]]
}

test_assets_are_told_by_their_hash() {
  use say setup
  echo picture >"$WORK/a"
  has_sha256 "$WORK/a" "$(sha256sum <"$WORK/a" | cut -d ' ' -f 1)"
  echo other >"$WORK/a"
  refuses has_sha256 "$WORK/a" "$(echo picture | sha256sum | cut -d ' ' -f 1)"
  refuses has_sha256 "$WORK/absent" "$(printf '0%.0s' {1..64})"
}

test_a_full_disk_is_one_clear_line() {
  use say setup
  local output status=0
  output=$(need_space "$WORK" 999999999 'the shop' 2>&1) || status=$?
  ((status == 2))
  has "$output" 'MB free, the shop needs 999999999 MB'
  [[ $(wc -l <<<"$output") == 1 ]]
}

test_without_sudo_the_missing_packages_are_named() {
  use say setup
  ((EUID == 0)) || return 0
  local output status=0
  output=$(setpriv --reuid=nobody --regid=nogroup --clear-groups env PATH=/nowhere /bin/bash -c \
    '. "$0/say.sh"; ROOT=/ . "$0/setup.sh"; become_root "Debian packages are missing (cmake)"' "$LOCAL" 2>&1) || status=$?
  ((status == 2)) || fail "status $status: $output"
  has "$output" 'Debian packages are missing (cmake) and there is no sudo'
}

test_lock_files_name_no_registry() {
  refuses grep -l '"resolved"' "$ROOT"/web/package-lock.json "$ROOT"/tests/e2e/package-lock.json
}
