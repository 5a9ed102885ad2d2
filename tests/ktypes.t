#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The model of a kernel's types against what the compiler, bpftool and pahole say.

here=$(cd "$(dirname "$0")" && pwd)
build=${FPTAP_BUILD:-build}
for ask in "$build/ktypes-main" "$build/tests/ktypes-main"; do
	[ -x "$ask" ] && break
done
ask=$(realpath "$ask" 2>/dev/null)
if [ ! -x "$ask" ]; then
	echo "1..0 # SKIP no ktypes-main in $build"
	exit 0
fi
PATH=$PATH:/usr/sbin:/sbin
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1

n=0
ok() { # NAME STATUS
	n=$((n + 1))
	if [ "$2" -eq 0 ]; then echo "ok $n - $1"; else echo "not ok $n - $1"; fi
}
is() { # NAME GOT EXPECTED
	if [ "$2" = "$3" ]; then
		ok "$1" 0
	else
		ok "$1" 1
		diff <(echo "$3") <(echo "$2") | head -n 10 | sed 's/^/#  /'
	fi
}
skip() { # NAME WHY
	n=$((n + 1))
	echo "ok $n - $1 # SKIP $2"
}
have() { command -v "$1" >/dev/null; }

# ---- raw BTF, written by hand ----

# btf_new; then type, which numbers from 1; then btf_write FILE
btf_new() { strings='\0' string_len=1 words=() types=0; }
name() { # sets $off; '-': no name
	off=0
	[ "$1" = - ] && return
	off=$string_len
	strings+="$1\\0"
	string_len=$((string_len + ${#1} + 1))
}
type() { # NAME KIND VLEN KFLAG SIZE [WORD|NAME…]
	local w
	types=$((types + 1))
	name "$1"
	words+=("$off" $(($4 << 31 | $2 << 24 | $3)) "$5")
	shift 5
	for w; do
		case $w in
		-[0-9]* | [0-9]*) off=$w ;;
		*) name "$w" ;;
		esac
		words+=("$off")
	done
}
u32() {
	local w s
	for w; do
		printf -v s '\\x%02x\\x%02x\\x%02x\\x%02x' \
			$((w & 255)) $((w >> 8 & 255)) $((w >> 16 & 255)) $((w >> 24 & 255))
		printf '%b' "$s"
	done
}
btf_write() { # FILE
	local len=$((${#words[@]} * 4))
	{
		u32 $((0x0001eb9f)) 24 0 $len $len $string_len "${words[@]}"
		printf '%b' "$strings"
	} >"$1"
}
INT=1 PTR=2 ARRAY=3 STRUCT=4 ENUM=6 TYPEDEF=8 CONST=10 FUNC=12 PROTO=13
INT32=$((1 << 24 | 32))		# signed, 32 bits

by_hand() {
	btf_new
	type int $INT 0 0 4 $INT32
	type u2 $INT 0 0 4 $((3 << 16 | 2))		# two bits, three from the byte's start
	type old $STRUCT 4 0 8  a 1 0  b 2 32  c 1 40  d 2 48
	btf_write old.btf
	is "bit-fields told by their integer type" "$("$ask" old.btf members old)" \
		"$(printf '%s\n' 'int a @ 0' 'u2 b @ 35 : 2' 'int c @ 40' 'u2 d @ 51 : 2')"

	btf_new
	type int $INT 0 0 4 $INT32
	type - $STRUCT 2 0 8  x 1 0  y 1 32
	type - $STRUCT 2 0 8  y 1 0  x 1 32
	type twice $STRUCT 3 0 20  - 2 0  - 3 64  x 1 128
	btf_write twice.btf
	is "own members before lent ones, then the first" "$("$ask" twice.btf member twice x y)" \
		"$(printf '%s\n' 'int x @ 128' 'int y @ 32')"

	btf_new
	type int $INT 0 0 4 $INT32
	type - $PROTO 1 0 1  first 1
	type - $PROTO 2 0 0  second 1  - 0
	type f $FUNC 0 0 1
	type f $FUNC 0 0 2
	type f $FUNC 0 0 3
	type g $FUNC 0 0 3
	btf_write twins.btf
	is "of functions of one name, the first with a prototype" \
		"$("$ask" twins.btf func f g h)" \
		"$(printf '%s\n' 'int f(int first)' 'void g(int second, ...)' none)"

	btf_new
	type color $ENUM 0 0 4
	type color $ENUM 2 1 4  RED -1  GREEN 7
	type other $ENUM 2 0 4  RED 5  BLUE -1
	btf_write enums.btf
	is "a declared enum gives way, the first constant wins" \
		"$("$ask" enums.btf enum RED GREEN BLUE PINK; "$ask" enums.btf type enum color)" \
		"$(printf '%s\n' '-1 enum color' '7 enum color' '4294967295 enum other' none \
			'enum color enum size=4 count=2 signed')"
	is "names of values" \
		"$("$ask" enums.btf enum-name color 7 -1 8; "$ask" enums.btf enum-name other -1)" \
		"$(printf '%s\n' GREEN RED none BLUE)"
}

# ---- broken files ----

refused() { # NAME FILE REASON
	is "$1" "$(timeout 10 "$ask" "$2" count 2>&1)" "refused: $3"
}

hostile() {
	local i

	btf_new
	type loop $TYPEDEF 0 0 2
	type - $CONST 0 0 1
	type - $ARRAY 0 0 0  3 3 7
	type - $PTR 0 0 4
	type - $PROTO 3 0 6  - 5  - 6  - 5
	type - $PTR 0 0 5
	type s $STRUCT 6 0 8  - 7 0  - 7 0  - 7 0  - 7 0  - 7 0  - 7 0
	type i $INT 0 0 4 $INT32
	type far $STRUCT 1 0 4  - 10 4294967295
	type - $STRUCT 1 0 4  inside 8 4294967295
	btf_write loops.btf
	is "cycles end" "$(timeout 10 "$ask" loops.btf member s x
		timeout 10 "$ask" loops.btf near-member s x
		timeout 10 "$ask" loops.btf member far inside
		timeout 10 "$ask" loops.btf type typedef loop)" \
		"$(printf '%s\n' none none none 'loop other size=0 count=0')"
	timeout 10 "$ask" loops.btf print 1 2 3 4 5 6 7 8 4294967295 >out
	ok "cycles can be printed" $?
	[ "$(wc -l <out)" -eq 9 ] && [ "$(wc -c <out)" -lt 200000 ]
	ok "and in bounds" $?

	btf_new; type x 20 0 0 0; btf_write a.btf
	refused "a kind from the future" a.btf \
		"type 1 is of kind 20, newer than this program knows"
	btf_new; type x $TYPEDEF 0 0 2; btf_write a.btf
	refused "a type id too far" a.btf "it refers to a type that it does not have"
	btf_new; type x $STRUCT 1 0 4  999 0 0; btf_write a.btf
	refused "a name too far" a.btf "a name in it lies outside of its strings"
	btf_new; type x $INT 0 0 4 33; btf_write a.btf
	refused "an integer too wide" a.btf "integer type 1 has an impossible width"
	btf_new; type x $STRUCT 2 0 4  a 0 0; btf_write a.btf
	refused "a record cut off" a.btf "its last type is cut off"
	btf_new; type $'x\e[31m' $STRUCT 0 0 4; btf_write a.btf
	refused "control characters" a.btf "a name in it is too long or has control characters"
	btf_new; strings='\0x' string_len=2; btf_write a.btf
	refused "strings without an end" a.btf "its strings are broken"
	printf '\xeb\x9f\1\0%020d' 0 >a.btf
	refused "the other byte order" a.btf "its BTF is of the other byte order"
	printf '#!/bin/sh\nexit 0 # nothing to see here\n' >a.btf
	refused "a script" a.btf "it is neither BTF nor an ELF file"
	: >a.btf
	refused "an empty file" a.btf "it is too short to be BTF"
	refused "no file" missing.btf "no such file"
	refused "a directory" . "it is not a file"
	mkfifo fifo
	refused "a FIFO" fifo "it is not a file"
	refused "an ELF file without BTF" /bin/true "it has no .BTF section"

	for ((i = 0; i < $(wc -c <old.btf); i++)); do
		head -c "$i" old.btf >cut.btf
		timeout 10 "$ask" cut.btf members old >out 2>&1
		if [ $? -ne 1 ] || ! grep -q '^refused: ' out; then break; fi
	done
	is "every shorter file is refused" "$i" "$(wc -c <old.btf)"
}

# ---- the compiler's word ----

compile() { # SOURCE
	clang -target bpf -O1 -g -c -fms-extensions -Wno-microsoft-anon-tag \
		"$here/btf/$1.c" -o "$1.o"
}

layout() {
	compile layout && ${CC:-cc} -fms-extensions "$here/btf/expect.c" -o expect || return
	while read -r what member _ width; do
		if [ "$what" = size ]; then
			"$ask" layout.o type struct "$member" |
				sed "s/.* size=\([0-9]*\) .*/size $member \1/"
			continue
		fi
		"$ask" layout.o member "$what" "$member" | awk -v a="$what $member" -v w="$width" '
			{ sub(/.* @ /, ""); print a, $1, $2 == ":" ? $3 : w }'
	done < <(./expect) >got
	is "members lie where the compiler put them" "$(cat got)" "$(./expect)"
	is "bit-fields are those declared so" \
		"$("$ask" layout.o member bits one forty full plain | sed 's/.* @ [0-9]*//')" \
		"$(printf '%s\n' ' : 1' ' : 40' ' : 32' '')"
	is "the nearest of lent members" "$("$ask" layout.o near-member extended lnet_b fourty)" \
		"$(printf '%s\n' lent_b forty)"
	is "there is no other" "$("$ask" layout.o member extended inner x '' named deep_x)" \
		"$(printf 'none\n%.0s' 1 2 3 4 5)"
}

# What the verifier makes of loads, by its rules in btf_struct_walk().
walked() {
	is "loads that find a number" "$("$ask" layout.o walk walked 0:4 0:1 2:2 24:1 28:4 40:4 48:4 56:8 \
		72:2 80:2 88:8 104:8 112:4 116:4 124:4 | sort | uniq -c | xargs)" "15 number"
	is "a union's first member hides another's" "$("$ask" layout.o walk walked 4:4 5:1 8:8 16:8)" \
		"$(printf '%s\n' refused refused 'struct inner' 'struct inner')"
	is "loads of a part, of a hole, across the end" "$("$ask" layout.o walk walked 16:4 25:1 42:4 44:4 \
		76:2 80:8 104:4 112:8 | sort | uniq -c | xargs)" "8 refused"
}

decls() {
	compile decls || return
	is "declarations" "$("$ask" decls.o members decls | sed 's/ @ .*//')" "$(cat <<'EOF'
int (*fn)(struct file *, int)
char *argv[4]
int (*to_array)[3]
int grid[2][5]
const char *text
char *const fixed
const volatile struct known *const *deep
struct {…} inline_struct
union {…} *inline_union
enum {…} inline_enum
callback_t cb
size_type size
void (*setter)(void (*)(int), ...)
int (*(*returns_fn)(long))(char)
int (*table[2])(void)
unsigned long long big
short small
_Bool yes
struct known *restrict only
void *anything
double real
unsigned __int128 huge
char flexible[]
EOF
)"
	is "prototypes" "$("$ask" decls.o func plain pointers hidden)" "$(cat <<'EOF'
int plain(const char *name, struct known *k)
struct known *const *pointers(int (*cmp)(const void *, const void *), size_type *n)
void hidden()
EOF
)"
	is "integers by C's names" "$("$ask" decls.o type int 'unsigned long' 'long unsigned int' \
		short 'short int' _Bool char 'signed char' 'long lang' '' | cut -d' ' -f1-4)" \
		"$(cat <<'EOF'
unsigned long int size=8
unsigned long int size=8
short int size=2 count=0
short int size=2 count=0
_Bool int size=1 count=0
char int size=1 count=0
none
none
none
EOF
)"
	is "what types are" "$("$ask" decls.o type typedef callback_t size_type)" "$(cat <<'EOF'
callback_t ptr size=8 count=0 of=proto
size_type int size=8 count=0
EOF
)"
}

