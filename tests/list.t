#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# fptap list and fptap explain, on a kernel in small (btf/mini.c), whose source says what they have to show.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib.sh"
command -v clang >/dev/null || { echo "1..0 # SKIP no clang"; exit 0; }
mini=$dir/mini.o
clang -target bpf -g -O2 -c "$here/btf/mini.c" -o "$mini" || exit 1

list() { "$fptap" list --kernel="$mini" "$@" >"$dir/got" 2>"$dir/err"; }
names() { sed -nE 's/^fprobe\("([^"]*)".*/\1/p' "$dir/got"; }

list 'fprobe(mini_open)'
echo 'fprobe("mini_open")                     int (const struct file *file, const char *name, int flags, u16 mode)' >"$dir/want"
equal "a function with its types" "$dir/want" "$dir/got"

# All that the source defines with such a name, whether by a point, by a pattern alone, or by none.
sed -nE 's/^[A-Za-z_].*[ *](mini_[a-z_]*)\(.*/\1/p' "$here/btf/mini.c" | sort -u >"$dir/want"
list 'fprobe("mini_*")'
names | sort >"$dir/names"
equal "a pattern: all functions of the source" "$dir/want" "$dir/names"
list 'mini_*'
names | sort >"$dir/names"
equal "… without a kind" "$dir/want" "$dir/names"

sed -nE 's/^[A-Za-z_].*[ *](mini_[a-z_]*)\((.*, )?(const )?struct file \*.*/\1/p' "$here/btf/mini.c" | sort -u >"$dir/want"
list 'fprobe("mini_*", takes "struct file *")'
names | sort >"$dir/names"
equal "takes: those that the source gives such a parameter" "$dir/want" "$dir/names"

list --json 'fprobe(mini_close)'
echo '{"kind":"fprobe","point":"fprobe(\"mini_close\")","name":"mini_close","returns":"void","parameters":[{"name":"file","type":"struct file *"}]}' >"$dir/want"
equal "as JSON" "$dir/want" "$dir/got"

list 'tracepoint(mini_*)'
grep -q 'mini_switch.*bool preempt\|mini_switch.*_Bool preempt' "$dir/got"
ok $? "a tracepoint"

# Of this machine.
nm "$build/fptap" | sed -nE 's/.* [Tt] (list_[a-z]*)$/\1/p' | sort -u >"$dir/want"
"$fptap" list "uprobe($build/fptap:list_*)" | sed -E 's/.*:"([^"]*)"\).*/\1/' | sort -u >"$dir/have"
equal "functions of a program, as nm has them" "$dir/want" "$dir/have"
"$fptap" list --json 'syscall(openat)' >"$dir/got"
echo '{"kind":"syscall","point":"syscall(\"openat\")","name":"openat","parameters":[{"name":"dfd","type":"int"},{"name":"filename","type":"char *"},{"name":"flags","type":"int"},{"name":"mode","type":"umode_t"}]}' >"$dir/want"
equal "a system call with its types" "$dir/want" "$dir/got"
grep -E 'openat2?$' <(sed -nE 's/^#define __NR_([a-z0-9_]*) .*/\1/p' /usr/include/x86_64-linux-gnu/asm/unistd_64.h) | grep ^open | sort >"$dir/want"
"$fptap" list --release=6.12 'syscall("openat*")' | sed -E 's/.*"([^"]*)".*/\1/' | sort >"$dir/have"
equal "system calls, as the headers have them" "$dir/want" "$dir/have"
list 'rawtracepoint(mini_switch)' 'kprobe(mini_open)'
grep -q '^rawtracepoint("mini_switch") ' "$dir/got" && grep -q '^kprobe("mini_open") *(const struct file \*file' "$dir/got"
ok $? "raw tracepoints and places for breakpoints, where they are named"
list 'mini_*'
! grep -qE '^(raw|kprobe)' "$dir/got"
ok $? "… and not a second time by a pattern alone"

sed -nE 's/^EVENT\("([^"]*)".*/\1/p' "$here/../probes/perf/events.def" | grep -E '^(cache|LLC)-' >"$dir/want"
list 'perf("cache-*, LLC*")'
sed -E 's/.*"([^"]*)".*/\1/' "$dir/got" >"$dir/have"
equal "events of perf's" "$dir/want" "$dir/have"
for kind in begin end error timer profile; do
	list "$kind"
	grep -qE "^$kind  +[a-z].*: $kind|^$kind  +.*, $kind" "$dir/got"
	ok $? "$kind has no names: what its points look like"
done
list 'timer.s(5)' 'profile.hz(99)'
[ "$(cut -d' ' -f1 "$dir/got" | tr '\n' ' ')" = "timer profile " ]
ok $? "… as a script has them, too"

list 'fprobe(nosuch*)'
[ $? = 1 ] && grep -q 'E0126' "$dir/err"
ok $? "nothing to show is an error"

explain() { "$fptap" explain --kernel="$mini" -e "$@" >"$dir/got" 2>"$dir/err"; }
explain 'fprobe("mini_*", takes "struct file *").exit { println($it->pos, elapsed()) }'
grep -qE '^ +by +kprobe_session:' "$dir/got" && grep -qE '^ +keeps +1 arguments, .* the time, in a table' "$dir/got"
ok $? "explain: the mechanism, and what it keeps"
grep -qE "^ +functions +$(wc -l <"$dir/names"): mini_" "$dir/got"
ok $? "explain: as many functions as takes has found"
explain 'fprobe("mini_read") { println($count) }'
grep -qE '^ +by +fentry:' "$dir/got" && grep -qE '^ +costs +[1-9]' "$dir/got"
ok $? "explain: one function"
explain 'end { println(1) }'
grep -qE '^ +runs +in fptap itself' "$dir/got"
ok $? "explain: a handler in user space"
finish
