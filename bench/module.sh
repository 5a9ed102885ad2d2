#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# bench/module.sh [KERNEL]: instructions that a probe adds to a call, by a module of fptap's, by BPF and by a
# module that somebody would write by hand (bench/module/hand.c), in a machine in which one instruction takes
# one nanosecond; and what it takes to build a module, by part, and to take it from the cache.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$(cd "${FPTAP_BUILD:-$here/../build}" && pwd)
fptap=$build/fptap
kernel=$("$here/../driver/vm/fptap-kernel" --headers "${1:-newest}")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

# NAME LOOP FUNCTION SCRIPT: the first word is also hand.c's job, where it has one.
jobs() {
	cat <<-'END'
	empty getppid __do_sys_getppid probe fprobe("__do_sys_getppid") { }
	count getppid __do_sys_getppid probe fprobe("__do_sys_getppid") { n[pid()]++ }
	exit getppid __do_sys_getppid probe fprobe("__do_sys_getppid").exit { }
	bypid getppid __do_sys_getppid probe fprobe("__do_sys_getppid").exit { n[pid()] <<< $return }
	hist getppid __do_sys_getppid probe fprobe("__do_sys_getppid").exit { h <<< elapsed() }
	total read vfs_read probe fprobe("vfs_read").exit { n[$count] <<< $return }
	print read vfs_read probe fprobe("vfs_read") { printf("%d %d %d\n", pid(), (u64)$buf, $count) }
	END
}

mkdir -p "$root/usr/bin" "$root/usr/share/fptap" "$root/var/cache/fptap/objects" "$root/bench"
cp "$fptap" "$root/usr/bin/"
cp -rL "$here/../runtime" "$root/usr/share/fptap/runtime"
gcc -O2 -static -o "$root/bench/hits" "$here/module/hits.c"
cp -r "$here/module" "$root/hand"
"$kernel/headers/kmake" "$root/hand" >"$root/log" 2>&1 || { cat "$root/log" >&2; exit 1; }
cp "$root/hand/hand.ko" "$root/bench/"
cd "$root/bench"
jobs >jobs
TIMEFORMAT='%U %S'	# of a run and its children, to be added up: a busy machine does not change that much
compile() {		# compile BACKEND SCRIPT TIMING
	FPTAP_CACHE=$root/var/cache/fptap "$fptap" run --kernel="$kernel/btf" --release="$(<"$kernel/release")" \
		--headers="$kernel/headers" --backend="$1" --timing "$2" 2>>"$3"
}
while read -r name _ _ script; do
	printf 'probe begin { println("begun") }\n%s\n' "$script" >$name.fp
	compile bpf $name.fp /dev/null
	{ time compile module $name.fp timing; } 2>>cpu.built
	{ time compile module $name.fp /dev/null; } 2>>cpu.cached
done <jobs
cat >run <<'END'
cd /bench
export FPTAP_CACHE=/var/cache/fptap
by() {	# by BACKEND NAME LOOP
	fptap run --backend=$1 --no-maps $2.fp >/tmp/out 2>/tmp/err & pid=$!
	for n in 1 2 3 4 5 6 7 8 9 10; do grep -q begun /tmp/out && break; usleep 100000; done
	usleep 300000
	kill -STOP $pid
	result=$(./hits $3)
	kill -CONT $pid
	kill -INT $pid
	wait $pid
}
while read -r name loop function script; do
	base=$(./hits $loop)
	hand=-
	if insmod hand.ko job=$name symbol=$function 2>/dev/null; then
		hand=$(./hits $loop)
		rmmod hand
	fi
	by module $name $loop; module=$result
	by bpf $name $loop; bpf=$result
	echo $name $base $hand $module $bpf
done <jobs
END
echo "instructions added to a call ($(<"$kernel/release"))"
"$here/../driver/vm/fptap-vm" --icount --kernel "$kernel" --root "$root" -- /bin/sh /bench/run | awk '
	function added(x) { return x == "-" ? "-" : sprintf("%.0f", x - base) }
	BEGIN { printf "%-8s %8s %8s %8s %8s\n", "job", "call", "by hand", "module", "BPF" }
	{ base = $2; printf "%-8s %8.0f %8s %8s %8s\n", $1, base, added($3), added($4), added($5) }'
echo "building a module, ms, medians:"
sed -n 's/^fptap: ms: //p' timing | awk -F'[ ,;()]+' '
	{ for (i = 1; i < NF; i++) if ($(i + 1) ~ /^[0-9.]+$/ && $i != "memory") { if (!($i in seen)) order[++n] = $i; v[$i, ++seen[$i]] = $(i + 1) } }
	END { for (j = 1; j <= n; j++) { k = order[j]; m = seen[k]; for (a = 1; a <= m; a++) x[a] = v[k, a] + 0
		for (a = 2; a <= m; a++) for (b = a; b > 1 && x[b] < x[b - 1]; b--) { t = x[b]; x[b] = x[b - 1]; x[b - 1] = t }
		printf "%s %.1f  ", k, x[int((m + 1) / 2)] } print "" }'
cpu() { awk '{ print ($1 + $2) * 1000 }' "$1" | sort -n | awk '{ v[NR] = $1 } END { printf "%.0f", v[int((NR + 1) / 2)] }'; }
echo "… of processor time: $(cpu cpu.built); from the cache: $(cpu cpu.cached)"
