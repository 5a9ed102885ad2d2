#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# arm64, in machines: the same scripts and loads as on x86_64, by an fptap that is cross-compiled for it.  6.1 has
# kprobes alone, 6.12 trampolines too, the newest all but links of many trampolines.
#
# All of what can be attached: ARCH=arm64 tests/run tests/vm_kinds.t; more scripts: tests/verifier.t, tests/language.t
set -u
export LC_ALL=C ARCH=arm64
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib.sh"
. "$here/vm/told.sh"
. "$here/vm/compare.sh"
need_vm

why=$(command -v qemu-system-aarch64 >/dev/null || echo "qemu-system-aarch64 is not installed")
[ "$why" ] || guest=$("$here/../driver/vm/fptap-guest" arm64 "$build" 2>"$dir/err") || why=$(tail -n 1 "$dir/err")
if [ "$why" ] && [ -z "${CI:-}" ]; then
	echo "1..0 # SKIP no machines of arm64: $why"
	exit 0
fi
[ ! "$why" ] && [ "$(od -An -tu2 -j 18 -N 2 "$guest")" -eq 183 ]	# EM_AARCH64
ok $? "an fptap for arm64 is built $why"
build_load
build_user() {	# build_user PROGRAM SOURCE…: with frames, for stacks
	"$machine_cc" -fno-inline -fno-omit-frame-pointer -mno-omit-leaf-frame-pointer -static -pthread \
		-idirafter "/usr/include/$(gcc -print-multiarch)" -o "$dir/$1" "${@:2}" -ldl 2>/dev/null || exit 1
}
build_user prog -O2 "$here/user/prog.c" "$here/user/gated.c"
build_user deep -O0 "$here/user/deep.c"

# ---- the scripts ----

mkdir "$dir/s"
script() {	# script NAME LOAD: from standard input
	cat >"$dir/s/$1.fp"
	printf '#!/bin/sh\nexec %s\n' "$2" >"$dir/s/$1.sh"
	chmod +x "$dir/s/$1.sh"
}
# The kretprobes of 6.1's perf events have room for ten calls at a time, and the rest is missed and counted.
script exits 'witness load reads $(uname -r | busybox grep -q "^6\.1\." || echo sleepers) nest' <"$here/vm/exits.fp"
script many "witness load reads nest" <"$here/vm/many.fp"
script user "prog all 100" <<'END'
global sum = 0
probe uprobe("/usr/bin/prog":"fact") { n = $arg1 } exit { c[n, $arg1, $return, elapsed() > 0]++ }
probe uprobe("/usr/bin/prog":"six") { if ($arg1 == reg("x0") && $arg6 == reg("x5")) sum += $arg6 - $arg2 }
probe uprobe("/usr/bin/prog":"{first,last,hidden}").exit { ends[func()]++ }
probe usdt("/usr/bin/prog":"app:step") { println($arg1, $arg2, user_string($arg3), $arg4, $arg5) }
probe end {
	foreach (v = [a, b, r, t] in c) println(a, b, r, t, v)
	foreach (v = [f] in ends) println(f, v)
	println("sum", sum)
	delete c; delete ends
}
END
cat >"$dir/user.want" <<'END'
1 1 1 true 100
2 2 2 true 100
3 3 6 true 100
4 4 24 true 100
5 5 120 true 100
first 100
hidden 100
last 100
sum 4750
0 0 text -5 65535
1 8589934592 text -5 65535
gated 0
END
script deep deep <<'END'
global calls = 0, ticks = 0, start
probe begin { start = now() }
probe tracepoint("raw_syscalls:sys_enter") if (execname() == "deep" && $id == 141) {
	calls++
	if (once()) printf("%s\nkernel %s\n", ustack(4), kstack())
}
probe timer.ms(20) { ticks++ }
probe end { println("calls", calls); if (ticks > 0 && ticks * 20ms <= now() - start) println("ticks") }
END
script samples "load flood 2" <<'END'
global n = 0
probe profile(99) if (execname() == "load") { n++; inside[kstack(1)]++ }
probe end { println("samples", n > 10 && n < 220, n); delete inside }
END

