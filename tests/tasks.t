#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What built-ins say of the current task, in the kernel: what the shell, stat and date say.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
if ! "$fptap" -c true -e 'tracepoint("sched:sched_process_exec") { println(pid()) }' 2>/dev/null | grep -q .; then
	echo "1..0 # SKIP tracepoints are not permitted here"
	exit 0
fi
export TZ=UTC
own=/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/self/cgroup)
before=$(date +%s)
long=$(printf 'word%03d ' {1..60})
"$fptap" -c "exec true  'a  b' c" -e 'begin { println(pid(), cgroup(), euid(), contains(cmdline(), " -c exec true ")) }
tracepoint("sched:sched_process_exec") if (pid() == target() && execname() == "true") {
	println(ppid(), cgroup(), euid())
	println(cmdline(), strlen(cmdline()))
	println(gettimeofday_s(), ctime(gettimeofday_s()), gettimeofday_ms(), gettimeofday_us(), gettimeofday_ns())
	n[cmdline()]++
}
end { println(n["true a  b c"]) }' >"$dir/out" 2>"$dir/err"
after=$(date +%s)
exec 3<"$dir/out"
read -r pid cgroup euid has <&3
read -r ppid kcgroup keuid <&3
read -r line <&3
read -r s a b c d e ms us ns <&3
read -r n <&3
[ "$pid" = "$ppid" ] && [ "$euid:$keuid" = "$(id -u):$(id -u)" ] && [ "$has" = true ]
ok $? "the command's parent is fptap, and both have their user"
[ "$cgroup" = "$kcgroup" ] && { [ ! -d "$own" ] || [ "$cgroup" = "$(stat -c %i "$own")" ]; }
ok $? "their cgroup is its folder's inode"
[ "$line" = "true a  b c 11" ] && [ "$n" = 1 ]
ok $? "the command line, also as a key"
[ "$before" -le "$s" ] && [ "$s" -le "$after" ] && [ "$a $b $c $d $e" = "$(date -d "@$s" '+%a %b %_d %T %Y' | tr -s ' ')" ] &&
	[ $((ms / 1000 - s)) -le 1 ] && [ $((us / 1000000 - s)) -le 1 ] && [ $((ns / 1000000000 - s)) -le 1 ]
ok $? "the time since 1970, and as a date"
"$fptap" -c "true $long" -e 'tracepoint("sched:sched_process_exec") if (pid() == target() && execname() == "true") { println(cmdline()) }' >"$dir/out" 2>"$dir/err"
printf 'true %s' "$long" | head -c 254 >"$dir/want"
echo >>"$dir/want"
equal "a long one is cut" "$dir/want" "$dir/out"

# ---- --cgroup ----

# On the cgroups' own mount, wherever that is.
mounted=$(awk '$3 == "cgroup2" { print $2; exit }' /proc/mounts)
sub=$mounted/fptap-test-$$
if [ -n "$mounted" ] && mkdir -p "$sub/below" 2>/dev/null && (echo 0 >"$sub/below/cgroup.procs") 2>/dev/null; then
	count() {	# count OPTION…: execs of true, of two that run below the folder and one that does not
		"$fptap" "$@" -c "sh -c 'echo 0 >$sub/below/cgroup.procs; env true; env true'; env true" -e 'global n
tracepoint("sched:sched_process_exec") if (execname() == "true") { n++ } end { println(n) }' 2>"$dir/err"
	}
	[ "$(count --cgroup="$sub"):$(count --cgroup="$sub/below"):$(count --cgroup="$(stat -c %i "$sub/below")")" = 2:2:2 ]
	ok $? "only tasks in a cgroup"
	[ "$(count --cgroup="$mounted"):$(count --cgroup="$(stat -c %i "$sub")")" = 3:0 ]
	ok $? "… and below it, unless its id is given"
	"$fptap" -c "sh -c 'echo 0 >$sub/below/cgroup.procs; env true'" -e 'tracepoint("sched:sched_process_exec") if (execname() == "true") {
	println(cgroup() == cgroup(2), cgroup(0), cgroup(1), cgroup(2), cgroup(3), cgroup(1 << 20)) }' >"$dir/out"
	[ "$(cat "$dir/out")" = "true $(stat -c %i "$mounted" "$sub" "$sub/below" | tr '\n' ' ')0 0" ]
	ok $? "levels of cgroups" || cat "$dir/out"
	rmdir "$sub/below" "$sub"
else
	skip "--cgroup" "no cgroup of ours can be made"
fi
[ "$("$fptap" --cgroup=/tmp -e 'begin { }' 2>&1)" = "fptap: error[E0702]: --cgroup=/tmp: it is no folder of the cgroups, version 2" ]
ok $? "what is no cgroup is refused"
finish