events() {
	compile events || return
	is "tracepoints" "$("$ask" events.o tracepoint switched nameless of_class bare mixed \
		not_a_pointer missing)" "$(cat <<'EOF'
void switched(_Bool preempt, struct task *prev, unsigned int state)
void nameless(int)
void of_class(long bytes)
void bare()
void mixed(struct task *)
none
none
EOF
)"
	is "the nearest tracepoint" "$("$ask" events.o near-tracepoint swichted zzzzzz)" \
		"$(printf '%s\n' switched none)"
	if ! have pahole || ! gcc -g -c "$here/btf/events.c" -o events2.o ||
	   ! pahole -J events2.o 2>/dev/null; then
		skip "enums by pahole" "no pahole"
		return
	fi
	is "enums by pahole" "$("$ask" events2.o enum STATE_TOP SIGN_MINUS WIDE_LOW WIDE_HIGH
		"$ask" events2.o enum-name state 5 4294967295
		"$ask" events2.o enum-name wide -1 20015998343868)" "$(cat <<'EOF'
4294967295 enum state
-1 enum signs
-1 enum wide
20015998343868 enum wide
STATE_BUSY
STATE_TOP
WIDE_LOW
WIDE_HIGH
EOF
)"
}

# A module's types lean on its kernel's.
split() {
	if ! have pahole || ! bpftool btf dump file layout.o >/dev/null 2>&1; then
		skip "a module's model" "no pahole or bpftool"
		return
	fi
	gcc -g -c -fms-extensions "$here/btf/layout.c" -o kernel.o && pahole -J kernel.o || return
	cat >module.c <<EOF
#include "$here/btf/layout.h"
struct added { char c; struct bits bits; struct extended *e; } g_added;
int module_function(struct added *a, struct extended *e) { return a->c + e->after; }
EOF
	gcc -g -c -fms-extensions module.c && pahole -J --btf_base kernel.o module.o || return
	is "a module's model" "$("$ask" --base kernel.o module.o func module_function
		"$ask" --base kernel.o module.o member added bits.forty e.lent_a e.forty
		"$ask" --base kernel.o module.o member either c1
		"$ask" --base kernel.o module.o near-member bits on)" "$(cat <<'EOF'
int module_function(struct added *a, struct extended *e)
unsigned long forty @ 128 : 40
int lent_a @ 64
unsigned long forty @ 256 : 40
char c1 @ 8
one
EOF
)"
	is "and the ids are one row" "$("$ask" --base kernel.o module.o count)" \
		"$(bpftool -B kernel.o btf dump file module.o | sed -n 's/^\[\([0-9]*\)\].*/\1/p' |
			tail -n 1)"
}

