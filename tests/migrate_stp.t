#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# SystemTap's own example scripts: what becomes of each is what migrate/stp.expect says, and those with
# return probes in the kernel run there.  UPDATE=1 writes the table anew, to be read before it is committed.
#
# The table has a line for each script: its verdict (moved, differs, refused, unread), why (words of the
# report), and the sets that it belongs to: return (a return probe in the kernel), reach (nothing that fptap leaves
# out by design), run (it is run here), guru (it is run here, as a module that changes the kernel).
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_vm
examples=$("$here/migrate/stp_examples") || { echo "1..0 # SKIP the examples cannot be had"; exit 0; }
kdir=$("$here/../driver/vm/fptap-kernel" newest)
table=$here/migrate/stp.expect

cd "$examples" || exit 1
timeout 300 "$fptap" migrate --kernel="$kdir/btf" --color=never --report=text -o "$dir/fp" . >"$dir/report" 2>"$dir/err"

# What was made of a script, in $got, and why in $why.
classify() {	# classify SCRIPT
	local line
	grep -F "./$1:" "$dir/report" >"$dir/one"
	grep -F "./$1:" "$dir/err" >"$dir/said"
	line=$(tail -n 1 "$dir/one")
	why=
	if ! grep -q ' probes\?: [0-9]* moved, ' <<<"$line"; then
		got=unread why=$(sed -n 's/.*error\[E[0-9]*\]: //p' "$dir/said" | head -n 1)
	elif ! grep -q ' 0 refused$' <<<"$line" || grep -q ': refused: ' "$dir/one"; then
		got=refused why=$(sed -n 's/.*: refused: //p' "$dir/one" | grep -v '^the result does' | head -n 1)
		[ -n "$why" ] || why=$(sed -n 's/.*: refused: the result does not compile for this kernel: //p' "$dir/one" | head -n 1)
	elif grep -q ' 0 with a difference' <<<"$line"; then
		got=moved
	else
		got=differs
	fi
}

if [ -n "${UPDATE:-}" ]; then
	cp "$table" "$dir/old"
	grep '^#' "$dir/old" >"$table"
	find . -name '*.stp' | sort | while read -r path; do
		script=${path#./}
		classify "$script"
		sets=$(awk -F '|' -v s="$script" '$1 == s {print $4}' "$dir/old")
		printf '%s|%s|%s|%s\n' "$script" "$got" "${why//|/ }" "$sets"
	done >>"$table"
fi

wrong=0 n=0 waits=0
declare -A moves all
while IFS='|' read -r script want reason sets; do
	n=$((n + 1))
	classify "$script"
	for set in $sets; do
		all[$set]=$((${all[$set]:-0} + 1))
		case $got in moved | differs) moves[$set]=$((${moves[$set]:-0} + 1)) ;; esac
	done
	if [ "$got" = "$want" ] && { [ -z "$reason" ] || grep -qF -- "$reason" "$dir/one" "$dir/said"; }; then
		:
	elif grep -q 'error\[E0900\]' "$dir/said"; then
		waits=$((waits + 1))
	else
		wrong=$((wrong + 1))
		echo "# $script: $got${why:+ ($why)}, expected $want${reason:+ ($reason)}"
	fi
done < <(grep -v '^#' "$table")
[ $wrong = 0 ] && [ $n = "$(find . -name '*.stp' | wc -l)" ]
ok $? "each of $n scripts became what is expected ($waits wait for what is not built yet)"
echo "# within reach ${moves[reach]:-0} of ${all[reach]:-0} move, with return probes ${moves[return]:-0} of ${all[return]:-0}"

# ---- they run ----

cat >"$dir/load.sh" <<'END'
i=0
while [ $i -lt 8 ]; do
	busybox dd if=/proc/version of=/tmp/copy bs=64 count=3 2>/dev/null
	busybox cat /proc/self/status /usr/bin/load.sh >/dev/null
	busybox rm -f /tmp/copy
	busybox sleep 0.2
	i=$((i + 1))
