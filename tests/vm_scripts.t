#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Scripts on real kernels: what they read of the kernel's structs is what the load is known to be; what
# a kernel refuses is told with its reason, faults with their places, and nothing stays attached.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_vm
build_load

run() {		# run STATUS ARGUMENTS…: in a machine; what it prints is in $dir/out and $dir/err
	local want=$1 status
	shift
	"$fptap" run --vm="$kernel" --vm-add="$load" "$@" >"$dir/out" 2>"$dir/err" </dev/null
	status=$?
	[ $status = "$want" ] && return
	echo "# status $status, expected $want"
	sed 's/^/# /' "$dir/err"
	return 1
}

has() {		# has PATTERN in what went to standard error
	grep -qE -- "$1" "$dir/err" && return
	echo "# no /$1/ in:"
	sed 's/^/# /' "$dir/err"
	return 1
}

for kernel in $(which_kernels "6.1 newest" newest); do
	run 5 -e 'fprobe("irqentry_enter") { println(1) }' && has 'E0109.*irqentry_enter'
	ok $? "$kernel: a function that must not be traced"
	run 5 -e 'fprobe("do_exit").exit { println(1) }' && has 'E0109.*never returns'
	ok $? "$kernel: the exit of a function that never returns"
	# Two bad chains: one handler faults at each of the load's 16 reads, the other at none.
	run 6 --strict -c "$load reads" -e 'fprobe("vfs_read") if (execname() == "load") {
  p = (struct file *)$count
  println(p->f_flags)
}
fprobe("vfs_read") if (execname() == "load") { println($file->f_path.dentry->d_flags) }' &&
		has '^<command line>:2:.*bad address, 16 times|^<command line>:3:.*bad address, 16 times'
	ok $? "$kernel: faults are counted at their line, and end a strict run with 6"
	[ "$(grep -cE '^[0-9]+$' "$dir/out")" = 16 ]
	ok $? "$kernel: … and the other handler is not disturbed"
	run 0 -c "$load reads" -e 'global n; fprobe("vfs_read").exit if (execname() == "load") { n++ }
end { println(n, target() != 0) }' && grep -qx '16 true' "$dir/out"
	ok $? "$kernel: globals are shared with user-space handlers"
	# A longer name may have left its end behind this one.
	run 0 -c "cp $load /tmp/reader-of-files && /tmp/reader-of-files reads; (exec $load reads)" -e 'fprobe("vfs_read") { n[execname()]++ } end { println(n["load"], n["reader-of-files"]) }' &&
		[ "$(cat "$dir/out")" = "16 16" ]
	ok $? "$kernel: a command's name as a key"
	run 0 -c "$load reads" -e 'global n; fprobe("vfs_read") if (execname() == "load") { n++ if (n == 5) exit() println(n) }' &&
		[ "$(tr '\n' ' ' <"$dir/out")" = "1 2 3 4 " ]
	ok $? "$kernel: exit() in the kernel leaves the handler and stops the script"
	run 0 -c "$load reads" -e 'fprobe("vfs_read").exit if (execname() == "load" && $return < 0) { printf("%v %d %u\n", $return, $return, $count / 2) }' &&
		[ "$(tr '\n' ' ' <"$dir/out")" = "-EISDIR -21 32 -EBADF -9 32 -EFAULT -14 32 -EFAULT -14 9223372036854775807 " ]
	ok $? "$kernel: \$return has its sign, \$count has none"
	run 0 -c "$load reads" -e 'tracepoint("sched:sched_process_exec") if ($p->pid == target()) {
  println(string($p->comm), $p->comm == "load", $old_pid == tid(), string($bprm->filename), $p->mm != NULL, $p->sched_reset_on_fork)
}' && [ "$(cat "$dir/out")" = "load true true $load true 0" ]
	ok $? "$kernel: a tracepoint's typed arguments"
	# kfree() hands its argument, a `const void *', to the tracepoint inside of it.  An interrupt that
	# frees something in between is no error.
	run 0 -c "$load reads" -e 'global at: u64, seen, equal
