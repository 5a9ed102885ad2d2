#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The relocations of objects against a kernel's types, as libbpf itself makes them: the same instructions are found to be
# without their member.  relocations/object.c has a case for each macro.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
command -v clang >/dev/null || { echo "1..0 # SKIP no clang"; exit 0; }

types() {	# types NAME OPTIONS…: NAME.btf
	local name=$1
	shift
	clang -target bpf -O1 -g "$@" -c "$here/relocations/kernel.c" -o "$dir/$name.o" &&
		objcopy -I elf64-little -O binary --only-section=.BTF --set-section-flags .BTF=alloc "$dir/$name.o" "$dir/$name.btf"
}
types same && types other -DOTHER || exit 1
main=$build/relocations-main

# Where libbpf may not load anything it has no opinion.
libbpf=yes bad=0 n=0
for case in $(grep -oE 'defined\([A-Z_]+\)|#ifdef [A-Z]+' "$here/relocations/object.c" | grep -oE '[A-Z_]{2,}'); do
	clang -target bpf -O1 -g -D"$case" -c "$here/relocations/object.c" -o "$dir/object.o" || exit 1
	for kernel in same other; do
		"$main" "$dir/object.o" "$dir/$kernel.btf" >"$dir/got" || bad=1
		echo "$case $kernel: $(paste -sd ';' "$dir/got" | sed 's/;/; /g')" >>"$dir/all"
		"$main" "$dir/object.o" "$dir/$kernel.btf" libbpf >"$dir/libbpf" 2>&1 || { libbpf=no; continue; }
		n=$((n + 1))
		if grep -q refused "$dir/libbpf"; then	# as a whole
			grep -qE '^[0-9]+ .*: ' "$dir/got"
		else		# a case has one such instruction at most; what loads a constant takes two
			cmp -s <(sort -n "$dir/libbpf" | head -n 1) <(sed -nE 's/^([0-9]+) .*: .*/\1/p' "$dir/got")
		fi || { bad=1; echo "# $case $kernel: libbpf: $(paste -sd' ' "$dir/libbpf"), fptap: $(paste -sd' ' "$dir/got")"; }
	done
done
[ -z "${UPDATE:-}" ] || cp "$dir/all" "$here/cases/relocations.txt"
equal "what has no place, and why" "$here/cases/relocations.txt" "$dir/all"
if [ $libbpf = yes ]; then ok $bad "$n objects: libbpf says so too"; else skip "libbpf says so too" "it may not load programs here"; fi


# Several types of a name: those that fit must agree on the place.  bpftool joins the types of two objects.
twin() { echo "struct twin { $1 } one_$2; struct $2 { int x; } two_$2;" | clang -target bpf -O1 -g -x c -c - -o "$dir/$2.o"; }
echo '#define RELOCATED __attribute__((preserve_access_index))
struct twin { int a; } RELOCATED;
__attribute__((section("socket"), used)) long program(struct twin *p) { return p->a; }
__attribute__((section("license"), used)) char _license[] = "GPL";' | clang -target bpf -O1 -g -x c -c - -o "$dir/object.o"
for case in "int a, b;:int b, a;:refused" "int a, b;:int a; long c;:" "int a, b;:int b;:"; do
	IFS=: read -r first second want <<<"$case"
	twin "$first" first && twin "$second" second
	bpftool gen object "$dir/twins.o" "$dir/first.o" "$dir/second.o" 2>"$dir/err" || { cat "$dir/err"; break; }
	"$main" "$dir/object.o" "$dir/twins.o" >"$dir/got"
	"$main" "$dir/object.o" "$dir/twins.o" libbpf >"$dir/libbpf"
	[ "$(grep -c 'different places' "$dir/got")" = "$([ -z "$want" ]; echo $?)" ] &&
		{ [ $libbpf = no ] || [ "$(head -n 1 "$dir/libbpf")" = "$want" ]; }
	ok $? "twins { $first } and { $second }: ${want:-found}"
done
finish
