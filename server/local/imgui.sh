# The source of Dear ImGui, out of Debian's source package: no binary package carries it, and bookworm's 1.86 is too old
# for touch and for drawing on demand.
# shellcheck shell=bash

readonly IMGUI_VERSION=1.90.1+ds
readonly IMGUI_SUITE=trixie
readonly IMGUI_SHA256=ecce377df0f90b292f15dcbd83d438bddc162b2388c881132bde18c787572a1c

# The mirror this machine uses for bookworm; asked without release files, so that it answers before the first update.
debian_mirror() {
  # shellcheck disable=SC2016
  apt-get indextargets --no-release-info --format '$(REPO_URI) $(URI)' | awk '$2 ~ "/dists/(bookworm|stable|oldstable)/main/" { print $1; exit }'
}

# apt checks the package against the suite's signed index; no system configuration is touched.
fetch_imgui() {
  set -euo pipefail
  local folder mirror
  mirror=$(debian_mirror)
  [[ -n $mirror ]] || { echo 'apt knows no mirror of Debian 12 (main)'; return 1; }
  folder=$(mktemp -d)
  # shellcheck disable=SC2064
  trap "rm -rf '$folder'" EXIT
  cd "$folder"
  mkdir -p lists/partial
  printf 'Types: deb-src\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' \
    "$mirror" "$IMGUI_SUITE" >imgui.sources
  local options=(-o "Dir::Etc::sourcelist=$folder/imgui.sources" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::lists=$folder/lists" -o "Dir::Cache=$folder" -o APT::Sandbox::User=)
  apt-get -q "${options[@]}" update
  apt-get -q "${options[@]}" source --only-source --download-only "imgui=$IMGUI_VERSION-1"
  has_sha256 "imgui_$IMGUI_VERSION.orig.tar.xz" "$IMGUI_SHA256" || { echo 'the ImGui source is not the expected file'; return 1; }
  rm -rf "$ASSETS_DIR/imgui"
  mkdir -p "$ASSETS_DIR/imgui"
  tar -xf "imgui_$IMGUI_VERSION.orig.tar.xz" --strip-components=1 -C "$ASSETS_DIR/imgui"
  echo "$IMGUI_SHA256" >"$ASSETS_DIR/imgui/.sha256"
}
