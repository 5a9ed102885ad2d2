#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Symbols of the kernel and of processes: what symbols-main finds, against nm, dladdr() and files
# made here.  Programs are of tests/symbols/target.c, which tells where its functions are.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
for main in "$build/symbols-main" "$build/tests/symbols-main"; do
	[ -x "$main" ] && break
done
if [ ! -x "$main" ]; then
	echo "1..0 # SKIP no symbols-main in $build"
	exit 0
fi
export LC_ALL=C
cc=${CC:-gcc}
mkfifo "$dir/hold"
exec 9<>"$dir/hold"
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; rm -rf "$dir"' EXIT

open() {	# open OPTION…: begins to answer ask
	coproc SYM { exec "$main" "$@" 9<&-; }
	sym_pid=$SYM_PID
	exec 5>&"${SYM[1]}" 6<&"${SYM[0]}"	# the shell keeps its own from background commands
	eval "exec ${SYM[1]}>&- ${SYM[0]}<&-"
}

ask() {		# ask COMMAND: $reply
	echo "$*" >&5
	IFS= read -r reply <&6 || reply="it died"
}

ask_all() {	# ask_all FILE-OF-COMMANDS: as many lines
	cat "$1" >&5 &
	local writer=$!
	head -n "$(wc -l <"$1")" <&6
	wait "$writer"
}

# Sanitizers speak by the status.
close() {	# close NAME
	exec 5>&- 6<&-
	wait "$sym_pid"
	ok $? "$1"
}

is() {		# is NAME GOT WANT
	[ "$2" = "$3" ]
	ok $? "$1"
	[ "$2" = "$3" ] || printf '#  got      %s\n#  expected %s\n' "$2" "$3"
}

count_of() {	# count_of WORD: of ask count
	ask count
	local rest=${reply#*"$1"=}
	count=${rest%% *}
}

hold() {	# hold OUT PROGRAM ARGUMENT…: in the background; $pid, and its first line as $line
	local out=$1
	shift
	: >"$out"
	"$@" <"$dir/hold" >"$out" 5>&- 6<&- 9<&- &
	pid=$!
	pids+=("$pid")
	for _ in {1..200}; do
		read -r line <"$out" && return
		sleep 0.05
	done
}

let_go() {	# let_go PID: ends it
	kill "$1"
	wait "$1" 2>/dev/null
}

compile() {	# compile OUT FLAG…
	"$cc" -g -o "$dir/$1" "$here/symbols/target.c" -O1 -ldl "${@:2}" || exit 1
}

# ---- the kernel, from files ----

cat >"$dir/kallsyms" <<'END'
0000000000000000 A fixed_percpu_data
ffffffff81000000 T _stext
ffffffff81000000 T first
ffffffff81000040 t second
ffffffff81000100 W third
ffffffff81000140 D data
ffffffff81000200 T _etext
no line of this file at all
ffffffff81 T
zz T zz
ffffffffc0001000 t in_module	[mod]
ffffffffc0003000 t also_there	[mod]
ffffffffc0002000 w of_other	[other]
ffffffff81000080 t second
END
open -k "$dir/kallsyms"
for line in "ffffffff81000000=yes _stext - 0" "ffffffff8100003f=yes _stext - 3f" \
	"ffffffff81000045=yes second - 5" "ffffffff81000150=yes third - 50" \
	"ffffffff81000200=no - - 0" "ffffffff80ffffff=no - - 0" "0=no - - 0" \
	"ffffffffc0001001=yes in_module mod 1" "ffffffffc0002fff=yes of_other other fff" \
	"ffffffffc0003001=yes also_there mod 1" "ffffffffc0043001=no - - 0" \
	"ffffffffffffffff=no - - 0"; do
	ask "kernel ${line%%=*}"
	is "kernel address ${line%%=*}" "$reply" "${line#*=}"
done
ask address second
is "the lowest address of a name" "$reply" ffffffff81000040
ask address data
is "data is no function" "$reply" 0
ask kreason
is "no reason when there are symbols" "$reply" -
close "nothing leaks"

sed -E 's/^[0-9a-f]{16}/0000000000000000/' "$dir/kallsyms" >"$dir/hidden"
open -k "$dir/hidden"
ask kernel ffffffff81000000
is "hidden addresses" "$reply" "no - - 0"
ask kreason
is "a reason is known" "$reply" "the kernel hides its addresses (kernel.kptr_restrict, or not root)"
close "closed with hidden addresses"

open -k "$dir/absent"
ask kernel ffffffff81000000
is "no file" "$reply" "no - - 0"
ask kreason
is "no file is a reason" "$reply" "/proc/kallsyms cannot be opened"
close "closed without a file"

{
	head -c 300000 /dev/zero | tr '\0' x
	printf '\nffffffff81000000 T after\n'
	head -c 300000 /dev/urandom
	printf '\nffffffff81000100 T last'
} >"$dir/garbage"
open -k "$dir/garbage"
ask kernel ffffffff81000010
is "a file with garbage" "$reply" "yes after - 10"
ask kernel ffffffff81000101
is "its last line has no end" "$reply" "yes last - 1"
close "closed with garbage"

# Every name, in any order: 200,000 lines.
awk 'BEGIN { for (i = 0; i < 200000; i++)
	printf "ffffffff%08x t function_%d\n", 16777216 + i * 64, i }' | shuf >"$dir/large"
