#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Probes of programs: what names mean, and what is seen of programs whose counts and values are known.
# cases/user/X.fp has messages X.err; UPDATE=1 writes them anew.
# shellcheck disable=SC2016 # $ in scripts
. "$(dirname "$0")/lib.sh"

main=$build/user-main
prog=$dir/prog
cflags="-O2 -fno-inline -Wall -Werror"

# shellcheck disable=SC2086 # a list of flags
build() {	# build OUT FLAG…
	${CC:-gcc} $cflags "${@:2}" -o "$1" "$here/user/prog.c" "$here/user/gated.c" -ldl -lpthread
}

is() {		# is NAME WANT GOT
	[ "$2" = "$3" ]
	ok $? "$1"
	[ "$2" = "$3" ] || diff <(echo "$2") <(echo "$3") | head -n 12 | sed 's/^/# /'
}

if ! { build "$prog" -rdynamic && build "$dir/fixed" -no-pie && build "$dir/stripped" -s -rdynamic &&
       ${CC:-gcc} $cflags -shared -fPIC -o "$dir/library.so" "$here/user/library.c" &&
       ${CC:-gcc} $cflags -o "$dir/ifunc" "$here/user/ifunc.c"; } 2>"$dir/err"; then
	sed 's/^/# /' "$dir/err"
	ok 1 "the programs to be probed are built"
	finish
	exit
fi

# ---- names ----

is "patterns: braces, lists, globs" "$(printf '%s\n' vfs_read tcp_x)" \
	"$($main match 'vfs_{read,write}, tcp_*' vfs_read vfs_open tcp_x)"
is "… braces within braces" "$(printf '%s\n' abf acdf acef)" "$($main match 'a{b,c{d,e}}f' abf acdf acef af)"
is "… a C++ name is one word" 'f(int, char*)' "$($main match 'f(int, char*)' 'f(int, char*)' 'f(int')"
is "… an open brace is none" 'no pattern' "$($main match 'a{b' ab)"

libc=$(ldd "$prog" | awk '$1 ~ /^libc\./ { print $3 }')
is "libc is what the loader takes" "$(readlink -f "$libc")" "$(readlink -f "$($main file libc)")"
is "… also with its version" "$(readlink -f "$libc")" "$(readlink -f "$($main file libc.so.6)")"
is "… or in LD_LIBRARY_PATH" "$dir/library.so" "$(LD_LIBRARY_PATH=/nowhere:$dir $main file library.so)"
is "a program is found in PATH" "$(command -v bash)" "$($main file bash)"
! $main file nonsense.so >/dev/null
ok $? "what is nowhere is not found"

# All default versions of functions in libc, by readelf; text is mapped where it is linked.
readelf -W --dyn-syms "$libc" | awk '$4 == "FUNC" && $7 != "UND" && $8 !~ /[^@]@[^@]/ { sub(/^0+/, "", $2); print $2 }' |
	sort -u >"$dir/want"
read -r offset vaddr < <(readelf -lW "$libc" | awk '$1 == "LOAD" && / R E / { print $2, $3 }')
if [ $((offset)) = $((vaddr)) ]; then
	$main functions "$libc" '*' | cut -d ' ' -f 1 | sort -u >"$dir/all"
	comm -23 "$dir/want" "$dir/all" >"$dir/missing"
	is "libc's functions are all found ($(wc -l <"$dir/want") places)" "" "$(<"$dir/missing")"
else
	skip "libc's functions are all found" "its text lies elsewhere in the file"
