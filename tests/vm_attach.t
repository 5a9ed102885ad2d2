#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every way to attach on every kernel that has it (vm/cells): what the probes print is what the kernel's
# own trace events and the load say.  A cell that cannot be is skipped with the planner's reason.
#
# Also: what is missed is counted (missed), a pattern takes what the kernel's lists say (lists).
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib.sh"
need_vm
build_load
load_program=$load
kernels=${KERNELS:-6.1 6.12 newest}

cells() { sed 's/#.*//' "$here/vm/cells" | grep . ; }

script_of() {	# script_of NAME SCRIPT MECHANISMS: a copy with its options
	local options=
	[ "$3" = - ] || options="--via=$3"
	sed "1a// options: $options" "$here/vm/$2.fp" >"$dir/$1.fp"
}

compare() {	# compare NAME KERNEL SCRIPT
	local form result=$dir/out/$1
	grep -v -e '^trace' -e '^load ' "$result.err" | sed 's/^/# /'
	[ "$(cat "$result.status")" = 0 ]
	ok $? "$2 $1: the run ends well"
	awk -f "$here/vm/pair.awk" "$result.err" >"$dir/seen"
	for form in entry exit nest; do
		grep "^$form " "$dir/seen" >"$dir/want"
		grep "^$form " "$result.out" >"$dir/got"
		same "$2 $1: $form" "$dir/want" "$dir/got"
	done
	sed -n 's/^load //p' "$result.err" >"$dir/want"
	grep '^pair ' "$result.out" | cut -d ' ' -f 3- >"$dir/got"
	same "$2 $1: pair" "$dir/want" "$dir/got"
	[ "$3" = many ] || return
	echo "took vfs_read $(grep -c '^exit ' "$dir/seen") ok" >"$dir/want"
	grep '^took vfs_read ' "$result.out" >"$dir/got"
	equal "$2 $1: elapsed" "$dir/want" "$dir/got"
}

for kernel in $kernels; do
	rm -rf "$dir/out"
	scripts=() modes='reads nest'
	btf=$("$here/../driver/vm/fptap-kernel" "$kernel")/btf
	while read -r name script via; do
		script_of "$name" "$script" "$via"
		if "$fptap" run --kernel="$btf" -p2 $(sed -n '2s|^// options: *||p' "$dir/$name.fp") "$dir/$name.fp" \
			>/dev/null 2>"$dir/why"; then
			scripts+=("$dir/$name.fp")
		else
			skip "$kernel $name" "$(sed -n 's/^  = hint: //p' "$dir/why" | tail -n 1)"
		fi
	done < <(cells)
	LOAD="$load_program $witness" "$here/vm/batch" "$kernel" "$dir/out" --strict -c "witness load $modes" -- "${scripts[@]}"
	while read -r name script via; do
		[ ! -e "$dir/out/$name.status" ] || compare "$name" "$kernel" "$script"
	done < <(cells)
done
finish
