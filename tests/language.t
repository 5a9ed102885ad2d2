#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What scripts print: cases/run/X.fp prints X.out, in the interpreter and as BPF programs, here and on
# the kernels of the machines.  A second line `// user' says that a script cannot be in the kernel.
# UPDATE=1 writes X.out anew from the interpreter; read the difference before you commit it.

. "$(dirname "$0")/lib.sh"
cases=$here/cases/run
cd "$cases" || exit 1

outcome() {	# outcome OUT ERR: both, as X.out has them
	cat "$1"
	[ ! -s "$2" ] || { echo "--- stderr"; cat "$2"; }
}

both=()
for script in *.fp; do
	name=${script%.fp}
	"$fptap" --color=never "$script" >"$dir/out" 2>"$dir/err" </dev/null
	outcome "$dir/out" "$dir/err" >"$dir/got"
	[ -z "${UPDATE:-}" ] || cp "$dir/got" "$name.out"
	equal "$name" "$name.out" "$dir/got"
	[ "$(wc -l <"$script")" -le 25 ]
	ok $? "$name is short"
	sed -n 2p "$script" | grep -q '^// user' || both+=("$script")
done

# Needs CAP_BPF; a kernel without BTF types would do.
"$fptap" --place=kernel -e 'begin { println(1) }' >"$dir/out" 2>"$dir/err"
if ! grep -q 'E060[14]' "$dir/err"; then
	for script in "${both[@]}"; do
		"$fptap" --color=never --place=kernel "$script" >"$dir/out" 2>"$dir/err" </dev/null
		outcome "$dir/out" "$dir/err" >"$dir/got"
		equal "${script%.fp}, in the kernel" "${script%.fp}.out" "$dir/got"
	done
else
	skip "in the kernel" "BPF is not permitted here"
fi

if [ "${VM:-yes}" != no ] || [ -n "${CI:-}" ]; then
	for kernel in ${KERNELS-6.1 6.12 newest}; do
		"$here/vm/batch" "$kernel" "$dir/$kernel" --color=never --place=kernel -- "${both[@]/#/$cases/}"
		for script in "${both[@]}"; do
			name=${script%.fp}
			outcome "$dir/$kernel/$name.out" "$dir/$kernel/$name.err" >"$dir/got"
			equal "$kernel: $name" "$name.out" "$dir/got"
		done
	done
fi
finish
