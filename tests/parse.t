#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The parser: trees and messages against goldens, the 44 scripts, the limits.
#
# cases/parse/X.fp has X.ast (it parses, to this tree) or X.err (it does not, with these messages).
# UPDATE=1 writes them anew; read the difference before you commit it.

here=$(cd "$(dirname "$0")" && pwd)
build=${FPTAP_BUILD:-build}
for parse in "$build/parse-main" "$build/tests/parse-main"; do
	[ -x "$parse" ] && break
done
parse=$(realpath "$parse" 2>/dev/null)
if [ ! -x "$parse" ]; then
	echo "1..0 # SKIP no parse-main in $build"
	exit 0
fi
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

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
# What the parser says and its status, a line "status N" when it is neither 0 nor 1.
run() { # MODE FILE
	local status

	timeout 20 "$parse" "$1" "$2" 2>&1
	status=$?
	[ $status -le 1 ] || echo "status $status"
	return $status
}

# ---- goldens ----

golden() { # SCRIPT
	local base=${1%.fp} got status kind=ast

	got=$(run ast "$1")
	status=$?
	[ $status -eq 0 ] || kind=err
	if [ -n "$UPDATE" ]; then
		rm -f "$base.ast" "$base.err"
		printf '%s\n' "$got" >"$base.$kind"
	fi
	if [ -f "$base.$kind" ]; then
		is "$(basename "$base")" "$got" "$(cat "$base.$kind")"
	else
		ok "$(basename "$base"): there is no .$kind" 1
	fi
}

for script in "$here"/cases/parse/*.fp; do
	golden "$script"
done
for script in "$here"/scripts/*.fp; do
	is "scripts/$(basename "$script")" "$(run err "$script")" ""
done

# ---- limits: what is too large for a golden ----

repeat() { # TEXT TIMES
	local s

	printf -v s '%*s' "$2" ''
	printf '%s' "${s// /$1}"
}
errors() { # FILE: codes, with lines and columns
	run err "$1" | sed -n 's/^[^ ]*:\([0-9]*:[0-9]*\): error\[\(E[0-9]*\)\].*/\1 \2/p; s/^fptap: error\[\(E[0-9]*\)\].*/\1/p; /^status/p'
}
deep() { # NAME TEXT EXPECTED
	printf '%s\n' "$2" | fold -s -w 2000 >"$tmp/deep.fp"
	is "$1" "$(errors "$tmp/deep.fp" | sed 's/.* //')" "$3"
}
block() { # TEXT
	printf 'probe begin { %s }' "$1"
}

printf 'probe begin { x = 1 }\n\000 more' >"$tmp/nul.fp"
is "a NUL byte" "$(errors "$tmp/nul.fp")" "2:1 E0002"
{ echo; repeat x 4096; echo; } >"$tmp/line.fp"
is "a line of 4097 bytes" "$(errors "$tmp/line.fp")" "2:1 E0005"
{ echo "#$(repeat x 4094)"; echo 'probe begin { }'; } >"$tmp/line.fp"
is "a line of 4096 bytes" "$(errors "$tmp/line.fp")" ""
yes '# blank' | head -c 1048576 >"$tmp/large.fp"
is "a script of 1 MiB" "$(errors "$tmp/large.fp")" ""
echo >>"$tmp/large.fp"
is "one byte more" "$(errors "$tmp/large.fp")" "E0006"
: >"$tmp/empty.fp"
is "an empty script" "$(errors "$tmp/empty.fp")" ""

deep "200 parentheses" "$(block "x = $(repeat '(' 200)1$(repeat ')' 200)")" ""
deep "255 signs" "$(block "x = $(repeat '!' 254)1")" ""
deep "256 signs" "$(block "x = $(repeat '!' 256)1")" "E0007"
deep "30,000 signs" "$(block "x = $(repeat '- ' 30000)1")" "E0007"
deep "30,000 parentheses" "$(block "x = $(repeat '(' 30000)1")" "E0007"
deep "30,000 brackets" "$(block "x = $(repeat '[' 30000)1")" "E0007"
deep "30,000 calls" "$(block "x = $(repeat 'f(' 30000)1")" "E0007"
deep "30,000 braces" "probe begin $(repeat '{' 30000)" "E0007"
deep "200 braces" "probe begin $(repeat '{' 200)$(repeat '}' 200)" ""
deep "300 braces" "probe begin $(repeat '{' 300)$(repeat '}' 300)" "E0007"
deep "200 terms" "$(block "x = 1$(repeat ' +1' 200)")" ""
deep "30,000 terms" "$(block "x = 1$(repeat ' +1' 30000)")" "E0007"
deep "30,000 members" "$(block "x = a$(repeat ' .b' 30000)")" "E0007"
deep "30,000 indexes" "$(block "x = a$(repeat ' [1]' 30000)")" "E0007"
deep "30,000 assignments" "$(block "$(repeat 'a = ' 30000)1")" "E0007"
deep "30,000 conditions" "$(block "x = $(repeat 'a ? b : ' 30000)1")" "E0007"
deep "30,000 ifs" "$(block "$(repeat 'if (a) ' 30000)x = 1")" "E0007"
deep "30,000 elses" "$(block "$(repeat 'if (a) x = 1 else ' 30000)x = 1")" "E0007"
deep "30,000 statements" "$(block "$(repeat 'x = 1 ' 30000)")" ""
deep "30,000 arguments" "$(block "f(1$(repeat ' ,1' 30000))")" ""
deep "30,000 strings" "$(block "x = $(repeat '"a" ' 30000)")" ""
deep "30,000 probes" "$(repeat 'probe begin { } ' 30000)" ""
deep "30,000 points" "probe begin$(repeat ', begin' 30000) { }" ""

repeat 'probe begin { x = ) }
' 30 >"$tmp/many.fp"
is "at most 20 messages" "$(run err "$tmp/many.fp" | grep -c 'error\[')" 20
is "the others are counted" "$(run err "$tmp/many.fp" | tail -n 1)" "fptap: 10 more errors not shown"

# ---- words: the dump of tokens follows the context ----

echo 'f("x") { return }' >"$tmp/words.fp"
is "the probe that is left out, the return that is void" "$(run tokens "$tmp/words.fp" | tr '\n' '|')" \
	"1:1 probe \`'|1:1 a name \`f'|1:2 '(' \`('|1:3 a string \`\"x\"'|1:6 ')' \`)'|1:8 '{' \`{'|1:10 return at the end of its line \`return'|1:17 '}' \`}'|2:1 the end of the script|"

# ---- each code of this stage has its case ----

for code in E0001 E0002 E0003 E0004 E0005 E0006 E0007 E0008 E0009 E0010; do
	grep -q "\[$code\]" "$here"/cases/parse/*.err || grep -Eq "^(is|deep) .*\b$code\"" "$here/parse.t"
	ok "$code has a case" $?
done

echo "1..$n"
