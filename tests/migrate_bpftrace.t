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
newest=$cache-newest
"$here/migrate/fetch-bpftrace" forky "$newest" >/dev/null 2>&1	# may be out of reach

# Why what was refused was refused, a reason a line.
reasons() { grep -oE '"why":"([^"\\]|\\.)*"' | sed 's/^"why":"//; s/"$//'; }

one_tool() {	# one_tool FILE NAME WANT WHY
	timeout 60 "$fptap" migrate --kernel="$btf" --report=json "$1" >"$dir/json" 2>"$dir/err"
	local status=$?
	reasons <"$dir/json" | sort -u >"$dir/why"
	case $3 in
	moved)	[ $status = 0 ] && grep -q '"all_moved":true' "$dir/json" ;;
	refused) [ $status = 1 ] && [ -s "$dir/why" ] && ! grep -qvE "$4|shares|takes a map" "$dir/why" ;;
	esac
	ok $? "$2: $3${4:+ because $4}"
	sed 's/^/# /' "$dir/why"
}

# A tool that the table does not know is one of a later release: it has to become something all the same.
all_tools() {	# all_tools DIR TABLE
	local file name want why
	for file in "$1"/usr/sbin/*.bt; do
		name=${file##*/} name=${name%.bt}
		IFS=$'\t' read -r _ want < <(grep -P "^$name\t" "$here/migrate/$2")
		read -r want why <<<"$want"
		if [ -z "$want" ]; then
			timeout 60 "$fptap" migrate --kernel="$btf" --report=json "$file" 2>&1 | grep -q '"all_moved":'
			ok $? "$name: not known here, and read"
		else
			one_tool "$file" "${1##*/}: $name" "$want" "$why"
		fi
	done
}

grep -v '^#' "$here/migrate/bpftrace.txt" | cut -f 1 | sort >"$dir/want"
(cd "$cache/usr/sbin" && ls ./*.bt | sed 's|^./||; s|\.bt$||' | sort) >"$dir/got"
equal "each tool of the package is expected to become something" "$dir/want" "$dir/got"
all_tools "$cache" bpftrace.txt
if [ -d "$newest/usr/sbin" ]; then
	all_tools "$newest" bpftrace-newest.txt
else
	skip "the newest bpftrace's tools" "the package cannot be had"
fi

# The idiom of a map by thread is gone wherever it was.
cp "$cache"/usr/sbin/*.bt "$dir/"
for tool in dcsnoop gethostlatency ssllatency sslsnoop xfsdist killsnoop opensnoop; do
	timeout 60 "$fptap" migrate --kernel="$btf" "$dir/$tool.bt" 2>/dev/null >"$dir/fp"
	[ -s "$dir/fp" ] && ! grep -q 'tid()\]' "$dir/fp" && grep -qE 'exit( if| \{)|\.exit' "$dir/fp"
	ok $? "$tool: a map by thread is a pair now"
done
finish
