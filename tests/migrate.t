#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What migrate makes of scripts, and what it says of them: cases/migrate/X.* has X.fp (the script) and
# X.report (the report and the messages).  UPDATE=1 writes them anew.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_vm	# for its kernel's types
btf=$("$here/../driver/vm/fptap-kernel" newest)/btf
cd "$here/cases/migrate" || exit 1

golden() {	# golden NAME GOT WANT
	[ -z "${UPDATE:-}" ] || cp "$2" "$3"
	cmp -s "$2" "$3"
	ok $? "$1"
	diff "$3" "$2" | head -n 20 | sed 's/^/# /'
}

for old in *.*; do
	name=${old%.*}
	case $old in *.fp | *.report | *.to) continue ;; esac
	timeout 60 "$fptap" migrate --kernel="$btf" --color=never "$old" >"$dir/fp" 2>"$dir/report"
	status=$?
	grep -qE ' 0 refused$' "$dir/report" && ! grep -q 'error\[' "$dir/report"
	[ $? = $((status != 0)) ]
	ok $? "$old: the exit status tells whether all moved"
	[ ! -s "$dir/fp" ] || golden "$old: the script" "$dir/fp" "$name.fp"
	golden "$old: the report" "$dir/report" "$name.report"
done

timeout 60 "$fptap" migrate --kernel="$btf" --to=tracefs events.events >"$dir/to" 2>/dev/null
golden "events.events: other events" "$dir/to" events.to

# The manual's example is what comes out.
block() { sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" "$here/../doc/migrate.md" | grep -v '^```'; }
block bpftrace >"$dir/doc.bt"
block fp >"$dir/want"
"$fptap" migrate --kernel="$btf" "$dir/doc.bt" >"$dir/got" 2>"$dir/err"
equal "doc/migrate.md: the example" "$dir/want" "$dir/got"
for reader in $(sed -nE 's/^READER\("([^"]*)".*/\1/p' "$here/../migrate/readers.def"); do
	grep -q "^| $reader |" "$here/../doc/migrate.md"
	ok $? "doc/migrate.md: $reader"
done

# All forms of the report say the same.
timeout 60 "$fptap" migrate --kernel="$btf" --report=json pairs.bt >"$dir/json" 2>/dev/null
[ "$(grep -o '"verdict":"[a-z ]*"' "$dir/json" | sort | uniq -c)" = \
  "$("$fptap" migrate --kernel="$btf" --report=markdown pairs.bt 2>/dev/null | sed -nE 's/^\| [0-9]+ .*\| (moved|moved with a difference|refused) \|.*/"verdict":"\1"/p' | sort | uniq -c)" ]
ok $? "JSON and Markdown have the same verdicts"
mkdir "$dir/in"
cp pairs.bt refused.bt "$dir/in"
timeout 60 "$fptap" migrate --kernel="$btf" -o "$dir/out" "$dir/in" >"$dir/table" 2>/dev/null
[ $? = 1 ] && grep -qE 'pairs.bt +[0-9]+ .* moved, see the report$' "$dir/table" && grep -q 'refused.bt .* not all moved$' "$dir/table" &&
	cmp -s "$dir/out/pairs.fp" pairs.fp
ok $? "a directory has a table, and its scripts are written"
timeout 60 "$fptap" migrate --kernel="$btf" --diff pairs.bt 2>/dev/null | grep -q '^-kprobe:vfs_read'
ok $? "--diff shows what changes"
timeout 60 "$fptap" migrate --to=tracefs pairs.bt 2>&1 | grep -q 'E0805'
ok $? "scripts cannot become events"
timeout 60 "$fptap" migrate /bin/true 2>&1 | grep -q 'NUL byte'
ok $? "a program is no script"
mkdir "$dir/in/net"
cp pairs.bt "$dir/in/net/"
cp stp.stp "$dir/in/pairs.stp"
head -c 100 /bin/true >"$dir/in/program.bt"
timeout 60 "$fptap" migrate --kernel="$btf" -o "$dir/all" "$dir/in" >"$dir/table" 2>/dev/null
cmp -s "$dir/all/pairs.fp" pairs.fp && cmp -s "$dir/all/net/pairs.fp" pairs.fp && cmp -s "$dir/all/pairs.stp.fp" stp.fp
ok $? "results of one name do not replace each other"
grep -q 'program.bt .* could not be read$' "$dir/table"
ok $? "the table has what could not be read"
{ printf '\xef\xbb\xbf'; sed 's/$/\r/' pairs.bt; } >"$dir/dos.bt"
timeout 60 "$fptap" migrate --kernel="$btf" "$dir/dos.bt" 2>/dev/null | cmp -s - pairs.fp
ok $? "lines may end as elsewhere, and a text begin with its encoding's mark"
echo hello >"$dir/in/what"
timeout 60 "$fptap" migrate "$dir/in/what" 2>&1 | grep -q 'E0802'
ok $? "a text of unknown kind is told so"
finish
