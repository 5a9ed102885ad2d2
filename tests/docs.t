#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every command in README.md that calls fptap is run, as written, from the top of the tree, and every
# example is compiled.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$here/.." || exit 1

can_attach=yes
"$fptap" -T 10ms -e 'fprobe("vfs_read") { }' >/dev/null 2>&1 || can_attach=no

while IFS= read -r line; do
	command=${line#    }
	name="README: $command"
	case $command in
	*--vm*)
		if [ "${VM:-yes}" = no ] && [ -z "${CI:-}" ]; then
			skip "$name" "virtual machines are switched off"
			continue
		fi ;;
	*-p2* | *check* | *--help* | *fptap\ doc*) ;;
	*switches.fp* | *opensnoop.fp* | *tracepoint*)
		if [ "$(id -u)" != 0 ]; then
			skip "$name" "not root"
			continue
		fi ;;
	*examples/*)
		if [ $can_attach = no ]; then
			skip "$name" "this kernel does not attach to functions"
			continue
		fi ;;
	esac
	bash -c "${command//build\/fptap/$fptap}" >"$dir/out" 2>"$dir/err" </dev/null
	status=$?
	case $command in	# what the text beside it promises
	*'println("hi")'*) grep -qx hi "$dir/out" ;;
	*'runs['*) head -n 1 "$dir/out" | grep -qx runs && [ "$(wc -l <"$dir/out")" -ge 3 ] ;;
	*sched_switch*) [ "$(wc -l <"$dir/out")" = 5 ] ;;
	*switches.fp*) [ "$(grep -cE '^[0-9:.]+ +[0-9]+ switches, +[0-9]+ to idle$' "$dir/out")" = 2 ] ;;
	*'of=/dev/null'*) grep -qE '^dd +[0-9]+ group +asked .* in [0-9.]+[mu]?s$' "$dir/out" ;;
	*opensnoop.fp\ --failed*) ! grep -vE '^[0-9]+ .* -E[A-Z0-9]+  ' "$dir/out" | grep . ;;
	*--help*) grep -q -- '--failed' "$dir/out" ;;
	*fptap\ doc*) grep -qF 'syscall.openat = syscall("openat")' "$dir/out" ;;
	*) true ;;
	esac
	[ $? = 0 ] && [ $status = 0 ]
	ok $? "$name"
done < <(grep -E '^    build/fptap ' README.md)

# The message quoted in the README is the one that comes.
sed -n '/^<command line>/,/= hint/p' README.md >"$dir/want"
"$fptap" -e 'fprobe("vfs_read") { println($coutn) }' 2>"$dir/got"
equal "README: the quoted message" "$dir/want" "$dir/got"

# So is the script.
sed -n '/^param comm/,/^}$/p' README.md >"$dir/want"
sed -n '/^param comm/,$p' examples/reads.fp >"$dir/got"
equal "README: the quoted script" "$dir/want" "$dir/got"

btf=$(types_of_a_kernel)
for example in examples/*.fp; do
	"$fptap" ${btf:+--kernel="$btf"} -p2 "$example" 2>"$dir/err"
	ok $? "$example is right for a kernel"
	sed 's/^/# /' "$dir/err"
done
man --warnings -E UTF-8 -l -Tutf8 doc/fptap.1 >/dev/null 2>"$dir/err" && [ ! -s "$dir/err" ]
status=$?
if command -v man >/dev/null; then ok $status "the man page is well-formed"; else skip "the man page" "no man here"; fi
finish
