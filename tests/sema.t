#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The checker and the emitter, against a kernel in small (btf/mini.c).
#
# cases/sema/X.fp has X.err (messages; the exit status is that of their rows), X.ir or X.c (what is
# made of it).  A second line `// args: …' in the script is put on the command line.
# UPDATE=1 writes them anew; read the difference before you commit it.

here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$here")
build=${FPTAP_BUILD:-build}
build=$(realpath "$build")
fptap=$build/fptap
if [ ! -x "$fptap" ] || ! command -v clang >/dev/null; then
	echo "1..0 # SKIP no fptap in $build, or no clang"
	exit 0
fi
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
export FPTAP_CACHE=$tmp/cache
mkdir -m 700 "$FPTAP_CACHE"
mini=$tmp/mini.o
clang -target bpf -g -O2 -c "$here/btf/mini.c" -o "$mini" || exit 1
# The same as a directory, where the formats of events are known; `// args: --kernel="$events"'.
events=$tmp/events
mkdir "$events" && cp "$mini" "$events/btf" && cp "$here/btf/mini.formats" "$events/formats" || exit 1
cases=$here/cases/sema
cd "$cases" || exit 1

n=0
ok() { # NAME STATUS
	n=$((n + 1))
	if [ "$2" -eq 0 ]; then echo "ok $n - $1"; else echo "not ok $n - $1"; fi
	return "$2"
}
show() { sed 's/^/#  /' | head -n "${1:-20}"; }

# The row's exit status, by name, as a number: diag.def and diag.h are the word.
declare -A status_of
while read -r code name; do
	status_of[$code]=$(sed -nE "s/^\t$name = ([0-9]+),.*/\1/p" "$top/common/diag.h")
done < <(sed -nE 's/^DIAG\(([EW][0-9]+), (EXIT_[A-Z]+),.*/\1 \2/p' "$top/common/diag.def")

args_of() { sed -n '2s|^// args: *||p' "$1"; }

run() { # SCRIPT OPTION… → $out, $err, $status
	local script=$1 words
	shift
	eval "words=($(args_of "$script"))"
	"$fptap" --kernel="$mini" --color=never "$@" "$script" "${words[@]}" >"$tmp/out" 2>"$tmp/err"
	status=$?
}

golden() { # NAME GOT GOLDEN
	if [ -n "${UPDATE:-}" ]; then
		cp "$2" "$3"
	fi
	cmp -s "$2" "$3"
	ok "$1" $? || diff "$3" "$2" | show
}

# ---- goldens ----

test_err() { # SCRIPT
	local codes code wanted=
	run "$1" -p2
	sed -i "s|$mini|mini.o|g" "$tmp/err"
	golden "${1%.fp}: messages" "$tmp/err" "${1%.fp}.err"
	codes=$(grep -oE '(error|warning)\[[EW][0-9]+\]' "$tmp/err" | grep -oE '[EW][0-9]{4}')
	for code in $codes; do
		[ "${status_of[$code]}" = 0 ] || wanted+=" ${status_of[$code]} "
	done
	[[ $codes && (" $wanted " == *" $status "* || (! $wanted && $status = 0)) ]]
	ok "${1%.fp}: status $status" $? || echo "#  rows: $codes"
}

# The numbers behind names that are not unique are the compiler's.
test_made() { # SCRIPT SUFFIX
	run "$1" --dump="$2"
	sed -i -E 's/___[0-9]+/___N/g' "$tmp/out"
	[ "$status" = 0 ] || show <"$tmp/err"
	golden "${1%.fp}: $2" "$tmp/out" "${1%.fp}.$2"
	[ "$status" = 0 ] && [ ! -s "$tmp/err" ]
	ok "${1%.fp}: accepted without a word" $? || show <"$tmp/err"
}

# ---- the C ----

warnings=(-Wall -Wextra -Werror -Wno-unused-but-set-variable -Wno-tautological-compare)

has_kernel() { grep -q '^#define FPT_PROBES(X) ' "$1"; }

