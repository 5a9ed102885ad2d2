#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Stacks, as the symbols that nm finds in the program that was running: of a process that has ended, as
# values, as keys, and as JSON.

. "$(dirname "$0")/lib.sh"
if ! "$fptap" -e 'begin { println(kstack(3)) }' >/dev/null 2>&1; then
	echo "1..0 # SKIP BPF is not permitted here"
	exit 0
fi
${CC:-gcc} -O0 -fno-omit-frame-pointer -o "$dir/deep" "$here/user/deep.c" || exit 1
nr=$(printf '#include <sys/syscall.h>\nSYS_getpriority\n' | ${CC:-gcc} -E - | tail -n 1)
script="tracepoint(\"raw_syscalls:sys_enter\") if (execname() == \"deep\" && \$id == $nr)"

"$fptap" -c "$dir/deep" -e "$script { println(ustack()) }" >"$dir/out" 2>"$dir/err"
grep -A3 '^innermost+' "$dir/out" | sed 's/+.*//' | head -n 4 >"$dir/got"
printf '%s\n' innermost middle outermost main >"$dir/want"
equal "the frames of a program that has ended" "$dir/want" "$dir/got"
[ "$(grep -c '^outermost+' "$dir/out")" = 7 ]
ok $? "each of its calls has one"

"$fptap" -c "$dir/deep" -e "$script { calls[ustack(3), pid() == target()]++ }" >"$dir/out" 2>"$dir/err"
[ "$(grep -c 'innermost' "$dir/out")" = 1 ] && ! grep -q main "$dir/out" && grep -qE '^ *true +7$' "$dir/out"
ok $? "as a key, cut to three frames: one entry for all calls" || cat "$dir/out"

"$fptap" --format=json -c "$dir/deep" -e "$script { if (once()) println(ustack(2), kstack(6)) }" >"$dir/out" 2>"$dir/err"
grep -qE '"ustack":\["innermost\+0x[0-9a-f]+ \[deep\]","middle\+0x[0-9a-f]+ \[deep\]"\]' "$dir/out"
ok $? "as JSON, an array of frames" || cat "$dir/out"
grep -oE '"kstack":\[[^]]*' "$dir/out" | grep -oE '[A-Za-z_0-9.]+\+0x' | sed 's/+0x//' >"$dir/names"
[ -s "$dir/names" ] && ! grep -qE '^bpf_|traceiter' "$dir/names" && ! grep -vxFf <(awk '{ print $3 }' /proc/kallsyms) "$dir/names"
ok $? "the kernel's frames are its own symbols, none of the tracing's" || cat "$dir/out"

"$fptap" -c "$dir/deep" -e "$script { a[kstack(), ustack()]++; b[pid()] = kstack(9) } end { n = 0; foreach ([k, u] in a) n++; println(n); foreach (s = p in b) printf(\"%s\n\", s) }" >"$dir/out" 2>"$dir/err"
[ "$(head -n 1 "$dir/out")" = 1 ] && [ "$(wc -l <"$dir/out")" -gt 2 ]
ok $? "keys and values of maps hold them" || cat "$dir/out"

"$fptap" -c "$dir/deep" -e "$script { if (once()) printf(\"%s\n%v\n%s\n\", usym(\$regs->ip), usym(\$regs->ip), ustack(1)); }" >"$dir/out" 2>"$dir/err"
[ "$(uniq "$dir/out" | grep -c '^innermost+0x[0-9a-f]* \[deep\]$')" = 1 ] && [ "$(wc -l <"$dir/out")" = 3 ]
ok $? "usym() of where the program is, and its stack, agree" || cat "$dir/out"

# ---- the caller of a function, as the kernel's own events have it ----

[ "${VM:-yes}" != no ] || [ -n "${CI:-}" ] || { finish; exit 0; }
build_load
script='probe fprobe("vfs_read") if (execname() == "load") { c = caller() println("in", c) for (i in 0..1) println("loop", caller() == c) }
exit { println("out", caller()) }
probe fprobe("vfs_read").exit if (execname() == "load") { println("out", caller()) }
probe kprobe("vfs_read") if (execname() == "load" && once()) { printf("top %s\n", kstack(2)) }'
for how in $(which_kernels "6.1 6.12 newest" "6.12 newest") newest-module; do
	kernel=${how%-module} module=
	[ "$how" = "$kernel" ] || module=--backend=module
	timeout 300 "$fptap" run --vm="$kernel" $module --vm-add="$load:$witness" -c "$witness $load reads" \
		-e "$script" >"$dir/out" 2>"$dir/err" </dev/null
	sed -nE 's/.* exit: \(([a-z_0-9A-Z]+\+0x[0-9a-f]+).* <- vfs_read\).*/\1/p' "$dir/err" | sort -u >"$dir/want"
	sed -nE 's/^(in|out) //p' "$dir/out" | sort -u >"$dir/got"
	equal "$how: caller() is where the kernel sees the function return to" "$dir/want" "$dir/got"
	[ "$(grep -c ^in "$dir/out")" = 16 ] && [ "$(grep -c ^out "$dir/out")" = 32 ] && [ "$(grep -c '^loop true' "$dir/out")" = 16 ]
	ok $? "$how: … at each entry, in loops, and at each exit"
	grep -A 1 '^top ' "$dir/out" >"$dir/top"
	grep -q '^top vfs_read+' "$dir/top" && tail -n 1 "$dir/top" | grep -qxFf "$dir/want"
	ok $? "$how: a breakpoint's stack begins with the function and its caller: $(tr '\n' ' ' <"$dir/top")"
done
finish
