#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# As kernel modules scripts print what they print otherwise: cases/run/X.fp prints X.out, which language.t
# holds the interpreter and BPF to; and those of cases/verifier print what they print under BPF, as far as
# that is the same in two runs.  Then maps on all CPUs at once.
#
# A module takes some seconds to build, so CI has each sixth of the first ones, from the fourth on, the one
# with all kinds of aggregates, and none of the others.  MODULES=all: all.

. "$(dirname "$0")/lib.sh"
need_vm
build_load
cases=$here/cases
scripts=()
for script in "$cases"/run/*.fp; do
	sed -n 2p "$script" | grep -q '^// user' || scripts+=("$script")
done
[ "${MODULES:-}" = all ] || for i in "${!scripts[@]}"; do
	[ $((i % 6)) = 3 ] || [[ ${scripts[i]} = */aggregates.fp ]] || unset "scripts[i]"
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

# Lines of processes that run at once are sorted; processes have other numbers in each run.
sorted() { outcome "$@" | sed 's,/[0-9][0-9]*\([/|]\),/N\1,g; s,|[0-9][0-9]*|,|N|,g' | sort; }	# sorted OUT ERR

same_as_bpf() {		# same_as_bpf KERNEL
	local load script name n=0 all=("$cases"/verifier/*.fp)
	load='for i in 1 2 3; do cat /proc/self/maps; done >/dev/null; echo x >/dev/null; (true)'
	for i in 1 2; do
		"$here/vm/batch" "$1" "$dir/bpf.$i" --color=never -T 20s -c "$load" -- "${all[@]}"
	done
	for script in "${all[@]}"; do
		name=$(basename "$script" .fp)
		for i in 1 2; do
			sorted "$dir/bpf.$i/$name.out" "$dir/bpf.$i/$name.err" >"$dir/$name.bpf.$i"
		done
		[ -s "$dir/$name.bpf.1" ] && cmp -s "$dir/$name.bpf.1" "$dir/$name.bpf.2" || continue
		found[n++]=$script
	done
	[ $n -gt 10 ]
	ok $? "$1: $n scripts print the same twice under BPF"
	"$here/vm/batch" "$1" "$dir/module" --color=never --backend=module -T 20s -c "$load" -- "${found[@]}"
	for script in "${found[@]}"; do
		name=$(basename "$script" .fp)
		sorted "$dir/module/$name.out" "$dir/module/$name.err" >"$dir/got"
		equal "$1: $name" "$dir/$name.bpf.1" "$dir/got"
	done
}

# Three loads on two processors; the kernel checks its memory.
shared_maps() {		# shared_maps KERNEL
	local kernel root=$dir/maps.$1 sent hits
	kernel=$("$here/../driver/vm/fptap-kernel" --headers "$1")
	guest_root "$root"
	cp "$here/vm/maps.fp" "$load" "$root/"
	(cd "$root" && guest_compile "$root" "$kernel" --backend=module --timing maps.fp) 2>"$dir/timing"
	# The parts of the build are most of it, and no more than all.
	sed -n 's/.*compiler \([0-9.]*\) (make \([0-9.]*\), compile \([0-9.]*\), modpost \([0-9.]*\), link \([0-9.]*\)).*/\1 \2 \3 \4 \5/p' \
		"$dir/timing" | awk '{ n = $2 + $3 + $4 + $5; good = $2 && $3 && $4 && $5 && n > $1 * 0.8 && n <= $1 + 1 }
			END { exit !good }'
	ok $? "$1: --timing shows the parts of a build: $(tail -n 1 "$dir/timing")"
	cat >"$root/hammer" <<-END
		export FPTAP_CACHE=/var/cache/fptap
		fptap run --backend=module --no-maps maps.fp -c "sh -c '
			/load flood ${FLOOD:-4} & /load flood ${FLOOD:-4} & /load flood ${FLOOD:-4}; wait'"
		echo "modules \$(grep -c ^fptap_ /proc/modules)"
	END
	"$here/vm/smp2" --kernel "$kernel" --root "$root" --timeout 300 --dmesg "$dir/dmesg" \
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

# A processor that reads without an end, in handlers most of the time, is asked for its registers by NMIs.  An
# event of tracefs counts them, too.
in_nmis() {		# in_nmis KERNEL
	local kernel root=$dir/nmis.$1 backend said of
	kernel=$("$here/../driver/vm/fptap-kernel" --headers "$1")
	guest_root "$root"
	cp "$here/vm/stressed/nmi.fp" "$root/"
	for backend in module bpf; do
		(cd "$root" && guest_compile "$root" "$kernel" --backend=$backend -p4 nmi.fp)
	done
	cat >"$root/nmis" <<-'END'
		export FPTAP_CACHE=/var/cache/fptap
		tracing=/sys/kernel/tracing
		echo 1 >/proc/sys/kernel/sysrq
		echo 'f:fptap_test/regs show_regs' >>$tracing/dynamic_events
		echo 1 >$tracing/events/fptap_test/regs/enable
		for backend in module bpf; do
			echo >$tracing/trace
			fptap run --backend=$backend nmi.fp -c "taskset 1 sh -c 'taskset 2 busybox dd if=/dev/zero of=/dev/null bs=1 & p=\$!
				until [ \$(cat /proc/\$p/comm) = busybox ]; do :; done
				i=0; while [ \$i -lt 100 ]; do echo l >/proc/sysrq-trigger; i=\$((i + 1)); done
				kill \$p'" >/tmp/out 2>/tmp/err
			echo "$backend: $(tail -n 1 /tmp/out) lines $(grep -xcE '[0-9]+' /tmp/out) stack $(grep -c '^exc_nmi' /tmp/out)" \
				"event $(grep -c '^ *busybox-.*regs:' $tracing/trace)" \
				"lost $(sed -n 's/.*lost: [ns]: \([0-9]*\) accesses.*/\1/p' /tmp/err | awk '{ n += $1 } END { print n + 0 }')" \
				"other $(grep lost: /tmp/err | grep -vc accesses)"
		done
		echo "modules $(grep -c ^fptap_ /proc/modules)"
	END
	"$here/vm/smp2" --kernel "$kernel" --root "$root" --timeout 300 --dmesg "$dir/dmesg" -- /bin/sh /nmis >"$dir/out" 2>"$dir/err"
	for backend in module bpf; do
		says $backend
		of=$(value nmi)
		[ "${of:-0}" -gt 10 ] && [ "$of" = "$(value event)" ] && [ "$of" = "$(value ends)" ] &&
			[ "$of" = "$(value lines)" ] && [ "$(value stack)" = 1 ]
		ok $? "$1: $backend: $of NMIs while handlers run, entries and exits, as the kernel's event has them"
		of=$(value sum)
		[ "$(value aggregate)" = "$of" ] && [ "$(value other)" = 0 ] &&
			[ $((of - $(value map))) -ge 0 ] && [ $((of - $(value map))) -le "$(value lost)" ]
		ok $? "$1: $backend: what they cannot do to what they interrupt is counted: $(value lost) of $of"
	done
	grep -qx 'modules 0' "$dir/out" && grep -q 'NMI backtrace' "$dir/dmesg" && ! grep -E 'BUG|WARNING|Oops' "$dir/dmesg"
	ok $? "$1: the kernel does not complain"
}

value() { sed -n "s/.*$1 \([0-9]*\).*/\1/p" <<<"$said" | head -n 1; }	# value WORDS: the number behind them
says() { said=$(sed -n "s/^$1: //p" "$dir/out"); echo "# $1: $said"; }

# See vm/stress.  STRESS=100 loads and unloads; a few in CI.
stress() {		# stress KERNEL
	local kernel root=$dir/stress.$1 sent said script n=${STRESS:-5}
	kernel=$("$here/../driver/vm/fptap-kernel" --headers "$1")
	guest_root "$root"
	cp -r "$here/vm/stressed" "$root/"
	cp "$load" "$here/vm/stress" "$root/"
	for script in churn full contexts four thousand events; do
		(cd "$root/stressed" && guest_compile "$root" "$kernel" --backend=module $script.fp)
	done
	(cd "$root/stressed" && guest_compile "$root" "$kernel" four.fp &&
		guest_compile "$root" "$kernel" --backend=module --guru also.fp)
	# One processor: the emulator cannot patch a function that another one is busy in (vm/smp2).
	"$here/../driver/vm/fptap-vm" --kernel "$kernel" --root "$root" --timeout 500 --dmesg "$dir/dmesg" \
		--append slub_debug=FZP -- /stress "$n" >"$dir/out" 2>"$dir/err"
	sed 's/^/# /' "$dir/err"
	says loads
	[ "$said" = "$n of $n, 0 modules" ]
	ok $? "$1: $n loads and unloads while the function is busy"
	says contexts
	sent=$(sed -n 's/.* of \([0-9]*\),.*/\1/p' <<<"$said")
	[ "$(value irq)" -ge 200 ] && [ "$(value soft)" -ge 200 ] && [ "$(value task)" -ge 200 ] &&
		[ "$(value map)" = "$sent" ] && [ "$(value aggregate)" = "$sent" ]
	ok $? "$1: interrupts, soft interrupts and tasks count in one map"
	[ "$(value inner)" -ge "$(value task)" ]
	ok $? "$1: a handler that calls nothing runs inside of others"
	says missed
	[ "${said:-0}" -gt 0 ]
	ok $? "$1: a handler inside of itself is missed and counted"
	says full
	sent=$(value sent)
	[ "${sent:-0}" -gt 100 ] && [ "$sent" = $(($(value received) + $(value lost))) ] && [ "$(value lost)" -gt 0 ]
	ok $? "$1: sent is received + lost"
	[ "${sent:-0}" -gt 100 ] && [ "$(value 'bad addresses')" = "$sent" ] && [ "$(value 'no room')" -gt $((sent / 2)) ]
	ok $? "$1: bad addresses and keys without room are counted"
	# The command waits in a read that begins before the module is attached.
	says thousand
	sent=$(value sent)
	[ "${sent:-0}" -gt 100 ] && [ "$(value functions)" -gt 1000 ] && [ "$(value reads)" -ge "$sent" ] &&
		[ $(($(value pairs) + $(value missed))) -ge "$sent" ] && [ "$(value timed)" = "$(value pairs)" ] &&
		grep -q 'more true.* 0 modules, then 0$' <<<"$said"
	ok $? "$1: $(value functions) functions by a glob"
	says events
	sent=$(value of)
	[ "${sent:-0}" -gt 10 ] && [ $(($(value switches) - sent)) -le 2 ] && [ $((sent - $(value switches))) -le 2 ] &&
		[ "$(value pages)" -gt 0 ] && [ "$(value samples)" -gt 20 ] &&
		[ "$(value outside)" = "$(value samples)" ] && grep -q 'timer true on CPU true' <<<"$said"
	ok $? "$1: events of perf's are counted as the scheduler's tracepoint counts them"
	says four
	sent=$(value sent)
	[ "${sent:-0}" -gt 100 ] && [ "$(value module)" -ge "$sent" ] && [ "$(value BPF)" = "$(value event)" ] &&
		[ $(($(value BPF) - $(value module))) -le 1 ] && [ "$(value tracer)" -ge "$sent" ]
	ok $? "$1: module, BPF, an event and the function tracer see the same calls"
	says also
	[ "$said" = "var true 0 true;exec /load true true;syscall /dev/zero true;kprobe true vfs_read;fault: null;fault: read-only;stored 7;frames true 0;calls true true; status 1" ]
	ok $? "$1: variables and arguments have their values; --guru changes memory and a return value"
	says killed
	[ "$said" = "1 before, 1 left, 1 module removed, 0 then" ]
	ok $? "$1: a killed run leaves a module without probes, which fptap clean removes"
	grep -q fptap_ "$dir/dmesg" && ! sed -n '/fptap_/,$p' "$dir/dmesg" | grep -E '^<[0-3]>|BUG|WARNING|Call Trace|SLUB'
	ok $? "$1: the kernel does not complain"
}

# What a kernel does not load says why.
forbidden() {		# forbidden KERNEL SCRIPT PARAMETERS WHY
	local kernel root=$dir/forbidden.$1
	kernel=$("$here/../driver/vm/fptap-kernel" --headers "$1")
	guest_root "$root"
	cp "$here/vm/stressed/$2.fp" "$root/script.fp"
	(cd "$root" && guest_compile "$root" "$kernel" --backend=module script.fp)
	"$here/../driver/vm/fptap-vm" --kernel "$kernel" --root "$root" --timeout 200 --append "$3" -- /bin/sh -c '
		export FPTAP_CACHE=/var/cache/fptap
		fptap run --backend=module script.fp
		echo "status $?, $(grep -c ^fptap_ /proc/modules) modules"' >"$dir/out" 2>"$dir/err"
	grep -q "$4" "$dir/err" && grep -qx 'status 4, 0 modules' "$dir/out"
	ok $? "$1: $2 $3: $(grep -h -e error -e 'kernel says' -e status "$dir/err" "$dir/out" | tr '\n' ' ')"
}

# What `fptap build' leaves is built by make alone.
sources() {		# sources KERNEL
	local kernel make=(make -s -C "$dir/sources.$1")
	kernel=$("$here/../driver/vm/fptap-kernel" --headers "$1")
	"$fptap" build --kernel="$kernel/btf" --release="$(<"$kernel/release")" --backend=module \
		-o "$dir/sources.$1" "$here/vm/stressed/churn.fp"
	if [ -x "$kernel/headers/kmake" ]; then	# unpacked headers: their own make
		make=("$kernel/headers/kmake" "$dir/sources.$1")
	else
		make+=(KDIR="$kernel/headers")
	fi
	"${make[@]}" >"$dir/log" 2>&1
	[ -s "$dir/sources.$1/fptap_00000000.ko" ] && grep -q 'a map\|maps' "$dir/sources.$1/rt/kmod/fpt_rt.h"
	ok $? "$1: the sources of a module are built"
}

for kernel in ${KERNELS-6.12 newest}; do
	same_as_goldens "$kernel"
	[ "${MODULES:-}" != all ] || same_as_bpf "$kernel"
done
for kernel in ${KERNELS-newest}; do
	sources "$kernel"
	shared_maps "$kernel"
	stress "$kernel"
	in_nmis "$kernel"
	forbidden "$kernel" churn module.sig_enforce=1 'signed modules only'
	forbidden "$kernel" churn lockdown=integrity 'lockdown'
	forbidden "$kernel" large quiet 'not enough memory'
done
finish
