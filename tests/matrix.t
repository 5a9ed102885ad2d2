#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The matrix: every kind of probe by every mechanism on every kernel of the machines.  Counts and values are compared
# with the kernel's own trace events and with what the loads say of themselves; a cell that cannot be has the planner's
# reason.  doc/mechanisms.md is what comes out, and has to be what it was (UPDATE=1 writes it).
#
# The rows are the tables' (matrix-main), the runs that try them are vm/cells, one machine for each kernel.
set -u
export LC_ALL=C
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib.sh"
. "$here/vm/told.sh"
. "$here/vm/call_table.sh"
need_vm
say=check
all_kernels="6.1 6.12 newest"
kernels=${KERNELS-$all_kernels}
doc=$here/../doc/mechanisms.md

# ---- what runs in the machines ----

build_load
prog=$dir/prog
if ! ${CC:-gcc} -O2 -fno-inline -Wall -Werror -static -o "$prog" "$here/user/prog.c" "$here/user/gated.c" -ldl -lpthread \
	2>"$dir/err" && ! grep -q 'statically linked applications requires' "$dir/err"; then
	sed 's/^/# /' "$dir/err"
	ok 1 "the program to be probed is built"
	finish
	exit
fi
"${CC:-gcc}" -O2 -Wall -static -pthread -o "$dir/calls" "$here/vm/calls.c" || exit 1
"${CC:-gcc}" -O2 -Wall -static -o "$dir/events" "$here/vm/events.c" || exit 1
programs="$load $witness $prog $dir/calls $dir/events $here/vm/witness-events $here/vm/witness-kinds $here/vm/witness-user $here/vm/witness-timers $here/vm/lists"

symbol() {	# symbol PROGRAM NAME: its address and size
	nm -S "$1" | awk -v name="$2" '$4 == name { print $1, $2 }'
}

file_offset() {		# file_offset PROGRAM SYMBOL: where it lies in the file
	local address segment
	address=0x$(symbol "$1" "$2" | cut -d ' ' -f 1)
	readelf -lW "$1" | awk '$1 == "LOAD" && / R E / { print $2, $3; exit }' >"$dir/segment"
	read -r segment vaddr <"$dir/segment"
	printf '%x' $((address - vaddr + segment))
}

spot() {	# spot KERNEL: in vfs_read, behind the call of ftrace
	if [ "$1" = 6.1 ]; then echo vfs_read+5; else echo vfs_read+9; fi	# no endbr64
}

load_some() { echo "exec witness load reads nest seeks"; }
load_most() { echo "exec witness load reads sleepers nest seeks"; }
load_nest() { echo "exec witness load nest"; }
load_calls() { echo "exec witness-kinds $(spot "$1") /usr/bin/calls all"; }
load_busy() { echo "witness-timers load busy 400; exec load faults 64"; }
load_user() { echo "exec witness-user /usr/bin/prog $(file_offset "$prog" fact) prog calls 10"; }
load_program() { echo "exec prog all 100"; }
load_events() { echo "exec witness-events events"; }
load_second() { echo 'echo "parent $PPID" >&2; sleep 1.05'; }

args_kinds() { echo "--spot=$(spot "$1")"; }
args_samples() {
	local at size
	read -r at size < <(symbol "$load" spin)
	echo "--low=$((0x$at)) --high=$((0x$at + 0x$size))"
}

# ---- comparing: each sets nothing but what check() notes ----

check() {	# check STATUS NAME: of the run in hand
	ok "$1" "$kernel $run: $2"
	[ "$1" = 0 ] || bad=1
}

is_same() {	# is_same NAME WANT GOT: lines in any order
	sort "$2" >"$dir/left"
	sort "$3" >"$dir/right"
	[ -s "$dir/left" ] && cmp -s "$dir/left" "$dir/right"
	check $? "$1 ($(wc -l <"$dir/left") lines)"
	diff "$dir/left" "$dir/right" | head -n 12 | sed 's/^/# /'
}

printed() { grep "^$1 " "$result.out" >"$dir/got"; }		# printed FORM: its lines are in $dir/got