fi
old=$(readelf -W --dyn-syms "$libc" | awk '$8 ~ /^pthread_cond_wait@[^@]/ { sub(/^0+/, "", $2); print $2; exit }')
new=$(readelf -W --dyn-syms "$libc" | awk '$8 ~ /^pthread_cond_wait@@/ { sub(/^0+/, "", $2); print $2; exit }')
if [ -n "$old" ] && [ -n "$new" ] && [ $((offset)) = $((vaddr)) ]; then
	version=$(readelf -W --dyn-syms "$libc" | awk '$8 ~ /^pthread_cond_wait@[^@]/ { sub(/.*@/, "", $8); print $8; exit }')
	is "a name means its default version" "$new pthread_cond_wait" "$($main functions "$libc" pthread_cond_wait)"
	is "… name@VERSION another" "$old pthread_cond_wait" "$($main functions "$libc" "pthread_cond_wait@$version")"
else
	skip "versions of a function" "libc has one of pthread_cond_wait"
fi
is "what is chosen at start is told apart" "chosen at start" "$($main functions "$libc" strlen | cut -d ' ' -f 1-3)"
is "a name that is nearly right" "none malloc" "$($main functions "$libc" maloc)"

place() {	# place FILE SYMBOL: where it lies in the file, by nm and readelf
	local address segment
	address=0x$(nm "$1" | awk -v name="$2" '$3 == name { print $1 }')
	segment=$(readelf -lW "$1" | awk '$1 == "LOAD" && / R E / { print $2, $3 }')
	# shellcheck disable=SC2086 # two words
	set -- "$address" $segment
	printf '%x' $(($1 - $3 + $2))
}
is "a local function of a PIE" "$(place "$prog" hidden) hidden" "$($main functions "$prog" hidden)"
is "… of a program at fixed addresses" "$(place "$dir/fixed" hidden) hidden" "$($main functions "$dir/fixed" hidden)"
is "a stripped program has what it exports" "$(place "$prog" fact) fact" "$($main functions "$dir/stripped" fact)"
is "… and nothing else" none "$($main functions "$dir/stripped" hidden | cut -d ' ' -f 1)"

is "usdt arguments of x86_64" "s32 register @80 0
u64 memory @32 -16
u32 constant 7
u8 register @80 0
u64 memory @80 + @40*8 0
s8 memory + @64*4 -5
bad: a floating point number
bad: a variable of the program's, by its name
bad: a size that no integer has
u16 memory @152 16" "$($main args x86_64 '-4@%eax 8@-16(%rbp) 4@$7 1@%al 8@(%rax,%rbx,8) -1@-5(,%r9,4)' \
	'8f@%xmm0 4@counter(%rip) 3@%eax 2@0x10(%rsp)')"
is "… of arm64" "s32 register @0 0
u64 memory @248 24
u32 memory @232 -4
u64 constant 5
u64 memory @8 + @16*1 0
bad: an operand that is not understood" "$($main args arm64 '-4@x0 8@[sp, 24] 4@[x29, -4] 8@5 8@[x1, x2] 8@x31')"
is "… of riscv64" "s32 memory @64 -20
u64 register @80 0
u64 register @248 0" "$($main args riscv64 '-4@-20(s0) 8@a0 8@t6')"
is "… of s390x" "u64 register @40 0
s32 memory @144 160
u64 memory @40 + @32*1 8" "$($main args s390x '8@%r2 -4@160(%r15) 8@8(%r1,%r2)')"

# ---- messages ----

