#!/bin/sh
# A load of known size: programs whose names the scripts look for.
dd if=/proc/version of=/dev/null bs=7 count=9 2>/dev/null
dd if=/bin/busybox of=/tmp/copy bs=1000 count=20 2>/dev/null
cat /proc/cpuinfo /no/such/file /also/none >/dev/null 2>&1
# Connections by both families, and what passes through a socket of the machine's own.
for address in 127.0.0.1 ::1; do
	nc -l -p 2000 >/dev/null 2>&1 &
	sleep 1
	echo hello | nc $address 2000 2>/dev/null
	wait $!
done
logger "one message"
logger "another one"
# A file of the other file system.
dd if=/bin/busybox of=/mnt/file bs=4000 count=5 conv=fsync 2>/dev/null
cat /mnt/file >/dev/null
sleep 1
