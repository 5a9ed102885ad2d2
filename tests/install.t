#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What `make install' puts in place works without the source tree and the build tree.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

make -C "$build" install DESTDIR="$dir/root" >"$dir/log" 2>&1
ok $? "make install"
prefix=$(dirname "$(dirname "$(find "$dir/root" -type f -name fptap -path '*/bin/*')")")
for file in bin/fptap share/man/man1/fptap.1 share/man/man7/fptap-stdlib.7 share/fptap/runtime/wire.h share/fptap/runtime/bpf/fpt_rt.h \
	share/fptap/runtime/kmod/Kbuild share/fptap/stdlib/README.md libexec/fptap/fptap-vm \
	libexec/fptap/fptap-kernel libexec/fptap/init; do
	[ -s "$prefix/$file" ]
	ok $? "$file is there"
done
# Every header of the runtime is installed: what is not would be missed only at run time.
(cd "$here/../runtime" && find bpf kmod -type f | sort) >"$dir/want"
(cd "$prefix/share/fptap/runtime" && find bpf kmod -type f | sort) >"$dir/got"
equal "the whole runtime is installed" "$dir/want" "$dir/got"

# Elsewhere, where nothing leads back to the trees.
cp -r "$prefix" "$dir/elsewhere"
cd / || exit 1
[ "$("$dir/elsewhere/bin/fptap" -e 'begin { println(6 * 7) exit() }')" = 42 ]
ok $? "the installed program runs"
export ASAN_OPTIONS=detect_leaks=0	# a sanitized program cannot look for leaks under strace
FPTAP_CACHE=$dir/cache strace -f -o "$dir/trace" -e trace=open,openat,execve true 2>/dev/null && traced=strace
FPTAP_CACHE=$dir/cache ${traced:+strace -f -o "$dir/trace" -e trace=open,openat} "$dir/elsewhere/bin/fptap" \
	--kernel=/sys/kernel/btf/vmlinux -e 'fprobe("vfs_read").exit { println($count, $return) }' 2>"$dir/err"
status=$?
if [ ! -e /sys/kernel/btf/vmlinux ]; then
	skip "it compiles" "no BTF here"
else
	ok $status "it compiles with its own runtime"
	sed 's/^/# /' "$dir/err"
	if [ -z "${traced:-}" ]; then
		skip "it opens nothing of the source tree" "no strace"
	else
		! grep -q "\"$(cd "$here/.." && pwd)/" "$dir/trace"
		ok $? "it opens nothing of the source tree"
	fi
fi
finish
