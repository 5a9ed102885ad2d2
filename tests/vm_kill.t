#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A fptap that is killed with SIGKILL leaves no program, link or probe behind, by either back end, and
# the next run is not disturbed.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib.sh"
need_vm
build_load

check_kill() {		# check_kill KERNEL BACKEND
	local name="$1 $2" k=$dir/$1-$2 kernel modules=0
	kernel=$("$here/../driver/vm/fptap-kernel" "$1") || { ok 1 "$name: a kernel"; return; }
	[ "$2" = module ] && modules=1
	mkdir -p "$k"
	# The root of a run that was made, with the compiled object in its cache, is booted once more.
	"$fptap" run --vm="$1" --backend="$2" -k "$k" --vm-add="$load:$here/vm/kill" \
		"$here/vm/exits.fp" -c "$load reads" >"$dir/out" 2>"$dir/err" </dev/null
	"$here/../driver/vm/fptap-vm" --kernel "$kernel" --root "$k/root" -- \
		"$here/vm/kill" "$2" "$here/vm/exits.fp" "$load" >"$dir/out" 2>"$dir/err" </dev/null
	ok $? "$name: the machine ran"
	sed 's/^/# /' "$dir/out" "$dir/err"
	grep -q "^before: 0 programs, 0 links, 0 functions, 0 modules" "$dir/out"
	ok $? "$name: nothing is there before"
	if [ "$2" = bpf ]; then
		grep -qE "^running: [1-9][0-9]* programs, [1-9][0-9]* links, [1-9]" "$dir/out"
	else
		grep -qE "^running: 0 programs, 0 links, [1-9][0-9]* functions, 1 modules" "$dir/out"
	fi
	ok $? "$name: probes are attached while it runs"
	grep -q "^after: 0 programs, 0 links, 0 functions, $modules modules" "$dir/out"
	ok $? "$name: no probe is left when it is killed"
	grep -q "^again: status 0, 16 records" "$dir/out"
	ok $? "$name: the next run sees each of the load's reads"
	grep -q "^end: 0 programs, 0 links, 0 functions, 0 modules" "$dir/out"
	ok $? "$name: nothing is there in the end"
	grep -q "^end:" "$dir/out" && ! grep -q "the kernel complains" "$dir/out"
	ok $? "$name: the kernel does not complain"
}

check_kill 6.1 bpf
check_kill 6.12 bpf
check_kill 6.12 module
check_kill newest bpf
check_kill newest module
finish
