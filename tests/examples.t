#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The examples on real kernels: each runs with a load that it is made for, and prints what the load is known
# to do.  gethostlatency, for which the machine would need names, runs on this one.
set -u
export LC_ALL=C
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
top=$here/..

# ---- what is written of them ----

for script in "$top"/examples/*.fp; do
	name=$(basename "$script")
	text=$(sed -n '3s|^// ||p' "$script")
	grep -qxF "| [$name](../examples/$name) | $text |" "$top/doc/examples.md" || ok 1 "doc/examples.md has $name, and its first line"
	grep -q "^//     fptap examples/$name" "$script" || [[ $name = reads.fp || $name = switches.fp ]] || ok 1 "$name says how it is called"
	! grep -E '^param ' "$script" | grep -vq '// [a-z]' || ok 1 "$name says what its parameters are"
done
count=$(find "$top/examples" -name '*.fp' | wc -l)
[ "$count" = "$(grep -c '^| \[' "$top/doc/examples.md")" ]
ok $? "doc/examples.md lists all $count examples"
need_vm

# ---- the loads, and what is known of them ----

build_load
mkdir "$dir/cases"
declare -A want

# case_of NAME ARGUMENTS AWK, the load on standard input.  AWK is a program over what was printed; it fails if
# it leaves `ok' at 0.
case_of() {
	cp "$top/examples/$1.fp" "$dir/cases/"
	echo "$2" >"$dir/cases/$1.args"
	{ echo '#!/bin/sh'; cat; } >"$dir/cases/$1.sh"
	chmod +x "$dir/cases/$1.sh"
	want[$1]=$3
}

quiet='>/dev/null 2>&1'
bytes="dd if=/dev/zero of=/dev/null bs=1 count=500 $quiet"
slow='(sleep 0.3; echo x) | cat >/dev/null'
local_tcp='nc -l -p 8080 >/dev/null & sleep 0.2; echo hello | nc 127.0.0.1 8080; wait'
lost='ip route add 10.9.0.0/16 dev lo 2>/dev/null; timeout 2 nc 10.9.1.1 80 2>/dev/null'

case_of opensnoop --who=cat '/ 3  \/etc\/passwd$/ { n++ } /-ENOENT  \/none$/ { m++ } END { ok = n == 2 && m == 1 }' <<<"
cat /etc/passwd $quiet; cat /none $quiet; cat /etc/passwd $quiet"
case_of execsnoop '' '/  true one two$/ { n++ } /  .none.prog: -ENOENT$/ { m++ } END { ok = n == 1 && m == 1 }' <<<"
env true one two; env /none/prog $quiet"
case_of exitsnoop --failed '/exit 3$/ { n++ } /SIGTERM$/ { m++ } END { ok = n == 1 && m == 1 && NR == 2 }' <<<"
sh -c 'exit 3'; sh -c 'kill -TERM \$\$' 2>/dev/null; true"
case_of threadsnoop '' '/^begin  load / { n++ } /^end    load / { m++ } END { ok = n == 24 && m == 24 }' <<<"
load sleepers $quiet"
case_of pidpersec '' '{ n += $2 } END { ok = n >= 20 && n <= 30 }' <<<"
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do env true; done; sleep 1.1"
disk="[ -e /dev/loop0 ] || insmod ./loop.ko; [ -e /image ] || dd if=/dev/zero of=/image bs=1M count=64 $quiet
losetup /dev/loop0 /image; echo 3 >/proc/sys/vm/drop_caches; dd if=/dev/loop0 of=/dev/null bs=4096 count=64 iflag=direct $quiet; losetup -d /dev/loop0"
case_of biolatency '' '/^latency\[loop0\]/ { n = 1 } n && /count [0-9]+/ { sub(/,/, "", $2); ok = $2 >= 64 }' <<<"$disk"
case_of biosnoop '' '/ loop0 +R +[0-9]+ +4096 / && $5 == 8 * n { n++ } END { ok = n >= 64 }' <<<"$disk"
case_of tcpconnect --port=8080 '/^nc .* 127.0.0.1 -> 127.0.0.1:8080$/ { n++ } END { ok = n == 1 && NR == 1 }' <<<"$local_tcp"
case_of tcpaccept '' '/^nc .* :8080 <- .*127.0.0.1:[0-9]+$/ { n++ } END { ok = n == 1 && NR == 1 }' <<<"$local_tcp"
case_of tcplife '' '/^nc .* 127.0.0.1:[1-9][0-9]+ 127.0.0.1:8080 +8B +[12]B / { n++ } /^nc .*127.0.0.1:8080 .*:[0-9]+ +[12]B +7B / { m++ } END { ok = n == 1 && m == 1 }' <<<"$local_tcp"
case_of tcptop --interval=400ms '/^sent/ { s = 1 } /^received/ { s = 0 } /^  nc / { if (s) out += $3; else in_ += $3 } END { ok = out == 6 && in_ == 6 }' <<<"
$local_tcp; sleep 1"
case_of tcpretrans '' '/ -> 10.9.1.1:80  SYN_SENT$/ { n++ } END { ok = n >= 1 }' <<<"$lost"
case_of dropsnoop '' '/^  tcp_.*SKB_DROP_REASON_NO_SOCKET/ { ok = $3 >= 1 }' <<<"nc 127.0.0.1 9 2>/dev/null; true"
case_of runqlat '' '/^waited/ { n = 1 } n && /count/ { ok = $2 + 0 > 20 }' <<<"
for i in 1 2 3 4 5 6 7 8 9 10; do env true; done"
case_of cpudist '' '/^on_cpu\[dd\]/ { ok = 1 }' <<<"dd if=/dev/zero of=/dev/null bs=1M count=100 $quiet"
case_of offcputime --longer=100ms '/do_nanosleep/ { n = 1 } /^  sleep +[34][0-9][0-9]ms$/ { ok = n }' <<<"sleep 0.3"
case_of wakeuptime '' '/^  wakeuptime.sh +sleep / { ok = 1 }' <<<"sleep 0.2; true"
case_of runqlen '' '/^length/ { n = 1 } n && /count/ { ok = $2 + 0 > 30 && $2 + 0 < 300 }' <<<"sleep 1"
case_of profile --who=dd '/^    (ksys|vfs)_read/ { n = 1 } $1 == "dd" && $2 >= 10 { ok = n }' <<<"timeout 1 dd if=/dev/zero of=/dev/null bs=1M $quiet"
case_of fileslower '--slower=200ms --all' '/^cat .* vfs_read .*[2-4][0-9][0-9]ms$/ { n++ } END { ok = n == 1 }' <<<"$slow"
case_of filetop --interval=300ms '/^  dd +write +file / { n += $4 } /^  dd +read +file / { m += $4 } END { ok = n == 50000 && m == 50000 }' <<<"
dd if=/dev/zero of=/tmp/file bs=1000 count=50 $quiet; dd if=/tmp/file of=/dev/null bs=1000 $quiet; sleep 0.5"
case_of statsnoop --failed '/^[0-9]+ +stat +-ENOENT  .nothere$/ { n++ } END { ok = n == 1 }' <<<"stat /nothere $quiet"
case_of syncsnoop '' '/ sync  .* sync  / { n++ } / dd  .* fsync  / { m++ } END { ok = n == 1 && m == 1 && NR == 2 }' <<<"
sync; dd if=/dev/zero of=/tmp/file bs=1 count=1 conv=fsync $quiet"
case_of mountsnoop '' '/ mount  tmpfs  none on .mnt  0$/ { n++ } / umount  .mnt  0$/ { m++ } / umount  .mnt  -EINVAL$/ { l++ } END { ok = n == 1 && m == 1 && l >= 1 }' <<<"
mkdir -p /mnt; mount -t tmpfs none /mnt; umount /mnt; umount /mnt 2>/dev/null; true"
case_of dcsnoop '' '$1 == "stat" && $2 == "never-there" { ok = $3 == 2 }' <<<"stat /never-there $quiet; stat /never-there $quiet; true"
case_of vfsstat --interval=300ms 'NR > 1 { r += $2; w += $3; u += $7 } END { ok = r >= 500 && r < 800 && w >= 500 && w < 800 && u == 1 }' <<<"
$bytes; echo >/tmp/gone; rm /tmp/gone; sleep 0.5"
case_of syscount --who=dd '$1 == "read" { ok = $2 >= 500 && $2 < 520 }' <<<"$bytes"
case_of errsnoop '' '$1 == "stat" && $3 == "-ENOENT" && $4 >= 1 { ok = 1 }' <<<"stat /nothere $quiet"
case_of killsnoop '' '/^pid / { pid = $2 } $3 == "SIGUSR1" && $6 == 0 { to = $5 } END { ok = to == pid && pid > 0 }' <<<"
sleep 9 & echo pid \$!; kill -USR1 \$!; wait"
case_of sigsnoop '' '/^pid / { pid = $2 } /^SIGUSR1 +to sleep / { to = $4; from = $6 } END { ok = to == pid && from == "sigsnoop.sh" }' <<<"
sleep 9 & sleep 0.2; echo pid \$!; kill -USR1 \$!; wait"
case_of oomkill '' '/^pid / { pid = $2 } / sleep \([0-9]+, .* is ended/ { split($3, a, /[(,]/); to = a[2] } END { ok = to == pid && pid > 0 }' <<<"
sleep 9 & sleep 0.1; echo pid \$!; echo 1000 >/proc/\$!/oom_score_adj; echo f >/proc/sysrq-trigger; wait"
case_of pagefaults '' '/^took\[dd, write\]/ { n = 1 } n && /count/ { c = $2 + 0; n = 0 } END { ok = c >= 256 && c < 600 }' <<<"
dd if=/dev/zero of=/dev/null bs=1M count=1 $quiet"
case_of swapin '' '$1 == "dd" && $3 >= 100 { ok = 1 }' <<<"
[ -e /dev/loop0 ] || insmod ./loop.ko; [ -e /image ] || dd if=/dev/zero of=/image bs=1M count=64 $quiet
losetup /dev/loop0 /image; mkswap /dev/loop0 $quiet; swapon /dev/loop0
mkdir /sys/fs/cgroup/small; echo +memory >/sys/fs/cgroup/cgroup.subtree_control
echo 8M >/sys/fs/cgroup/small/memory.max
sh -c 'echo 0 >/sys/fs/cgroup/small/cgroup.procs; dd if=/dev/zero of=/dev/null bs=24M count=2 $quiet'
swapoff /dev/loop0; losetup -d /dev/loop0"
case_of kmem '' '/^[a-z_0-9.]+\+0x[0-9a-f]+ +[0-9]+ / { n++; c += $2 } END { ok = n >= 5 && c >= 20 }' <<<"env true"
case_of memleak '' '/^kept/ { n = 1 } n && /\+0x/ { ok = 1 }' <<<"sleep 1"
case_of slabtop --interval=300ms '$1 == "filp" || $1 ~ /file/ { n += $2 } END { ok = n >= 300 }' <<<"
i=0; while [ \$i -lt 300 ]; do : </etc/passwd; i=\$((i + 1)); done; sleep 0.5"
case_of softirqs '' '/^took\[(TIMER|SCHED|RCU|HRTIMER)\]/ { ok = 1 }' <<<"sleep 0.5"
case_of hardirqs '' '/^took\[ttyS0\]/ { ok = 1 }' <<<"echo hello >/dev/ttyS0; sleep 0.2"
case_of capable '' '/^chown .* cap 0  0$/ { ok = 1 }' <<<"echo >/tmp/mine; chown 7 /tmp/mine"
case_of vfscount --interval=300ms '$1 == "vfs_read" { n += $2 } END { ok = n >= 500 && n < 800 }' <<<"$bytes; sleep 0.5"
case_of funccount --fn=vfs_read,vfs_write* '$1 == "dd" { n[$2] = $3 } END { ok = n["vfs_read"] >= 500 && n["vfs_read"] < 520 && n["vfs_write"] >= 500 }' <<<"$bytes"
case_of funclatency --fn=vfs_read '/^took/ { n = 1 } n && /count/ { ok = $2 + 0 >= 500 && $2 + 0 < 600 }' <<<"$bytes"
case_of funcslower '--fn=vfs_read --slower=200ms' '/^cat .* vfs_read  [2-4][0-9][0-9]ms  file=0x[0-9a-f]+ .* count=[0-9]+ .*return=2$/ { ok = 1 }' <<<"$slow"
case_of stackcount --fn=vfs_read '/^    ksys_read/ { n = 1 } $1 == "dd" && NF == 2 { ok = n && $2 == 500 }' <<<"$bytes"
case_of errtrace --who=cat '/^cat .* do_dentry_open  -ENXIO$/ { n = 1 } /^cat .* vfs_open  -ENXIO$/ { m = n } m && /do_sys_openat2/ { ok = 1 }' <<<"
mknod /tmp/device c 99 99 2>/dev/null; cat /tmp/device 2>/dev/null; true"
case_of reads '' '/^dd .* zero +asked +1 got +1 in / { n++ } END { ok = n == 500 }' <<<"$bytes"
case_of switches '' '/ [0-9]+ switches, +[0-9]+ to idle$/ { ok = $2 > 0 }' <<<"sleep 1.2"

run_all() {	# run_all KERNEL: both machines at once take half the time
	local modules loop
	modules=$("$top/driver/vm/fptap-kernel" "$1")/modules
	mkdir "$dir/$1"
	loop=$(find "$modules" -name 'loop.ko*' 2>/dev/null | head -n 1)
	case $loop in
	*.xz) xz -dc "$loop" >"$dir/$1/loop.ko" ;;
	?*) cp "$loop" "$dir/$1/loop.ko" ;;
	esac
	[ -z "$loop" ] || export ADD=$dir/$1/loop.ko
	LOAD=$load "$here/vm/batch" "$1" "$dir/$1" --color=never -- "${scripts[@]}"
}

names=$(printf '%s\n' ${ONLY:-"${!want[@]}"} | sort)
scripts=()
for name in $names; do scripts+=("$dir/cases/$name.fp"); done
for kernel in $(which_kernels "6.12 newest" 6.12); do run_all "$kernel" & done
wait
for kernel in $(which_kernels "6.12 newest" 6.12); do
	for name in $names; do
		if [ ! -e "$dir/$kernel/loop.ko" ] && grep -q loop.ko "$dir/cases/$name.sh"; then
			skip "$kernel: $name" "the package has no disks"
			continue
		fi
		out=$dir/$kernel/$name
		[ "$(cat "$out.status" 2>&1)" = 0 ] && awk "${want[$name]} END { exit !ok }" "$out.out"
		status=$?
		ok $status "$kernel: $name"
		[ $status = 0 ] || head -n 30 "$out".{status,out,err} | sed 's/^/# /'
	done
done

# ---- on this machine ----

if ! "$fptap" -c true -e 'uprobe("libc":"getaddrinfo") { }' >/dev/null 2>&1; then
	skip "gethostlatency" "uprobes are not permitted here"
else
	"$fptap" -c 'getent ahosts localhost' "$top/examples/gethostlatency.fp" >"$dir/out" 2>"$dir/err"
	grep -qE '^getent +[0-9]+  localhost  [0-9.]+[mu]?s$' "$dir/out"
	ok $? "gethostlatency"
fi
finish