for script in "$here"/cases/user/*.fp; do
	name=$(basename "$script" .fp)
	cp "$script" "$dir/"
	(cd "$dir" && "$fptap" --color=never -p2 "$name.fp") >"$dir/out" 2>"$dir/got"
	[ -z "${UPDATE:-}" ] || cp "$dir/got" "${script%.fp}.err"
	equal "$name" "${script%.fp}.err" "$dir/got"
done

# ---- what is seen ----

can_probe() {
	timeout 60 "$fptap" -c "$prog calls 1" -e "uprobe(\"$prog\":\"fact\") { n[0]++ }" 2>/dev/null | grep -q 5
}
if ! can_probe; then
	skip "probes of programs" "this kernel or user may not"
	finish
	exit
fi

see() {		# see COMMAND SCRIPT OPTION…: what it prints, @ is the program
	timeout 60 "$fptap" --color=never "${@:3}" -c "$prog $1" -e "${2//@/$prog}" 2>&1 </dev/null
}

pairs=--via=uprobe,uretprobe,upair singly=$pairs
sessions=--via=uprobe,uretprobe,usession
has_sessions() { "$fptap" -p2 $sessions -e "uprobe(\"$prog\":\"fact\").exit { println(elapsed()) }" 2>/dev/null; }

see_both() {	# see_both NAME WANT COMMAND SCRIPT: by a link of many places, and one by one
	is "$1" "$2" "$(see "$3" "$4" | sort)"
	is "$1, place by place" "$2" "$(FPTAP_NO_UPROBE_MULTI=1 see "$3" "$4" $singly | sort)"
}

see_both "entries of a recursion" "$(printf '%s\n' '1 1000' '2 1000' '3 1000' '4 1000' '5 1000')" "calls 1000" \
	'uprobe("@":"fact") { c[$arg1]++ } end { foreach (k in c) println(k, c[k]); delete c }'
see_both "pairs of a recursion keep their own values" "$(printf '%s\n' '1 1 1 7' '2 2 2 7' '3 3 6 7' '4 4 24 7' '5 5 120 7')" \
	"calls 7" 'uprobe("@":"fact") { n = $arg1 } exit { c[n, $arg1, $return]++ }
	end { foreach ([a, b, r] in c) println(a, b, r, c[a, b, r]); delete c }'
is "the six arguments in registers" "$(printf '1 2 3 4 5 %s\n' 0 1 2)" \
	"$(see "calls 3" 'uprobe("@":"six") { println($arg1, $arg2, $arg3, $arg4, $arg5, $arg6) }')"
is "an int below 0 and a string" "$(printf '%s hello\n' 0 -1 -2)" \
	"$(see "calls 3" 'uprobe("@":"negated").exit { println((int)$return, user_string($arg2)) }')"
is "a function that ends in a jump to another" "$(printf '%s\n' 'first 0 2 1' 'first 1 4 1' 'last 1 2 1' 'last 2 4 1')" \
	"$(see "calls 2" 'uprobe("@":"{first,last}") { n = $arg1 } exit { c[func(), n, $return]++ }
	end { foreach ([f, n, r] in c) println(f, n, r, c[f, n, r]); delete c }' | sort)"
is "func() is compared by name" "$(printf '%s\n' '4 4')" \
	"$(see "calls 4" 'global a, b; uprobe("@":"f*, last") if (func() == "first") { a++ }
	uprobe("@":"last") if (func() != "first") { b++ } end { println(a, b) }')"
is "threads: each exit has its own entry" "95952 95952 0" \
	"$(see "threads 8 3000" 'global n, x, bad; uprobe("@":"fact") { k = $arg1; n++ }
	exit { x++; if (k != $arg1) bad++ } end { println(n, x, bad) }')"
# The kernel sees the exits of 64 calls at once; those of deeper ones are told as missed.
deep='global n, x, bad; uprobe("@":"fact") { k = $arg1; n++ } exit { x++; if (k != 1) bad++ } end { println(n, x, bad) }'
alone='global x; uprobe("@":"fact").exit { x++ } end { println(x) }'
tails='uprobe("@":"{even,odd}") { n = $arg1 } exit { c[func(), n, $return]++ }
	end { foreach ([f, n, r] in c) println(f, n, r, c[f, n, r]); delete c }'
told() { grep -v '^ ' | sed -E 's/.* (missed|unpaired): .*: ([0-9]+) .*/\1 \2/' | sort; }
for via in $pairs $(has_sessions && echo $sessions); do
	is "${via##*,}: 64 calls deep" "64 64 63" "$(see "deep 64" "$deep" $via | told)"
	is "… 100" "$(printf '%s\n' '100 64 64' 'missed 36')" "$(see "deep 100" "$deep" $via | told)"
	is "… exits alone" "$(printf '%s\n' 64 'missed 36')" "$(see "deep 100" "$alone" "--via=${via##*,}" | told)"
done
is "… as the planner has it" "$(printf '%s\n' 64 'missed 36')" "$(see "deep 100" "$alone" | told)"
# Jumps back into a function leave its calls one stack, which is all that a table knows them by.
is "functions that jump to each other: the last call of each is known, others are told" \
	"$(printf '%s\n' 'even 1 257 7' 'odd 0 257 7' 'unpaired 28')" "$(see "tails 7" "$tails" $pairs | told)"
if has_sessions; then
	is "… each call has its own word" "$(printf '%s 257 7\n' 'even 1' 'even 3' 'even 5' 'odd 0' 'odd 2' 'odd 4')" \
		"$(see "tails 7" "$tails" $sessions | told)"
else
	skip "… each call has its own word" "this kernel has no sessions of programs"
fi
is "calls that are left by longjmp() take nobody's exit" "100 50 0" \
	"$(see "jumps 100" 'global n, x, bad; uprobe("@":"thrown") { k = $arg1; n++ }
	exit { x++; if (k) bad++ } end { println(n, x, bad) }')"
is "elapsed() contains what is inside" "true" "$(see "calls 200" 'global all = 0, inner = 0
	uprobe("@":"fact") { n = $arg1 } exit { if (n == 5) { all += elapsed() } if (n == 4) { inner += elapsed() } }
	end { println(all > inner && inner > 0) }')"
is "a string that nobody has touched yet" "cold" "$(see cold 'uprobe("@":"negated") { println(user_string($arg2)) }')"
is "structs by a cast" "1234 56 7" "$(see structs 'uprobe("@":"takes_time") { t = (struct timespec64 *)$arg1
	println(t->tv_sec, t->tv_nsec, *(int *)$arg2) }')"
