#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# doc/language.md: its examples do what the text below them says, and nothing of the language is without one.
#
# A block ```fp WORDS… is a script; the block ```text behind it is what the script prints, standard
# output and then standard error.  It runs in user space and, where BPF is permitted, in the kernel too.
#	user	only in user space
#	kernel	it has probes of the kernel's: only where BPF is permitted
#	fields	… and reads the formats of events: only where tracefs can be seen
#	check	is only compiled, for a real kernel
#	error	is refused: what is said
#	later	each line is a script that says that it is not built yet
# All other words are the command line's: -c=true is -c true.
# UPDATE=1 writes the text blocks anew; read the difference before you commit it.

. "$(dirname "$0")/lib.sh"
top=$(dirname "$here")
doc=$top/doc/language.md
cd "$dir" || exit 1

# N.fp, N.words, and N.want if there is a text.
awk '
	/^```fp/ { n++; line = NR; at = n ".fp"; sub(/^```fp ?/, ""); print > (n ".words"); print line > (n ".line"); printf "" > at; next }
	/^```text/ && ended == NR - 1 { at = n ".want"; printf "" > at; next }
	/^```/ { if (at ~ /fp$/) ended = NR; at = ""; next }
	at { print > at }
' "$doc"
blocks=$(ls ./*.fp | wc -l)

btf=$(types_of_a_kernel)
can_bpf=no
[ "$(timeout 60 "$fptap" --place=kernel -e 'begin { println(1) }' 2>/dev/null)" = 1 ] && can_bpf=yes
can_trace=no
[ $can_bpf = yes ] && [ -r /sys/kernel/btf/vmlinux ] && timeout 60 "$fptap" -c true \
	-e 'tracepoint("sched:sched_process_exec") if (pid() == target()) { println(2) }' 2>/dev/null | grep -qx 2 &&
	can_trace=yes

# What runs a program where tracefs is mounted; no: nothing does.
in_tracefs=(no)
if [ -r /sys/kernel/tracing/events/sched ]; then
	in_tracefs=(env)
elif unshare -m mount -t tracefs fptap-test /sys/kernel/tracing 2>/dev/null; then
	in_tracefs=(unshare -m sh -c 'mount -t tracefs fptap-test /sys/kernel/tracing && exec "$@"' sh)
fi

run() {		# run N OPTION… → got
	local n=$1 options=() words=() word runner=(env)
	shift
	for word in $(<"$n.words"); do
		case $word in
		user | kernel | check | error | later) ;;
		fields) runner=("${in_tracefs[@]}") ;;
		--guru) options+=(--guru --backend=module) ;;
		--*) words+=("$word") ;;
		-?=*) options+=("${word%%=*}" "${word#*=}") ;;
		*) words+=("$word") ;;
		esac
	done
	cp "$n.fp" example.fp
	timeout 60 "${runner[@]}" "$fptap" --color=never "$@" "${options[@]}" example.fp "${words[@]}" >out 2>err </dev/null
	cat out err >got
}

compare() {	# compare N NAME
	[ -z "${UPDATE:-}" ] || cp got "$1.new"
	if [ -n "${UPDATE:-}" ] || cmp -s "$1.want" got; then
		ok 0 "$2"
	else
		ok 1 "$2"
		diff "$1.want" got | head -n 20 | sed 's/^/# /'
	fi
}

later() {	# later N NAME
	local line i=0
	while IFS= read -r line; do
		i=$((i + 1))
		"$fptap" --kernel="$btf" -p2 -e "$line" 2>err
		grep -qF 'error[E0900]' err
		ok $? "$2, line $i: $line"
	done <"$1.fp"
}

for ((n = 1; n <= blocks; n++)); do
	name="example $n (language.md:$(<$n.line))"
	case " $(<$n.words) " in
	*" check "* | *" later "*)
		if [ -z "$btf" ]; then
			skip "$name" "no kernel with BTF here"
		elif grep -qw later $n.words; then
			later $n "$name"
		else
			run $n --kernel="$btf" -p2
			[ ! -s got ]
			ok $? "$name compiles"
			sed 's/^/# /' got
		fi
		continue ;;
	esac
	if [ ! -e $n.want ]; then
		ok 1 "$name has no text block"
		continue
	fi
	case " $(<$n.words) " in
	*" error "*)
		run $n ${btf:+--kernel="$btf"} -p2
		compare $n "$name is refused" ;;
	*" kernel "*)
		if [ $can_trace = yes ] && { [ "${in_tracefs[0]}" != no ] || ! grep -qw fields $n.words; }; then
			run $n
			compare $n "$name, in the kernel"
		else
			skip "$name" "BPF is not permitted here, or has no types"
		fi ;;
	*)
		run $n
		sed -i -E 's/"ns":[0-9]+/"ns":0/g' got
		compare $n "$name"
		if grep -qw user $n.words || [ $can_bpf = no ]; then
			continue
		fi
		run $n --place=kernel
		[ -z "${UPDATE:-}" ] || cp $n.new $n.want
		cmp -s $n.want got
		ok $? "$name, in the kernel"
		diff $n.want got | head -n 20 | sed 's/^/# /' ;;
	esac
done

if [ -n "${UPDATE:-}" ]; then
	awk '
		/^```fp/ { n++; code = 1 }
		/^```text/ && ended == NR - 1 {
			print
			file = n ".new"
			while ((got = (getline line < file)) > 0)
				print line
			skipping = !got		# there was a file
			next
		}
		/^```/ && !/^```fp/ { if (code) ended = NR; code = skipping = 0 }
		!skipping
	' "$doc" >new.md && cp new.md "$doc"
fi

# ---- nothing is missing: the source files say what there is ----

for ((n = 1; n <= blocks; n++)); do
	grep -qwE 'error|later' $n.words || cat $n.fp
done >examples

shown() {	# shown NAME REGEX: an example uses it
	grep -qE -- "$2" examples
	ok $? "an example uses $1"
}
said() {	# said NAME TEXT: the reference says it
	grep -qF -- "$2" "$doc"
	ok $? "the reference has $1"
}
quoted() {	# quoted TEXT: as a regular expression
	sed 's/[][\.*^$+?(){}|/]/\\&/g' <<<"$1"
}
rows() {	# rows MACRO FILE: first arguments
	sed -nE "s/^$1\\(([A-Za-z_0-9]+)[,)].*/\\1/p" "$top/$2"
}
some() {	# some WHAT LIST: a list that was read is not empty
	[ -n "$2" ] && return
	ok 1 "$1 were found in the source"
}

