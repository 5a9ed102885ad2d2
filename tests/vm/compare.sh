# SPDX-License-Identifier: GPL-2.0-or-later
# Sourced by tests: what vm/exits.fp and vm/many.fp printed, of a batch with the witness, is what its events saw.

compare() {	# compare NAME KERNEL SCRIPT: $dir/out/NAME.out, .err and .status
	local form result=$dir/out/$1 bad='missed\|lost\|unpaired\|fault'
	# A kretprobe has room for ten calls at a time, whoever else makes them; what is told is not lost in silence.
	[ "$2" != 6.1 ] || bad='lost\|fault'
	grep -v -e '^trace' -e '^load ' "$result.err" | sed 's/^/# /'
	[ "$(cat "$result.status")" = 0 ] && ! grep -q " \($bad\): " "$result.err"
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
