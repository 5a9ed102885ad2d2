#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The BPF runtime and back end: texts of the dialect written by hand (tests/bpf_rt), compiled through
# the cache, run in this kernel and, for functions, in virtual machines.

here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$here")
build=${FPTAP_BUILD:-build}
for main in "$build/bpf-rt-main" "$build/tests/bpf-rt-main"; do
	[ -x "$main" ] && break
done
main=$(realpath "$main" 2>/dev/null)
if [ ! -x "$main" ]; then
	echo "1..0 # SKIP no bpf-rt-main in $build"
	exit 0
fi
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
umask 077
mkdir "$tmp/root" "$tmp/include"

n=0
ok() { # NAME STATUS
	n=$((n + 1))
	if [ "$2" -eq 0 ]; then echo "ok $n - $1"; else echo "not ok $n - $1"; fi
}
skip() { # NAME WHY
	n=$((n + 1))
	echo "ok $n - $1 # SKIP $2"
}
like() { # NAME TEXT PATTERN
	[[ $2 =~ $3 ]]
	ok "$1" $?
	[[ $2 =~ $3 ]] || echo "$2" | sed 's/^/#  /'
}
refused() { # PREFIX TEXT: the message is the golden one; which register it is, is the compiler's choice
	sed -nE '/^broken\.fp:4/,/^  = hint/{ s/\<R[0-9]\>/RN/; p }' <<<"$2" |
		diff "$here/cases/bpf_rt/broken.err" - >"$tmp/diff"
	ok "$1: a refusal is shown at the script's line" $?
	sed 's/^/#  /' "$tmp/diff"
}
numbered() { # PREFIX: gives numbers to the lines of bpf-rt-main
	local line
	while read -r line; do
		case $line in
		ok\ *) ok "$1: ${line#ok - }" 0 ;;
		not\ ok\ *) ok "$1: ${line#not ok - }" 1 ;;
		*) echo "#  $line" ;;
		esac
	done
}

build() { # NAME [CACHE [CLANG]]
	"$main" build "$top/runtime" "$here/bpf_rt/$1.c" "$tmp/root/$1.o" "${@:2}" 2>&1
}

# ---- every text compiles without a warning, in both memory models ----

flags="-std=gnu11 -O2 -g -target bpf -mcpu=v3 -fwrapv -fno-strict-aliasing -nostdinc
	-fno-delete-null-pointer-checks -Wall -Wextra -Werror -I$top/runtime/bpf -I$top/runtime"
for clang in clang-14 clang-15 clang-16 clang-17 clang-18 clang-19 clang-20 clang-21; do
	command -v $clang >/dev/null || continue
	for text in tp pair table broken; do
		for tso in 0 1; do
			# shellcheck disable=SC2086
			$clang $flags -DFPT_TSO=$tso -c -o "$tmp/$text.o" "$here/bpf_rt/$text.c" >"$tmp/log" 2>&1
			ok "$clang: $text.c, FPT_TSO=$tso" $?
			sed 's/^/#  /' "$tmp/log"
		done
	done
done

# ---- the cache ----

cache=$tmp/cache
like "the first time it is compiled" "$(build tp "$cache")" '^compiled '
like "the second time it is in the cache" "$(build tp "$cache")" '^cached '
like "also where there is no compiler" "$(build tp "$cache" /nonexistent/clang)" '^cached '
like "but not for another compiler" "$(build tp "$cache" "$(realpath "$(command -v sh)")")" 'E0602'
like "no compiler and no entry" "$(build pair "$cache" /nonexistent/clang)" 'E0601.*/nonexistent/clang'
entry=$(find "$cache" -name '*.o')
cp "$entry" "$tmp/entry"
printf 'X' | dd of="$entry" bs=1 seek=2000 conv=notrunc 2>/dev/null
like "a damaged entry is compiled again" "$(build tp "$cache")" '^compiled '
cmp -s "$entry" "$tmp/entry"
ok "and replaced by the same bytes" $?
truncate -s 100 "$entry"
like "a short one too" "$(build tp "$cache")" '^compiled '
chmod 777 "$cache"
like "a directory that others may write to is not used" "$(build tp "$cache")" '^compiled - '
chmod 700 "$cache"
like "as it was" "$(build tp "$cache")" '^cached '
if [ "$(id -u)" = 0 ]; then
	chown 12345 "$cache"
	like "nor one of somebody else" "$(build tp "$cache")" '^compiled - '
	chown 0 "$cache"
else
	skip "nor one of somebody else" "not root"
fi
find "$cache" -name 'tmp.*' | grep -q .
ok "no temporary file is left" $((!$?))

echo 'syntax error;' >"$tmp/bad.c"
out=$(TMPDIR=$tmp "$main" build "$top/runtime" "$tmp/bad.c" "$tmp/bad.o" 2>&1)
like "what clang says about a bad text" "$out" 'E0602.*1:1: error: .*script.bpf.c'

# ---- this kernel: tracepoints ----

for text in pair table broken; do
	build $text >/dev/null
done
cp "$main" "$tmp/root/bpf-rt-main"
if [ "$(id -u)" != 0 ]; then
	out=$("$main" tp "$tmp/root/tp.o")
	like "without privileges" "$out" 'E0604.*CAP_BPF and CAP_PERFMON'
	skip "tracepoints" "not root"
elif [ ! -r /sys/kernel/btf/vmlinux ]; then
	skip "tracepoints" "this kernel has no BTF"
else
	numbered "here" < <("$main" tp "$tmp/root/tp.o")
	numbered "here" < <("$main" fault "$tmp/root/tp.o")
	refused "here" "$("$main" broken "$tmp/root/broken.o")"
	if command -v setpriv >/dev/null; then
		like "a missing privilege is named" \
			"$(setpriv --bounding-set -sys_admin,-perfmon "$main" tp "$tmp/root/tp.o")" \
			'E0604.*loading kernel probes needs CAP_PERFMON'
	else
		skip "a missing privilege is named" "no setpriv"
	fi
fi

# ---- functions, in machines ----

cat >"$tmp/root/all" <<'END'
for t in pair table tp fault broken; do
	o=$t
	[ $t = fault ] && o=tp
	/bpf-rt-main $t /$o.o || echo "not ok - $t ended"
done
END
for v in 6.1 6.12 newest; do
	if [ "${VM:-}" = no ]; then
		skip "$v" "VM=no"
		continue
	fi
	if ! command -v qemu-system-x86_64 >/dev/null || [ "$(uname -m)" != x86_64 ]; then
		skip "$v" "no qemu-system-x86_64, or another architecture"
		continue
	fi
	kernel=$("$top/driver/vm/fptap-kernel" "$v" 2>/dev/null)
	if [ -z "$kernel" ]; then
		skip "$v" "no packaged kernel"
		continue
	fi
	"$here/vm/smp2" --kernel "$kernel" --root "$tmp/root" --timeout 120 -- sh /all \
		>"$tmp/out" 2>"$tmp/err"
	ok "$v: the machine got to the end" $?
	sed 's/^/#  /' "$tmp/err" | tail -n 20
	numbered "$v" <"$tmp/out"
	refused "$v" "$(cat "$tmp/out")"
done
echo "1..$n"
