#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Other ways to build: by clang, with sanitizers (and what the tests say of that program), as a tarball.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
top=$(cd "$here/.." && pwd)
if [ -e "$top/.tarball" ] || [ ! -x "$top/configure" ]; then
	echo "1..0 # SKIP this is a tarball or has no configure: nothing to make one from"
	exit 0
fi

logged() {	# logged NAME COMMAND…
	local name=$1
	shift
	if ("$@") >"$dir/log" 2>&1; then
		ok 0 "$name"
	else
		# What failed in there is seen at a glance, also where only names are kept.
		ok 1 "$name: $(grep -E -m 4 '^(not ok|.*(error|Error)[: ])' "$dir/log" | paste -sd ';')"
		{ grep -A 12 '^not ok' "$dir/log"; tail -n 30 "$dir/log"; } | sed 's/^/# /'
	fi
}

build_in() {	# build_in FOLDER CONFIGURE-ARGUMENTS…
	mkdir "$dir/$1" && cd "$dir/$1" && "$top/configure" --enable-werror "${@:2}" &&
		make -j"$(nproc)" all && make -j"$(nproc)" check TESTS=/bin/true
}

logged "clang builds it without a warning" build_in clang CC=clang
logged "with sanitizers" build_in sanitized --enable-sanitizers
logged "the sanitizers find nothing in the tests without machines" \
	env -u CI VM=no FPTAP_BUILD="$dir/sanitized" "$top/tests/run" \
	"$here"/{cli,host,install,ktypes,parse,sema,symbols}.t
# Of two functions of one name in the library the linker takes one, and says nothing.
twice=$(nm "$build/libfptap.a" 2>/dev/null | awk '$2 ~ /^[TDBR]$/ { print $3 }' | sort | uniq -d)
[ -s "$build/libfptap.a" ] && [ -z "$twice" ]
ok $? "no name is defined twice" || echo "# $twice"
logged "make distcheck" env -u CI make -C "$build" distcheck
finish
