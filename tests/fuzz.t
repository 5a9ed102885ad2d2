#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A short turn of each fuzzer, the same each time (tests/fuzz runs them for longer, each time another).
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
if [ -e "$here/../.tarball" ] || [ ! -x "$here/../configure" ]; then
	echo "1..0 # SKIP a tarball is not fuzzed"
	exit 0
fi
for target in parse sema ktypes unpack package image kernel kallsyms relocations functions format user migrate; do
	runs=10000
	[ $target != migrate ] || runs=2000	# whole scripts: read, written and compiled
	FUZZ_FLAGS="-seed=1 -runs=$runs" "$here/fuzz" 60 $target >"$dir/out" 2>&1
	ok $? "$target stands $runs inputs"
	[ "$(sed -n "s/^fuzz $target: runs //p" "$dir/out")" -ge $runs ] 2>/dev/null
	status=$?
	ok $status "… which it was given"
	[ $status = 0 ] || tail -n 20 "$dir/out" | sed 's/^/# /'
done
finish