# ---- whole kernels, against bpftool ----

# dump → NAME RESULT [NAME:TYPE…] [...], one line for each function's first prototype
functions_of='
function anon(s) { return s == "(anon)" ? "" : s }
$2 == "FUNC_PROTO" { id = $1; proto[id] = substr($4, 13); params[id] = ""; next }
/^\t/ && id { sub(/type_id=/, "", $2); name = $1; gsub(/\047/, "", name)
	p = name == "(anon)" && $2 == 0 ? "..." : anon(name) ":" $2
	params[id] = params[id] " " p; next }
{ id = "" }
$2 == "FUNC" { name = $3; gsub(/\047/, "", name); sub(/type_id=/, "", $4)
	n++; func_name[n] = name; func_type[n] = "[" $4 "]" }
END { for (i = 1; i <= n; i++) {
	if (seen[func_name[i]]++) continue
	print func_name[i], proto[func_type[i]] params[func_type[i]] } }'

# dump → STRUCT MEMBER OFFSET [: WIDTH], of the first struct of each name that has members
members_of='
/^\[/ { in_it = 0 }
$2 == "STRUCT" { s = $3; gsub(/\047/, "", s); in_it = s != "(anon)" && $5 != "vlen=0" && !seen[s]
	if (in_it) seen[s] = 1; next }
/^\t/ && in_it { m = $1; gsub(/\047/, "", m); if (m == "(anon)") next
	sub(/bits_offset=/, "", $3); sub(/bitfield_size=/, "", $4)
	if (twice[s, m]++) next
	print s, m, $3 ($4 ? " : " $4 : "") }'

whole_kernel() { # FILE NAME
	local file=$1 what=$2

	if ! bpftool btf dump file "$file" >dump 2>/dev/null; then
		skip "$what" "bpftool does not read it"
		return
	fi
	is "$what: number of types" "$("$ask" "$file" count)" \
		"$(grep -c '^\[' dump)"
	awk "$functions_of" dump >expected
	cut -d' ' -f1 expected | "$ask" "$file" params - | sed 's/ $//' >got
	[ "$(wc -l <expected)" -gt 10000 ] && cmp -s expected got
	ok "$what: all functions" $?
	diff expected got | head -n 5 | sed 's/^/#  /'
	awk "$members_of" dump >expected
	cut -d' ' -f1,2 expected | "$ask" "$file" member - | sed 's/.* @ //' >got
	[ "$(wc -l <expected)" -gt 10000 ] && cmp -s <(cut -d' ' -f3- expected) got
	ok "$what: all members of structs" $?
	diff <(cut -d' ' -f3- expected) got | head -n 5 | sed 's/^/#  /'
	tracepoints "$file" "$what"
}

# Each tracepoint has all names of its arguments, and those of __traceiter_NAME.
tracepoints() { # FILE NAME
	sed -n "s/.* TYPEDEF 'btf_trace_\([^']*\)'.*/\1/p" dump | sort -u >names
	"$ask" "$1" tracepoint - <names | sed 's/^void [^(]*//' >got
	sed 's/^/__traceiter_/' names | "$ask" "$1" func - |
		sed 's/^int [^(]*(void \*__data\(, \)\{0,1\}/(/' >expected
	[ "$(wc -l <names)" -gt 500 ] && cmp -s expected got
	ok "$2: all tracepoints" $?
	diff expected got | head -n 5 | sed 's/^/#  /'
}

# What the compiler makes of bpftool's C: our offsets as assertions.
asserted() { # FILE STRUCT MEMBER…
	local file=$1 s=$2 m off
	shift 2
	for m; do
		off=$("$ask" "$file" member "$s" "$m" | sed 's/.* @ //')
		echo "_Static_assert(OFFSET(struct $s, $m) == ${off:-none}, \"$s.$m\");"
	done
}

by_header() { # FILE NAME
	bpftool btf dump file "$1" format c >vmlinux.h 2>/dev/null || return
	{
		echo '#include "vmlinux.h"'
		echo '#define OFFSET(s, m) (__builtin_offsetof(s, m) * 8)'
		asserted "$1" sk_buff len data dev cb head tstamp _skb_refdst network_header
		asserted "$1" task_struct comm pid tgid mm real_parent thread.sp se.vruntime
		asserted "$1" file f_path.dentry f_mode f_inode f_op
		asserted "$1" sock __sk_common.skc_dport __sk_common.skc_daddr sk_protocol \
			__sk_common.skc_v6_daddr
		asserted "$1" page flags mapping lru slab_cache
		asserted "$1" dentry d_name.name d_name.len d_parent
	} | grep -v '== none' >assert.c
	[ "$(wc -l <assert.c)" -gt 20 ] &&
		gcc -std=gnu11 -fms-extensions -w -fsyntax-only assert.c 2>err
	ok "$2: offsets as the compiler has them" $?
	head -n 5 err | sed 's/^/#  /'
	sed -i 's/== \([0-9]*\), "sk_buff.len"/== 1\1, "sk_buff.len"/' assert.c
	! gcc -std=gnu11 -fms-extensions -w -fsyntax-only assert.c 2>/dev/null
	ok "$2: a wrong one would have been seen" $?
}

by_hand
hostile
if have clang; then
	layout
	walked
	decls
	events
	split
else
	skip "the compiler's word" "no clang"
fi
if ! have bpftool; then
	skip "whole kernels" "no bpftool"
else
	cache=${XDG_CACHE_HOME:-$HOME/.cache}/fptap/kernels
	for file in /sys/kernel/btf/vmlinux "$cache"/*/*/btf ${FPTAP_TEST_BTF:-}; do
		[ -r "$file" ] || continue
		case $file in
		/sys/*) what=$(uname -r) ;;
		*/btf) what=$(basename "$(dirname "$file")") ;;
		*) what=$(basename "$file") ;;
		esac
		whole_kernel "$file" "$what"
		by_header "$file" "$what"
	done
fi
echo "1..$n"
