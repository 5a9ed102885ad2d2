#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# bench/mechanisms.sh [KERNEL] [HITS]: instructions that a probe on vfs_read adds to a call, by each mechanism and
# three jobs, against programs that are written by hand (bench/peer), and one at a tracepoint (task_rename, a new name
# by prctl()) by each of its own, in a machine that counts instructions.
# ARCH=arm64: in one of that architecture.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$(cd "${FPTAP_BUILD:-$here/../build}" && pwd)
kernel=${1:-newest} hits=${2:-50000}
cc=${CC:-gcc} program=$build/fptap arch=() flags=() defines=()
if [ "${ARCH:-}" = arm64 ]; then
	program=$("$here/../driver/vm/fptap-guest" arm64 "$build")
	arch=(--arch arm64) cc=aarch64-linux-gnu-gcc defines=(-DARM64)
	# shellcheck disable=SC2207 # words
	flags=($(sed -nE 's/^(CPPFLAGS|LDFLAGS) = //p' "${program%/*}/Makefile"))
fi
dir=$("$here/../driver/vm/fptap-kernel" "${arch[@]}" "$kernel")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/usr/bin" "$root/usr/share/fptap" "$root/bench" "$root/var/cache/fptap/objects"
cp "$program" "$root/usr/bin/fptap"
cp -rL "$here/../runtime" "$root/usr/share/fptap/runtime"
$cc -O2 -static -o "$root/usr/bin/reads" "$here/peer/reads.c"
$cc -O2 -static -o "$root/usr/bin/peer" "$here/peer/peer.c" "${flags[@]}" -lbpf -lelf -lz
object() {	# object NAME FLAGS…
	clang -O2 -g -target bpf -mcpu=v3 -I "/usr/include/$(uname -m)-linux-gnu" "${defines[@]}" "${@:2}" -c "$here/peer/jobs.bpf.c" \
		-o "$root/bench/$1.o"
}
object slots -DSESSION
object func -DFUNC -DSESSION
object regs -DREGS -DSESSION

# What the kernel tells of its events: as --vm asks it.
[[ -e $dir/formats ]] || "$build/fptap" run --vm="$kernel" --via=tp_format -c true \
	-e 'probe tracepoint("task:task_rename") { exit() }' >/dev/null

export FPTAP_CACHE=$root/var/cache/fptap
jobs='nothing count print elapsed'
entry='fentry fentry_multi kprobe_multi kprobes'
exit='fsession pair fsession_multi kprobe_session kprobe_multi_pair kprobes_pair'
declare -A script=(
	[nothing]='global n: u64 probe fprobe("vfs_read") { n++ }'
	[count]='probe fprobe("vfs_read") { n[pid()]++ }'
	[print]='probe fprobe("vfs_read") { printf("%d %d %p\n", tid(), $count, $file) }'
	[elapsed]='probe fprobe("vfs_read").exit { t <<< elapsed() }'
)
{
	echo 'export FPTAP_CACHE=/var/cache/fptap'
	echo 'one() { echo "$1 $2 $3 $(shift 3; "$@" 2>&1 >/dev/null | busybox sed -n "s/^hit //p")"; }'
	echo "busybox sleep 3; reads $hits 2>/dev/null"
	echo "one - none base reads $hits"
	# What a call takes depends on who starts the reader, too.
	echo "one - none fptap fptap run -c 'reads $hits' -e 'begin { }'"
	echo "one - none hand peer run /bench/slots.o vfs_read -- reads $hits"
	# The first one after the boot is not like others.
	echo "(cd /bench && one first fentry fptap fptap run --via=fentry --no-maps -c 'reads $hits' nothing.fp) >/dev/null"
	for job in $jobs; do
		via=$entry
		[ $job != elapsed ] || via=$exit
		echo "${script[$job]}" >"$root/bench/$job.fp"
		for m in $via; do
			(cd "$root/bench" && "$build/fptap" run --kernel="$dir/btf" --release="$(<"$dir/release")" --via="$m" \
				"$job.fp" >/dev/null 2>&1) || continue
			echo "(cd /bench && one $job $m fptap fptap run --via=$m --no-maps -c 'reads $hits' $job.fp)"
		done
	done
	# At a tracepoint: jobs that both can do, and one with what the record alone has.
	declare -A tracepoint=(
		[nothing]='global n: u64 probe tracepoint("task:task_rename") { n++ }'
		[count]='probe tracepoint("task:task_rename") { n[pid()]++ }'
		[print]='probe tracepoint("task:task_rename") { printf("%d %d\n", tid(), $oom_score_adj) }'
		[raw]='global n: u64 probe rawtracepoint("task_rename") { n++ }'
	)
	echo "one - none renames reads $hits renames"
	for job in nothing count print raw; do
		for m in tp_btf tp_format; do
			[[ $job/$m != print/tp_btf && $job/$m != raw/tp_format ]] || continue
			echo "${tracepoint[$job]}" >"$root/bench/at-$job.fp"
			(cd "$root/bench" && "$build/fptap" run --kernel="$dir/btf" --release="$(<"$dir/release")" \
				--via="$m" "at-$job.fp" >/dev/null 2>&1) || continue
			echo "(cd /bench && one $job $m tracepoint fptap run --via=$m --no-maps -c 'reads $hits renames' at-$job.fp)"
		done
	done
	by_hand() {	# by_hand MECHANISM OBJECT PROGRAM…: @ is the job
		for job in $jobs; do
			[[ $job/$* != elapsed/*@* && ( $job = elapsed || $* = *@* ) ]] || continue
			echo "one $job $1 hand peer run /bench/$2.o vfs_read ${*:3} -- reads $hits" | sed "s/@/$job/"
		done
	}
	by_hand fentry slots fentry:@
	by_hand fentry_multi func fentry_multi:@
	by_hand kprobe_multi regs kprobe_multi:@
	by_hand kprobes regs kprobe:@
	by_hand fsession slots fsession:session
	by_hand fsession_multi func fsession_multi:session
	by_hand kprobe_session regs kprobe_session:session
	by_hand pair slots fentry:begun fexit:ended
	by_hand kprobe_multi_pair regs kprobe_multi:begun kretprobe_multi:ended
	by_hand kprobes_pair regs kprobe:begun kretprobe:ended
} >"$root/bench/all"
"$here/../driver/vm/fptap-vm" --kernel "$dir" --icount --root "$root" -- /bin/sh /bench/all | awk '
	$3 == "renames" { renames = $4; printf "a new name without a probe: %.0f instructions\n", renames; next }
	$3 == "tracepoint" { printf "%-8s %-18s %-6s %s\n", $1, $2, "fptap", $4 ? sprintf("%+.1f at a tracepoint", $4 - renames) : "?"; next }
	$3 == "base" { printf "a call without a probe: %.0f instructions\n", $4; next }
	$2 == "none" { base[$3] = $4; printf "… of a reader that %s starts: %.0f\n", $3, $4; next }
	{ printf "%-8s %-18s %-6s %s\n", $1, $2, $3, $4 ? sprintf("%+.1f", $4 - base[$3]) : "?" }' | sort -k1,1 -k3,3 -k2,2