list=$(rows BUILTIN sema/builtins.def); some built-ins "$list"
for word in $list; do shown "$word()" "\\b$word\\("; done
list=$(sed -n '/^static const struct word words\[\]/,/^};/s/^\t{ "\([a-z_0-9]*\)".*/\1/p' "$top/sema/at.c")
some at-words "$list"
for word in $list; do shown "@$word" "@$word\\b"; done
list=$(sed -n '/^static const struct function functions\[\]/,/^};/s/^\t{ "\([a-z_0-9]*\)".*/\1/p' "$top/sema/call.c")
some functions "$list"
for word in $list; do shown "$word()" "\\b$word\\("; done
list=$(sed -nE 's/^AGG\([A-Z_]+, "([a-z_]+)".*/\1/p' "$top/sema/agg_ops.def"); some aggregates "$list"
for word in $list; do shown "@$word" "@$word\\b"; done
list=$(rows PROBE probes/probes.def); some probes "$list"
for word in $list; do shown "probe $word" "(probe|[,=]) $word\\b"; done
list=$(sed -nE 's/^FAULT\([A-Z]+, "(.*)"\)/\1/p' "$top/runtime/faults.def"); some faults "$list"
while IFS= read -r word; do said "the fault $word" "| $word |"; done <<<"$list"

list=$(sed -n '/^#define BINARY_OPS/,/[^\\]$/p' "$top/parser/ast.h" | grep -oE '"[^"]+"' | tr -d '"'); some operators "$list"
while IFS= read -r word; do shown "a $word b" "[A-Za-z0-9)\"] $(quoted "$word") [-!~A-Za-z0-9(\"]"; done <<<"$list"
list=$(sed -nE 's/^"([^"]+=)" .*T_ASSIGN_OP.*/\1/p' "$top/parser/lexer.l"); some assignments "$list"
while IFS= read -r word; do shown "a $word b" " $(quoted "$word") "; done <<<"$list"