ends_well() {
	[ "$(cat "$result.status")" = 0 ] && ! grep -q ' \(missed\|lost\|unpaired\|fault\): ' "$result.err"
	check $? "the run ends well"
	[ "$bad" = 0 ] || grep -v '^trace\|^load\|^seek' "$result.err" | head -n 20 | sed 's/^/# /'
}

may_miss() {	# sets $missed
	ends_well_but_misses "$result"
	[ "$(grep -c '^fptap: untold: ' "$result.err")" = "$(cat "$dir/$run.untold")" ]
	check $? "what the kernel does not count is told"
}

compare_exits() {
	local form missed lines=1
	may_miss
	awk -f "$here/vm/pair.awk" "$result.err" >"$dir/seen"
	for form in entry exit back nest; do
		grep "^$form " "$dir/seen" >"$dir/want"
		printed $form
		agree "$form: what the kernel's events saw" "$dir/want" "$dir/got"
	done
	sed -n 's/^nest/deep/p' "$dir/seen" >"$dir/want"
	printed deep
	agree "exits of a recursion have their own arguments" "$dir/want" "$dir/got"
	sed -n 's/^load //p' "$result.err" >"$dir/want"
	printed pair
	cut -d ' ' -f 3- "$dir/got" >"$dir/cut"
	agree "pairs keep what the load did, with its names" "$dir/want" "$dir/cut"
	nested
	for form in first last; do
		sed -n "s/^seek/$form/p" "$result.err" >"$dir/want"
		printed $form
		agree "$form of two functions that share a stack" "$dir/want" "$dir/got"
	done
}

nested() {	# what a call took contains what the calls within it took
	local form
	for form in spent took; do
		awk -v FORM=$form -f "$here/vm/nested.awk" "$dir/seen" "$result.out" >"$dir/nested"
		[ $missed = 0 ] || sed -i '/ of /d' "$dir/nested"	# then it is not known which call is which
		grep -qx "$form: [1-9][0-9]* within others" "$dir/nested" && [ "$(wc -l <"$dir/nested")" = 1 ]
		check $? "elapsed() of calls within calls, $(cat "$dir/nested")"
	done
}

compare_many() { compare_exits; }

# What was seen and what is told as missed are all calls that the kernel's events saw.
compare_missed() {
	local seen want told
	awk -f "$here/vm/pair.awk" "$result.err" >"$dir/seen"
	want=$(grep -c '^nest ' "$dir/seen")
	seen=$(grep -c '^seen$' "$result.out")
	told=$(sed -nE 's/.* missed: .*: ([0-9]+) hits$/\1/p' "$result.err")
	[ "$want" -gt 0 ] && [ $((seen + ${told:-0})) = "$want" ]
	check $? "$seen calls seen and ${told:-0} missed are all $want"
}

compare_kinds() {
	local kind missed lines=3
	may_miss
	awk -v openat=257 -f "$here/vm/kinds.awk" "$result.err" >"$dir/seen"
	awk '$1 == "count" && $2 != "compat" { while ($4--) print $2, $3 }
		$1 == "event" { while ($3--) print $1, $2 }
		$1 !~ /^(count|event|slept|exec|compat)$/' "$result.out" >"$dir/said"
	for kind in enter leave regs place args raw event; do
		grep "^$kind " "$dir/seen" >"$dir/want"
		grep "^$kind " "$dir/said" >"$dir/got"
		agree "$kind: what the kernel's events saw" "$dir/want" "$dir/got"
	done
	sed -n 's/^load \(.*\)/slept \1 true/p' "$result.err" >"$dir/want"
	printed slept
	agree "a pair keeps what each thread had at entry" "$dir/want" "$dir/got"
	printf 'exec %s\n' "/nothing/here -2" "/nothing/here -2" "/nothing/here -2" "/usr/bin/calls 0" "/usr/bin/calls 0" \
		"/usr/bin/calls 0" >"$dir/want"
	printed exec
	agree "what execve() had at entry is there after it" "$dir/want" "$dir/got"
	printf '%s\n' "compat close 70" "compat close 71" "compat close 72" "count compat close 3" \
		"count compat getpid 7" >"$dir/want"
	grep compat "$result.out" >"$dir/got"
	agree "calls of 32-bit processes are told apart" "$dir/want" "$dir/got"
}

