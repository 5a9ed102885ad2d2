#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# bench/start.sh [RUNS]: what it costs to start, part by part, as medians of RUNS (default 15).
#   cold: nothing cached, clang runs; warm: the object comes from the cache.
# The tracepoint is loaded and attached here; the example is compiled only, as not every kernel attaches
# to functions.  BTF and loading are the kernel's size, not the script's.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fptap=${FPTAP_BUILD:-$here/../build}/fptap
runs=${1:-15}
cache=$(mktemp -d)
trap 'rm -rf "$cache"' EXIT
export FPTAP_CACHE=$cache

measure() {	# measure NAME cold|warm ARGUMENTS…
	local name=$1 how=$2 i
	shift 2
	for ((i = 0; i < runs; i++)); do
		if [ "$how" = cold ]; then rm -rf "${cache:?}"/*; fi
		"$fptap" --timing "$@" 2>&1 >/dev/null | sed -n 's/^fptap: ms: //p'
	done | tr -d ',;' | awk -v name="$name $how" '
		{ for (i = 1; i < NF; i++) if ($(i + 1) ~ /^[0-9.]+$/) { k = $i; if (!(k in seen)) { seen[k] = 1; order[++n] = k }
		  v[k, NR] = $(i + 1) + 0 } }
		END { printf "%-18s", name
		      for (j = 1; j <= n; j++) { k = order[j]; for (a = 1; a <= NR; a++) x[a] = v[k, a]
			for (a = 2; a <= NR; a++) for (b = a; b > 1 && x[b] < x[b - 1]; b--) { t = x[b]; x[b] = x[b - 1]; x[b - 1] = t }
			printf "  %s %.1f", k, x[int((NR + 1) / 2)]; if (k != "memory") sum += x[int((NR + 1) / 2)] }
		      printf "  (ms; memory in MB)  all %.1f ms\n", sum }'
}

switch='tracepoint("sched:sched_switch") { printf("%d %s\n", $next->pid, string($next->comm)) }'
measure tracepoint cold -n 1 -e "$switch"
measure tracepoint warm -n 1 -e "$switch"
measure example cold -p4 --kernel=/sys/kernel/btf/vmlinux "$here/../examples/reads.fp"
measure example warm -p4 --kernel=/sys/kernel/btf/vmlinux "$here/../examples/reads.fp"