test_compiles() { # SCRIPT
	[[ $(args_of "$1") != *--guru* ]] || return	# there is but one
	run "$1" --dump=c
	cp "$tmp/out" "$tmp/bpf.c"
	has_kernel "$tmp/bpf.c" || return
	sed "s|^#line.*||" "$tmp/bpf.c" >"$tmp/plain.c"
	clang -std=gnu11 -O2 -g -target bpf -mcpu=v3 -nostdinc -fwrapv -fno-strict-aliasing \
		"${warnings[@]}" -I "$top/runtime/bpf" -I "$top/runtime" -c "$tmp/plain.c" \
		-o "$tmp/plain.o" 2>"$tmp/log"
	ok "${1%.fp}: the C has no warning" $? || show <"$tmp/log"
	run "$1" -p4
	ok "${1%.fp}: is built" "$status" || show <"$tmp/err"
	run "$1" --backend=module --dump=c
	if grep -qE 'E0401|E0622' "$tmp/err"; then
		return
	fi
	cmp -s <(grep -v '^#define FPT_VIA_' "$tmp/bpf.c") <(grep -v '^#define FPT_VIA_' "$tmp/out") &&
		! cmp -s "$tmp/bpf.c" "$tmp/out"
	ok "${1%.fp}: one text for both back ends" $? ||
		diff "$tmp/bpf.c" "$tmp/out" | show
}

for script in *.fp; do
	head -n 1 "$script" | grep -q '^// .' && [ "$(wc -l <"$script")" -le 25 ]
	ok "${script%.fp}: says what it proves, in 25 lines" $?
	any=
	if [ -e "${script%.fp}.err" ]; then
		any=1
		test_err "$script"
	fi
	for suffix in ir c; do
		if [ -e "${script%.fp}.$suffix" ]; then
			any=1
			test_made "$script" "$suffix"
			test_compiles "$script"
		fi
	done
	[ "$any" ] || ok "${script%.fp}: has a golden" 1
done

# ---- limits ----

refused() { # NAME CODE: the script is in $tmp/big.fp
	run "$tmp/big.fp" -p2
	[ $status = 1 ] && [ "$(grep -c 'error\[' "$tmp/err")" = 1 ] && grep -qF "[$2]" "$tmp/err"
	ok "$1: one message, $2" $? || show 6 <"$tmp/err"
}
taken() { # NAME
	run "$tmp/big.fp" --dump=c
	ok "$1" $status || show 6 <"$tmp/err"
}
repeat() { # N TEXT: %d is the number
	awk -v n="$1" -v text="$2" 'BEGIN { for (i = 0; i < n; i++) { t = text; gsub(/%d/, i, t); print t } }'
}
script() { # HEAD N TEXT TAIL
	{
		echo "$1"
		repeat "$2" "$3"
		echo "$4"
	} >"$tmp/big.fp"
}

test_limits() {
	script 'probe begin {' 65534 'println()' '}'
	taken "65534 places that print"
	script 'probe begin {' 65535 'println()' '}'
	refused "65535 places that print" E0501
	script 'probe begin { println(1' 63 ', %d' ') }'
	taken "64 values"
	script 'probe begin { println(1' 64 ', %d' ') }'
	refused "65 values" E0203
	script 'probe begin {' 256 'x%d = pid()' '}'
	taken "256 locals"
	script 'probe begin {' 257 'x%d = pid()' '}'
	refused "257 locals" E0501
	script 'probe fprobe("mini_close") {' 64 'x%d = pid()' "} exit { println($(repeat 64 'x%d,' | tr -d '\n')0) }"
	refused "65 values" E0203
	script 'probe fprobe("mini_close") {' 64 'x%d = pid()' "} exit { $(repeat 64 'println(x%d)') }"
	taken "64 words kept"
	script 'probe fprobe("mini_close") {' 65 'x%d = pid()' "} exit { $(repeat 65 'println(x%d)') }"
	refused "65 words kept" E0501
	script 'probe fprobe("mini_close") {' 16 'x%d = execname()' "} exit { $(repeat 16 'println(x%d)') }"
	taken "16 strings kept"
	script 'probe fprobe("mini_close") {' 17 'x%d = execname()' "} exit { $(repeat 17 'println(x%d)') }"
	refused "17 strings kept" E0501
	script 'probe begin { x = pid()' 250 'if (pid() == %d) x = 1 else' 'x = 2 }'
	taken "250 times else"
	script 'probe begin { x = pid() println(' 100 '1 + (x *' "x $(repeat 100 ')') ) }"
	taken "100 parentheses"
}
test_limits

# ---- what is broken, the IR's verifier sees ----

"$build/broken-main" "$mini" ../ir/broken.fp >"$tmp/out" 2>&1
broken=$?
golden "what is broken: messages" "$tmp/out" ../ir/broken.err
ok "all that is broken is seen" $broken || show <"$tmp/out"

# ---- all operations; that all rows of diag.def are brought about is diag.t's matter ----

for op in $(sed -nE 's/^IR\(([A-Z]+), .*/\1/p' "$top/sema/ir.def"); do
	grep -qE "^ +$op( |\$)" ./*.ir
	ok "operation $op is made" $?
done

echo "1..$n"
