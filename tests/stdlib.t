#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The standard library: everything in it is documented and has an example; examples compile for all
# test kernels, and those with `//= text' behind them are run and print that.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
top=$here/..
kernels=("$HOME"/.cache/fptap/kernels/amd64/*/btf)

# Each name with the lines of its example: NAME <tab> line.
examples() {	# examples FILE
	awk '
		/^\/\/     / { ex[++n] = substr($0, 8); next }
		/^(function|probe) / {
			name = $2; sub(/\(.*/, "", name)
			for (i = 1; i <= n; i++) print name "\t" ex[i]
			if (!n) print name "\tNONE"
		}
		!/^\/\// { n = 0 }' "$1"
}

script() {	# script NAME FILE: the example without what it prints
	awk -F'\t' -v name="$1" '$1 == name { print $2 }' "$2" | grep -v '^//= '
}

for file in "$top"/stdlib/*.fp; do
	area=$(basename "$file" .fp)
	examples "$file" >"$dir/$area"
	for name in $(cut -f1 "$dir/$area" | uniq); do
		script "$name" "$dir/$area" >"$dir/$area.$name.fp"
		grep -q NONE "$dir/$area.$name.fp" && ok 1 "$area: $name has an example"
		"$fptap" doc "$name" 2>/dev/null | sed -n 3p | grep -q '    [A-Z]' || ok 1 "$area: $name says what it is"
		want=$(awk -F'\t' -v name="$name" '$1 == name { print $2 }' "$dir/$area" | sed -n 's|^//= ||p')
		[ -n "$want" ] || continue
		got=$("$fptap" "$dir/$area.$name.fp" 2>&1)
		ok $([ "$got" = "$want" ]; echo $?) "$area: $name prints $want"
	done
	if [ ${#kernels[@]} -gt 0 ] && [ -e "${kernels[0]}" ]; then
		"$fptap" check "$dir/$area".*.fp "${kernels[@]/#/--kernel=}" >"$dir/out" 2>&1
		ok $? "$area: all examples compile for ${#kernels[@]} kernels"
		grep -v ' ok$' "$dir/out" | grep -B1 -A8 'error' | head -60 | sed 's/^/# /'
	fi
done
finish
