#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A flood of records: what the load has sent is what was received and what is reported lost, to the event.
# FLOOD=30 seconds of it in the long run, a few in CI.  Maps and aggregates count the same hits, and so do
# drained ones, with nothing lost while they are emptied.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_vm
build_load
seconds=${FLOOD:-4}

number() {	# number PATTERN FILE: of the line that has it, 0 without one
	local n
	n=$(sed -nE "s/.*$1.*/\\1/p" "$2" | head -n 1)
	echo "${n:-0}"
}

flood() {	# flood OPTIONS…: $sent, $received (lines that begin with r), $lost
	"$fptap" run --vm="$kernel" --vm-add="$load" -c "$load flood $seconds" "$@" >"$dir/out" 2>"$dir/err" </dev/null
	sent=$(number '^sent ([0-9]+)' "$dir/err")
	received=$(grep -c '^r ' "$dir/out")
	lost=$(number 'fprobe.* ([0-9]+) records, the buffer was full' "$dir/err")
	missed=$(number 'fprobe.* ([0-9]+) hits' "$dir/err")
	echo "# sent $sent, received $received, lost $lost, missed $missed"
}

# What the kernel missed may have been others' hits.
all() {		# all COUNT: it is what was sent, but for what was missed
	[ "$sent" -gt 1000 ] && [ "$1" -le "$sent" ] && [ "$sent" -le $(($1 + missed)) ]
}

mine='if (execname() == "load" && $count == 1)'
for kernel in ${KERNELS-6.1 newest}; do
	for backend in bpf module; do
		[ "$backend $kernel" = "module 6.1" ] && continue
		flood --backend=$backend -e "fprobe(\"vfs_read\") $mine { printf(\"r %d %s %s\\n\", \$count, execname(), \"some text that makes the record longer\") }"
		all $((received + lost))
		ok $? "$kernel, $backend: $sent sent = $received received + $lost lost + $missed missed"
	done
	# A record as large as they come: the buffer is full most of the time.
	flood -e "fprobe(\"vfs_read\") $mine { printf(\"r %s %s\\n\", string(\"x\") + string(\$file->f_path.dentry->d_name.name, 3000), execname()) }"
	all $((received + lost))
	ok $? "$kernel: large records: $sent sent = $received received + $lost lost + $missed missed"
	flood -e "global drained; fprobe(\"vfs_read\") $mine { n[\$count]++; g[\$count]++; a <<< 1; d[execname(), \$count]++ }
		timer(100ms) { foreach (k in n) { seen[k] = n[k] } drain(d) } end { println(\"counts\", g[1], @count(a)); drain(d) }"
	drained=$(awk '$1 == "load" && $2 == 1 { n += $3 } END { print n + 0 }' "$dir/out")
	all "$(number '^counts ([0-9]+) [0-9]+$' "$dir/out")" && all "$(number '^counts [0-9]+ ([0-9]+)$' "$dir/out")"
	ok $? "$kernel: a map and an aggregate count every hit"
	all "$drained"
	ok $? "$kernel: the drained map's parts make all of them: $drained"
done
finish