is "a bad address is a fault" "1" "$(see "calls 1" 'uprobe("@":"six") { println(user_string($arg1)) }' | grep -c 'fault: .*1 time')"
is "strings of many threads at once" "0" "$(see "threads 8 2000" 'global bad; uprobe("@":"fact") {
	s = sprintf("%d:%d", tid(), $arg1); t = sprintf("%d:%d", tid(), $arg1); if (s != t) bad++; m[s]++ }
	end { println(bad); delete m }')"

if [ "$(uname -m)" = x86_64 ]; then
	is "a place that cannot be probed is left out" "warning 3" "$(see "calls 3" \
		'global n; uprobe("@":"{locked,last}") { n++ } end { println(n) }' |
		sed -E 's/.*(warning)\[W0135\].* 1 of the 2 functions.*/\1/' | grep -E '^(warning|[0-9]+)$' | sort -r | xargs)"
	is "… and place by place" "warning 3" "$(FPTAP_NO_UPROBE_MULTI=1 see "calls 3" \
		'global n; uprobe("@":"{locked,last}") { n++ } end { println(n) }' |
		sed -E 's/.*(warning)\[W0135\].* 1 of the 2 functions.*/\1/' | grep -E '^(warning|[0-9]+)$' | sort -r | xargs)"
	is "… when it is the only one, it is an error" "error[E0606]" "$(see "calls 3" \
		'uprobe("@":"locked") { n[0]++ }' | grep -o 'error.E[0-9]*.')"
else
	skip "a place that cannot be probed" "it is one of x86_64"
fi

# ---- which processes ----

is "processes that start later" "$(printf '%s\n' 15 20)" "$(timeout 60 "$fptap" -c "sh -c '$prog calls 3; $prog calls 4'" \
	-e "uprobe(\"$prog\":\"fact\") { c[pid()]++ } end { foreach (p in c) println(c[p]); delete c }" | sort)"
is "a library that is opened later" "$(printf '%s\n' 0 3 6)" "$(timeout 60 "$fptap" -c "$prog library 3 $dir/library.so" \
	-e "uprobe(\"$dir/library.so\":\"in_library\").exit { println(\$return) }")"
