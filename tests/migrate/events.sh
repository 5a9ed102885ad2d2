#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Run in a machine: events.sh LINES.  What the kernel says to each line as it is, to what it becomes, and
# (of refused ones) to the same event put on an fprobe by hand; then what all of them record on one load.
t=/sys/kernel/tracing
echo 0 >$t/tracing_on
cut -f 2- "$1" >/tmp/original.events
fptap migrate --to=tracefs /tmp/original.events >/tmp/moved.events 2>/tmp/report
echo "status $?"
sed 's/^/report /' /tmp/report
grep -v '^#' /tmp/moved.events >/tmp/lines

try() {		# try WHAT N LINE
	if echo "$3" 2>/dev/null >>$t/dynamic_events; then echo "$1 $2 taken"; else echo "$1 $2 refused"; fi
}

by_hand() {
	echo "$1" | sed -E 's/^p:/f:/; s/^r[0-9]*:([^ ]+) +([^ ]+)/f:\1 \2%return/; s/%return%return/%return/; s/^f:/f:hand\//'
}

exec 3</tmp/lines
n=0
while IFS='	' read -r want line; do
	n=$((n + 1))
	case $want in
	moved)	read -r moved <&3
		try original $n "$line"
		try moved $n "$(echo "$moved" | sed -E 's#^f:([a-z0-9]+)/#f:m_\1/m_#')" ;;
	same)	read -r moved <&3
		[ "$moved" = "$line" ] && echo "same $n" ;;
	*)	try hand $n "$(by_hand "$line")" ;;
	esac
done <"$1"

for group in kprobes fprobes grp1 grp2 grp3 probe; do
	for g in $group m_$group; do
		[ ! -e $t/events/$g ] || echo 1 >$t/events/$g/enable
	done
done
echo 1 >$t/options/event-fork
sh -c "echo \$\$ >$t/set_event_pid; echo 1 >$t/tracing_on
	echo hello >/dev/null; cat /proc/version >/dev/null; ls / >/dev/null; stat /bin >/dev/null; cat /no/such/file
	head -c 3000 /bin/busybox | tail -c 20 >/tmp/some" 2>/dev/null
echo 0 >$t/tracing_on
# A character may be any byte.
tr -c '\n -~' '?' <$t/trace | sed -n -E 's/^.*: (m_)?([a-z_0-9]+): \(.*\)(.*)$/trace \1\2\3/p'
