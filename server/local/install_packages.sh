#!/usr/bin/env bash
# install_packages.sh PACKAGE...: run as root. Installs Debian packages and leaves the system's services as they were:
# nothing that comes with them is started now or at the next boot, and no database cluster is made.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 LC_ALL=C
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

readonly POLICY=/usr/sbin/policy-rc.d
readonly CLUSTER_CONF=/etc/postgresql-common/createcluster.conf
saved=$(mktemp -d)
services_before=$saved/services

services() { find /etc/init.d /lib/systemd/system -regextype egrep -regex '.*/(nginx|redis|clamav|postgresql)[^/]*' -printf '%f\n' 2>/dev/null | sort || true; }

hold_services_back() {
  services >"$services_before"
  if [[ -e $POLICY ]]; then cp -p "$POLICY" "$saved/policy"; fi
  printf '#!/bin/sh\nexit 101\n' >"$POLICY"
  chmod 755 "$POLICY"
  if [[ -e $CLUSTER_CONF ]]; then cp -p "$CLUSTER_CONF" "$saved/cluster"; fi
  mkdir -p "${CLUSTER_CONF%/*}"
  echo 'create_main_cluster = false' >>"$CLUSTER_CONF"
}

put_back() {
  if [[ -e $saved/policy ]]; then mv "$saved/policy" "$POLICY"; else rm -f "$POLICY"; fi
  local packaged=/usr/share/postgresql-common/createcluster.conf
  if [[ -e $saved/cluster ]]; then
    mv "$saved/cluster" "$CLUSTER_CONF"
  elif [[ -e $packaged ]]; then
    cp "$packaged" "$CLUSTER_CONF"
  else
    rm -f "$CLUSTER_CONF"
  fi
  rm -rf "$saved"
}

# Debian enables a service when its package is installed; those that came just now are disabled again.
disable_new_services() {
  local unit
  services | comm -13 "$services_before" - | while read -r unit; do
    case $unit in
      *@*) ;;
      *.service | *.socket | *.timer) DPKG_MAINTSCRIPT_PACKAGE=picasso deb-systemd-helper disable "$unit" >/dev/null 2>&1 || true ;;
      *) update-rc.d "$unit" disable >/dev/null 2>&1 || true ;;
    esac
  done
}

package_lists_are_recent() {
  [[ -n $(find /var/lib/apt/lists -maxdepth 1 -name '*_Packages*' -mtime -7 -print -quit 2>/dev/null) ]]
}

install() { apt-get install -y -q --no-install-recommends -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 "$@"; }

trap put_back EXIT
trap 'exit 130' INT TERM HUP
hold_services_back
if [[ -n $(dpkg --audit) ]]; then dpkg --configure -a; fi
if ! package_lists_are_recent; then
  apt-get update -q
  install "$@"
else
  install "$@" || { apt-get update -q && install "$@"; }
fi
disable_new_services
