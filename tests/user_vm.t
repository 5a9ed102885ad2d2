#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Probes of programs on the kernels of the machines, of which the oldest has no links of many places:
# what is known of a program's calls is what is seen.
. "$(dirname "$0")/lib.sh"
need_vm

if ! ${CC:-gcc} -O2 -fno-inline -Wall -Werror -static -o "$dir/prog" "$here/user/prog.c" "$here/user/gated.c" \
	-ldl -lpthread 2>"$dir/err" && ! grep -q 'statically linked applications requires' "$dir/err"; then
	sed 's/^/# /' "$dir/err"
	ok 1 "the program to be probed is built"
	finish
	exit
fi
mkdir "$dir/s"
want() {	# want NAME TEXT: what script NAME prints, in any order, with the program's own line
	printf '%s\n' "$2" "gated ${3:-0}" | sort >"$dir/$1.want"
}

cat >"$dir/s/pairs.fp" <<'END'
probe uprobe("/usr/bin/prog":"fact") { n = $arg1 } exit { c[n, $arg1, $return, elapsed() > 0]++ }
probe end { foreach ([a, b, r, t] in c) println(a, b, r, t, c[a, b, r, t]); delete c }
END
want pairs '1 1 1 true 100
2 2 2 true 100
3 3 6 true 100
4 4 24 true 100
5 5 120 true 100'
cat >"$dir/s/many.fp" <<'END'
probe uprobe("/usr/bin/prog":"{first,last,hidden}").exit { c[func(), func() == "last"]++ }
probe end { foreach ([f, l] in c) println(f, l, c[f, l]); delete c }
END
want many 'first false 100
hidden false 100
last true 100'
cat >"$dir/s/strings.fp" <<'END'
global all, bad
probe uprobe("/usr/bin/prog":"negated") {
	s = user_string($arg2)
	all++
	if (s != "hello" || reg("rdi") != $arg1) bad++
}
probe end { println(all, bad) }
END
want strings '100 0'
cat >"$dir/s/refused.fp" <<'END'
global n
probe uprobe("/usr/bin/prog":"{locked,last}") { n++ }
probe end { println(n) }
END
want refused 100

cat >"$dir/s/counts.fp" <<'END'
global n, x, bad
probe uprobe("/usr/bin/prog":"fact") { k = $arg1; n++ } exit { x++; if (k != $arg1) bad++ }
probe end { println(n, x, bad) }
END
want counts "500 500 0"

cat >"$dir/s/usdt.fp" <<'END'
probe usdt("/usr/bin/prog":"app:step") { println($arg1, $arg2, user_string($arg3), $arg4, $arg5) }
probe usdt("/usr/bin/prog":"app:gated") { println(func(), $arg1) }
END
want usdt '0 0 text -5 65535
1 8589934592 text -5 65535
app:gated 0
app:gated 1' 2

for kernel in $(which_kernels "6.1 6.12 newest" 6.1); do
	LOAD=$dir/prog timeout 500 "$here/vm/batch" "$kernel" "$dir/out" --color=never -c "/usr/bin/prog all 100" -- "$dir"/s/*.fp
	for script in "$dir"/s/*.fp; do
		name=$(basename "$script" .fp)
		same "$kernel: $name" "$dir/$name.want" "$dir/out/$name.out"
		[ ! -s "$dir/out/$name.err" ] || [ "$name" = refused ] || sed 's/^/# /' "$dir/out/$name.err"
	done
	grep -q 'W0135.* 1 of the 2 functions' "$dir/out/refused.err"
	ok $? "$kernel: a place that cannot be probed is left out with a warning"
done
finish
