#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# bench/check.sh [RUNS]: what a check costs, as medians of RUNS (default 21) whole processes: from start to
# exit, the processor's time of it, and the largest memory.  Files are in the page cache, nothing else is.
#   one script against one kernel's full BTF; against twenty kernels; reading each kind of file.
# Kernels are those of the cache (fptap kernel fetch --arch=x86_64,arm64 6.1 6.12 6.19 7.2 7.3).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fptap=${FPTAP_BUILD:-$here/../build}/fptap
runs=${1:-21}
script=$here/../examples/reads.fp
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

TIMEFORMAT='%3R %3U %3S'

median() { sort -n | sed -n "$(((runs + 1) / 2))p"; }

measure() {	# measure NAME ARGUMENTS…
	local name=$1 i
	shift
	for ((i = 0; i <= runs; i++)); do
		{ time "$fptap" "$@" >/dev/null 2>&1 || true; } 2>&1
	done | sed 1d >"$dir/times"
	/usr/bin/time -o "$dir/memory" -f %M "$fptap" "$@" >/dev/null 2>&1 || true
	awk -v name="$name" -v s="$(cut -d ' ' -f 1 "$dir/times" | median)" \
		-v cpu="$(awk '{ print $2 + $3 }' "$dir/times" | median)" -v kb="$(tail -n 1 "$dir/memory")" \
		'BEGIN { printf "%-38s %7.1f ms  %7.1f ms of CPU  %6.1f MB\n", name, s * 1000, cpu * 1000, kb / 1024 }'
}

mapfile -t paths < <("$fptap" kernel fetch --arch=x86_64,arm64 6.1 6.12 6.19 7.2 7.3 2>/dev/null)
[ "${#paths[@]}" = 10 ] || { echo "no packaged kernels" >&2; exit 1; }
newest=${paths[8]}
twenty=()
for path in "${paths[@]}" "${paths[@]}"; do twenty+=("--kernel=$path"); done

measure "one script, one kernel: BTF" check "$script" --kernel="$newest"
"$fptap" kernel save "$dir/x.fpk" --kernel="$newest" 
measure "one script, one kernel: .fpk" check "$script" --kernel="$dir/x.fpk"
measure "one script, twenty kernels" check "$script" "${twenty[@]}"
if [ -e "$newest/kernel" ]; then
	measure "one script, one kernel: vmlinuz" check "$script" --kernel="$newest/kernel"
fi
measure "a renamed parameter, twenty kernels" check -e 'fprobe("cap_capable") { println($targ_ns) }' "${twenty[@]}"
