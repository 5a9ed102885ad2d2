#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Random scripts mean the same to the interpreter and as BPF programs: 100 of them, the same each time.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

if ! "$fptap" --place=kernel -e 'begin { println(1) }' >"$dir/out" 2>&1 || [ "$(<"$dir/out")" != 1 ]; then
	skip "100 random scripts" "BPF is not permitted here"
elif [ ! -x "$build/differential" ]; then
	skip "100 random scripts" "no differential in $build"
else
	"$here/differential" 100 20 >"$dir/log" 2>&1
	ok $? "100 random scripts"
	head -n 100 "$dir/log" | sed 's/^/# /'
fi
finish
