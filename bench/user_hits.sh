#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# bench/user_hits.sh [KERNEL] [HITS]: instructions that a probe of a program adds to a call, by each mechanism, in a
# machine that counts instructions.  The breakpoints are in it, which is why it is thousands.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$(cd "${FPTAP_BUILD:-$here/../build}" && pwd)
kernel=${1:-newest} hits=${2:-20000}
dir=$("$here/../driver/vm/fptap-kernel" "$kernel")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/usr/bin" "$root/usr/share/fptap" "$root/bench" "$root/var/cache/fptap/objects"
cp "$build/fptap" "$root/usr/bin/"
cp -rL "$here/../runtime" "$root/usr/share/fptap/runtime"
"${CC:-gcc}" -O2 -static -o "$root/usr/bin/reads" "$here/peer/reads.c"
export FPTAP_CACHE=$root/var/cache/fptap

probe='uprobe("/usr/bin/reads":"hit")'
declare -A script=(
	[entry]="global n: u64 probe $probe { n++ }"
	[exit]="global n: u64 probe $probe.exit { n++ }"
	[argument]="global n: u64 probe $probe.exit { n += \$arg1 }"
	[elapsed]="probe $probe.exit { t <<< elapsed() }"
	[both]="global n: u64 probe $probe.exit { n += \$arg1; t <<< elapsed() }"
)
{
	echo 'export FPTAP_CACHE=/var/cache/fptap'
	echo 'one() { echo "$1 $2 $(shift 2; "$@" 2>&1 >/dev/null | busybox sed -n "s/^hit //p")"; }'
	echo "busybox sleep 3; reads $hits calls 2>/dev/null"
	echo "one - base reads $hits calls"
	for job in entry exit argument elapsed both; do
		echo "${script[$job]}" >"$root/bench/$job.fp"
		for m in uprobe uretprobe usession upair; do
			(cd "$root/bench" && "$build/fptap" run --kernel="$dir/btf" --release="$(<"$dir/release")" --via="$m" \
				"$job.fp" >/dev/null 2>&1) || continue
			echo "(cd /bench && one $job $m fptap run --via=$m --no-maps -c 'reads $hits calls' $job.fp)"
		done
	done
} >"$root/bench/all"
"$here/../driver/vm/fptap-vm" --kernel "$dir" --icount --root "$root" -- /bin/sh /bench/all | awk '
	$2 == "base" { base = $3; printf "a call without a probe: %.0f instructions\n", base; next }
	{ printf "%-10s %-10s %s\n", $1, $2, $3 ? sprintf("%+.1f", $3 - base) : "?" }'
