#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# bench/json.sh [RUNS]: CPU time of 200,000 records as text and as JSON, medians of RUNS (default 7), and
# their ratio.  Handlers run in user space, so the interpreter is in both.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fptap=${FPTAP_BUILD:-$here/../build}/fptap
runs=${1:-7}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

script() {	# script TEXT: with 2,000 times the text in its handler
	local i
	echo 'global n'
	echo 'timer(1ms) { name = execname() d = 53812ns'
	for ((i = 0; i < 2000; i++)); do echo "n++ $1"; done
	echo 'if (n >= 200000) exit() }'
}

measure() {	# measure ARGUMENTS…: ms of CPU
	local i
	for ((i = 0; i < runs; i++)); do
		"$fptap" --timing -o /dev/null "$@" 2>&1 | sed -nE 's/.*records, ([0-9.]+) ms of CPU$/\1/p'
	done | sort -n | sed -n "$(((runs + 1) / 2))p"
}

script '' >"$dir/empty.fp"
script 'printf("%-16s %6d %-16s asked %7d got %7d in %v\n", name, pid(), "cpuinfo", n, -2, d)' >"$dir/records.fp"
awk -v empty="$(measure "$dir/empty.fp")" -v text="$(measure "$dir/records.fp")" \
	-v json="$(measure --format=json "$dir/records.fp")" 'BEGIN {
	printf "us a record: text %.2f, JSON %.2f, ratio %.2f\n",
		(text - empty) / 200, (json - empty) / 200, (json - empty) / (text - empty) }'
