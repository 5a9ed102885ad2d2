# SPDX-License-Identifier: GPL-2.0-or-later
# Sourced by tests, after lib.sh: what a run on a busy kernel tells, and what its output may be for that.  A kernel that
# preempts programs makes others miss hits, and counts them; how many is not ours to say.
#
# $say (default: ok) is the function that is told of a status and a name; $lines: of how many lines a hit is (1).

told() {	# told ERR LABEL: of how many, over all probes
	sed -n "s/.* $2: .*: \([0-9]*\) [a-z].*/\1/p" "$1" | awk '{ n += $1 } END { print n + 0 }'
}

# Nothing is lost, nothing faults; an exit whose entry is not known is one whose entry was missed.  Sets $missed.
ends_well_but_misses() {	# ends_well_but_misses OUTCOME: OUTCOME.err, and OUTCOME.status where there is one
	local bad=0
	missed=$(told "$1.err" missed)
	[ ! -e "$1.status" ] || [ "$(cat "$1.status")" = 0 ] || bad=1
	! grep ' \(lost\|fault\): ' "$1.err" || bad=1
	[ "$(told "$1.err" unpaired)" -le "$missed" ] || bad=1
	${say:-ok} $bad "the run ends well ($missed hits missed)"
	[ $bad = 0 ] || grep -v -e '^tra[cm]' -e '^load' -e '^format' "$1.err" | head -n 20 | sed 's/^/# /'
}

# Nothing that was not seen, and no more missing than the hits that were missed.
agree() {	# agree NAME WANT GOT
	local extra lost bad=0
	sort "$2" >"$dir/left"
	sort "$3" >"$dir/right"
	extra=$(comm -13 "$dir/left" "$dir/right" | wc -l)
	lost=$(comm -23 "$dir/left" "$dir/right" | wc -l)
	[ -s "$dir/right" ] && [ "$extra" = 0 ] && [ "$lost" -le $((${lines:-1} * missed)) ] || bad=1
	${say:-ok} $bad "$1 ($(wc -l <"$dir/left") lines, $lost of them missed)"
	[ $bad = 0 ] || diff "$dir/left" "$dir/right" | head -n 20 | sed 's/^/# /'
}
