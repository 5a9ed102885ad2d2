# SPDX-License-Identifier: GPL-2.0-or-later
# Sourced by demo and check: installs what is missing (Debian packages), builds into build/.
# Can be run any number of times, from any directory.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=${FPTAP_BUILD:-$top/build}

# What builds fptap, what it runs (clang), and what the virtual machines need.
packages="gcc make autoconf automake pkgconf bison flex libbpf-dev libelf-dev libiberty-dev libmd-dev
	libyajl-dev zlib1g-dev liblzma-dev libzstd-dev liblz4-dev clang qemu-system-x86 busybox-static cpio xz-utils
	zstd lz4 binutils"

say() { echo "== $*" >&2; }

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo "$@"
	else
		say "this needs root: $*"
		return 1
	fi
}

install_missing() {
	local missing=() p

	for p in $packages "$@"; do
		[ "$(dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null)" = installed ] || missing+=("$p")
	done
	[ ${#missing[@]} = 0 ] && return
	say "installing ${missing[*]}"
	as_root apt-get -qq update
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
		"${missing[@]}" >/dev/null
}

build_fptap() {		# build_fptap TARGET…, one after the other
	local log=$build/setup.log target

	mkdir -p "$build"
	say "building in $build"
	if ! { { [ -e "$top/configure" ] || (cd "$top" && autoreconf -i); } &&
	       cd "$build" && { [ -e Makefile ] || "$top/configure" --enable-werror; } &&
	       for target; do
			make -j"$(nproc)" "$target" TESTS=/bin/true || return
	       done; } >"$log" 2>&1; then
		tail -n 30 "$log" >&2
		say "the build failed; the whole log is in $log"
		return 1
	fi
	cd "$top"
}
