#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# As kernel modules scripts print what they print otherwise: cases/run/X.fp prints X.out, which language.t
# holds the interpreter and BPF to; and those of cases/verifier print what they print under BPF, as far as
# that is the same in two runs.  Then maps on all CPUs at once.
#
# A module takes some seconds to build, so CI has each sixth of the first ones, from the fourth on, and
# none of the others.  MODULES=all: all.

. "$(dirname "$0")/lib.sh"
need_vm
build_load
cases=$here/cases
scripts=()
for script in "$cases"/run/*.fp; do
	sed -n 2p "$script" | grep -q '^// user' || scripts+=("$script")
done
[ "${MODULES:-}" = all ] || for i in "${!scripts[@]}"; do
	[ $((i % 6)) = 3 ] || unset "scripts[i]"
done

outcome() {	# outcome OUT ERR: both, as X.out has them
	cat "$1"
	[ ! -s "$2" ] || { echo "--- stderr"; cat "$2"; }
}

same_as_goldens() {	# same_as_goldens KERNEL
	local out=$dir/run.$1 script name
	"$here/vm/batch" "$1" "$out" --color=never --place=kernel --backend=module -- "${scripts[@]}"
	for script in "${scripts[@]}"; do
		name=$(basename "$script" .fp)
		outcome "$out/$name.out" "$out/$name.err" >"$dir/got"
		equal "$1: $name" "${script%.fp}.out" "$dir/got"
	done
}

same_as_bpf() {		# same_as_bpf KERNEL
	local load script name n=0 all=("$cases"/verifier/*.fp)
	load='for i in 1 2 3; do cat /proc/self/maps; done >/dev/null; echo x >/dev/null; (true)'
	for i in 1 2; do
		"$here/vm/batch" "$1" "$dir/bpf.$i" --color=never -T 20s -c "$load" -- "${all[@]}"
	done
	for script in "${all[@]}"; do
		name=$(basename "$script" .fp)
		for i in 1 2; do
			outcome "$dir/bpf.$i/$name.out" "$dir/bpf.$i/$name.err" >"$dir/$name.bpf.$i"
		done
		[ -s "$dir/$name.bpf.1" ] && cmp -s "$dir/$name.bpf.1" "$dir/$name.bpf.2" || continue
		found[n++]=$script
	done
	[ $n -gt 10 ]
	ok $? "$1: $n scripts print the same twice under BPF"
	"$here/vm/batch" "$1" "$dir/module" --color=never --backend=module -T 20s -c "$load" -- "${found[@]}"
	for script in "${found[@]}"; do
		name=$(basename "$script" .fp)
		outcome "$dir/module/$name.out" "$dir/module/$name.err" >"$dir/got"
		equal "$1: $name" "$dir/$name.bpf.1" "$dir/got"
	done
}

# Three loads on two processors; the kernel checks its memory.
shared_maps() {		# shared_maps KERNEL
	local kernel root=$dir/maps.$1 sent hits
	kernel=$("$here/../driver/vm/fptap-kernel" --headers "$1")
	mkdir "$root"
	"$fptap" run --vm="$1" --backend=module -k "$root" --vm-add="$load" "$here/vm/maps.fp" -T 100ms >/dev/null 2>&1
	cp "$here/vm/maps.fp" "$root/root/"
	cat >"$root/root/hammer" <<-END
		export FPTAP_CACHE=/var/cache/fptap
		fptap run --backend=module --no-maps "$here/vm/maps.fp" -c "sh -c '
			$load flood ${FLOOD:-4} & $load flood ${FLOOD:-4} & $load flood ${FLOOD:-4}; wait'"
		echo "modules \$(grep -c ^fptap_ /proc/modules)"
	END
	"$here/vm/smp2" --kernel "$kernel" --root "$root/root" --timeout 300 --dmesg "$dir/dmesg" \
		--append slub_debug=FZPU -- /bin/sh /hammer >"$dir/out" 2>"$dir/err"
	sent=$(awk '/^sent/ { n += $2 } END { print n + 0 }' "$dir/err")
	hits=$(sed -n 's/^hits \([0-9]*\) .*/\1/p' "$dir/out")
	[ "$sent" -gt 1000 ] && [ "$(head -n 1 "$dir/out")" = "hits $sent $sent $sent $sent" ]
	ok $? "$1: each of $sent hits on two processors is counted, in every kind of map: ${hits:-none}"
	grep -q '^wrong 0 0 0 walked true recent 16$' "$dir/out"
	ok $? "$1: nobody sees another key's value"
	grep -q '^room true true$' "$dir/out" && ! grep -q 'lost:' "$dir/err"
	ok $? "$1: what is deleted makes room"
	grep -q '^modules 0$' "$dir/out" && grep -q fptap_ "$dir/dmesg" &&
		! sed -n '/fptap_/,$p' "$dir/dmesg" | grep -E '^<[0-3]>|BUG|WARNING|Call Trace|SLUB'
	ok $? "$1: the module is gone, and the kernel does not complain"
}

for kernel in ${KERNELS-6.12 newest}; do
	same_as_goldens "$kernel"
	[ "${MODULES:-}" != all ] || same_as_bpf "$kernel"
done
for kernel in ${KERNELS-newest}; do
	shared_maps "$kernel"
done
finish
