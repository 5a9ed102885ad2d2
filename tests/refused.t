#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What a kernel refuses when a script is loaded, and what the user is told: cases/refused/X.fp → X.err, all in
# one machine.  X.pre makes the kernel refuse, X.sh does so while the script runs; vm/batch has the rules.
# What module-* forbid is forbidden for as long as the machine runs: no other case loads modules.
# UPDATE=1 writes the messages anew.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_vm
cases=$here/cases/refused
prog=$dir/prog
${CC:-gcc} -O2 -fno-inline -rdynamic -o "$prog" "$here/user/prog.c" "$here/user/gated.c" -ldl -lpthread || exit 1

LOAD="$prog $(command -v setpriv)" timeout 300 "$here/vm/batch" 6.12 "$dir/out" --color=never -- "$cases"/*.fp
for script in "$cases"/*.fp; do
	name=$(basename "$script" .fp)
	[ -e "$dir/out/$name.status" ] || { ok 1 "$name: was not run"; continue; }
	{
		# Each load of a module has a name of its own.
		sed -E 's/\<fptap_[0-9a-f]{8}\>/fptap_NNNNNNNN/' "$dir/out/$name.err"
		echo "status $(<"$dir/out/$name.status")"
	} >"$dir/err"
	[ -z "${UPDATE:-}" ] || cp "$dir/err" "$cases/$name.err"
	equal "$name: $(sed -n '1s|^// ||p' "$script")" "$cases/$name.err" "$dir/err"
done
finish
