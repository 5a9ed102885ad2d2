# SPDX-License-Identifier: GPL-2.0-or-later
# The witness's events of a program → the lines that users.fp prints, each call joined with its end.
$1 != "trace" || !match($0, /prog-[0-9]+/) { next }
{
	tid = substr($0, RSTART + 5, RLENGTH - 5)
	value = $NF
	sub(/.*=/, "", value)
}
/ fact: / { print "enter", value; calls[tid, ++deep[tid]] = value }
/ back: / && deep[tid] {
	print "leave", value
	print "nest", tid, calls[tid, deep[tid]], value
	depth = deep[tid]--
}
