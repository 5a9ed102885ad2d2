#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# System calls, tracepoints and perf's events on this machine's own kernel: counts of a load of known
# size, what calls that nobody asked for pay, how long detaching takes, what the kernel refuses.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$here/vm/told.sh"

if ! "$fptap" -c true -e 'rawtracepoint("sched_process_exec") if (pid() == target()) { println(2) }' 2>/dev/null | grep -qx 2; then
	echo "1..0 # SKIP BPF is not permitted here, or there are no types"
	exit 0
fi
calls=$dir/calls
"${CC:-gcc}" -O2 -Wall -static -pthread -o "$calls" "$here/vm/calls.c" || exit 1

run() {		# run STATUS COMMAND SCRIPT: what it prints is in $dir/out and $dir/err
	local status
	timeout 60 "$fptap" --color=never -c "$2" -e "$3" >"$dir/out" 2>"$dir/err" </dev/null
	status=$?
	[ $status = "$1" ] && return
	echo "# status $status, expected $1"
	sed 's/^/# /' "$dir/err"
	return 1
}

# A hit that is missed is counted; then the count is that much lower.
is() {		# is N: the first number printed, with what was missed
	local got missed
	got=$(head -n 1 "$dir/out")
	missed=$(told "$dir/err" missed)
	[ "${got:-0}" -le "$1" ] && [ $((${got:-0} + missed)) -ge "$1" ] && return
	echo "# $got and $missed missed, expected $1"
	return 1
}

count='if (pid() == target()) { n++ } global n = 0 probe end { println(n) }'
run 0 "$calls 10000" "syscall(\"getppid\") $count" && is 10000
ok $? "each call is a hit"
run 0 "$calls 10000" "syscall(\"getppid\").exit $count" && is 10000
ok $? "… and each exit"
run 1 true 'syscall("getppid", not "get*") { }'
ok $? "a selection of nothing is refused"
run 0 "$calls 5000" 'syscall("get*").exit if (pid() == target() && func() == "getppid") { n++ }
global n = 0 probe end { println(n) }' && is 5000
ok $? "func() is the call that is made"
run 0 "$calls 2000" 'syscall("getppid") if (pid() == target()) { at = now() } exit { if (elapsed() >= 0s && now() - at >= elapsed()) n++ }
global n = 0 probe end { println(n) }' && is 2000
ok $? "a pair for each call"
run 0 "$calls all" 'syscall("close", abi "compat") if (execname() == "calls") { n++ } global n = 0 probe end { println(n) }' &&
	is "$([ "$(uname -m)" = x86_64 ] && echo 3 || echo 0)"
ok $? "calls of 32-bit processes are their own"
run 0 "$calls all" 'rawtracepoint("sched_process_exec") if (execname() == "calls") { n++ } global n = 0 probe end { println(n) }' && is 4
ok $? "a raw tracepoint's hits"

# What others pay: the instructions up to the decision that this call is nobody's.
if command -v llvm-objdump >/dev/null; then
	"$fptap" -p4 -k "$dir/keep" -e 'syscall("openat") { n[pid()]++ } syscall("openat").exit { n[pid()]++ }'
	llvm-objdump -d "$dir/keep/script.bpf.o" >"$dir/code"
	for side in enter exit; do
		n=$(sed -n "/<fpt_sys_$side>:/,/\bcall /p" "$dir/code" | grep -c '^ *[0-9]*:')
		[ "$n" -gt 0 ] && [ "$n" -le 5 ]
		ok $? "another call pays $((n - 1)) instructions at sys_$side"
	done
	"$fptap" -p4 -k "$dir/keep" -e 'syscall("*", not "getppid") { n[pid()]++ }'
	n=$(llvm-objdump -d "$dir/keep/script.bpf.o" | sed -n '/<fpt_sys_enter>:/,/\bcall /p' | grep -c '^ *[0-9]*:')
	[ "$n" -gt 0 ] && [ "$n" -le 16 ]
	ok $? "… and $((n - 1)) where there are many"
else
	skip "what another call pays" "no llvm-objdump"
fi

# Ten tracepoints.  Others use this machine, too: the best of some.
ten='tracepoint("sched:sched_{switch,wakeup,wakeup_new,waking,process_exec,process_exit,process_fork,process_free,migrate_task,stat_runtime}") { n++ } global n = 0'
for i in 1 2 3 4 5; do
	"$fptap" --timing -c true -e "$ten" 2>&1 >/dev/null | sed -n 's/.*stop \([0-9.]*\) ms.*/\1/p'
done | sort -n >"$dir/times"
[ -s "$dir/times" ] && awk 'NR == 1 { exit $1 >= 50 }' "$dir/times"
ok $? "ten tracepoints are detached in $(head -n 1 "$dir/times") ms"

cpus=$(nproc)
run 0 "sleep 1" 'profile.hz(100) { n++ } global n = 0 probe end { println(n) }' &&
	awk -v cpus="$cpus" '{ exit !($1 >= 20 && $1 <= 300 * cpus) }' "$dir/out"
ok $? "profile.hz(100) for a second on $cpus CPUs: $(cat "$dir/out")"
run 0 "sleep 0.5" 'timer.us(500) { n++ } global n = 0 probe end { println(n) }' &&
	awk '{ exit !($1 >= 100 && $1 <= 5000) }' "$dir/out"
ok $? "timer.us(500) for half a second: $(cat "$dir/out")"
run 0 "$calls all" 'perf("page-faults":1) if (execname() == "calls" && pid() == target()) { n++ } global n = 0 probe end { println(n) }' &&
	awk '{ exit !($1 >= 64 && $1 <= 1000) }' "$dir/out"
ok $? "the load's 64 pages fault: $(cat "$dir/out")"

# Hardware events are refused by name where there are no counters.
timeout 60 "$fptap" -c true -e 'perf("cycles":1000000) { }' >"$dir/out" 2>"$dir/err" || grep -q 'E0323.*`cycles.: ' "$dir/err"
ok $? "an event that the kernel refuses is told by its name"
timeout 60 "$fptap" -c true -e 'kprobe("vfs_read") { }' >"$dir/out" 2>"$dir/err" || grep -qE 'E0605.*kprobe' "$dir/err"
ok $? "… and so are breakpoints where there are none"
"$fptap" -c true -e 'rawtracepoint("sched_process_exec") { println($arg12) }' >"$dir/out" 2>"$dir/err"
[ $? != 0 ] && grep -q E0 "$dir/err"
ok $? "more arguments than a raw tracepoint has"
finish
