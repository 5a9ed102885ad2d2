#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# fptap kernel save --vm: the functions of a kernel, against what the machine itself says of them.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_vm
top=$here/..

"$fptap" kernel save "$dir/x.fpk" --vm=6.12 2>"$dir/err"
ok $? "a packaged kernel is booted and saved"
sed 's/^/# /' "$dir/err"
mkdir "$dir/root"
kernel=$("$top/driver/vm/fptap-kernel" 6.12)
"$top/driver/vm/fptap-vm" --kernel "$kernel" --root "$dir/root" -- /bin/sh -c '
	cd /sys/kernel/tracing
	grep -v "^__ftrace_invalid" available_filter_functions | tr "\t" " " | sort -u | wc -l
	cut -f 2 ../debug/kprobes/blacklist | sort -u | wc -l
	grep -c "^vfs_read$" available_filter_functions
	grep -c "^do_syscall_64$" available_filter_functions
	grep -cE " [tT] do_syscall_64$" /proc/kallsyms
	grep -cE " [tT] finish_task_switch$" /proc/kallsyms
	grep -E " [tT] finish_task_switch.isra" /proc/kallsyms | head -n 1' >"$dir/told" 2>"$dir/err"
ok $? "the machine says what it has"
sed 's/^/# /' "$dir/err"
mapfile -t told <"$dir/told"
saved() { "$fptap" kernel show "$dir/x.fpk" | sed -n "s/^$1 //p"; }
[ "$(saved traceable)" = "${told[0]}" ]
ok $? "as many functions can be traced: $(saved traceable) of ${told[0]}"
[ "$(saved 'no kprobes')" = "${told[1]}" ]
ok $? "as many take no kprobes: $(saved 'no kprobes') of ${told[1]}"
# The boot image says the same without being run.  Of names for one place the machine's lists have one.
image() { "$fptap" kernel show "$kernel/kernel" | sed -n "s/^$1 //p"; }
[ "$(image functions) $(image traceable)" = "$(saved functions) $(saved traceable)" ]
ok $? "its boot image has as many functions, and as many that can be traced: $(image functions), $(image traceable)"
[ $(($(image 'no kprobes') - $(saved 'no kprobes'))) -ge 0 ] && [ $(($(image 'no kprobes') - $(saved 'no kprobes'))) -lt 50 ]
ok $? "… and those that take no kprobes: $(image 'no kprobes')"
for other in 6.1 newest; do
	image=$("$top/driver/vm/fptap-kernel" $other)/kernel
	"$fptap" check -q -e 'fprobe("vfs_read") { }' --kernel="$image" >"$dir/out" 2>&1 &&
		! grep -q 'without a list' "$dir/out"
	ok $? "$other: the boot image knows that vfs_read can be traced"
	"$fptap" check -q -e 'fprobe("do_syscall_64") { }' --kernel="$image" >"$dir/out" 2>&1
	[ $? = 1 ] && grep -q 'E0109.*the kernel does not let it be traced' "$dir/out"
	ok $? "… and do_syscall_64 cannot"
done
# In the list and in the types; in the symbols and not in the list.
[ "${told[2]} ${told[3]} ${told[4]}" = "1 0 1" ]
ok $? "one of two functions can be traced"
"$fptap" check -q -e 'fprobe("vfs_read") { }' --kernel="$dir/x.fpk" >"$dir/out" 2>&1
ok $? "… which a script may use"
"$fptap" check -q -e 'fprobe("do_syscall_64") { }' --kernel="$dir/x.fpk" >"$dir/out" 2>&1
[ $? = 1 ] && grep -q 'E0109.*the kernel does not let it be traced' "$dir/out"
ok $? "… and the other is refused"
# A function whose parameters the compiler changed goes by another name, and BTF does not have it.
[ "${told[5]}" = 0 ] && clone=${told[6]##* } && [ "$clone" ]
ok $? "the machine has ${told[6]##* } for finish_task_switch"
"$fptap" check -q -e 'fprobe("finish_task_switch") { }' --kernel="$dir/x.fpk" >"$dir/out" 2>&1
[ $? = 1 ] && grep -q 'E0110' "$dir/out" && grep -qF "hint: the compiler made \`${told[6]##* }' of it" "$dir/out"
ok $? "… and that is the reason"
finish