# As a module: functions' exits need fprobe, which the newest alone has; breakpoints do not.
module() { sed '1a// options: --backend=module' "$1"; }
mkdir "$dir/m"
module "$here/vm/exits.fp" >"$dir/m/exits-module.fp"
cp "$dir/s/many.sh" "$dir/m/exits-module.sh"
module - >"$dir/m/places-module.fp" <<'END'
// What the load asks for and gets, as registers and system calls have it.
probe kprobe("vfs_read") if (execname() == "load") { printf("place %u %u\n", $count, reg("x2")) }
probe kprobe("vfs_read+12") if (execname() == "load") { printf("inside %u\n", reg("x2")) }
probe syscall("read") if (execname() == "load") { n = $count } exit { printf("call %u %d\n", n, $return) }
probe tracepoint("sched:sched_process_exec") { println("exec", string($bprm->filename)) }
probe fprobe("vfs_read").exit if (execname() == "load" && once()) { printf("stack %s\n", kstack(3)); println("caller", caller()) }
END
printf '#!/bin/sh\nexec load reads\n' >"$dir/m/places-module.sh"
chmod +x "$dir"/m/*.sh
mkdir "$dir/places"
sed '/^probe fprobe/d' "$dir/m/places-module.fp" >"$dir/places/places-module.fp"
cp "$dir/m/places-module.sh" "$dir/places/"

module_places() {	# against what the load says of itself
	local out=$dir/out/places-module.out
	sed -n 's/^load \([0-9]*\) \(-*[0-9]*\) .*/call \1 \2\nplace \1 \1\ninside \1/p' "$dir/out/places-module.err" >"$dir/want"
	grep -E '^(call|place|inside) ' "$out" >"$dir/got"
	same "$1 module: breakpoints and system calls" "$dir/want" "$dir/got"
	grep -qx 'exec /usr/bin/load' "$out"
	ok $? "$1 module: a tracepoint"
	[ "$1" = newest ] || return
	[ "$(sed -n '/^stack vfs_read+/{n;p}' "$out")" = "$(sed -n 's/^caller //p' "$out")" ] && grep -q '^__arm64_sys_read+' "$out"
	ok $? "$1 module: an exit's stack: $(grep -A 2 ^stack "$out" | tr '\n' ' ')"
}

# ---- the machines ----

planned() {	# planned KERNEL MECHANISM…: what the planner takes for entries, exits and pairs
	local btf
	btf=$("$here/../driver/vm/fptap-kernel" --arch arm64 "$1")/btf
	"$fptap" explain --kernel="$btf" -e 'fprobe("vfs_read") { println($count) }
		fprobe("vfs_read").exit { println($return) }
		fprobe("vfs_read") { n = $count } exit { println(n) }' 2>&1 |
		awk '$1 == "by" { sub(/:$/, "", $2); print $2 }' >"$dir/got"
	printf '%s\n' "${@:2}" >"$dir/want"
	equal "$1: entries, exits and pairs are by ${*:2}" "$dir/want" "$dir/got"
}
planned 6.1 kprobes kprobes_pair kprobes_pair
planned 6.12 fentry fexit pair
planned newest fentry fexit fsession

for kernel in $(which_kernels "6.1 6.12 newest" "6.1 newest"); do
	rm -rf "$dir/out"
	case $kernel in
	newest)	modules=("$dir"/m/*.fp) ;;
	6.12)	modules=("$dir"/places/*.fp) ;;
	*)	modules=() ;;
	esac
	LOAD="$load $witness $dir/prog $dir/deep" timeout 500 "$here/vm/batch" "$kernel" "$dir/out" --color=never \
		-- "$dir"/s/*.fp "${modules[@]}"
	compare exits "$kernel" exits
	compare many "$kernel" many
	same "$kernel: uprobes, pairs of a function that calls itself, registers, usdt" "$dir/user.want" "$dir/out/user.out"
	grep -v kernel "$dir/out/deep.out" | sed -n '1,4s/+.*//p' >"$dir/got"
	printf '%s\n' innermost middle outermost main >"$dir/want"
	equal "$kernel: a process's stack" "$dir/want" "$dir/got"
	grep -q '^el0_svc+' "$dir/out/deep.out" && grep -q '^el0t_64_sync+' "$dir/out/deep.out"
	ok $? "$kernel: the kernel's, down to where the process came in"
	grep -qx 'calls 7' "$dir/out/deep.out" && grep -qx ticks "$dir/out/deep.out"
	ok $? "$kernel: a tracepoint's arguments; a timer"
	grep -q "^samples true" "$dir/out/samples.out"
	ok $? "$kernel: samples of one to two seconds, at most 99 in each: $(cat "$dir/out/samples.out")"
	[ "$kernel" != newest ] || compare exits-module "$kernel" exits
	[ ${#modules[@]} = 0 ] || module_places "$kernel"
	for name in user deep samples; do
		grep -v -e '^sent' "$dir/out/$name.err" | sed 's/^/# /'
	done
done

# System calls, registers at breakpoints, raw tracepoints, events: a test of their own.
KERNELS=$(which_kernels "6.1 6.12 newest" newest) bash "$here/vm_kinds.t" >"$dir/kinds"
while IFS= read -r line; do
	case $line in
	'ok '*)	ok 0 "${line#* - }" ;;
	'not ok '*) ok 1 "${line#* - }" ;;
	'#'*)	echo "$line" ;;
	esac
done <"$dir/kinds"
grep -q '^1\.\.' "$dir/kinds"
ok $? "… which came to its end"
finish