is "a library by its name, with a pattern" "$(printf '%s\n' 'getpgrp 1000' 'getppid 500')" "$(see "ids 1000" \
	'uprobe("libc":"getp*") if (pid() == target() && (func() == "getpgrp" || func() == "getppid")) { c[func()]++ }
	end { foreach (f in c) println(f, c[f]); delete c }' | sort)"
mkfifo "$dir/in"
"$prog" wait 5 <"$dir/in" >"$dir/pid" &
exec 9>"$dir/in"
until [ -s "$dir/pid" ]; do sleep 0.02; done
pid=$(<"$dir/pid")
timeout 60 "$fptap" -x "$pid" -T 20s -o "$dir/out" \
	-e "uprobe(\"$prog\":\"fact\") { n++; println(pid()) } uprobe(\"libc\":\"exit\") { exit() }
	global n; timer(10ms) { println(\"on\") }" 2>"$dir/err" &
until grep -qs on "$dir/out" || ! kill -0 $! 2>/dev/null; do sleep 0.02; done
"$prog" calls 20
echo go >&9
exec 9>&-
wait $!
is "-x: of this process alone" "25 $pid" "$(grep -v on "$dir/out" | uniq -c | xargs)"

# ---- C++ ----

if command -v g++ >/dev/null && g++ -O2 -Wall -Werror -o "$dir/names" "$here/user/names.cc" 2>"$dir/err"; then
	names() {	# names POINT: how often
		timeout 60 "$fptap" -c "$dir/names" -e "uprobe(\"$dir/names\":\"$1\") { c[func()]++ }
			end { foreach (f in c) println(f, c[f]); delete c }" 2>&1 | sort
	}
	is "C++: all overloads of a member" "ns::Count::add 8" "$(names ns::Count::add)"
	is "… one of them" "ns::Count::add(int) 3" "$(names 'ns::Count::add(int)')"
	is "… an operator" "ns::Count::operator[] 7" "$(names 'ns::Count::operator[]')"
	is "… a plain name" "plain 1" "$(names plain)"
	is "… by the linker's name" "_Z5plaini 1" "$(names _Z5plaini)"
	is "… with a pattern" "ns::(anonymous namespace)::inner 7
ns::Count::add 8
ns::Count::operator[] 7
ns::same<int> 1
ns::same<long> 1" "$(names '*ns::*' | sort)"
else
	skip "C++ names" "there is no C++ compiler"
fi

# ---- usdt ----

if [ "$($main notes "$prog" | cut -d ' ' -f 1 | xargs)" = "app:step app:fixed app:gated" ]; then
	is "usdt: arguments as they were passed" "$(printf '%s text -5 65535\n' '0 0' '1 8589934592' '2 17179869184')" \
		"$(see "usdt 3" 'usdt("@":"app:step") { println($arg1, $arg2, user_string($arg3), $arg4, $arg5) }' | grep -v gated)"
	is "… constants, and one in memory" "$(printf '42 -7 %s\n' -3 -4 -5)" \
		"$(see "usdt 3" 'usdt("@":"app:fixed") { println($arg1, $arg2, $arg3) }' | grep -v gated)"
	see_both "… a semaphore is counted up" "$(printf '%s\n' 'app:gated 0' 'app:gated 1' 'gated 2')" "usdt 2" \
		'usdt("@":"app:gated") { println(func(), $arg1) }'
	is "… and down again" "gated 0" "$("$prog" usdt 2)"
	is "… several by a pattern" "$(printf '%s\n' 'app:fixed 4' 'app:gated 4' 'app:step 4' 'gated 4')" \
		"$(see "usdt 4" 'usdt("@":"app:*") { c[func()]++ } end { foreach (f in c) println(f, c[f]); delete c }' | sort)"
else
	ok 1 "the program has three usdt probes"
fi
finish
