#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# --format=json as a program reads it: jq parses every line, and what jq is lenient about is looked at
# besides.  Values are what libc, the shell and the load say.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
export FPTAP_CACHE=$dir/cache LC_ALL=C.UTF-8
if ! command -v jq >/dev/null; then
	echo "1..0 # SKIP no jq"
	exit 0
fi

json() {	# json STATUS ARGUMENTS…: what it prints is in $dir/out and $dir/err, and is valid
	local want=$1 status
	shift
	"$fptap" --format=json "$@" >"$dir/out" 2>"$dir/err" </dev/null
	status=$?
	if [ $status != "$want" ]; then
		echo "# status $status, expected $want"
		sed 's/^/# /' "$dir/err"
		return 1
	fi
	valid "$dir/out"
}

# Each line is one object in UTF-8 without raw control characters; jq would let those through.
valid() {
	jq -ce 'select(type == "object")' "$1" 2>"$dir/jq" | wc -l | grep -qx "$(wc -l <"$1")" &&
		[ ! -s "$dir/jq" ] && iconv -f UTF-8 -t UTF-8 "$1" >/dev/null &&
		! LC_ALL=C grep -q "[$(printf '\001-\011\013-\037')]" "$1" && return
	echo "# not JSON:"
	sed 's/^/# /' "$dir/jq" "$1" | head -n 20
	return 1
}

is() {		# is FILTER WANT: what jq makes of the output, as one line
	local got
	got=$(jq -rc "$1" "$dir/out" | tr '\n' ' ')
	[ "$got" = "$2 " ] && return
	echo "# $1: got $got, expected $2"
	return 1
}

# ---- records ----

script='param who = "x"; global total
begin {
	n = 5
	printf("%d%% of %s\n", n, who)
	println(n)
	printf("text\n")
	println()
	exit()
}
end { println(total) }'
json 0 -e "$script"
ok $? "records are lines of JSON"
is .probe 'begin begin begin begin end'
ok $? "… with their probe"
is .format '%d%% of %s  null text  null null'
ok $? "… the format of a printf"
is .args '{"n":5,"who":"x"} {"n":5} {} {} {"total":0}'
ok $? "… and the values by name"
is 'keys_unsorted | join(" ")' \
	'ns cpu probe format args ns cpu probe args ns cpu probe format args ns cpu probe args ns cpu probe args'
ok $? "… in this order"

json 0 -e 'param who = "x"; const LIMIT = 4K; global total
begin {
	n = 2
	println(n, who, LIMIT, total, pid(), strlen(who), n + 1, (n), -n, n   *
		3, n > 1 ? n : 0, "text", 4, execname() + "!")
	println(n, n, n, pid(), pid(), n + 1, n+1, n + 1)
	exit()
}'
ok $? "names of values"
is '.args | keys_unsorted' '["n","who","LIMIT","total","pid","strlen","n + 1","n_2","-n","n * 3","n > 1 ? n : 0","\"text\"","4","execname() + \"!\""] ["n","n_2","n_3","pid","pid_2","n + 1","n+1","n + 1_2"]'
ok $? "… are short, or what the script says, and differ"
json 0 -e 'begin { n = 1; n_2 = 2; println(n, n_2, n) println(n, n, n_2) exit() }'
is .args '{"n":1,"n_2":2,"n_3":1} {"n":1,"n_2":1,"n_2_2":2}'
ok $? "… also where the next name is taken"

json 0 -e 'begin {
	printf("%v %v %v %v %v %d %x %s\n", 1500us, 64K, true, -3, 97, 1 == 2, 0xffffffffffffffff, "s")
	println(9007199254740993, 18446744073709551615, 0 - 9223372036854775807 - 1)
	exit()
}'
is '.args | map(.)' '[1500000,65536,true,-3,97,false,18446744073709552000,"s"] [9007199254740992,18446744073709552000,-9223372036854776000]'
status=$?
for number in 9007199254740993 18446744073709551615 -9223372036854775808; do
	grep -q ":$number[,}]" "$dir/out" || status=1
done
ok $status "numbers have units of 1 and all of their digits"

# What jq decodes is compared byte by byte.
bytes='\x01\x02\x07\x08\t\n\x0b\f\r\x1b[31m\x7f\"\\/ \xc3\xa9\xe2\x82\xac\xf0\x9f\x90\xa7'
json 0 -e "begin { s = \"$bytes\"; println(s) exit() }"
ok $? "a string with control characters, quotes and more is valid"
jq -j .args.s "$dir/out" >"$dir/got"
printf "$bytes" >"$dir/want"
equal "… and comes back as it was" "$dir/want" "$dir/got"
json 0 -e 'begin { s = "a\xffb\xc3(\xe2\x82"; printf("\xfe%s", s) println(s + "\"\xff\"") exit() }'
ok $? "bytes that are no UTF-8 do no harm"
is .args '{"s":"a�b�(��"} {"s + \"\\\"\\xff\\\"\"":"a�b�(��\"�\""}' && is .format '�%s null'
ok $? "… and are replaced, each by one U+FFFD"
json 0 -e 'begin { s = "日本"; println(substr(s, 0, 4)) exit() }'
is .args.substr '日�'
ok $? "so is a character that was cut"