done
END
scripts=()
for name in $(awk -F '|' '$4 ~ /run/ {print $1}' "$table"); do
	base=${name##*/}
	to=$dir/run/${base%.stp}.fp
	mkdir -p "$dir/run"
	sed -E 's/^(param arg1)\t.*/\1 = "vfs_read"/' "$dir/fp/${name%.stp}.fp" >"$to"
	scripts+=("$to")
done
# What changes the kernel has loads of its own, which see that it did.
for name in $(awk -F '|' '$4 ~ /guru/ {print $1}' "$table"); do
	base=${name##*/}
	to=$dir/run/${base%.stp}
	sed '1a // options: --backend=module --guru' "$dir/fp/${name%.stp}.fp" >"$to.fp"
	scripts+=("$to.fp")
done
cat >"$dir/run/badname.sh" <<'END'
#!/bin/sh
for name in badname XXXbadnameXXX; do
	busybox mkdir /tmp/$name 2>&1
	busybox touch /tmp/$name/file$name 2>&1
	[ -d /tmp/$name ] && echo "made $name"
done
END
cat >"$dir/run/eatmydata.sh" <<'END'
#!/bin/sh
busybox dd if=/proc/version of=/tmp/other conv=fsync 2>/dev/null && echo "others write"
exec busybox dd if=/proc/version of=/tmp/own conv=fsync 2>/dev/null
END
# The same without what hides that the parameter is another one.
cat >"$dir/run/parameter.fp" <<'END'
// A parameter that is written is what the function is called with.
// options: --backend=module --guru
probe fprobe("do_fsync") if (execname() == "busybox") { $fd = -1; println("fd", (s32)$arg1) }
END
cat >"$dir/run/parameter.sh" <<'END'
#!/bin/sh
busybox dd if=/proc/version of=/tmp/own conv=fsync 2>&1
END
chmod +x "$dir"/run/*.sh
scripts+=("$dir/run/parameter.fp")
LOAD=$dir/load.sh "$here/vm/batch" newest "$dir/out" -T 20s -c "/bin/sh /usr/bin/load.sh" -- "${scripts[@]}" >"$dir/log" 2>&1
ok $? "the machine ran ${#scripts[@]} scripts"
for script in "${scripts[@]}"; do
	name=$(basename "$script" .fp)
	[ "$(cat "$dir/out/$name.status" 2>/dev/null)" = 0 ] && ! grep -q 'fault:' "$dir/out/$name.err"
	status=$?
	ok $status "$name runs, and faults nowhere"
	[ $status = 0 ] || head -n 8 "$dir/out/$name.err" | sed 's/^/# /'
done

saw() {		# saw SCRIPT PATTERN WHAT
	grep -qE -- "$2" "$dir/out/$1.out"
	status=$?
	ok $status "$1: $3"
	[ $status = 0 ] || head -n 12 "$dir/out/$1.out" | sed 's/^/# /'
}

# 8 rounds of dd's 3 blocks, and more; cat's files.
saw func_time_stats '^intervals min:[0-9]+us avg:[0-9]+us max:[0-9]+us count:([3-9][0-9]|[0-9]{3,}) ' "each vfs_read() was timed"
saw callgraph '<-vfs_read' "entries and exits"
saw traceio '[0-9]+ +(dd|cat|busybox) r: +[0-9]+ ' "who has read how much"
saw fslatency-nd 'FS call: vfs_read' "latencies of vfs_read()"
saw cachestat 'total hits' "its summary"
saw badname "can't create directory '/tmp/XXXbadnameXXX': Permission denied" "a name is refused"
saw badname '^made badname$' "other names are not"
saw eatmydata 'to fd -1, success 1 times, failed 0 times' "the process's fsync() went elsewhere"
saw eatmydata 'Preserved f.sync by other processes 1 times' "that of another did not"
saw parameter 'Bad file descriptor' "the function works on what was written"
[ -z "${KEEP:-}" ] || cp -r "$dir/out" "$dir/fp" "$dir/report" "$dir/err" "$KEEP"
finish
