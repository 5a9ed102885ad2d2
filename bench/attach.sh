#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# bench/attach.sh [KERNEL]: how long it takes to attach and detach about 1, 100, 1,000 and 10,000 functions, against a
# bare fprobe link on the same addresses (bench/peer); ms of a machine in which an instruction takes 1 ns.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$(cd "${FPTAP_BUILD:-$here/../build}" && pwd)
kernel=${1:-newest}
dir=$("$here/../driver/vm/fptap-kernel" "$kernel")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/usr/bin" "$root/usr/share/fptap" "$root/bench" "$root/var/cache/fptap/objects"
cp "$build/fptap" "$root/usr/bin/"
cp -rL "$here/../runtime" "$root/usr/share/fptap/runtime"
${CC:-gcc} -O2 -static -o "$root/usr/bin/peer" "$here/peer/peer.c" -lbpf -lelf -lz
clang -O2 -g -target bpf -mcpu=v3 -I "/usr/include/$(uname -m)-linux-gnu" -DREGS -c "$here/peer/jobs.bpf.c" \
	-o "$root/bench/regs.o"
export FPTAP_CACHE=$root/var/cache/fptap
{
	echo 'export FPTAP_CACHE=/var/cache/fptap; cd /bench; busybox sleep 3'
	n=0
	# Patterns that mean about as many functions; few of them are called while nothing runs.
	for pattern in vfs_rmdir 'vfs_*' 't[a-h]*' '[a-d]*'; do
		n=$((n + 1))
		echo "global n: u64 probe fprobe(\"$pattern*\") { n++ }" >"$root/bench/$n.fp"
		(cd "$root/bench" && "$build/fptap" run --kernel="$dir/btf" --release="$(<"$dir/release")" --via=kprobe_multi \
			"$n.fp" >/dev/null 2>&1)
		for i in 1 2; do
			echo "echo peer \$(peer attach regs.o '$pattern*' 2>&1)"
			echo "echo fptap \$(fptap run -q --no-maps --via=kprobe_multi --timing -c true $n.fp 2>&1 |
				busybox sed -n 's/^fptap: \(begin and attach\|ms: parse\)/\1/p')"
		done
	done
} >"$root/bench/all"
"$here/../driver/vm/fptap-vm" --kernel "$dir" --icount --root "$root" -- /bin/sh /bench/all
