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
need_vm
tools=$build/vm-test${ARCH:+-$ARCH}
calls=$tools/calls witness=$tools/witness-kinds openat=257
build_static "$calls" "$here/vm/calls.c"
cp "$here/vm/witness-kinds" "$witness"
{ cat "$here/vm/kinds.fp"; grep "^probe" "$here/vm/callers.fp"; } >"$dir/kinds.fp"
[ "${ARCH:-}" != arm64 ] || openat=56

# Nothing that was not seen, and no more missing than the hits that were missed: each of them is in up to
# three lines.
agree() {	# agree NAME WANT GOT
	local extra lost
	sort "$2" >"$dir/left"
	sort "$3" >"$dir/right"
	extra=$(comm -13 "$dir/left" "$dir/right" | wc -l)
	lost=$(comm -23 "$dir/left" "$dir/right" | wc -l)
	[ -s "$dir/right" ] && [ "$extra" = 0 ] && [ "$lost" -le $((3 * missed)) ]
	ok $? "$1 ($(wc -l <"$dir/left") lines)" || :
	if [ "$extra" != 0 ] || [ "$lost" -gt $((3 * missed)) ]; then
		diff "$dir/left" "$dir/right" | head -n 20 | sed 's/^/# /'
	fi
}

# The table of system calls as the events' formats put it: "openat: int dfd, char *filename, …".
{
	echo '#define SYSCALL(name, entry, x86_64, generic, s390x, i386, arm, params) @ #name entry params'
	echo '#define STRING(x) #x'
	sed 's/^SYSCALL(\([a-z0-9_]*\),/SYSCALL("\1",/' "$here/../probes/syscall/syscalls.def" |
		sed 's/^#.*//'
} | sed 's/#name/name/' | "${CC:-gcc}" -E -P -x c - | sed 's/" "/"\n"/g' >"$dir/rows"
tr '\n' ' ' <"$dir/rows" | sed 's/@ /\n/g' | awk -F'"' 'NF >= 5 {
	line = ($4 == "" ? $2 : $4) ": "
	for (i = 6; i <= NF; i += 2) line = line $i
	sub(/: void$/, ":", line)
	print line
}' | sort -u >"$dir/table"

for kernel in $(which_kernels "6.1 6.12 newest" newest); do
	spot=vfs_read+9
	[ $kernel != 6.1 ] || spot=vfs_read+5	# no endbr64 before the call of ftrace
	link=0
	if [ "${ARCH:-}" = arm64 ]; then
		spot=vfs_read+12	# behind what ftrace patches and the signed return address
		[ $kernel != 6.1 ] || link=1
	fi
	"$fptap" run --vm=$kernel ${ARCH:+"--arch=$ARCH"} --strict --vm-add="$calls:$witness" "$dir/kinds.fp" --spot=$spot \
		-c "$witness $spot $calls all" >"$dir/out" 2>"$dir/err" </dev/null
	status=$?
	missed=$(sed -n 's/.*: missed: .*: \([0-9]*\) hits$/\1/p' "$dir/err" | awk '{ n += $1 } END { print n + 0 }')
	[ $status = 0 ] || { [ $status = 6 ] && [ "$missed" -gt 0 ]; }
	ok $? "$kernel: the run ends well ($missed hits missed)"
	grep -v -e '^tra[cm]' -e '^load ' -e '^format' "$dir/err" | sed 's/^/# /'
	awk -v openat=$openat -v link=$link -f "$here/vm/kinds.awk" "$dir/err" >"$dir/seen"
	awk '$1 == "count" && $2 != "compat" { while ($4--) print $2, $3 }
		$1 == "event" { while ($3--) print $1, $2 }
		$1 !~ /^(count|event|slept|exec|compat|pages)$/' "$dir/out" >"$dir/got"
	for kind in enter leave regs place args call back raw event; do
		grep "^$kind " "$dir/seen" >"$dir/want"
		grep "^$kind " "$dir/got" >"$dir/has"
		agree "$kernel: $kind: what the kernel's events saw" "$dir/want" "$dir/has"
	done
	sed -n 's/^load \(.*\)/slept \1 true/p' "$dir/err" >"$dir/want"
	grep '^slept' "$dir/out" >"$dir/has"
	agree "$kernel: a pair keeps what each thread had at entry" "$dir/want" "$dir/has"
	printf 'exec %s\n' "/nothing/here -2" "/nothing/here -2" "/nothing/here -2" "$calls 0" "$calls 0" "$calls 0" >"$dir/want"
	grep '^exec' "$dir/out" >"$dir/has"
	agree "$kernel: what execve() had at entry is there after it" "$dir/want" "$dir/has"
	if [ "${ARCH:-}" = arm64 ]; then
		! grep compat "$dir/out"
		ok $? "$kernel: no call is taken for one of a 32-bit process, which there is none of"
	else
		printf '%s\n' "compat close 70" "compat close 71" "compat close 72" "count compat close 3" \
			"count compat getpid 7" >"$dir/want"
		grep compat "$dir/out" >"$dir/has"
		agree "$kernel: calls of 32-bit processes are told apart" "$dir/want" "$dir/has"
	fi
	pages=$(sed -n 's/^pages //p' "$dir/out")
	[ "${pages:-0}" -ge 64 ] && [ "$pages" -lt 1000 ]
	ok $? "$kernel: the load's 64 pages fault (${pages:-none} in all)"

	awk -f "$here/vm/formats.awk" "$dir/err" | sed 's/unsigned nsops/unsigned int nsops/' | sort >"$dir/formats"
	if [ $kernel = newest ]; then
		comm -23 "$dir/formats" "$dir/table" >"$dir/differ"
	else	# the name and the number of parameters; some got more, or another type
		comm -23 <(cut -d : -f 1 "$dir/formats" | sort) <(cut -d : -f 1 "$dir/table" | sort) >"$dir/differ"
	fi
	[ "$(wc -l <"$dir/formats")" -ge 300 ] && [ ! -s "$dir/differ" ]
	ok $? "$kernel: the table of system calls is what the kernel's formats say ($(wc -l <"$dir/formats") calls)"
	head -n 5 "$dir/differ" | sed 's/^/# /'
done
finish
