#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A short turn of each fuzzer (tests/fuzz runs them for longer).
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
if [ -e "$here/../.tarball" ] || [ ! -x "$here/../configure" ]; then
	echo "1..0 # SKIP a tarball is not fuzzed"
	exit 0
fi
for target in parse sema ktypes; do
	"$here/fuzz" 10 $target >"$dir/out" 2>&1
	ok $? "$target stands 10 seconds"
	[ "$(sed -n "s/^fuzz $target: runs //p" "$dir/out")" -gt 1000 ] 2>/dev/null
	status=$?
	ok $status "… and more than 1000 inputs"
	[ $status = 0 ] || tail -n 20 "$dir/out" | sed 's/^/# /'
done
finish
