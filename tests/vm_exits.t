#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The main promise, on real kernels: what exit probes and paired blocks print for a load of known size
# is what the kernel's own trace events (f:, on 6.1 p: and r:) and the load itself say.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib.sh"
need_vm
build_load

run() {		# run NAME KERNEL BACKEND
	"$fptap" run --vm="$2" --backend="$3" --strict --vm-add="$load:$witness" \
		"$here/vm/exits.fp" -c "$witness $load reads sleepers nest" >"$dir/out" 2>"$dir/err" </dev/null
	ok $? "$1: the run ends well"
	grep -v -e '^trace' -e '^load ' "$dir/err" >"$dir/report"
	if [ -s "$dir/report" ]; then sed 's/^/# /' "$dir/report"; fi
	awk -f "$here/vm/pair.awk" "$dir/err" >"$dir/seen"
	sed -n 's/^load //p' "$dir/err" >"$dir/account"
}

compare() {	# compare NAME
	local form
	for form in entry exit nest; do
		grep "^$form " "$dir/seen" >"$dir/want"
		grep "^$form " "$dir/out" >"$dir/got"
		same "$1: $form probes print what the kernel's events saw" "$dir/want" "$dir/got"
	done
	sed -n 's/^exit/pair/p' "$dir/seen" >"$dir/want"
	grep '^pair ' "$dir/out" | cut -d ' ' -f 1-4 >"$dir/got"
	same "$1: paired blocks print what the kernel's events saw" "$dir/want" "$dir/got"
	grep '^pair ' "$dir/out" | cut -d ' ' -f 3- >"$dir/got"
	same "$1: paired blocks print what the load did, with its names" "$dir/account" "$dir/got"
}

for kernel in 6.1 6.12 newest; do
	run "$kernel bpf" $kernel bpf
	compare "$kernel bpf"
	# Without process ids and in no order: what is left must be the same by the other back end.
	sed 's/ [0-9]* / /' "$dir/out" >"$dir/bpf"
	[ $kernel = 6.1 ] && continue	# has no fprobe
	run "$kernel module" $kernel module
	compare "$kernel module"
	sed 's/ [0-9]* / /' "$dir/out" >"$dir/module"
	same "$kernel: both back ends print the same" "$dir/bpf" "$dir/module"
done
finish