compare_callers() {
	local kind missed lines=3
	may_miss
	awk -v openat=257 -f "$here/vm/kinds.awk" "$result.err" >"$dir/seen"
	for kind in call back; do
		grep "^$kind " "$dir/seen" >"$dir/want"
		printed $kind
		agree "$kind: what the kernel's events saw" "$dir/want" "$dir/got"
	done
}

# Between the two signals that the load sends to itself.
compare_events() {
	local missed lines=1 file
	may_miss
	[ "$kernel" != 6.1 ] || missed=2		# it does not tell
	sed -n 's/^trace //p' "$result.err" >"$dir/want.all"
	cp "$result.out" "$dir/got.all"
	for file in want got; do
		sed -n '/^signal_generate 23/,$p' "$dir/$file.all" | tac | sed -n '/^signal_generate 23/,$p' >"$dir/$file"
	done
	agree "fields of events: what the kernel's own trace has" "$dir/want" "$dir/got"
}

# Each event has a timer; they are told apart by how often it went off.
compare_samples() {
	local hz inside pages
	ends_well
	sed -n 's/.* hrtimer=\([^ ]*\) .*/\1/p' "$result.err" | sort | uniq -c | awk '{ print $1 }' >"$dir/want"
	sed -nE 's/^(hz|us|clock) ([0-9]+).*/\2/p' "$result.out" >"$dir/got"
	[ "$(wc -l <"$dir/want")" = 3 ]
	check $? "profile, perf and timer: $(xargs <"$dir/got") samples, each of them by a timer of its own"
	is_same "… as often as the kernel's event of that timer says" "$dir/want" "$dir/got"
	read -r hz inside < <(sed -n 's/^hz //p' "$result.out")
	[ "${inside:-0}" -gt 0 ] && [ "$inside" -ge $((hz * 7 / 10)) ]
	check $? "of $hz samples $inside are where the process is"
	pages=$(sed -n 's/^pages //p' "$result.out")
	[ "${pages:-0}" -ge 64 ] && [ "$pages" = "$(sed -n 's/^faults //p' "$result.err")" ]
	check $? "page faults: $pages, as the kernel's account has them"
}

compare_users() {
	local form missed lines=1
	may_miss
	awk -f "$here/vm/users.awk" "$result.err" >"$dir/seen"
	for form in enter leave nest; do
		grep "^$form " "$dir/seen" >"$dir/want"
		printed $form
		agree "$form: what the kernel's events saw" "$dir/want" "$dir/got"
	done
	sed -n 's/^nest/deep/p' "$dir/seen" >"$dir/want"
	printed deep
	agree "exits of a recursion have their own arguments" "$dir/want" "$dir/got"
	awk '$1 == "nest" { $3 = -$3; print }' "$dir/seen" >"$dir/depths"
	mv "$dir/depths" "$dir/seen"
	nested
}

compare_programs() {
	printf '%s\n' "app:gated 0" "app:gated 1" "gated 2" "many first false 100" "many hidden false 100" "many last true 100" \
		"refused 100" "step 0 0 text -5 65535" "step 1 8589934592 text -5 65535" "strings 100 0" >"$dir/want"
	is_same "what is known of the program's calls" "$dir/want" "$result.out"
	grep -q 'W0135.* 1 of the 2 functions' "$result.err"
	check $? "a place that cannot be probed is left out with a warning"
}

compare_runs() {
	local pid n late
	pid=$(sed -n 's/^parent //p' "$result.err")
	printf '%s\n' "begin fptap $pid" "end fptap $pid" >"$dir/want"
	grep -v '^tick' "$result.out" >"$dir/got"
	is_same "begin and end run once, in fptap" "$dir/want" "$dir/got"
	late=$(sed -n 's/.* missed: .*: \([0-9]*\) ticks$/\1/p' "$result.err")
	n=$(grep -c "^tick fptap $pid " "$result.out")
	[ "$n" -ge 5 ] && [ $((n + ${late:-0})) -ge 9 ] && [ $((n + ${late:-0})) -le 12 ]
	check $? "a tick each 100 ms of a second: $n, and ${late:-0} missed"
}

