#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Variables of other tasks: what is put into a child's at its birth is there when it ends, and is what the
# kernel says of its parent.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_vm

script='thread born: u32 = 7
thread by: string
thread children: u64 = 100
thread pair
global bad, n
probe tracepoint("sched:sched_process_fork") if (pid() == target()) {
	c = $child
	born[c] = tid(); by[c] = execname() + "!"; pair[$child] = [tid(), execname()]
	for (i in 0..1) children[$parent]++
	children[$child->real_parent] += 10
}
probe tracepoint("sched:sched_process_exit") if ($p->real_parent->tgid == target()) {
	n++
	if (born != $p->real_parent->pid || born[$p] != born || by[$p] != "sh!" || pair[1] != "sh" || pair[$p][0] != born) bad++
	delete born[$p]
	if (born != 7 || children[$p->real_parent] != 100 + 11 * n || children != 100) bad++
	born[$p] = 300
	born[$p]++
	if (born != 301 || born[$p]-- != 301) bad++
}
probe end { println(n, bad) }'
for kernel in $(which_kernels "6.1 6.12 newest" "6.1 newest"); do
	timeout 300 "$fptap" run --vm="$kernel" -c 'for i in 1 2 3 4 5; do (exit); done' -e "$script" >"$dir/out" 2>"$dir/err" </dev/null
	[ "$(cat "$dir/out")" = "5 0" ]
	ok $? "$kernel: five children, each with its parent" || cat "$dir/out" "$dir/err" | sed 's/^/# /' | head -n 30
done
finish
