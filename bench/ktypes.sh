#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# How long it takes to open a kernel's BTF and to find a first function: medians of 20 runs.
#	bench/ktypes.sh [FILE…]		without FILE: this machine's kernel

build=${FPTAP_BUILD:-build}
for ask in "$build/ktypes-main" "$build/tests/ktypes-main"; do
	[ -x "$ask" ] && break
done
if [ ! -x "$ask" ]; then
	echo "no ktypes-main in $build" >&2
	exit 1
fi
runs=20

median() {
	sort -n | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}

[ $# -gt 0 ] || set -- running
for file; do
	out=$(for ((i = 0; i < runs; i++)); do "$ask" "$file" time vfs_read; done) || exit 1
	printf '%s: open %.2f ms, first function %.3f ms, peak %d KiB, %d types (%d runs)\n' \
		"$file" "$(cut -d' ' -f1 <<<"$out" | median)" \
		"$(cut -d' ' -f5 <<<"$out" | median)" "$(cut -d' ' -f9 <<<"$out" | median)" \
		"$(cut -d' ' -f11 <<<"$out" | median)" $runs
done