taskset -c 0 "$fptap" --format=json -e 'begin { println(now(), cpu()) exit() } end { println(now(), cpu()) }' >"$dir/out"
is '[.cpu == 0, .args.cpu == 0, .ns >= .args.now, .ns - .args.now < 1e9]' '[true,true,true,true] [true,true,true,true]'
ok $? "ns and cpu of handlers in user space"

# ---- options ----

"$fptap" --format=json -o "$dir/out" -e 'begin { println(1) exit() }' >"$dir/empty" && valid "$dir/out" &&
	is .args '{"1":1}' && [ ! -s "$dir/empty" ]
ok $? "-o FILE"
[ "$("$fptap" --format=text -e 'begin { println(1) exit() }')" = 1 ]
ok $? "--format=text is text"
"$fptap" --format=xml -e 'begin { }' >"$dir/out" 2>&1
[ $? = 2 ] && grep -q 'format=xml: text or json is wanted' "$dir/out"
ok $? "another word is refused with those that are known"

# ---- what is counted: also ticks that a busy machine was late for, here and there ----

script='global n, z
timer(1ms) { n++ if (n > 17) exit() println(n / z) }
end { println("end") }'
json 0 -e "$script"
ok $? "faults are lines of JSON"
is '.event | select(. != "lost")' 'null fault' && is 'select(.event == "fault")' \
	'{"event":"fault","place":"<command line>:2:49","text":"division by zero","count":17}'
ok $? "… the last ones, with place, text and count"
grep -q '^<command line>:2:49: fault: division by zero, 17 times$' "$dir/err"
ok $? "… and are told as ever"
json 6 -q --strict -e "$script" && [ ! -s "$dir/err" ] && is '.event | select(. != "lost")' 'null fault'
ok $? "… or only there with --quiet"

"$fptap" --format=json -e 'timer(10ms) { println("tick") } end { println("end") }' >"$dir/out" 2>"$dir/err" &
pid=$!
until grep -q missed "$dir/err"; do	# one stop is enough, unless the host was too busy to see it
	sleep 0.3
	kill -STOP $pid && sleep 0.3 && kill -CONT $pid && sleep 0.1 && kill -TERM $pid
	wait $pid
done
count=$(sed -nE 's/^.* ([0-9]+) ticks$/\1/p' "$dir/err")
valid "$dir/out" && [ "$count" -ge 10 ] && is 'select(.event)' \
	"{\"event\":\"lost\",\"place\":\"<command line>:1:1\",\"probe\":\"timer(10ms)\",\"text\":\"ticks\",\"count\":$count}"
ok $? "losses are lines of JSON"

# ---- many ----

{
	echo 'global n'
	echo 'timer(1ms) {'
	for ((i = 0; i < 500; i++)); do echo 'n++ printf("%d %s\n", n, execname())'; done
	echo '}'
} >"$dir/many.fp"
json 0 -n 100000 "$dir/many.fp"
ok $? "100,000 records are valid"
seq 100000 >"$dir/want"
jq 'select(.args).args.n' "$dir/out" >"$dir/got"
equal "… all of them, in their order" "$dir/want" "$dir/got"
[ "$(jq -r 'select(.args).args.execname' "$dir/out" | uniq)" = fptap ]
ok $? "… with their strings"

# ---- the kernel ----

# A program whose name is no text, in the process that tells its number before.
name=$dir/$'a"\\\xff\x1b\xc3\xa9'
cp "$(type -P true)" "$name"
printf '#!/bin/bash\necho $$ >%q\nexec %q\n' "$dir/pid" "$name" >"$dir/run"
chmod 755 "$dir/run"
if [ "$(id -u)" != 0 ] || [ ! -e /sys/kernel/btf/vmlinux ]; then
	skip "records of this kernel" "not root, or no BTF"
else
	json 0 -c "$dir/run" -e 'begin { println(now()) }
