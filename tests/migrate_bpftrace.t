#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# bpftrace's own tools, from the distribution's package: each becomes .fp or is refused as
# migrate/bpftrace.txt expects.  The package is only unpacked, into the cache.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_vm	# for its kernel's types
cache=${FPTAP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/fptap}/bpftrace
if [ ! -d "$cache/usr/sbin" ]; then
	(cd "$dir" && timeout 120 apt-get -qq download bpftrace) >/dev/null 2>&1
	mkdir -p "$cache.$$" && dpkg-deb -x "$dir"/bpftrace_*.deb "$cache.$$" 2>/dev/null && mv "$cache.$$" "$cache"
	rm -rf "$cache.$$"
fi
if [ ! -d "$cache/usr/sbin" ]; then
	echo "1..0 # SKIP the package bpftrace cannot be had"
	exit 0
fi
btf=$("$here/../driver/vm/fptap-kernel" newest)/btf
cp "$cache"/usr/sbin/*.bt "$dir/"
grep -v '^#' "$here/migrate/bpftrace.txt" | cut -f 1 | sort >"$dir/want"
(cd "$dir" && ls ./*.bt | sed 's|^./||; s|\.bt$||' | sort) >"$dir/got"
equal "each tool of the package is expected to become something" "$dir/want" "$dir/got"

# Why what was refused was refused, a reason a line.
reasons() { grep -oE '"why":"([^"\\]|\\.)*"' | sed 's/^"why":"//; s/"$//'; }

while read -r tool want why; do
	timeout 60 "$fptap" migrate --kernel="$btf" --report=json "$dir/$tool.bt" >"$dir/json" 2>"$dir/err"
	status=$?
	reasons <"$dir/json" | sort -u >"$dir/why"
	if [ "$want" = moved ] && grep -q 'not built yet' "$dir/why"; then
		skip "$tool: $want" "it uses what is not built yet"
		continue
	fi
	case $want in
	moved)	[ $status = 0 ] && grep -q '"all_moved":true' "$dir/json" ;;
	refused) [ $status = 1 ] && [ -s "$dir/why" ] && ! grep -qvE "$why|not built yet|shares|takes a map" "$dir/why" ;;
	esac
	ok $? "$tool: $want${why:+ because $why}"
	sed 's/^/# /' "$dir/why"
done < <(grep -v '^#' "$here/migrate/bpftrace.txt")

# The idiom of a map by thread is gone wherever it was.
for tool in dcsnoop gethostlatency ssllatency sslsnoop xfsdist killsnoop opensnoop; do
	timeout 60 "$fptap" migrate --kernel="$btf" "$dir/$tool.bt" 2>/dev/null >"$dir/fp"
	[ -s "$dir/fp" ] && ! grep -q 'tid()\]' "$dir/fp" && grep -qE 'exit( if| \{)|\.exit' "$dir/fp"
	ok $? "$tool: a map by thread is a pair now"
done
finish
