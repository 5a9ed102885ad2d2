#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every row of common/diag.def is brought about by a golden case, or the line above it says by whom else.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
def=$here/../common/diag.def
goldens=$(find "$here/cases" -name '*.err' -o -name '*.out' -o -name '*.report')
# shellcheck disable=SC2086 # a list of files
brought=$(grep -hoE '(error|warning)\[[EW][0-9]{4}\]' $goldens | grep -oE '[EW][0-9]{4}' | sort -u)

while IFS='|' read -r code note; do
	grep -qx "$code" <<<"$brought"
	found=$?
	case $note in
	'')	ok $found "$code has a golden case" ;;
	'case: '*)
		[ $found != 0 ] && grep -qF "$code" "$here/../${note#case: }"
		ok $? "$code is brought about by ${note#case: } alone" ;;
	'no case: '*)
		[ $found != 0 ]
		ok $? "$code has no case: ${note#no case: }" ;;
	*)	ok 1 "$code: the note above its row is none that is known: $note" ;;
	esac
done < <(awk '
	/^\/\* (no )?case: .* \*\/$/ { note = substr($0, 4, length($0) - 6); next }
	/^DIAG\(/ { print substr($0, 6, 5) "|" note }
	{ note = "" }' "$def")

# A case is a script or a command with what it is told.
count=$(find "$here/cases" -name '*.err' | wc -l)
# shellcheck disable=SC2086
count=$((count + $(grep -lE '(error|warning)\[' $goldens | grep -c '\.out$')))
[ "$count" -ge 150 ]
ok $? "there are 150 golden cases of messages at least: $count"
[ "$(grep -c '^DIAG(' "$def")" = $((tap_n - 1)) ]
ok $? "all rows were looked at"
finish
