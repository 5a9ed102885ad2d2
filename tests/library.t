#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# How scripts find the standard library: another folder stands in for it.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
lib=$dir/stdlib
mkdir "$lib"
export FPTAP_STDLIB=$lib

cat >"$lib/a.fp" <<'END'
// Half of a number.
function half(n) { return n / DIVISOR }
const DIVISOR = 2
private function hidden(n) { return n + 1 }
function shown(n) { return hidden(n) * 10 }
private global calls
function counted() { calls++; return calls }
probe sched.switch = tracepoint("sched:sched_switch") { from = shown($prev->pid) - shown($prev->pid) + half(14) }
END
cat >"$lib/b.fp" <<'END'
function uses(n) { half = n + 1; text = "x"; for (i in 0..1) text += "y"; return half + strlen(text) }
function calls_half(n) { return half(n) + 100 }
function wrong(n) { return nosuch(n) }
END

says() {	# says NAME WANTED SCRIPT
	local got
	got=$("$fptap" -e "$3" 2>&1)
	ok $([ "$got" = "$2" ]; echo $?) "$1"
	[ "$got" = "$2" ] || echo "# $got"
}

says "a function and a const" "4 2" 'begin { println(half(8), DIVISOR) }'
says "one that calls a private one" "40" 'begin { println(shown(3)) }'
says "one of another file" "104" 'begin { println(calls_half(8)) }'
says "a global of its own is kept" "1 2" 'begin { println(counted(), counted()) }'
says "a local of the same name is the script's" "7 4" 'begin { half = 7; println(half, half(8)) }'
says "the script's own function comes first, the library goes on with its own" "1 104" \
	'function half(n) { return 1 } probe begin { println(half(8), calls_half(8)) }'
says "the script's global is not the library's" "5 1" 'begin { calls = 5; println(calls, counted()) }'
says "the script's const is not the library's" "9 4" 'const DIVISOR = 9
probe begin { println(DIVISOR, half(8)) }'

says "variables of a function of the library are not the script's maps and globals" "1 5 9 6" \
	'global i = 5, text = 9 probe begin { n["a"] = half = 1; println(half, i, text, uses(3)); delete n }'
says "the script's function is not called by the library" "106 0" \
	'function half(x) { return 0 } probe begin { println(calls_half(12), half(1)) }'

got=$("$fptap" -e 'begin { hidden(1) }' 2>&1)
ok $(grep -q "unknown function .hidden'" <<<"$got"; echo $?) "a private function is unknown"
got=$("$fptap" -e 'begin { println(hal(1)) }' 2>&1)
ok $(grep -q "did you mean .half'" <<<"$got"; echo $?) "names of the library are offered"
got=$("$fptap" -e 'begin { println(wrong(1)) }' 2>&1)
ok $(grep -q "^stdlib/b.fp:3:28: error.*nosuch" <<<"$got"; echo $?) "a mistake in it is shown there …"
ok $(grep -q "^<command line>:1:17: note: called here" <<<"$got"; echo $?) "… and where it was called"
says "an alias" "7" 'probe sched.switch { println(from); exit() }'
says "an alias by pattern" "7" 'probe sched.sw* { println(from); exit() }'
FPTAP_STDLIB=/nowhere says "without a library" "3" 'begin { println(3) }'

"$fptap" doc >"$dir/all"
ok $(grep -qx '  half(n)' "$dir/all" && grep -qx '      Half of a number.' "$dir/all"; echo $?) "doc lists a function with its sentence"
ok $(! grep -q hidden "$dir/all"; echo $?) "… and none that is private"
got=$("$fptap" doc sched.switch)
ok $(grep -qF 'sched.switch = tracepoint("sched:sched_switch")' <<<"$got"; echo $?) "doc tells what an alias is"
got=$("$fptap" doc hal 2>&1)
ok $([ $? = 2 ] && grep -q "did you mean .half'" <<<"$got"; echo $?) "doc of an unknown name"
"$fptap" doc --format=man >"$dir/page"
ok $(grep -qx '.B half(n)' "$dir/page" && grep -qx '.SH a' "$dir/page"; echo $?) "a manual page"
got=$(man -l --warnings "$dir/page" 2>&1 >/dev/null || true)
if command -v man >/dev/null; then ok $([ -z "$got" ]; echo $?) "man has nothing against it"
else skip "man has nothing against it" "no man"; fi
finish
