#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The command as a user meets it: what runs without root, without clang and without BTF, and what each
# kind of bad input is told.  On this machine's own kernel.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
types=$(types_of_a_kernel)
release=$(cat "${types%/*}/release" 2>/dev/null || uname -r)
export FPTAP_CACHE=$dir/cache
unset FPTAP_CLANG
chmod 755 "$dir"

nobody() {	# … as an ordinary user with nothing in reach but the program
	if [ "$(id -u)" = 0 ]; then
		setpriv --reuid=65534 --regid=65534 --clear-groups env FPTAP_CACHE=/nonexistent HOME=/nonexistent "$@"
	else
		"$@"
	fi
}

expect() {	# expect NAME STATUS PATTERN COMMAND…: exit status, and a pattern in what it prints
	local name=$1 want=$2 pattern=$3 status
	shift 3
	"$@" >"$dir/out" 2>&1 </dev/null
	status=$?
	[ $status = "$want" ] && grep -qE -- "$pattern" "$dir/out"
	ok $? "$name"
	if [ $status != "$want" ] || ! grep -qE -- "$pattern" "$dir/out"; then
		echo "# status $status, expected $want and /$pattern/"
		sed 's/^/# /' "$dir/out" | head -n 20
	fi
}

# The program where an ordinary user can run it.
cp "$fptap" "$dir/fptap" && echo "$here/.." >"$dir/fptap.source"
user_fptap=$dir/fptap

expect "user-space handlers need no root and no clang" 0 '^hi$' \
	nobody env PATH=/nonexistent "$user_fptap" -e 'probe begin { println("hi") exit() }'
expect "begin, timer and end run in their order" 0 '^b t e $' bash -c \
	"nobody() { $(declare -f nobody | tail -n +3 | head -n -1) }; nobody $user_fptap -e 'begin { printf(\"b \") } timer(20ms) { printf(\"t \") exit() } end { println(\"e\") }' | tr '\n' ' '"
expect "the type of a script is checked without root" 1 'error\[E0103\].*vfs_raed' \
	nobody "$user_fptap" -e 'fprobe("vfs_raed") { }'
expect "… with the nearest name" 1 "did you mean \`vfs_read'" nobody "$user_fptap" -e 'fprobe("vfs_raed") { }'
expect "a parameter that is not there" 1 'error\[E0104\].*coutn' \
	nobody "$user_fptap" -e 'fprobe("vfs_read") { println($coutn) }'
expect "… with the nearest name" 1 "did you mean \`.count'" \
	nobody "$user_fptap" -e 'fprobe("vfs_read") { println($coutn) }'
expect "a member that is not there" 1 'error\[E0105\].*struct file' \
	nobody "$user_fptap" -e 'fprobe("vfs_read") { println($file->f_pth.dentry) }'
expect "a tracepoint that is not there" 1 'error\[E0108\]' \
	nobody "$user_fptap" -e 'tracepoint("sched:sched_swich") { }'
expect "a misspelt built-in" 1 "did you mean \`execname'" nobody "$user_fptap" -e 'begin { println(exename()) }'
expect "a file that is not there" 2 'E0705.*nonexistent.fp: No such file' nobody "$user_fptap" /nonexistent.fp
expect "a script that is a program" 1 'NUL byte' nobody "$user_fptap" /bin/true
expect "no BTF" 5 'error\[E0301\]' nobody "$user_fptap" --kernel=/dev/null -e 'fprobe("vfs_read") { }'
expect "BTF that is none" 5 'error\[E0301\]' nobody "$user_fptap" --kernel=/etc/passwd -e 'fprobe("vfs_read") { }'
expect "an unknown option" 2 "did you mean \`--backend'" nobody "$user_fptap" --bakend=bpf -e 'begin { exit() }'
expect "no script" 2 'no script' nobody "$user_fptap"
expect "a param without a value" 1 'error\[E0115\]' nobody "$user_fptap" -e 'param x; begin { println(x) exit() }'
expect "a param by its name" 0 '^5ms$' \
	nobody "$user_fptap" -e 'param min = 1ms; begin { println(min) exit() }' --min=5ms
expect "a param of the wrong kind" 1 'error\[E0116\]' \
	nobody "$user_fptap" -e 'param min = 1ms; begin { println(min) exit() }' --min=5K
expect "params are listed with their defaults" 0 '--min=1ms  *shortest' \
	nobody "$user_fptap" --help -e 'param min = 1ms // shortest
probe begin { exit() }'
expect "a message explained" 0 'no function of this name' nobody "$user_fptap" --explain E0103
expect "the command of -c cannot be started" 5 'nonexistent' \
	nobody "$user_fptap" -e 'begin { }' -c /nonexistent/program
expect "the command of -c runs, and target() is its process" 0 '^[1-9][0-9]*$' \
	nobody "$user_fptap" -e 'end { println(target()) }' -c true
