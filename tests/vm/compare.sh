# SPDX-License-Identifier: GPL-2.0-or-later
# Sourced by tests, after told.sh: what vm/exits.fp and vm/many.fp printed, of a batch with the witness, is what its
# events saw.

compare() {	# compare NAME KERNEL SCRIPT: $dir/out/NAME.out, .err and .status
	local form exits missed took result=$dir/out/$1 say=ok_there of="$2 $1"
	ends_well_but_misses "$result"
	# A kretprobe of 6.1 has room for ten calls at a time, whoever else makes them.  Other kernels miss nothing here.
	[ "$2" = 6.1 ] || [ "$missed" = 0 ]
	ok_there $? "nothing is missed, but by 6.1"
	awk -f "$here/vm/pair.awk" "$result.err" >"$dir/seen"
	for form in entry exit nest; do
		grep "^$form " "$dir/seen" >"$dir/want"
		grep "^$form " "$result.out" >"$dir/got"
		agree "$form" "$dir/want" "$dir/got"
	done
	sed -n 's/^load //p' "$result.err" >"$dir/want"
	grep '^pair ' "$result.out" | cut -d ' ' -f 3- >"$dir/got"
	agree pair "$dir/want" "$dir/got"
	[ "$3" = many ] || return
	exits=$(grep -c '^exit ' "$dir/seen")
	took=$(sed -n 's/^took vfs_read \([0-9]*\) ok$/\1/p' "$result.out")
	[ "${took:-0}" -gt 0 ] && [ "$took" -le "$exits" ] && [ $((took + missed)) -ge "$exits" ]
	ok $? "$of: elapsed, of $took calls of $exits"
}

ok_there() { ok "$1" "$of: $2"; }
