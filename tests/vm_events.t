#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Tracepoints by the fields of their events' formats, and those of a module, on real kernels: what they print for a
# load of known events is what the kernel's own trace has of them.
set -u
export LC_ALL=C
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib.sh"
. "$here/vm/told.sh"
load=$dir/events
build_static "$load" "$here/vm/events.c"

# Between the two signals that the load sends to itself.
between() { sed -n '/^signal_generate 23/,$p' "$1" | tac | sed -n '/^signal_generate 23/,$p' | tac; }

agree_between() {	# agree_between NAME OUT ERR [EVENTS]
	missed=$(told "$3" missed)
	[[ $1 != 6.1:*format* ]] || missed=2		# it does not tell
	sed -n 's/^trace //p' "$3" >"$dir/seen"
	between "$dir/seen" | grep -E "^(${4:-.*}) " >"$dir/want"
	between "$2" | grep -E "^(${4:-.*}) " >"$dir/got"
	agree "$1" "$dir/want" "$dir/got"
	[ -s "$dir/got" ] || head -n 10 "$3" | sed 's/^/# /'
}

all_kinds() {	# all_kinds NAME: the load's events of each kind are among those that agree
	local kind
	for kind in signal_generate task_rename net_dev_queue net_dev_xmit sched_switch kmalloc; do
		grep -q "^$kind " "$dir/got" || { ok 1 "$1: no $kind"; return; }
	done
	ok 0 "$1: of each kind"
}

# ---- this machine ----

if [ "$(id -u)" = 0 ] && unshare -m mount -t tracefs fptap-test /sys/kernel/tracing 2>/dev/null &&
	"$fptap" -e 'begin { println(kstack(1)) }' >/dev/null 2>&1; then
	here_run() {	# here_run OPTIONS…
		unshare -m sh -c 'mount -t tracefs fptap-test /sys/kernel/tracing && exec "$@"' sh "$fptap" run "$@" \
			>"$dir/out" 2>"$dir/err" </dev/null
	}
	here_run "$here/vm/events.fp" -c "$here/vm/witness-events $load"
	agree_between "this machine: fields by their formats" "$dir/out" "$dir/err"
	all_kinds "this machine"
	for via in tp_btf tp_format; do
		here_run --via=$via -c true -e 'tracepoint("sched:sched_process_exec") if (pid() == target()) { println(kstack(5)) }'
		cp "$dir/out" "$dir/stack.$via"
	done
	equal "this machine: the stack at an event is that at the tracepoint" "$dir/stack.tp_btf" "$dir/stack.tp_format"
	# The kernel is slow to take them away, which is not our time.  Others use this machine, too: the best of some.
	ten='tracepoint("sched:sched_{switch,wakeup,wakeup_new,waking,process_exec,process_exit,process_fork,process_free}")
		{ n++ } tracepoint("kmem:kmalloc, kmem:kfree") { n++ } global n = 0'
	for i in 1 2 3 4 5; do
		here_run --via=tp_format --timing -c true -e "$ten"
		sed -n 's/.*stop \([0-9.]*\) ms.*/\1/p' "$dir/err"
		sleep 1
	done | sort -n >"$dir/times"
	[ -s "$dir/times" ] && awk 'NR == 1 { exit $1 >= 50 }' "$dir/times"
	ok $? "this machine: ten of them are detached in $(head -n 1 "$dir/times") ms"
else
	skip "this machine" "no tracefs, or BPF is not permitted here"
fi

# ---- machines ----

[ "${VM:-yes}" != no ] || [ -n "${CI:-}" ] || { finish; exit 0; }
modules="vsock vmw_vsock_virtio_transport_common vsock_loopback"
common=vmw_vsock_virtio_transport_common

# A kernel with modules, and what it has of the formats of their events once they are loaded.
with_modules() {	# with_modules KERNEL: the folder $kernel; the modules are in $dir/ko
	local real file module
	real=$("$here/../driver/vm/fptap-kernel" --headers --modules "$1") || exit 1
	kernel=$dir/kernel.$1
	mkdir -p "$kernel" "$dir/ko" "$dir/ask"
	for file in "$real"/*; do
		[[ $file = */formats ]] || ln -sf "$file" "$kernel/"
	done
	for module in $modules; do
		file=$(find "$real/modules/" -name "$module.ko*" | head -n 1)
		case $file in
		*.xz) xz -dc "$file" ;;
		*)	cat "$file" ;;
		esac >"$dir/ko/$module.ko"
	done
	cp "$dir"/ko/*.ko "$dir/ask/"
	"$here/../driver/vm/fptap-vm" --kernel "$kernel" --root "$dir/ask" -- /bin/sh -c \
		"for m in $modules; do insmod /\$m.ko; done; awk 'FNR == 1 { n = split(FILENAME, at, \"/\")
		print \"event\", at[n - 2], at[n - 1] } /field:/ && !/ common_/' /sys/kernel/tracing/events/*/*/format" \
		>"$kernel/formats" 2>"$dir/err"
	grep -q '^event vsock virtio_transport_alloc_pkt' "$kernel/formats"
	ok $? "$1: a module's events have formats"
}