open -k "$dir/large"
awk 'BEGIN { for (i = 0; i < 200000; i += 997)
	printf "kernel ffffffff%08x\n", 16777216 + i * 64 + i % 64 }' >"$dir/questions"
awk 'BEGIN { for (i = 0; i < 200000; i += 997)
	printf "yes function_%d - %x\n", i, i % 64 }' >"$dir/want"
ask_all "$dir/questions" >"$dir/got"
equal "200,000 lines in disorder" "$dir/want" "$dir/got"
ask time
read -r ns bytes <<<"$reply"
echo "# 200,000 lines: $((ns / 1000)) us, $bytes bytes"
[ "$bytes" -lt 16000000 ]
ok $? "they take little memory"
close "closed with many"

# ---- this kernel ----

awk '$2 ~ /^[tTwW]$/ && $1 !~ /^0+$/' /proc/kallsyms >"$dir/here"
if [ -s "$dir/here" ]; then
	open
	# The first name of an address, and those that are marks are not asked for.
	awk '!($1 in seen) {
		seen[$1] = 1
		if ($3 !~ /(_etext|_einittext|_text_end)$/ && NR % 61 == 1)
			print
	}' "$dir/here" >"$dir/sample"
	awk '{ print "kernel", $1 }' "$dir/sample" >"$dir/questions"
	awk '{ m = $4 == "" ? "-" : substr($4, 2, length($4) - 2); print "yes", $3, m, 0 }' \
		"$dir/sample" >"$dir/want"
	ask_all "$dir/questions" >"$dir/got"
	equal "this kernel's functions" "$dir/want" "$dir/got"
	close "closed with this kernel"
else
	skip "this kernel's functions" "its addresses are hidden"
fi

# ---- programs ----

# All functions by nm, but those that share an address, which may go by any name.
names_of() {	# names_of FILE NM-OPTION…: address name
	nm "$@" | awk '{ n[$1]++ } $2 ~ /^[tTwW]$/ { sub(/@.*/, "", $3); name[$1] = $3 }
		END { for (a in name) if (n[a] == 1) print a, name[a] }' | sort
}

