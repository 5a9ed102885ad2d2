#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every way to attach on every kernel that has it (vm/cells): what the probes print is what the kernel's
# own trace events and the load say.  A cell that cannot be is skipped with the planner's reason.
#
# ARCH=arm64: in machines of that architecture (which arm64.t does in short).
#
# Also: what is missed is counted (missed), a pattern takes what the kernel's lists say (lists).
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib.sh"
. "$here/vm/compare.sh"
need_vm
build_load
load_program=$load program=$fptap arch=()
if [ "${ARCH:-}" ]; then
	arch=(--arch "$ARCH")
	program=$("$here/../driver/vm/fptap-guest" "$ARCH" "$build") || exit 1
fi
kernels=$(which_kernels "6.1 6.12 newest" newest)

# FULL=yes: also what other tests and cells have already shown.
cells() { sed 's/#.*//' "$here/vm/cells" | grep . | if [ "${FULL:-}" ]; then cat; else grep -v 'full$'; fi; }

script_of() {	# script_of NAME SCRIPT MECHANISMS: a copy with its options
	local options=
	case $3 in
	-) ;;
	module) options=--backend=module ;;
	*) options="--via=$3" ;;
	esac
	sed "1a// options: $options" "$here/vm/$2.fp" >"$dir/$1.fp"
}

# What was seen and what is reported as missed are all calls that the kernel's events saw.
missed() {	# missed NAME KERNEL
	local result=$dir/out/$1 seen want told
	awk -f "$here/vm/pair.awk" "$result.err" >"$dir/seen"
	want=$(grep -c '^nest ' "$dir/seen")
	seen=$(grep -c '^seen$' "$result.out")
	told=$(sed -nE 's/.* missed: .*: ([0-9]+) hits$/\1/p' "$result.err")
	[ "$want" -gt 0 ] && [ $((seen + ${told:-0})) = "$want" ]
	ok $? "$2 $1: $seen calls seen and ${told:-0} missed are all $want"
}

# The kernel's lists, and ours; in a machine of its own.
lists() {	# lists KERNEL
	local root=$dir/root
	rm -rf "$root"
	mkdir -p "$root/usr/bin" "$root/usr/share/fptap"
	cp "$program" "$here/vm/lists" "$root/usr/bin/"
	cp -rL "$here/../runtime" "$root/usr/share/fptap/runtime"
	"$here/../driver/vm/fptap-vm" --kernel "${btf%/btf}" --root "$root" -- /bin/sh /usr/bin/lists >"$dir/lists" 2>&1
	grep -qx same "$dir/lists"
	ok $? "$1: patterns mean what the kernel's lists have: $(grep '^traceable' "$dir/lists")"
	grep -v -e same -e '^traceable' -e E0109 "$dir/lists" | sed 's/^/# /'
	grep -q 'blacklisted 0$' "$dir/lists" || grep -q 'E0109.*blacklist' "$dir/lists"
	ok $? "$1: what is on the blacklist is refused"
}

for kernel in $kernels; do
	rm -rf "$dir/out"
	scripts=() modes='reads nest'
	btf=$("$here/../driver/vm/fptap-kernel" "${arch[@]}" "$kernel")/btf
	while read -r name script via _; do
		script_of "$name" "$script" "$via"
		if [ "$via" = module ] && [ ! -d "${btf%/btf}/headers" ]; then
			skip "$kernel $name" "there are no headers"
		elif "$fptap" run --kernel="$btf" -p2 $(sed -n '2s|^// options: *||p' "$dir/$name.fp") "$dir/$name.fp" \
			>/dev/null 2>"$dir/why"; then
			scripts+=("$dir/$name.fp")
		else
			skip "$kernel $name" "$(sed -n 's/^  = hint: //p' "$dir/why" | tail -n 1)"
		fi
	done < <(cells)
	lists "$kernel"
	LOAD="$load_program $witness" "$here/vm/batch" "$kernel" "$dir/out" -c "witness load $modes" -- "${scripts[@]}"
	while read -r name script via _; do
		[ -e "$dir/out/$name.status" ] || continue
		if [ "$script" = missed ]; then missed "$name" "$kernel"; else compare "$name" "$kernel" "$script"; fi
	done < <(cells)
done
finish
