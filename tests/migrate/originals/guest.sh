#!/bin/sh
# Run in a machine: each script under bpftrace and what it became under fptap, on one load at once.
cd /t
export FPTAP_CACHE=/var/cache/fptap
tar -C / -xf /bpftrace.tar && rm /bpftrace.tar
ip link set lo up
mkdir -p /mnt /dev && mount -t tmpfs t /mnt
syslogd -O /tmp/log
for old in *.bt; do
	name=${old%.bt}
	/bpftrace/run -B line $old >/tmp/old 2>/tmp/err &
	pid=$!
	n=0
	until grep -q Attach /tmp/old /tmp/err || [ $n = 100 ] || [ ! -d /proc/$pid ]; do sleep 1; n=$((n + 1)); done
	sleep 3
	fptap run $name.fp -c "sh /t/load.sh" >/tmp/new 2>/tmp/report </dev/null
	echo "status $name $?"
	sleep 1
	kill -INT $pid
	wait $pid
	sed "s/^/old $name /" /tmp/old /tmp/err
	sed "s/^/new $name /" /tmp/new /tmp/report
done
