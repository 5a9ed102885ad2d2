#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# bench/user.sh [RUNS]: probes of programs, as medians of RUNS (default 5): what a hit costs its program, and
# how long it takes to attach to functions of libc (of one process that sleeps) and to let them go.
#   multi: one link for all places; singles: one perf event each (FPTAP_NO_UPROBE_MULTI=1).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fptap=${FPTAP_BUILD:-$here/../build}/fptap
runs=${1:-5}
dir=$(mktemp -d)
sleep 100000 &
sleeper=$!
trap 'kill $sleeper; rm -rf "$dir"' EXIT
gcc -O2 -fno-inline -o "$dir/hits" -x c - <<'END'
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

__attribute__((noinline, noclone)) long hit(long n)
{
	__asm__ volatile("" : : : "memory");
	return n + 1;
}

int main(int argc, char **argv)
{
	long n = atol(argv[1]), i, sum = 0;
	struct timespec a, b;

	clock_gettime(CLOCK_MONOTONIC, &a);
	for (i = 0; i < n; i++)
		sum += hit(i);
	clock_gettime(CLOCK_MONOTONIC, &b);
	fprintf(stderr, "ns %.1f\n", ((b.tv_sec - a.tv_sec) * 1e9 + (b.tv_nsec - a.tv_nsec)) / n);
	return sum == 12345 || argc < 1;
}
END

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

hit() {		# hit NAME SCRIPT: ns per call, with both ways to attach
	local way
	printf '%-28s' "$1"
	for way in '' 1; do
		for ((i = 0; i < runs; i++)); do
			FPTAP_NO_UPROBE_MULTI=$way "$fptap" -c "$dir/hits 20000" -e "${2//@/$dir/hits}" 2>&1 >/dev/null |
				sed -n 's/^ns //p'
		done | median
	done | xargs printf 'multi %8.1f ns   singles %8.1f ns\n'
}

attach() {	# attach NAME PATTERN
	local way
	printf '%-28s' "$1"
	for way in '' 1; do
		for ((i = 0; i < runs; i++)); do
			FPTAP_NO_UPROBE_MULTI=$way "$fptap" --timing -x $sleeper -T 1ms -e "uprobe(\"libc\":\"$2\") { n[0]++ }" 2>&1 |
				sed -nE 's/.*attach ([0-9.]+) ms.*stop ([0-9.]+) ms.*/\1 \2/p'
		done | sort -n | awk '{ a[NR] = $1; s[NR] = $2 } END { print a[int((NR + 1) / 2)], s[int((NR + 1) / 2)] }'
	done | xargs printf 'multi %8.1f + %8.1f ms   singles %8.1f + %8.1f ms\n'
}

export FPTAP_CACHE=$dir
"$dir/hits" 10000000 2>&1 | sed 's/^ns/a call without a probe        ns/'
hit "count" 'global n; uprobe("@":"hit") { n++ }'
hit "count by argument" 'uprobe("@":"hit") { n[$arg1 & 7]++ }'
hit "return value" 'global n; uprobe("@":"hit").exit { n += $return }'
hit "argument at exit" 'uprobe("@":"hit").exit { n[$arg1 & 7]++ }'
hit "histogram of elapsed()" 'uprobe("@":"hit").exit { h <<< elapsed() }'
attach "1 function" malloc
attach "mem*" "mem*"
attach "pthread_mutex_*" "pthread_mutex_*"
attach "pthread_*" "pthread_*"
