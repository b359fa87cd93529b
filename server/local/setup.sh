# Makes the machine ready: Debian packages, the ImGui source, assets from Debian packages, npm packages.
# Everything already in place is noticed within milliseconds.
# shellcheck shell=bash

readonly ASSETS_DIR=$ROOT/build/assets

check_system() {
  local ID='' VERSION_ID='' PRETTY_NAME='an unknown system'
  # shellcheck disable=SC1091
  [[ -r /etc/os-release ]] && . /etc/os-release
  [[ $ID == debian && $VERSION_ID == 12 ]] || die "made for Debian 12, this is $PRETTY_NAME"
}

# need_space FOLDER MEGABYTES WHAT_FOR
need_space() {
  local free
  free=$(df -Pm "$1" | awk 'NR == 2 { print $4 }')
  ((free >= $2)) || die "the disk of $1 has $free MB free, $3 needs $2 MB"
}

# packages_in FILE...: the names in package lists. npm is left out where some npm is already there: Debian's own
# conflicts with the ones that come with newer versions of node.
packages_in() {
  sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$@" |
    if command -v npm >/dev/null && command -v node >/dev/null; then grep -vxE 'npm|nodejs'; else cat; fi
}

missing_packages() {
  local wanted
  mapfile -t wanted < <(packages_in "$@")
  comm -23 <(printf '%s\n' "${wanted[@]}" | sort -u) \
    <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null | sed -n 's/ installed$//p' | sort -u)
}

# setup_packages LIST...
setup_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  if ((${#missing[@]})); then
    need_space /usr 3000 'installing packages'
    become_root "Debian packages are missing (${missing[*]})"
    step packages "Debian packages (${#missing[@]} missing)" "${AS_ROOT[@]}" bash "$LOCAL/install_packages.sh" "${missing[@]}"
  fi
  local version
  version=$(node --version)
  version=${version#v}
  ((${version%%.*} >= 18)) || die "node 18 or newer is needed, $(command -v node) is $version"
}

# Sets AS_ROOT to the words that go before a command for root.
become_root() {
  AS_ROOT=()
  ((EUID == 0)) && return
  command -v sudo >/dev/null || die "$1 and there is no sudo: install them as root, or run as root"
  sudo -n true 2>/dev/null || { [[ -t 0 ]] && sudo -v; } || die "$1 and sudo refuses: install them as root, or run as root"
  AS_ROOT=(sudo -n)
}

has_sha256() { [[ -f $1 ]] && echo "$2  $1" | sha256sum --check --status; }

# The files named in assets.txt, each out of a Debian package that is downloaded but not installed.
setup_assets() {
  local package path target sum missing=()
  while read -r package path target sum; do
    [[ -z $package || $package == \#* ]] && continue
    has_sha256 "$ASSETS_DIR/$target" "$sum" || missing+=("$package $path $target $sum")
  done <"$LOCAL/assets.txt"
  ((${#missing[@]})) && start_step assets 'Assets from Debian packages' fetch_assets "${missing[@]}"
  [[ $(cat "$ASSETS_DIR/imgui/.sha256" 2>/dev/null) == "$IMGUI_SHA256" ]] || start_step imgui "ImGui $IMGUI_VERSION source" fetch_imgui
}

fetch_assets() {
  set -euo pipefail
  local row folder package path target sum
  folder=$(mktemp -d)
  # shellcheck disable=SC2064
  trap "rm -rf '$folder'" EXIT
  cd "$folder"
  for row in "$@"; do
    read -r package path target sum <<<"$row"
    [[ -d $package ]] || {
      apt-get download -q -o APT::Sandbox::User= "$package"
      dpkg-deb -x "${package}"_*.deb "$package"
    }
    mkdir -p "$(dirname "$ASSETS_DIR/$target")"
    cp "$package/$path" "$ASSETS_DIR/$target"
    has_sha256 "$ASSETS_DIR/$target" "$sum" || {
      echo "$path of the package $package is not the expected file"
      return 1
    }
  done
}

# setup_npm FOLDER: npm ci where the lock file changed since the last time.
setup_npm() {
  local name=${1//\//-} sum
  [[ -f $ROOT/$1/package-lock.json ]] || return 0
  sum=$(sha256sum <"$ROOT/$1/package-lock.json")
  [[ $(cat "$ROOT/$1/node_modules/.lock-sha256" 2>/dev/null) == "$sum" ]] ||
    start_step "npm-$name" "npm packages of $1" npm_ci "$ROOT/$1" "$sum"
}

npm_ci() {
  cd "$1" || return
  take_turns "npm-${1##*/}"
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=http || return
  printf '%s\n' "$2" >node_modules/.lock-sha256
}
