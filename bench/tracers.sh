#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# bench/tracers.sh [KERNEL] [HITS]: instructions that a probe on vfs_read adds to a call: fptap as it chooses,
# the newest packaged bpftrace, and the kernel's own events, in one run of a machine that counts instructions.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$(cd "${FPTAP_BUILD:-$here/../build}" && pwd)
kernel=${1:-newest} hits=${2:-30000}
dir=$("$here/../driver/vm/fptap-kernel" "$kernel")
peer=${FPTAP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/fptap}/bpftrace-newest
"$here/../tests/migrate/fetch-bpftrace" forky "$peer" all
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/usr/bin" "$root/usr/share/fptap" "$root/bench/bpftrace" "$root/var/cache/fptap/objects"
cp "$build/fptap" "$root/usr/bin/"
cp -rL "$here/../runtime" "$root/usr/share/fptap/runtime"
${CC:-gcc} -O2 -static -o "$root/usr/bin/reads" "$here/peer/reads.c"
ln -s "$peer" "$root/bpftrace-at"
tar -C "$root" --transform 's/^bpftrace-at/bpftrace/' -chf "$root/bpftrace.tar" \
	bpftrace-at/run bpftrace-at/usr/bin/bpftrace bpftrace-at/usr/lib
rm "$root/bpftrace-at"

export FPTAP_CACHE=$root/var/cache/fptap
jobs='count print argument elapsed'
declare -A script=(
	[count]='probe fprobe("vfs_read") { n[pid()]++ }'
	[print]='probe fprobe("vfs_read") { printf("%d %d %p\n", tid(), $count, $file) }'
	[argument]='probe fprobe("vfs_read").exit { n[$count] <<< $return }'
	[elapsed]='probe fprobe("vfs_read").exit { t <<< elapsed() }'
)
for job in $jobs; do
	echo "${script[$job]}" >"$root/bench/$job.fp"
	(cd "$root/bench" && "$build/fptap" run --kernel="$dir/btf" --release="$(<"$dir/release")" $job.fp >/dev/null 2>&1) || :
done
cat >"$root/bench/count.bt" <<'END'
kprobe:vfs_read { @n[pid] = count(); }
END
cat >"$root/bench/print.bt" <<'END'
kprobe:vfs_read { printf("%d %d %p\n", tid, arg2, arg0); }
END
cat >"$root/bench/argument.bt" <<'END'
kprobe:vfs_read { @count[tid] = arg2; }
kretprobe:vfs_read { @n[@count[tid]] = stats(retval); delete(@count, tid); }
END
cat >"$root/bench/elapsed.bt" <<'END'
kprobe:vfs_read { @start[tid] = nsecs; }
kretprobe:vfs_read { @t = hist(nsecs - @start[tid]); delete(@start, tid); }
END
cat >"$root/bench/count-fentry.bt" <<'END'
fentry:vfs_read { @n[pid] = count(); }
END
cat >"$root/bench/print-fentry.bt" <<'END'
fentry:vfs_read { printf("%d %d %p\n", tid, args.count, args.file); }
END
cat >"$root/bench/argument-fentry.bt" <<'END'
fexit:vfs_read { @n[args.count] = stats(retval); }
END
cat >"$root/bench/all" <<'END'
export FPTAP_CACHE=/var/cache/fptap
tar -C / -xf /bpftrace.tar && rm /bpftrace.tar
cd /bench
sleep 3
hit() { echo "$1 $2 $(shift 2; "$@" 2>&1 >/dev/null | sed -n 's/^hit //p')"; }
hit - base reads $HITS
for job in count print argument elapsed; do
	hit $job fptap fptap run --no-maps -c "reads $HITS" $job.fp
	hit $job bpftrace /bpftrace/run -c "/usr/bin/reads $HITS" $job.bt
	[ ! -e $job-fentry.bt ] || hit $job bpftrace-fentry /bpftrace/run -c "/usr/bin/reads $HITS" $job-fentry.bt
done
cd /sys/kernel/tracing
event() {	# event JOB NAME DEFINITION
	echo "$3" >dynamic_events && echo 1 >events/bench/at/enable
	hit "$1" "$2" reads $HITS
	echo 0 >events/bench/at/enable
	echo >dynamic_events
}
event print event 'f:bench/at vfs_read count=count:u64 file=file:x64'
event argument event 'f:bench/at vfs_read%return count=count:u64 ret=$retval:s64'
event argument kretprobe-event 'r:bench/at vfs_read ret=$retval:s64'
END
sed -i "s/\$HITS/$hits/" "$root/bench/all"
"$here/../driver/vm/fptap-vm" --kernel "$dir" --icount --memory 3072 --root "$root" -- /bin/sh /bench/all | awk '
	$2 == "base" { base = $3; printf "a call without a probe: %.0f instructions\n", base; next }
	{ own[$1] = $2 == "fptap" ? $3 - base : own[$1]
	  printf "%-9s %-16s %s\n", $1, $2, $3 ? sprintf("%+.0f  fptap: %.2f of it", $3 - base, own[$1] / ($3 - base)) : "?" }'
