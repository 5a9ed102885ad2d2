#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Commands and what they print: cases/commands/X.cmd → X.out.
#
# A case is shell lines in an empty folder with
#	ok.fp			a script that is right for mini.o
#	mini.o mini.btf		a kernel in small; whole.o whole.btf: with what each kernel has;
#				other.btf: the same with a member and a parameter renamed
#	mini.formats		formats of its events
# and the functions below.  Both outputs and the status go into the golden; UPDATE=1 writes it anew.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
for tool in clang jq pahole lz4 zstd xz; do
	command -v $tool >/dev/null || { echo "1..0 # SKIP no $tool"; exit 0; }
done
stock=$dir/stock
mkdir "$stock"

make_btf() {	# make_btf NAME: NAME.c → NAME.o, NAME.btf
	clang -target bpf -g -O2 -w -c "$stock/$1.c" -o "$stock/$1.o" &&
		objcopy -I elf64-little -O binary --only-section=.BTF --set-section-flags .BTF=alloc \
			"$stock/$1.o" "$stock/$1.btf"
}
cp "$here/btf/mini.c" "$here/btf/mini.formats" "$stock/"
sed 's/\<pos\>/offset/g; /^int mini_open/,/^}/s/\<name\>/path/g' "$here/btf/mini.c" >"$stock/other.c"
{ cat "$here/btf/mini.c"; echo "struct pt_regs { long r15; } some_regs;"; } >"$stock/whole.c"
make_btf mini && make_btf other && make_btf whole || exit 1
rm "$stock"/*.c "$stock/other.o"
echo 'probe fprobe("mini_close") { println(pid()) }' >"$stock/ok.fp"

# ---- what cases have -------------------------------------------------------------------------------

export FPTAP=$fptap
fptap() { "$FPTAP" "$@"; }
# poke FILE OFFSET HEX: other bytes there.
poke() { printf '%s' "$3" | xxd -r -p | dd of="$1" bs=1 seek="$2" conv=notrunc status=none; }
# kernel_with 't name' …: the folder k, a kernel with these functions; t: traceable, n: not.
kernel_with() {
	local word address=4096
	mkdir -p k && cp mini.btf k/btf
	printf '%016x T _text\n' 4096 >k/kallsyms
	: >k/available_filter_functions
	for word; do
		address=$((address + 64))
		printf '%016x t %s\n' "$address" "${word#? }" >>k/kallsyms
		[ "${word%% *}" = n ] || echo "${word#? }" >>k/available_filter_functions
	done
	echo _end >>k/available_filter_functions
}
# release_of BTF RELEASE FOLDER
release_of() { mkdir -p "$3" && cp "$1" "$3/btf" && echo "$2" >"$3/release"; }
le32() { printf '%08x' "$1" | sed -E 's/(..)(..)(..)(..)/\4\3\2\1/'; }
# bzimage FILE PACKER…: an x86 boot image (protocol 2.08, one setup sector) with it.
bzimage() {
	local file=$1 size
	shift
	"$@" -c "$file" >payload 2>/dev/null
	size=$(stat -c %s payload)
	head -c 1024 /dev/zero >head
	poke head 497 01; poke head 514 48647253; poke head 518 0802
	poke head 584 00000000; poke head 588 "$(le32 $((size + 4)))"
	cat head payload; printf '\1\2\3\4'
}
# zboot FILE PACKER…: an EFI boot image.
zboot() {
	local file=$1 size
	shift
	"$@" -c "$file" >payload
	size=$(stat -c %s payload)
	head -c 128 /dev/zero >head
	poke head 0 4d5a; poke head 4 7a696d67; poke head 8 "$(le32 128)"; poke head 12 "$(le32 "$size")"
	cat head payload
}
# package PATH FILE …: a Debian package of these.
package() {
	local members=data.tar
	rm -rf tree data.tar* && mkdir tree
	while (($#)); do
		mkdir -p "tree/${1%/*}" && cp "$2" "tree/$1"
		shift 2
	done
	tar -C tree --owner=0 --group=0 --mtime=@0 -cf data.tar .
	${PACK:-xz} -qf data.tar 2>/dev/null && members=$(echo data.tar.*)
	echo 2.0 >debian-binary
	rm -f y.deb && ar rcSD y.deb debian-binary "$members" && cat y.deb
}
export -f fptap poke kernel_with release_of le32 bzimage zboot package

# ---- cases -----------------------------------------------------------------------------------------

for case in "$here"/cases/commands/*.cmd; do
	name=$(basename "$case" .cmd)
	cp -r "$stock" "$dir/$name"
	(
		cd "$dir/$name" || exit 1
		export FPTAP_CACHE=$dir/cache HOME=$dir/home TERM=dumb
		timeout 60 bash "$case"
		echo "status $?"
	) >"$dir/out" 2>&1 </dev/null
	sed -i -E "s|$dir/$name/?||g; s|$dir|…|g; s|$here|tests|g" "$dir/out"
	if [ -n "${UPDATE:-}" ]; then cp "$dir/out" "${case%.cmd}.out"; fi
	equal "$name: $(sed -n '1s/^# //p' "$case")" "${case%.cmd}.out" "$dir/out"
	rm -rf "${dir:?}/$name"
done
finish