fprobe("kfree") if (execname() == "load") { at = $arg1 seen += at >> 63 }
tracepoint("kmem:kfree") if (execname() == "load") { equal += at == (u64)$ptr && $arg2 == at && at >> 63 }
end { println(equal > 5 && seen - equal < 4) }' && [ "$(cat "$dir/out")" = true ]
	ok $? "$kernel: a tracepoint's untyped pointers"
	# The same structs by a typed chain, a typed local, a number, constant and variable indexes.
	run 0 -c "$load reads" -e 'fprobe("vfs_read") if (execname() == "load") {
  d = $file->f_path.dentry
  n = (struct dentry *)((u64)d + 0)
  sb = $file->f_inode->i_sb
  sn = (struct super_block *)((u64)sb + 0)
  i = $count & 1
  printf("%d %d %d %c%c %c%c %d %d %d\n", d->d_name.len, n->d_name.len, $file->f_path.dentry->d_name.len,
    sb->s_id[0], sn->s_id[1], sb->s_id[i], sn->s_id[i],
    $file->f_mapping->host == $file->f_inode, (u64)$file >> 56, d->d_inode == n->d_inode)
}' && [ "$(head -n 1 "$dir/out")" = "4 4 4 de ee 1 255 1" ]
	ok $? "$kernel: members by chains, locals, numbers and indexes"
	# What the verifier sees differently: members that may be NULL for it, that it does not find
	# behind a union's first one, and pointers of a tracepoint, which all may be NULL.
	run 0 -c "$load reads" -e 'fprobe("vfs_read") if (execname() == "load") {
  d = $file->f_path.dentry
  i = d->d_inode
  println(d->d_inode->i_ino == $file->f_inode->i_ino, i->i_ino == $file->f_inode->i_ino, i->i_sb == $file->f_inode->i_sb,
    $file->f_ra.ra_pages == $file->f_mapping->host->i_sb->s_bdi->ra_pages)
}
tracepoint("sched:sched_process_exec") if ($p->pid == target()) {
  n = $p->nsproxy
  u = n->uts_ns
  println(string($p->nsproxy->uts_ns->name.release), string(n->uts_ns->name.release), string(u->name.release), u->name.machine)
}' && release=$(cat "$("$here/../driver/vm/fptap-kernel" "$kernel")/release") &&
		[ "$(sort "$dir/out" | uniq -c | tr -s ' \n' ' ')" = \
			" 1 $release $release $release x86_64 16 true true true true " ]
	ok $? "$kernel: members that the verifier sees differently"
	# To newer kernels $info need not be an address; it is one where a child ends.
	run 0 -n 1 -c '(exit 3); true' -e 'tracepoint("signal:signal_generate") if ($sig == 17 && execname() == "sh") {
  i = $info
  println($info->si_signo, i->si_signo, i->_sifields._sigchld._status, i->_sifields._sigchld._pid == pid())
}' && [ "$(cat "$dir/out")" = "17 17 3 true" ]
	ok $? "$kernel: an argument that may be a mark"
	# 24 reads of the load sleep for 600 ms, its others do not; the script has no entry block.
	for backend in bpf $([ $kernel = 6.1 ] || echo module); do
		run 0 --backend=$backend --strict -c "$load reads" -e 'fprobe("vfs_read") if (execname() == "load") {
  name = string($file->f_path.dentry->d_name.name)
  tag = execname() + ":" + name
} exit {
  println(tag, strlen(tag) - strlen(name), starts_with(tag, "load:"), starts_with(tag, name), starts_with("load", tag),
    substr(tag, 5) == name, substr(tag, 5, 2), strlen(substr(tag, 99)), strlen(substr(tag, -1)))
}' && [ "$(sort -u "$dir/out")" = "$(for name in null usr write-only zero; do
			echo "load:$name 5 true false false true ${name:0:2} 0 0"; done)" ]
		ok $? "$kernel $backend: strings joined, measured and cut"
		run 0 --backend=$backend -c "$load sleepers" -e 'fprobe("vfs_read").exit if (execname() == "load") {
  printf("%s %d %d\n", func(), elapsed() > 250ms && elapsed() < 60s, $arg3 == $count)
}' && [ "$(sort "$dir/out" | uniq -c | tr -s ' \n' ' ')" = " 16 vfs_read 0 1 24 vfs_read 1 1 " ]
		ok $? "$kernel $backend: elapsed() of calls that sleep and calls that do not"
	done
done

kernel=6.1
run 5 -e 'fprobe("do_mmap") { println($len) }' && has 'E0109.*do_mmap.* [89] arguments'
ok $? "6.1: more arguments than its trampolines take"

kernel=newest
run 0 -c 'echo "<0>fptap" >/dev/kmsg; sleep 1' -e 'fprobe("univ8250_console_write_thread") { c = $co printf("%s%d\n", $co->name, c->index) }' &&
	[ "$(sort -u "$dir/out")" = ttyS0 ]
ok $? "newest: struct console, a name that BTF has twice"

# Without tracefs nothing is missing but the reason of a failure: then it is what the message is about.
k=$("$here/../driver/vm/fptap-kernel" newest)
script='fprobe("exc_page_fault") { println(1) }'
mkdir -p "$dir/keep"
run 5 -k "$dir/keep" -e "$script" && has 'E0109.*exc_page_fault.*blacklist'
ok $? "a function that is on the kernel's blacklist"
run 5 -e 'fprobe("register_ftrace_function") { println(1) }' && has 'E0109.*available_filter_functions'
ok $? "a function that is not in the kernel's list"
"$here/../driver/vm/fptap-vm" --kernel "$k" --root "$dir/keep/root" -- /bin/sh -c \
	'umount /sys/kernel/debug/tracing /sys/kernel/tracing /sys/kernel/debug 2>/dev/null
	 export FPTAP_CACHE=/var/cache/fptap; fptap -e "$1"' sh "$script" >"$dir/out" 2>"$dir/err" </dev/null
[ $? = 5 ] && has 'E0612'
ok $? "tracefs that is not mounted is named"
"$here/../driver/vm/fptap-vm" --kernel "$k" --root "$dir/keep/root" -- /bin/sh -c \
	'export FPTAP_CACHE=/var/cache/fptap; fptap -e "$1" 2>/dev/null; sleep 1; "$2" programs' \
	sh "$script" "$load" >"$dir/out" 2>"$dir/err" </dev/null
grep -q '^0 programs, 0 links' "$dir/out"
ok $? "nothing is left in the kernel after a refusal"

# A signal to fptap stops the script in the machine as one to the script's fptap would.
mkdir "$dir/tmp"
TMPDIR=$dir/tmp "$fptap" run --vm -e 'timer(100ms) { println("tick") } end { println("the end") }' \
	>"$dir/out" 2>"$dir/err" </dev/null &
pid=$!
for ((i = 0; i < 600; i++)); do
	grep -q tick "$dir/out" && break
	sleep 0.1
done
kill -TERM $pid
wait $pid
[ $? = 0 ] && [ "$(tail -n 1 "$dir/out")" = "the end" ]
ok $? "SIGTERM is passed on to the script in the machine"
sed 's/^/# /' "$dir/err"
[ -z "$(ls -A "$dir/tmp")" ]
ok $? "nothing of the machine is left in the temporary folder"
finish
