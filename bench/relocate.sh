#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# bench/relocate.sh [KERNEL]: what it costs a start that a handler reads a member of a kernel's struct (pid(): the
# task's tgid), which is relocated when the program is loaded, against cpu(), which the kernel tells by itself: the
# millions of instructions of a run that does nothing else, by its parts, in a machine that counts them.
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
export FPTAP_CACHE=$root/var/cache/fptap
declare -A probe=(
	[function]='fprobe("vfs_read")'
	[rawtracepoint]='rawtracepoint("sched_process_exec")'
	[program]='uprobe("/usr/bin/fptap":"main")'
)
{
	echo 'export FPTAP_CACHE=/var/cache/fptap'
	echo 'busybox sleep 3; cd /bench'
	for p in function rawtracepoint program; do
		for what in cpu pid; do
			echo "probe ${probe[$p]} { n[$what()]++ }" >"$root/bench/$p-$what.fp"
			(cd "$root/bench" && "$build/fptap" run --kernel="$dir/btf" --release="$(<"$dir/release")" $p-$what.fp \
				>/dev/null 2>&1)
			# The first run reads from nowhere what later ones have.
			echo "for i in 1 2 3; do echo \"$p $what \$(fptap run --timing -q --no-maps -c true $p-$what.fp 2>&1 |
				busybox sed -n 's/^fptap: ms: //p')\"; done"
		done
	done
} >"$root/bench/all"
timeout 500 "$here/../driver/vm/fptap-vm" --kernel "$dir" --icount --root "$root" -- /bin/sh /bench/all