# What has no text of its own in the source: a pattern per name; a name without one fails.
declare -A pattern=(
	[UN_NEG]='[(, ]-[a-z(]' [UN_PLUS]='[(, ]\+[a-z]' [UN_NOT]='![a-z]' [UN_COMPL]='~[a-z]' [UN_DEREF]='[ (]\*[(a-z$]'
	[UN_ADDR]='[ (]&[$a-z]'
	[EX_NUMBER]='= 3 ' [EX_STRING]='"text"' [EX_NULL]='NULL' [EX_NAME]='println\(x' [EX_CTX]='\$count'
	[EX_AT]='@count\(' [EX_CALL]='[a-z]\(' [EX_INDEX]='[a-z]\[' [EX_MEMBER]='->' [EX_UNARY]='!' [EX_BINARY]=' \+ '
	[EX_COND]=' \? .* : ' [EX_IN]='[]0-9] in [a-z]' [EX_CAST]='\(u8\)|\(struct' [EX_SIZEOF]='sizeof\(' [EX_TUPLE]='\["cat", 1\] in'
	[EX_ASSIGN]='\(\(c = ' [EX_INCDEC]='\+\+a.*--a' [EX_TYPE]='sizeof\(struct' [EX_STAR]=', \*\]'
	[ST_BLOCK]='^    \{' [ST_EXPR]='^    hits|x = ' [ST_AGG]=' <<< ' [ST_IF]='if \(.* else' [ST_WHILE]='while \('
	[ST_FOR]='for \([a-z]+ = .*;.*;' [ST_FOR_RANGE]='for \(.* in .*\.\.' [ST_FOR_ELEMENT]='for \(c in \$p' [ST_FOREACH]='foreach \('
	[ST_RETURN]='return [a-z]' [ST_NEXT]='\bnext\b' [ST_BREAK]='\bbreak\b' [ST_CONTINUE]='\bcontinue\b'
	[ST_DELETE]='\bdelete ' [ST_TRY]='try \{.*catch'
	[ITEM_PROBE]='^probe ' [ITEM_ALIAS]='^probe [a-z.]+ = ' [ITEM_GLOBAL]='^global ' [ITEM_PARAM]='^param '
	[ITEM_CONST]='^const ' [ITEM_FUNCTION]='^function ' [ITEM_FILTER]='^filter '
	[STORAGE_GLOBAL]='^global ' [STORAGE_THREAD]='^thread ' [STORAGE_PERCPU]='^percpu '
)
list=$(grep -oE '\b(UN|EX|ST|ITEM|STORAGE)_[A-Z_]+\b' "$top/parser/ast.h" | sort -u); some "parts of the tree" "$list"
for word in $list; do
	[ "$word" != EX_TYPE ] || continue	# only in what is not built
	shown "$word" "${pattern[$word]:-^no pattern for it in $0}"
done

list=$(sed -n '/} directives\[\] = {/,/^};/s/^\t{ .\(.\)., .*/\1/p' "$top/sema/print.c"); some directives "$list"
for word in $list; do shown "%$word" "printf\\(\".*%[-+ #0-9.]*[lhz]*$word"; said "%$word" "\`%$word\`"; done
list=$(sed -n '/^} units\[\] = {/,/^};/s/^\t{ "\([A-Za-z]*\)".*/\1/p' "$top/parser/literal.c"); some units "$list"
for word in $list; do shown "the unit $word" "\\b[0-9]+$word\\b"; done
list=$(sed -n '/show_names\[SHOW_COUNT\] = {/,/^};/s/.*= "\([a-z]*\)".*/\1/p' "$top/sema/type.c"); some "display types" "$list"
for word in $list; do
	case $word in
	char | mac | fault) ;;	# no script makes one, or catch does
	*) said "the display type $word" "| $word |" ;;
	esac
done
list=$(sed -nE 's/.*!strcmp\(a->name, "([a-z]+)"\).*/\1/p' "$top/sema/map_declare.c"); some attributes "$list"
for word in $list; do shown "$word" "^global .*[] a-z0-9] $word\\b"; done

finish
