#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every row of common/diag.def is brought about by a golden case.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
def=$here/../common/diag.def
goldens=$(find "$here/cases" -name '*.err' -o -name '*.out' -o -name '*.report')
# shellcheck disable=SC2086 # a list of files
brought=$(grep -hoE '(error|warning)\[[EW][0-9]{4}\]' $goldens | grep -oE '[EW][0-9]{4}' | sort -u)

for code in $(sed -nE 's/^DIAG\(([EW][0-9]{4}),.*/\1/p' "$def"); do
	grep -qx "$code" <<<"$brought"
	ok $? "$code has a golden case"
done
[ "$(grep -c '^DIAG(' "$def")" = "$tap_n" ]
ok $? "all rows were looked at"

# A case is a script or a command with what it is told.
count=$(find "$here/cases" -name '*.err' | wc -l)
# shellcheck disable=SC2086
count=$((count + $(grep -lE '(error|warning)\[' $goldens | grep -c '\.out$')))
[ "$count" -ge 150 ]
ok $? "there are 150 golden cases of messages at least: $count"
finish