compare_errors() {
	[ "$(cat "$result.out")" = "error fptap 1" ] && [ "$(grep -c 'fault: division by zero, 1 time' "$result.err")" = 1 ]
	check $? "the handler of errors runs once, in fptap"
}

# ---- the kernel's own lists, in the same machine ----

compare_lists() {
	local said=$result.out
	grep -qx same "$said"
	check $? "patterns mean what the kernel's lists have: $(grep '^traceable' "$said")"
	grep -v -e same -e '^traceable' -e E0109 -e '^format' "$said" | head -n 20 | sed 's/^/# /'
	grep -q 'blacklisted 0$' "$said" || grep -q 'E0109.*blacklist' "$said"
	check $? "what is on the blacklist is refused"
	compare_calls "$kernel" "$said"
}

# ---- runs and their cells ----

declare -A cell		# "kernel kind mechanism": yes, no, or why it cannot be

# CI, which has half an hour for everything, looks at lists and at what is missed on the newest kernel alone.
runs() {
	local leave_out=^nothing
	[ -z "${CI:-}" ] || [ "$kernel" = newest ] || leave_out=^missed
	sed 's/#.*//' "$here/vm/cells" | grep . | grep -v "$leave_out"
}

# Sets name, script, load_name, options and cells, from a line of vm/cells: options begin with a dash.
split_run() {
	local word
	read -r run script load_name rest <<<"$1"
	options=() cells=()
	for word in $rest; do
		case $word in
		-) ;;
		-*) options+=("$word") ;;
		*) cells+=("$word") ;;
		esac
	done
}

