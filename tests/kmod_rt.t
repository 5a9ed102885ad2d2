#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The module's runtime: built for both shapes of fprobe, then run on both kernels, in machines.
#
# 6.12 hands struct pt_regs to its handlers, the newest kernel struct ftrace_regs.

here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$here")
build=${FPTAP_BUILD:-build}
for main in "$build/kmod-rt-main" "$build/tests/kmod-rt-main"; do
	[ -x "$main" ] && break
done
main=$(realpath "$main" 2>/dev/null)
if [ ! -x "$main" ]; then
	echo "1..0 # SKIP no kmod-rt-main in $build"
	exit 0
fi
if [ "${VM:-yes}" = no ] && [ -z "${CI:-}" ]; then
	echo "1..0 # SKIP virtual machines are switched off"
	exit 0
fi
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
mkdir -m 700 "$tmp/cache" "$tmp/root"
cp "$main" "$tmp/root/kmod-rt-main"

n=0
ok() { # NAME STATUS
	n=$((n + 1))
	if [ "$2" -eq 0 ]; then echo "ok $n - $1"; else echo "not ok $n - $1"; fi
	return "$2"
}
skip() { # NAME WHY
	n=$((n + 1))
	echo "ok $n - $1 # SKIP $2"
}

build() { # SRC RELEASE HEADERS [KEEP]
	"$main" build "$1" "$top/runtime" "$2" "$3" "$tmp/cache" "${@:4}" 2>&1
}

# kbuild speaks of a pahole or a compiler that is not the kernel's own: that is not about our text.
warnings() { # LOG
	grep -i 'warning' "$1" | grep -vE 'pahole version differs|compiler differs'
}

test_build() { # VERSION RELEASE HEADERS
	local out log=$tmp/keep.$1
	mkdir "$log"
	out=$(build "$here/kmod_rt_probes.c" "$2" "$3" "$log")
	[[ $out == built* ]]
	ok "$1: builds" $? || echo "$out" | sed 's/^/# /'
	[ -s "$log/script.module.log" ] && ! warnings "$log/script.module.log"
	ok "$1: without a warning" $?
	cp "$log/script.module.ko" "$tmp/root/$1.ko"
	out=$(build "$here/kmod_rt_probes.c" "$2" "$3")
	[[ $out == cached* ]]
	ok "$1: the second time from the cache" $?
	out=$(build "$here/kmod_rt_probes.c" "$2" -)
	[[ $out == cached* ]]
	ok "$1: and without headers" $?
	out=$(build "$here/kmod_rt_probes.c" "$2.other" -)
	[[ $out == *E0607*linux-headers-$2.other* ]]
	ok "$1: but not for another release" $?
	sed 's/^FPT_PAIR(0/#line 7 "script.fp"\nint x = nothing;\n&/' \
		"$here/kmod_rt_probes.c" >"$tmp/bad.c"
	out=$(build "$tmp/bad.c" "$2" "$3")
	[[ $out == *E0608*script.fp:7:*nothing* ]]
	ok "$1: an error says the script's line" $?
	sed -n 's/.*the whole log is in //p' <<<"$out" | xargs -r rm -f
}

# In the machine: prints what the tests say.
run() { # VERSION KERNEL NAME APPEND TEST…
	local v=$1 kernel=$2 name=$3 append=$4 line passed=0 cycles=50
	shift 4
	[ "$v" = newest ] || cycles=12	# unregistering takes ten times as long there
	"$here/vm/smp2" --kernel "$kernel" --root "$tmp/root" --timeout 400 \
		--dmesg "$tmp/dmesg" ${append:+--append "$append"} -- sh -c "for t in $*; do /kmod-rt-main \$t /$v.ko $cycles ||
			echo \"not ok \$t ended\"; done; echo done" >"$tmp/out" 2>"$tmp/err"
	while read -r line; do
		case $line in
		ok\ *) ok "$name: ${line#ok }" 0 ;;
		not\ ok\ *) ok "$name: ${line#not ok }" 1 ;;
		done) passed=1 ;;
		*) echo "#  $line" ;;
		esac
	done <"$tmp/out"
	[ "$passed" = 1 ]
	ok "$name: the machine got to the end" $? || sed 's/^/#  /' "$tmp/err" | tail -n 20
	# Warnings and worse; what a busy host makes the kernel's clocks say is not about us.
	sed -n '/fptap_/,$p' "$tmp/dmesg" | grep -E '^<[0-4]>' |
		grep -vE 'loading out-of-tree module|module verification failed|version magic' |
		grep -vE 'hrtimer: interrupt took|clocksource' >"$tmp/said"
	grep -q fptap_ "$tmp/dmesg" && [ ! -s "$tmp/said" ]
	ok "$name: the kernel has no warning" $? || head -n 60 "$tmp/said" | sed 's/^/#  /'
}

for v in 6.12 newest; do
	kernel=$("$top/driver/vm/fptap-kernel" --headers "$v" 2>/dev/null)
	if [ -z "$kernel" ]; then
		skip "$v" "no packaged kernel"
		continue
	fi
	test_build "$v" "$(cat "$kernel/release")" "$kernel/headers"
	if ! command -v qemu-system-x86_64 >/dev/null || [ "$(uname -m)" != x86_64 ]; then
		skip "$v: in a machine" "no qemu-system-x86_64, or another architecture"
		continue
	fi
	# "stale" comes first.  The kernel gives its users of the shadow stack 16 numbers in turn and takes
	# each frame for one of number 0: when the module after a sleeper's is the 16th, 32nd … since the
	# start, fprobe_return() warns, once, and goes on.
	# No U(ser): it keeps stacks, and the kernel's unwinder warns, rarely, where a timer's interrupt
	# comes upon return_to_handler().
	checked=slub_debug=FZP
	tests="stale values refused blocked losses killed"
	if [ "$v" = 6.12 ]; then
		run "$v" "$kernel" "$v" "" $tests cycles
	elif [ -n "${CI:-}" ]; then	# which has half an hour for everything
		run "$v" "$kernel" "$v, memory checked" $checked $tests cycles
	else
		run "$v" "$kernel" "$v" "" $tests cycles
		run "$v" "$kernel" "$v, memory checked" $checked $tests
	fi
done
echo "1..$n"
