#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Events on kprobes become events on fprobes which the kernel takes and which record the same on one
# load, or are refused as it would refuse them.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_vm
grep -v '^#' "$here/migrate/events.txt" >"$dir/lines"
root=$dir/root
mkdir -p "$root/usr/bin" "$root/migrate"
cp "$fptap" "$root/usr/bin/"
cp "$here/migrate/events.sh" "$root/migrate/"
[ "$(grep -c ^moved "$dir/lines")" -ge 60 ]
ok $? "at least 60 lines that move"

# What a kernel does not take in its original form cannot be compared: newer kernels know more.
check_line() {	# check_line KERNEL N WANT LINE
	local said original moved
	said=$(grep -oE "^report [^:]*:$2: .*: (moved|refused)" "$dir/out" | grep -oE '(moved|refused)$')
	case $3 in
	moved)
		original=$(sed -n "s/^original $2 //p" "$dir/out") moved=$(sed -n "s/^moved $2 //p" "$dir/out")
		[ "$said" = moved ] && [ "$moved" = taken ]
		ok $? "$1: the kernel takes what became of: $4"
		[ "$original" = taken ] || echo "# the original is $original" ;;
	same)
		grep -q "^same $2$" "$dir/out"
		ok $? "$1: stays: $4" ;;
	refused | other)
		[ "$said" = refused ] && { [ "$3" = other ] || grep -q "^hand $2 refused" "$dir/out"; }
		ok $? "$1: is refused, and the kernel refuses an fprobe there too: $4" ;;
	esac
}

# Of each event that was moved, what it and its successor recorded.
compare() {	# compare KERNEL LEAST
	local name n=0 missing=0
	sed -n 's/^trace //p' "$dir/out" >"$dir/trace"
	for name in $(grep -oE '^m_[a-z0-9_]+' "$dir/trace" | sort -u); do
		grep -E "^$name( |\$)" "$dir/trace" | sed 's/^m_//' | sort >"$dir/got"
		grep -E "^${name#m_}( |\$)" "$dir/trace" | sort >"$dir/want"
		if cmp -s "$dir/want" "$dir/got"; then
			n=$((n + 1))
		else
			[ ! -s "$dir/want" ] && grep -q '^original .* refused' "$dir/out" && continue
			missing=$((missing + 1))
			echo "# $name: $(wc -l <"$dir/want") and $(wc -l <"$dir/got") records"
			diff "$dir/want" "$dir/got" | head -n 4 | sed 's/^/# /'
		fi
	done
	[ $missing = 0 ] && [ $n -ge "$2" ]
	ok $? "$1: $n kinds of events record the same as their originals"
}

# Half of the lines on one kernel and all on the other; ALL=1: all on both.
for kernel in 6.12 newest; do
	least=50
	cp "$dir/lines" "$root/migrate/lines"
	if [ $kernel = 6.12 ] && [ -z "${ALL:-}" ]; then
		least=25
		awk 'NR % 2' "$dir/lines" >"$root/migrate/lines"
	fi
	kdir=$("$here/../driver/vm/fptap-kernel" $kernel)
	"$here/../driver/vm/fptap-vm" --kernel "$kdir" --root "$root" -- /bin/sh /migrate/events.sh /migrate/lines \
		>"$dir/out" 2>"$dir/err"
	ok $? "$kernel: the machine ran"
	n=0
	while IFS=$'\t' read -r want line; do
		n=$((n + 1))
		check_line $kernel $n "$want" "$line"
	done <"$root/migrate/lines"
	compare $kernel $least
	if [ $least = 50 ]; then
		grep -q "get_kprobe' is on the kprobes' blacklist" "$dir/out" &&
			grep -q "do_syscall_64' is there, but the kernel lets nobody trace it" "$dir/out"
		ok $? "$kernel: its lists of functions are known"
	fi
	[ -z "${KEEP:-}" ] || cp "$dir/out" "$KEEP.$kernel"
done
finish