expect "-o writes a file" 0 '^hi$' bash -c "'$fptap' -o '$dir/file' -e 'begin { println(\"hi\") exit() }' && cat '$dir/file'"
# This machine's kernel may have no fprobe, which the planner would say.
expect "build leaves a module's sources" 0 '^fptap_00000000.c$' bash -c \
	"'$fptap' build --backend=module --place=kernel --kernel='$types' --release='$release' \
	-o '$dir/sources' -e 'begin { println(1) }' && ls '$dir/sources'"
expect "build without anything for the kernel" 1 'error\[E0403\]' \
	"$fptap" build --backend=module -o "$dir/none" -e 'begin { println(1) }'
expect "build without a directory" 2 '-o DIR is wanted' "$fptap" build --backend=module -e 'begin { println(1) }'
expect "build for BPF is not there" 2 'error\[E0901\]' "$fptap" build -e 'begin { println(1) }'
expect "clean without the right to" 5 'CAP_SYS_MODULE' nobody "$user_fptap" clean
expect "errors have colour on request only" 1 '^[^<]*<place>.*<error>' \
	nobody "$user_fptap" --color=debug -e 'begin { println(exename()) }'

switch='tracepoint("sched:sched_switch") { printf("%d %d\n", $prev->pid, $next->pid) }'
if [ "$(id -u)" != 0 ]; then
	skip "kernel probes on this kernel" "not root"
elif [ ! -e /sys/kernel/btf/vmlinux ]; then
	skip "kernel probes on this kernel" "no BTF"
else
	expect "no root: the missing capabilities are named" 5 'error\[E0604\].*CAP_' nobody "$user_fptap" -e "$switch"
	expect "one missing capability is named" 5 'CAP_PERFMON' \
		setpriv --bounding-set -perfmon,-sys_admin --inh-caps -perfmon,-sys_admin "$fptap" -e "$switch"
	expect "no clang" 3 'error\[E0601\]' env FPTAP_CLANG=/nonexistent/clang "$fptap" -n 1 -e "$switch"
	"$fptap" -n 200 -e "$switch" >"$dir/out" 2>"$dir/err"
	ok $? "a tracepoint runs on this kernel"
	sed 's/^/# /' "$dir/err"
	# Who was switched to on a CPU is switched away from next, so most numbers are on both sides.
	awk 'NF != 2 || $1 == $2 { bad = 1 } { from[$1]++; to[$2]++ }
	     END { for (p in to) if (p in from) both++; exit bad || NR != 200 || both < 2 }' "$dir/out"
	ok $? "… and its records make sense"
	expect "a second run needs no compiler" 0 '' env FPTAP_CLANG=/nonexistent/clang "$fptap" -n 1 -e "$switch"
	# Each probe takes several open files; what the command may open stays as it was.
	for ((i = 0; i < 150; i++)); do echo "$switch"; done >"$dir/many.fp"
	expect "more probes than files may be open" 0 '^256$' bash -c \
		"ulimit -S -n 256; '$fptap' -o /dev/null '$dir/many.fp' -c 'sh -c \"ulimit -n\"'"
	# What each CPU and each task has: known counts of one program's calls.
	expect "percpu and thread variables" 0 '^true true true$' "$fptap" -c 'dd if=/dev/zero of=/dev/null bs=1 count=200' -e '
percpu hits: u64
thread mine: u64
global all, most
tracepoint("raw_syscalls:sys_enter") if (pid() == target()) { hits++; mine++; all++; if (mine > most) most = mine }
end { println(hits == all, hits >= 400, most == all) }'
	expect "--filter" 0 '^[1-9][0-9]* 0$' "$fptap" --filter='execname() == "dd" && pid() == target()' \
		-c 'dd if=/dev/zero of=/dev/null bs=1 count=9' -e '
global mine, others; tracepoint("raw_syscalls:sys_enter") { if (execname() == "dd") mine++; else others++ } end { println(mine, others) }'
	expect "--filter with a mistake" 1 '^--filter:1:' "$fptap" --filter='pid() = 3' -p2 -e "$switch"
	expect "--filter that is more than an expression" 2 "one expression is wanted" "$fptap" --filter='1) probe begin { } filter (1' -p2 -e "$switch"
	# Where fprobe works this is not an error; where it does not, it is told why and how to go on.
	"$fptap" -T 100ms -e 'fprobe("vfs_read").exit { println($return) }' >/dev/null 2>"$dir/out"
	status=$?
	if [ $status = 0 ]; then
		skip "a kernel that refuses function probes" "this one does not"
	else
		[ $status = 5 ] && grep -q 'E0605' "$dir/out" && grep -q 'run --vm' "$dir/out"
		ok $? "a kernel that refuses function probes is told apart, with a way out"
	fi
fi
finish