tracepoint("sched:sched_process_exec") if (pid() == target()) {
	printf("%s %d %d %p %x\n", execname(), $p->pid, $p->mm != NULL, $p, (u64)$p)
	println(string($bprm->filename), now(), cpu(), $p->comm[0], $p->in_execve)
}
end { println(now()) }'
	ok $? "records of handlers in the kernel"
	sed 's/^/# /' "$dir/err"
	cp "$dir/out" "$dir/all"
	grep '"execname"' "$dir/all" | tail -n 1 >"$dir/out"	# the first is of the shell itself
	is .args.execname $'a"\\�\eé' && is .args.pid "$(cat "$dir/pid")" && is '.args["$p->mm != NULL"]' true &&
		is .probe 'tracepoint("sched:sched_process_exec")'
	ok $? "… a name with bytes that are no text, a number, a bool"
	number=$(sed -nE 's/.*"\(u64\)\$p":([0-9]+).*/\1/p' "$dir/out")
	is .args.p "$(printf '0x%x' "$number")" && [[ $(printf %x "$number") = ffff???????????? ]]
	ok $? "… a pointer, whose number has all of its digits"
	grep '"string"' "$dir/all" | tail -n 1 >"$dir/out"
	is .args.string "$dir/a\"\\�"$'\eé'
	ok $? "… another string"
	is '[.cpu == .args.cpu, (.ns - .args.now | fabs) < 1e9]' '[true,true]'
	ok $? "… ns and cpu of the handler"
	cp "$dir/all" "$dir/out"
	[ "$(jq .ns "$dir/out")" = "$(jq .ns "$dir/out" | sort -n)" ]
	ok $? "… on one clock with those of handlers in user space"
	json 0 -n 1 -T 20s -e 'tracepoint("timer:hrtimer_start") { println($mode, (u32)$mode) }'
	read -r word number < <(jq -r '[.args.mode, .args["(u32)$mode"]] | @tsv' "$dir/out")
	if ! command -v bpftool >/dev/null; then
		skip "… an enum by name" "no bpftool"
	else
		bpftool btf dump file /sys/kernel/btf/vmlinux | grep -q "^	'$word' val=$number$" && [[ $word = HRTIMER_* ]]
		ok $? "… an enum by name: $word is $number"
	fi
	json 0 -n 1 -T 20s -e 'tracepoint("sched:sched_switch") { x = (struct task_struct *)8 println($prev->pid) println(x->pid) }' &&
		is 'select(.event) | [.event, .place, .text, .count > 0]' '["fault","<command line>:1:92","bad address",true]'
	ok $? "… faults"
fi

# ---- functions, both back ends ----

if [ "${VM:-yes}" = no ] && [ -z "${CI:-}" ]; then
	skip "in a machine" "virtual machines are switched off"
else
	"$fptap" run --vm --format=xml -e 'begin { }' >"$dir/out" 2>&1
	[ $? = 2 ] && grep -q 'format=xml: text or json is wanted' "$dir/out"
	ok $? "another word is refused before a machine is started"
	build_load
	for backend in bpf module; do
		json 0 run --vm --vm-add="$load" --backend=$backend -o "$dir/file" -c "$load reads" -e \
			'fprobe("vfs_read").exit if (execname() == "load" && $return < 0) {
	println($return, $count / 2, func(), elapsed() < 60s, $file)
}'
		cp "$dir/file" "$dir/out"
		valid "$dir/out" && is '[.args["return"], .args.func, .args["elapsed() < 60s"], (.args.file | test("^0x"))]' \
			'[-21,"vfs_read",true,true] [-9,"vfs_read",true,true] [-14,"vfs_read",true,true] [-14,"vfs_read",true,true]' &&
			grep -q '"$count / 2":9223372036854775807,' "$dir/out"
		ok $? "$backend in a machine: errno as numbers, a symbol, a pointer"
	done
fi
# Maps, aggregates and histograms as structures; what is not printed by the script comes at the end.
cat >"$dir/maps.fp" <<'END'
global named[who: string, n: u32]: u64
global h: hist_linear(0, 10, 5)
probe begin { named["a\n\"", 1] = 5; m[3]++; m[-1] = 2; x <<< 5; x <<< -1; h <<< 7; h <<< 70; l[1] <<< 1ms }
probe end { print(m); print(@quantile(l[1], 50)); print(@hist_log(x)) }
END
for place in "" --place=kernel; do
	"$fptap" --format=json $place "$dir/maps.fp" >"$dir/out" 2>"$dir/err" </dev/null || [ -n "$place" ] || cat "$dir/err"
	[ -s "$dir/out" ] || { skip "maps $place" "BPF is not permitted here"; continue; }
	jq -c 'if .map == "m" then [.entries[] | [.key[0], .value]]
		elif .map == "l" then .entries[0].quantile
		elif .map == "x" then [.hist_log[] | select(.count > 0) | [.low, .high, .count]]
		elif .map == "named" then .entries[0]
		else [.count, .sum, .min, .max, .hist_linear] end' "$dir/out" >"$dir/got"
	cat >"$dir/want" <<'END'
[[3,1],[-1,2]]
1000000
[[null,0,1],[4,8,1]]
{"key":{"who":"a\n\"","n":1},"value":5}
[2,77,7,70,[{"low":5,"high":10,"count":1},{"low":10,"count":1}]]
END
	equal "maps as structures $place" "$dir/want" "$dir/got"
done

finish
