# SPDX-License-Identifier: GPL-2.0-or-later
# The witness's events → the lines that kinds.fp prints, what it counts as one line each.  -v openat: its number;
# -v link=1: exits are kretprobes that were there first, and whose trampoline the link register has then.
$1 == "trampoline" { trampoline = $2 }
$1 != "trace" { next }
function field(word) {
	match($0, " " word "=[^ ]+")
	word = substr($0, RSTART, RLENGTH)
	sub(/.*=(0x)?/, "", word)
	return word
}
function place() {
	match($0, /\([a-z_]+\+0x[0-9a-f]+/)
	name = substr($0, RSTART + 1, RLENGTH - 1)
	sub(/\+0x0$/, "", name)
	return name
}
match($0, /: sys_[a-z0-9_]+\(/) {
	name = substr($0, RSTART + 6, RLENGTH - 7)
	count["enter " name]++
}
/: sys_enter: NR / && $0 ~ ": sys_enter: NR " openat " " {
	split($0, arg, /[(,]/)
	print "enter openat", substr(arg[2], length(arg[2]) - 7), substr(arg[4], 2), substr(arg[5], 2)
}
match($0, /: sys_[a-z0-9_]+ -> /) {
	name = substr($0, RSTART + 6, RLENGTH - 10)
	count["leave " name]++
	value = $NF
	sub(/^0x/, "", value)
	if (name ~ /^(openat|read|close|getppid|nanosleep|execve|wait4)$/)
		print "leave", name, value
}
/: regs: / {
	regs[++hits] = "regs " field("third") " " field("kept") " " field("other") " " field("sp")
	spot[hits] = place()
	caller[hits] = field("caller")
	print "args", field("count"), field("count")
	print "back", field("caller")
}
/: place: / { print "place", field("first"), place() }
match($0, /: sched_process_(exec|fork|exit): /) { event[substr($0, RSTART + 2, RLENGTH - 4)]++ }
/: sched_process_exec: / { print "raw exec", (field("pid") == field("old_pid") ? "true" : "false"), field("filename") }
END {
	for (i = 1; i <= hits; i++) {
		from = link ? trampoline : caller[i]
		print regs[i], from, spot[i]
		print "call", from
	}
	for (name in count)
		while (count[name]--)
			print name
	for (name in event)
		while (event[name]--)
			print "event", name
}