# Asks for each function at its begin, in the process that has been started.
check_program() {	# check_program NAME FILE NAMES-FILE FILE-WITH-THE-NAMES
	local at base
	at=$(awk '$2 == "main" { print $1 }' "$3")
	base=$((0x${line#main } - 0x$at))
	while read -r address name; do
		printf 'user %d %x\n' "$pid" $((0x$address + base))
	done <"$3" >"$dir/questions"
	awk -v file="$(basename "$2")" '{ print "yes", $2, file, 0 }' "$3" >"$dir/want"
	ask_all "$dir/questions" >"$dir/got"
	equal "$1: functions as nm tells" "$dir/want" "$dir/got"
}

open
for kind in "pie -fPIE -pie" "fixed -fno-PIE -no-pie" "static -static" \
	"static-pie -static-pie -fPIE" "joined -Wl,-z,noseparate-code" \
	"high -fno-PIE -no-pie -Wl,-Ttext-segment=0x10000000" "lines -gz"; do
	read -r name flags <<<"$kind"
	# shellcheck disable=SC2086
	compile "$name" $flags 2>/dev/null || continue
	hold "$dir/out" "$dir/$name"
	names_of "$dir/$name" | grep -vE ' (bare|etext|_etext|__etext)$' >"$dir/names"
	check_program "$name" "$dir/$name" "$dir/names"
	let_go "$pid"
done
is_at() {	# is_at NAME FUNCTION OFFSET WANT: in the process of $pid, $line, $file
	local main_at at
	main_at=0x$(nm "$file" | awk '$3 == "main" { print $1 }')
	at=0x$(nm "$file" | awk -v f="$2" '$3 == f { print $1 }')
	ask "$(printf 'user %d %x' "$pid" $((at - main_at + 0x${line#main } + $3)))"
	is "$1" "$reply" "$4"
}
file=$dir/pie
hold "$dir/out" "$file"
is_at "a symbol without a size" bare 3 "yes bare pie 3"
is_at "… ends where the next one begins" bare 4 "yes outer pie 0"
is_at "the inner one of two" outer 5 "yes inner pie 1"
is_at "behind the inner one" outer 9 "yes outer pie 9"
is_at "behind both is none" outer 12 \
	"$(printf 'no - pie %x' $((0x$(nm "$file" | awk '$3 == "outer" { print $1 }') + 12)))"
ask "user $pid 10"
is "an address that is not mapped" "$reply" "no - - 0"
let_go "$pid"

# Text of a PIE begins in the file where it begins in memory, so the file's offset is nm's address.
strip -o "$dir/stripped" "$dir/pie"
hold "$dir/out" "$dir/stripped"
at=$(nm "$dir/pie" | awk '$3 == "main" { print $1 }')
ask "user $pid ${line#main }"
is "a stripped program: its file and offset" "$reply" "$(printf 'no - stripped %x' $((0x$at)))"
let_go "$pid"
close "nothing leaks of processes"

id=$(readelf -n "$dir/pie" | awk '/Build ID/ { print $3 }')
if [ -n "$id" ]; then
	mkdir -p "$dir/debug/${id:0:2}"
	objcopy --only-keep-debug "$dir/pie" "$dir/debug/${id:0:2}/${id:2}.debug"
	open -d "$dir/debug"
	hold "$dir/out" "$dir/stripped"
	names_of "$dir/pie" | grep -vE ' (bare|etext|_etext|__etext)$' >"$dir/names"
	check_program "a stripped program with a debug file" "$dir/stripped" "$dir/names"
	let_go "$pid"
	close "closed with debug files"
else
	skip "a stripped program with a debug file" "no build ids"
fi

# ---- libraries ----

libc=$(ldd "$dir/pie" | awk '$1 ~ /^libc\.so/ { print $3 }')
libc_names() {
	readelf -W --dyn-syms "$libc" | awk '$4 == "FUNC" && $7 != "UND" && $3 > 0 {
		sub(/@.*/, "", $8); print $8 }' | sort -u
}
# What dladdr() tells of addresses; any name of an address is right.
check_names() {	# check_names NAME OUT FILE
	while read -r name at; do
		[ "$name" = . ] || [ "$name" = pid ] || printf 'user %d %x\n' "$pid" $((0x$at))
	done <"$2" >"$dir/questions"
	ask_all "$dir/questions" >"$dir/answers"
	grep -v '^pid ' "$2" | grep -v '^\.$' >"$dir/told"
	paste -d ' ' "$dir/told" "$dir/answers" |
		awk -v file="$3" 'NR == FNR { alias[$1 " " $2] = 1; next }
		{
			good = $3 == "yes" && $5 == file && $6 == "0" && (($4 " " $2) in alias)
			print $1, good ? "yes" : "no " $0
		}' "$dir/told" - >"$dir/got"
	awk '{ print $1, "yes" }' "$dir/told" >"$dir/want"
	equal "$1" "$dir/want" "$dir/got"
}
hold_names() {	# hold_names WHAT: names from standard input
	{
		cat
		echo .
	} >"$dir/asked"
	mkfifo "$dir/names.$1" 2>/dev/null
	"$dir/pie" "$1" <"$dir/names.$1" >"$dir/out" 5>&- 6<&- 9<&- &
	pid=$!
	pids+=("$pid")
	exec 8>"$dir/names.$1"
	cat "$dir/asked" >&8
	for _ in {1..200}; do
		[ "$(tail -n 1 "$dir/out")" = . ] && return
		sleep 0.05
	done
}
open -d "$dir/none"
hold_names libc < <(libc_names)
check_names "libc's functions as dladdr() tells" "$dir/out" "$(basename "$libc")"
exec 8>&-
hold_names vdso < <(printf '%s\n' \
	{__vdso_,__kernel_,}{clock_gettime,clock_getres,gettimeofday,time,getcpu})
check_names "the vdso's functions" "$dir/out" '[vdso]'
exec 8>&-
count_of files_read
echo "# $count files"
close "closed with libraries"

# ---- without perf ----

open -n
ask reason
is "a reason without perf" "$reply" "perf events are not wanted"
hold "$dir/out" "$dir/pie"
ask "user $pid ${line#main }"
is "a living process from /proc" "$reply" "yes main pie 0"
let_go "$pid"
ask "user $pid ${line#main }"
is "it is remembered" "$reply" "yes main pie 0"
ask "user 4194305 1000"
is "a process that cannot be" "$reply" "no - - 0"
close "closed without perf"

# ---- processes that have ended ----

compile replaced -DMARK=delta
open
ask reason
if [ "$reply" = - ]; then
	"$dir/pie" fork "$dir/fixed" >"$dir/out"
	while read -r what pid at; do
		ask "user $pid $at"
		[ "$what" = end ] && file=fixed || file=pie
		is "$what, which has ended" "$reply" "yes alpha $file 0"
	done <"$dir/out"

	# Known before its parent, by /proc: then it executes and ends.
	mkfifo "$dir/go"
	(read -r _ <"$dir/go" && exec "$dir/pie" end) >"$dir/out" 5>&- 6<&- 9<&- &
	pid=$!
	ask "note $pid"
	echo go >"$dir/go"
	wait "$pid"
	read -r _ _ at <"$dir/out"
	ask "user $pid $at"
	is "noted, executed another program, ended" "$reply" "yes alpha pie 0"

	# The same, and the file is another one now: a wrong name is worse than none.
	cp "$dir/pie" "$dir/changing"
	"$dir/changing" end >"$dir/out"
	ask poll
	cp "$dir/replaced" "$dir/changed"
	mv "$dir/changed" "$dir/changing"
	read -r _ pid at <"$dir/out"
	ask "user $pid $at"
	is "a file that was replaced has no names" "${reply% *}" "no - changing"
	"$dir/changing" end >"$dir/out"
	read -r _ pid at <"$dir/out"
	ask "user $pid $at"
	is "the new one has" "$reply" "yes delta changing 0"
	cat "$dir/pie" >"$dir/changing"
	"$dir/changing" end >"$dir/out"
	read -r _ pid at <"$dir/out"
	ask "user $pid $at"
	is "and when it is written again" "$reply" "yes alpha changing 0"

	count_of files_read
	before=$count
	for _ in {1..20}; do
		"$dir/pie" end
		ask poll
	done >"$dir/out"
	while read -r what pid at; do
		[ "$what" = end ] && ask "user $pid $at" && echo "$reply"
	done <"$dir/out" | sort | uniq -c | sed 's/^ *//' >"$dir/got"
	echo "20 yes alpha pie 0" >"$dir/want"
	equal "twenty that have ended" "$dir/want" "$dir/got"
	count_of files_read
	is "files are read once" "$count" "$before"
	count_of lost
	echo "# $count records were lost"
	close "closed after processes ended"

	open -P 16 -M 200
	for _ in {1..60}; do
		"$dir/pie" end
		ask poll
	done >"$dir/out"
	count_of processes
	[ "$count" -le 16 ]
	ok $? "the number of processes is bounded ($count)"
	count_of mappings
	[ "$count" -le 200 ]
	ok $? "the number of mappings is bounded ($count)"
	count_of dropped_processes
	[ "$count" -ge 44 ]
	ok $? "what was dropped is counted ($count)"
	read -r what pid at < <(grep '^end' "$dir/out" | tail -n 1)
	ask "user $pid $at"
	is "the last one is known" "$reply" "yes alpha pie 0"
	close "closed with bounds"

	# More children than the ring of one CPU has room for.
	cpus=$(taskset -cp $$)
	cpus=${cpus##* }
	taskset -cp "${cpus%%[-,]*}" $$ >/dev/null
	open
	(read -r _ <"$dir/go" && exec "$dir/pie" <"$dir/hold") >"$dir/out" 5>&- 6<&- 9<&- &
	pid=$!
	pids+=("$pid")
	ask "note $pid"
	for _ in {1..5000}; do (:); done
	echo go >"$dir/go"
	for _ in {1..200}; do
		read -r line <"$dir/out" && break
		sleep 0.05
	done
	ask "user $pid ${line#main }"
	is "a program whose exec was lost is looked at again" "$reply" "yes main pie 0"
	let_go "$pid"
	ask poll
	count_of lost
	[ "$count" -gt 0 ]
	ok $? "what was lost is counted ($count)"
	taskset -cp "$cpus" $$ >/dev/null
	close "closed after losses"
else
	skip "processes that have ended" "$reply"
	close "closed"
fi

# ---- what is hostile ----

mkdir -p "$dir/proc/77" "$dir/proc/78" "$dir/proc/79"
inode=$(stat -c %i "$dir/pie")
mark=$((0x$(nm "$dir/pie" | awk '$3 == "alpha" { print $1 }')))
{
	echo "1000-2000 r-xp 00000000 00:00 0 $dir/pie"
	echo "3000-2000 r-xp 00000000 00:01 $inode $dir/pie"
	echo "ffffffffffffffffff-0 r-xp 00000000 00:01 $inode $dir/pie"
	echo "400000-500000 r-xp 00000000 00:01 $inode   $dir/pie"
	echo "480000-490000 r-xp 00000000 00:01 999999999   /etc/passwd"
	echo "600000-700000 r-xp 00000000 00:01 $(stat -c %i /dev/zero) /dev/zero"
	echo "700000-800000 r-xp 00000000 00:01 $(stat -c %i "$dir/hold") $dir/hold"
	echo "800000-900000 rw-p 00000000 00:01 $inode   $dir/pie"
	echo "-"
	echo "900000-a00000"
	printf 'a00000-b00000 r-xp 00000000 00:01 5 /'
	head -c 60000 /dev/zero | tr '\0' y
	echo
	echo "b00000-c00000 r-xp fffffffffffff000 00:01 $inode $dir/pie (deleted)"
	printf 'c00000-d00000 r-xp 00000000 00:01 1 '
} >"$dir/proc/77/maps"
head -c 200000 /dev/urandom >"$dir/proc/78/maps"
awk 'BEGIN { for (i = 0; i < 20000; i++)
	printf "%x000-%x000 r-xp 00000000 00:01 %d /f%d\n", i * 2 + 2, i * 2 + 3, i + 1, i
}' >"$dir/proc/79/maps"
open -n -p "$dir/proc"
for line in "$(printf '%x' $((0x400000 + mark)))=yes alpha pie 0" "480010=no - passwd 10" \
	"48fff0=no - passwd fff0" "490000=no - pie 90000" "600000=no - zero 0" \
	"700000=no - hold 0" "800000=no - - 0" "1000=no - - 0" \
	"b00010=no - pie fffffffffffff010" "900000=no - - 0"; do
	ask "user 77 ${line%%=*}"
	is "a wild list of mappings: ${line%%=*}" "$reply" "${line#*=}"
done
ask "user 78 1000"
is "a list of garbage" "${reply%% *}" no
ask "user 79 2010"
is "a list that is too long" "$reply" "no - f0 10"
count_of dropped_mappings
[ "$count" -ge $((20000 - 8192)) ]
ok $? "… is cut, and that is counted ($count)"
close "closed after a wild list"

compile shared.so -shared -fPIC -s
open
for name in pie fixed stripped shared.so; do
	ask "fuzz $dir/$name 400"
	[[ $reply =~ ^[0-9]+$ ]]
	ok $? "400 broken copies of $name"
done
close "nothing leaks of broken files"
finish
