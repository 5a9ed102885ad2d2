# SPDX-License-Identifier: GPL-2.0-or-later
# The witness's events → the lines that exits.fp prints, each entry joined with its exit: calls of one
# thread return in the opposite order.
$1 != "trace" || !match($0, /load-[0-9]+/) { next }
{
	tid = substr($0, RSTART + 5, RLENGTH - 5)
	value = $NF
	sub(/.*=/, "", value)
}
/ entry: / { print "entry", tid, value; reads[tid, ++deep[tid]] = value }
/ exit: / && deep[tid] { print "back", tid, value; print "exit", tid, reads[tid, deep[tid]--], value }
/ nest_entry: / { nests[tid, ++down[tid]] = value }
/ nest_exit: / && down[tid] { print "nest", tid, nests[tid, down[tid]--], value }