for name in $(which_kernels "6.1 6.12 newest" "6.1 newest"); do
	with_modules "$name"
	root=$dir/root.$name
	guest_root "$root"
	echo 'for i in 1 2 3 4 5 6 7 8 9 10 end; do echo name$i >/proc/self/comm; done' >"$root/renames"
	cp "$here"/vm/{events,events-missed,vsock}.fp "$here/vm/witness-events" "$load" "$dir"/ko/*.ko "$root/"
	module=$dir/ko/$common.ko
	(cd "$root" && guest_compile "$root" "$kernel" --module="$module" events.fp &&
		guest_compile "$root" "$kernel" --via=tp_format events.fp &&
		guest_compile "$root" "$kernel" events-missed.fp &&
		guest_compile "$root" "$kernel" --module="$module" vsock.fp &&
		{ [ "$name" = 6.1 ] || guest_compile "$root" "$kernel" --module="$module" --backend=module vsock.fp; }) 2>"$dir/err"
	status=$?
	ok $status "$name: scripts compile"
	[ $status = 0 ] || grep -v "^fptap:" "$dir/err" | head -n 20 | sed "s/^/# /"
	cat >"$root/all" <<-END
		export FPTAP_CACHE=/var/cache/fptap
		for m in $modules; do insmod /\$m.ko; done
		one() {
			out=\$1
			shift
			load="/witness-events /events"
			[ \$out != missed ] || load="sh /renames"
			fptap run "\$@" -c "\$load" >/tmp/out 2>/tmp/err
			echo "\$out \$(stat -c %s /tmp/out) \$(stat -c %s /tmp/err)"
			cat /tmp/out /tmp/err
		}
		one typed events.fp
		one fields --via=tp_format events.fp
		one bpf vsock.fp
		one missed events-missed.fp
		[ $name = 6.1 ] || one module --backend=module vsock.fp
	END
	"$here/../driver/vm/fptap-vm" --kernel "$kernel" --root "$root" --timeout 300 --dmesg "$dir/dmesg" -- /bin/sh /all \
		2>"$dir/err" | while read -r out n_out n_err; do
		head -c "$n_out" >"$dir/$name.$out.out"
		head -c "$n_err" >"$dir/$name.$out.err"
	done
	agree_between "$name: fields by their formats, a module's arguments by its BTF" "$dir/$name.typed.out" "$dir/$name.typed.err"
	all_kinds "$name"
	[ "$(grep -c '^virtio_transport_alloc_pkt' "$dir/got")" -ge 4 ]
	ok $? "$name: … the module's among them"
	for out in typed fields; do
		[ "by_pattern $(grep -c '^trace virtio_transport_alloc_pkt' "$dir/$name.$out.err")" = \
			"$(grep by_pattern "$dir/$name.$out.out")" ]
		ok $? "$name: $out: a pattern means the module's events"
	done
	agree_between "$name: all by their formats" "$dir/$name.fields.out" "$dir/$name.fields.err"
	[ "$(grep -c '^virtio_transport_alloc_pkt' "$dir/got")" -ge 4 ]
	ok $? "$name: … the module's among them"
	read -r arguments fields all all_fields <"$dir/$name.missed.out"
	missed=$(sed -n 's/.*: missed: .*hrtimer_expire_entry.*: \([0-9]*\) hits$/\1/p' "$dir/$name.missed.err")
	lost=$((arguments - fields)) all=$((all - all_fields))
	if [ "$name" = 6.1 ]; then
		[ $lost -gt 0 ] && [ -z "$missed" ]	# it does not tell, as `fptap explain' says
	else
		# The two handlers are not attached and detached at the same time, and the kernel counts then as well.
		[ $lost -gt 0 ] && [ "${missed:-0}" -ge $lost ] && [ "${missed:-0}" -le $((all + 5)) ]
	fi
	ok $? "$name: of $arguments events $lost are missed, of all $all, ${missed:-not} counted"
	for backend in bpf module; do
		[ "$name-$backend" != 6.1-module ] || continue
		agree_between "$name: $backend: a module's tracepoint" "$dir/$name.$backend.out" "$dir/$name.$backend.err" \
			virtio_transport_alloc_pkt
		printf 'connect 100%d 1 true true virtio_transport_connect\n' 1 2 3 4 >"$dir/want"
		grep '^connect' "$dir/$name.$backend.out" >"$dir/got"
		equal "$name: $backend: a module's function" "$dir/want" "$dir/got"
	done
	[ "$name" = 6.1 ] || ! sed -n '/fptap_/,$p' "$dir/dmesg" | grep -E '^<[0-3]>|BUG|WARNING|Call Trace'
	ok $? "$name: the kernel does not complain"
done
finish
