#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What a script may say the verifier must take: each cases/verifier/X.fp is compiled for three kernels,
# loads, attaches and runs there for as long as a small load takes.  The number of instructions that
# the verifier looks at stays far below the kernel's limit of a million, which other kernels need.
# SHOW=1 tells the numbers, ARCH=arm64 takes kernels of that.

set -u
. "$(dirname "$0")/lib.sh"
need_vm
cases=$here/cases/verifier
limit=200000
scripts=("$cases"/*.fp)
# What structs of x86_64 have.
[ -z "${ARCH:-}" ] || mapfile -t scripts < <(grep -LE '\$regs->|tls_array' "$cases"/*.fp)
load='for i in 1 2 3; do cat /proc/self/maps; done >/dev/null; echo x >/dev/null; (true); insns'

build_static "$dir/insns" "$here/vm/insns.c"

for script in "${scripts[@]}"; do
	[ "$(wc -l <"$script")" -le 25 ] && head -n 1 "$script" | grep -q '^// '
	ok $? "$(basename "$script") is short, and says what it is for"
done

for kernel in $(which_kernels "6.1 6.12 newest" 6.1); do
	LOAD=$dir/insns "$here/vm/batch" "$kernel" "$dir/$kernel" --color=never -T 20s -c "$load" -- "${scripts[@]}"
	for script in "${scripts[@]}"; do
		name=$(basename "$script" .fp)
		at=$dir/$kernel/$name
		[ "$(cat "$at.status")" = 0 ] && ! grep -q 'error\[' "$at.err"
		loads=$?
		ok $loads "$kernel: $name loads and runs"
		[ $loads = 0 ] || sed 's/^/# /' "$at.err" | head -n 20
		most=$(sed -n 's/^insns fpt_.* //p' "$at.out" | sort -n | tail -n 1)
		[ "${most:-$limit}" -lt $limit ]
		ok $? "$kernel: $name is verified in ${SHOW:+${most:-?} of }$limit instructions"
	done
done
finish
