#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# System calls, breakpoints, tracepoints and perf's events on real kernels: what the probes print for a
# load of known calls is what the kernel's own trace events saw.  What was missed is counted.
# ARCH=arm64: in machines of that architecture (which arm64.t does in short).
set -u
[ "${ARCH:-}" ] || { echo "1..0 # SKIP matrix.t has it, for this architecture"; exit 0; }
export LC_ALL=C
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib.sh"
. "$here/vm/told.sh"
. "$here/vm/call_table.sh"
need_vm
tools=$build/vm-test${ARCH:+-$ARCH}
calls=$tools/calls witness=$tools/witness-kinds openat=257
build_static "$calls" "$here/vm/calls.c"
cp "$here/vm/witness-kinds" "$witness"
{ cat "$here/vm/kinds.fp"; grep "^probe" "$here/vm/callers.fp"; } >"$dir/kinds.fp"
[ "${ARCH:-}" != arm64 ] || openat=56

lines=3		# of a hit, at most
say=ok_here
ok_here() { ok "$1" "$kernel: $2"; }

for kernel in $(which_kernels "6.1 6.12 newest" newest); do
	spot=vfs_read+9
	[ $kernel != 6.1 ] || spot=vfs_read+5	# no endbr64 before the call of ftrace
	link=0
	if [ "${ARCH:-}" = arm64 ]; then
		spot=vfs_read+12	# behind what ftrace patches and the signed return address
		[ $kernel != 6.1 ] || link=1
	fi
	"$fptap" run --vm=$kernel ${ARCH:+"--arch=$ARCH"} --strict --vm-add="$calls:$witness" "$dir/kinds.fp" --spot=$spot \
		-c "$witness $spot $calls all" >"$dir/out" 2>"$dir/run.err" </dev/null
	status=$?
	missed=$(told "$dir/run.err" missed)
	[ $status != 6 ] || [ "$missed" = 0 ] || status=0	# --strict
	echo $status >"$dir/run.status"
	ends_well_but_misses "$dir/run"
	awk -v openat=$openat -v link=$link -f "$here/vm/kinds.awk" "$dir/run.err" >"$dir/seen"
	awk '$1 == "count" && $2 != "compat" { while ($4--) print $2, $3 }
		$1 == "event" { while ($3--) print $1, $2 }
		$1 !~ /^(count|event|slept|exec|compat|pages)$/' "$dir/out" >"$dir/got"
	for kind in enter leave regs place args call back raw event; do
		grep "^$kind " "$dir/seen" >"$dir/want"
		grep "^$kind " "$dir/got" >"$dir/has"
		agree "$kind: what the kernel's events saw" "$dir/want" "$dir/has"
	done
	sed -n 's/^load \(.*\)/slept \1 true/p' "$dir/run.err" >"$dir/want"
	grep '^slept' "$dir/out" >"$dir/has"
	agree "a pair keeps what each thread had at entry" "$dir/want" "$dir/has"
	printf 'exec %s\n' "/nothing/here -2" "/nothing/here -2" "/nothing/here -2" "$calls 0" "$calls 0" "$calls 0" >"$dir/want"
	grep '^exec' "$dir/out" >"$dir/has"
	agree "what execve() had at entry is there after it" "$dir/want" "$dir/has"
	if [ "${ARCH:-}" = arm64 ]; then
		! grep compat "$dir/out"
		ok_here $? "no call is taken for one of a 32-bit process, which there is none of"
	else
		printf '%s\n' "compat close 70" "compat close 71" "compat close 72" "count compat close 3" \
			"count compat getpid 7" >"$dir/want"
		grep compat "$dir/out" >"$dir/has"
		agree "calls of 32-bit processes are told apart" "$dir/want" "$dir/has"
	fi
	pages=$(sed -n 's/^pages //p' "$dir/out")
	[ "${pages:-0}" -ge 64 ] && [ "$pages" -lt 1000 ]
	ok_here $? "the load's 64 pages fault (${pages:-none} in all)"

	compare_calls $kernel "$dir/run.err"
done
finish