# What the planner says: "by KIND MECHANISM" and "not KIND MECHANISM REASON".
explained() {
	awk '
		/^[a-z]/ { kind = $1; sub(/[ (.].*/, "", kind); next }
		/^    by  / { m = $2; sub(/:.*/, "", m); print "by", kind, m; next }
		/^    runs  .*in fptap itself/ { print "by", kind, "fptap"; next }
		/^    not by  / { line = $0; sub(/^ *not by */, "", line); m = line; sub(/:.*/, "", m); sub(/^[^:]*: /, "", line); print "not", kind, m, line }
	' "$1"
	sed -nE 's/.*error\[E0605\].*cannot attach `([a-z]+).*'"'"': (.*)/not \1 * \2/p; s/.*error\[E0401\]: ([a-z]+) (is not there with .*)/not \1 none \2/p' "$2"
	sed -nE 's/^  = hint: (nor by )?([a-z_]+): (.*)/not * \2 \3/p' "$2"
}

# Of what is said of a mechanism, what the kernel lacks; other probes of the script may not suit it anyway.
lacking() {	# lacking KIND MECHANISM
	awk -v kind="$1" -v m="$2" '
		$1 == "not" && ($2 == kind || $2 == "*") && ($3 == m || $3 == "*") {
			sub(/^not [^ ]* [^ ]* /, "")
			if (/kernel|is not set/) { print; exit }
			other = other ? other : $0
		}
		END { if (other) print other }' "$dir/planned" | head -n 1
}

plan() {	# is the run possible?  Notes for each cell that is not, why.
	local one kind mechanism why
	(cd "$here/vm" && "$fptap" explain --kernel="$home/btf" --release="$(<"$home/release")" "${options[@]}" "$script.fp") \
		>"$dir/explain" 2>"$dir/why"
	possible=$?
	grep -c -m 1 'not told' "$dir/explain" >"$dir/$run.untold"
	explained "$dir/explain" "$dir/why" >"$dir/planned"
	tried=()
	for one in "${cells[@]}"; do
		kind=${one%:*} mechanism=${one#*:}
		if [ $possible = 0 ] && grep -qx "by $kind $mechanism" "$dir/planned"; then
			tried+=("$kernel $kind $mechanism")
			continue
		fi
		why=$(lacking "$kind" "$mechanism")
		[ -n "${cell[$kernel $kind $mechanism]:-}" ] || cell[$kernel $kind $mechanism]=${why:-$run does not try it}
	done
}

prepare() {	# prepare SCRIPT LOAD RUN: the files that vm/batch wants
	sed "1a// options: ${options[*]}" "$here/vm/$1.fp" >"$dir/$3.fp"
	printf '#!/bin/busybox sh\n%s\n' "$("load_$2" "$kernel")" >"$dir/$3.sh"
	chmod +x "$dir/$3.sh"
	! declare -F "args_$1" >/dev/null || "args_$1" "$kernel" >"$dir/$3.args"
}

note() {	# the cells that the run has tried
	local one
	for one in "${tried[@]}"; do
		if [ $bad != 0 ]; then cell[$one]=no
		elif [ "${cell[$one]:-}" != no ]; then cell[$one]=yes; fi
	done
}

on_kernel() {	# on_kernel KERNEL
	local line run script load_name rest possible bad result tried=() options=() cells=() planned=() scripts=() i
	kernel=$1
	home=$("$here/../driver/vm/fptap-kernel" --headers "$kernel")
	[ -e "$home/formats" ] ||	# a machine is asked for them once
		"$fptap" run --vm="$kernel" -n 1 -c true -e 'tracepoint("task:task_rename") { println($oldcomm) }' >/dev/null
	rm -rf "$dir/out"
	if [ -z "${CI:-}" ] || [ "$kernel" = newest ]; then
		prepare runs second lists
		printf 'sh /usr/bin/lists\n' >"$dir/lists.pre"
		scripts+=("$dir/lists.fp")
	fi
	while read -r line; do
		split_run "$line"
		plan
		[ $possible = 0 ] || continue
		prepare "$script" "$load_name" "$run"
		scripts+=("$dir/$run.fp")
		planned+=("$run $script ${tried[*]/#$kernel /$kernel:}")
	done < <(runs)
	LOAD=$programs "$here/vm/batch" "$kernel" "$dir/out" --color=never -- "${scripts[@]}"
	run=lists bad=0 result=$dir/out/lists
	[ ! -e "$dir/out/lists.status" ] || compare_lists
	for line in "${planned[@]}"; do
		read -r run script rest <<<"$line"
		tried=()
		read -ra cells <<<"$rest"
		for ((i = 0; i < ${#cells[@]}; i += 2)); do tried+=("${cells[i]/:/ } ${cells[i + 1]}"); done
		bad=0 result=$dir/out/$run
		"compare_$script"
		note
	done
}

# ---- the table ----

shown() {	# shown KERNEL KIND MECHANISM
	local it=${cell[$1 $2 $3]:-nobody tries it}
	[ "$it" != no ] || it="wrong"
	echo "$it"
}

column() { echo "$all_kernels" | tr ' ' '\n' | grep -nx "$1" | cut -d : -f 1; }

table() {
	local kind mechanism backend kernel line
	echo "| probe | by | back end | 6.1 | 6.12 | newest |"
	echo "|---|---|---|---|---|---|"
	"$build/matrix-main" | while read -r kind mechanism backend; do
		line="| $kind | $mechanism | $backend |"
		for kernel in $all_kernels; do
			if [[ " $kernels " = *" $kernel "* ]]; then
				line+=" $(shown "$kernel" "$kind" "$mechanism") |"
			else	# as it was
				line+=" $(grep -F "| $kind | $mechanism | $backend |" "$doc" | cut -d '|' -f $((4 + $(column "$kernel"))) | sed 's/^ //; s/ $//') |"
			fi
		done
		echo "$line"
	done
}

for kernel in $kernels; do
	on_kernel "$kernel"
done
table >"$dir/matrix"
column -t -s '|' "$dir/matrix" 2>/dev/null | sed 's/^/#/' || sed 's/^/# /' "$dir/matrix"
[ -z "${UPDATE:-}" ] || { sed '/^| probe/,$d' "$doc" >"$dir/doc" && cat "$dir/doc" "$dir/matrix" >"$doc"; }
sed -n '/^| probe/,$p' "$doc" >"$dir/known"
equal "the matrix is the one of doc/mechanisms.md" "$dir/known" "$dir/matrix"
! grep -E 'nobody tries it|does not try it|\| wrong \|' "$dir/matrix"
ok $? "each cell is tried, or has a reason"
finish
