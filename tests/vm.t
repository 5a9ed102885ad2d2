#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The virtual machine alone: kernels are prepared, boot, and carry bytes, status and signals.
# FPTAP_VM_KERNELS chooses other kernels than these three.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
vm=$here/../driver/vm/fptap-vm
kernel=$here/../driver/vm/fptap-kernel
read -ra versions <<<"${FPTAP_VM_KERNELS:-6.1 6.12 newest}"
cache=${FPTAP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/fptap}
if [ "${VM:-yes}" = no ] && [ -z "${CI:-}" ]; then
	echo "1..0 # SKIP virtual machines are switched off"
	exit 0
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/root" "$tmp/vmtmp"
export TMPDIR=$tmp/vmtmp

count=0 failed=0
ok() {	# ok STATUS NAME
	count=$((count + 1))
	if (($1 == 0)); then echo "ok $count - $2"; else echo "not ok $count - $2"; failed=1; fi
}
is() {	# is GOT WANTED NAME
	if [[ $1 = "$2" ]]; then
		ok 0 "$3"
	else
		ok 1 "$3"
		printf '#  got %q\n# want %q\n' "$1" "$2"
	fi
}
has() {	# has FILE PATTERN NAME
	if grep -q -e "$2" "$1"; then ok 0 "$3"; else ok 1 "$3"; sed 's/^/# /' "$1" | tail -n 20; fi
}
# A shell's background jobs have SIGINT ignored; the machine is to see it.
start() { exec env --default-signal=INT,TERM "$vm" --timeout 90 --root "$tmp/root" "$@"; }
boot() { (start "$@"); }

prepare() {
	local v=$1
	dir=$("$kernel" "$v" 2>"$tmp/err")
	if ! ok $? "$v: the kernel is prepared" || [[ ! $dir ]]; then
		sed 's/^/# /' "$tmp/err"
		return 1
	fi
	bpftool btf dump file "$dir/btf" 2>&1 | grep 'FUNC ' >"$tmp/funcs"
	has "$tmp/funcs" "'vfs_read'" "$v: its BTF has vfs_read"
	has "$dir/config" '^CONFIG_DEBUG_INFO_BTF=y' "$v: its configuration"
	# With no client, no index and no network an answer can come only from what is there.
	is "$(PATH=$tmp/bin "$BASH" "$kernel" "$v" 2>&1)" "$dir" "$v: the cache answers next time"
}

identity() {
	local v=$1
	is "$(boot --kernel "$dir" -- uname -r)" "$(<"$dir/release")" "$v: uname -r as expected"
}

statuses() {
	local v=$1 n
	for n in 0 3 77; do
		boot --kernel "$dir" -- sh -c "exit $n"
		is $? "$n" "$v: exit status $n"
	done
}

channels() {
	local v=$1
	head -c 1048576 /dev/urandom >"$tmp/root/random"
	boot --kernel "$dir" --dmesg "$tmp/dmesg" -- \
		sh -c 'echo first >&2; cat /random; echo "$1" >&2; cat' sh "it's \$one  word" \
		>"$tmp/out" 2>"$tmp/err" <<<'not for the guest'
	is $? 0 "$v: a run with both channels"
	is "$(sha256sum <"$tmp/out")" "$(sha256sum <"$tmp/root/random")" "$v: 1 MiB arrives whole"
	is "$(<"$tmp/err")" $'first\nit\'s $one  word' "$v: stderr, arguments as given, no input"
	has "$tmp/dmesg" "Linux version $(<"$dir/release")" "$v: the kernel log is saved"
	rm "$tmp/root/random"
}

wait_for() {	# wait_for PATTERN FILE
	local i
	for ((i = 0; i < 600; i++)); do
		! grep -q "$1" "$2" || return 0
		sleep 0.1
	done
	return 1
}

# A reader that starts when the command has ended already: nothing of what is on the way is lost.
slow_reader() {
	local v=$1
	: >"$tmp/err"
	boot --kernel "$dir" -- sh -c 'head -c 400000 /dev/zero; echo written >&2' 2>"$tmp/err" |
		{ wait_for written "$tmp/err"; sleep 1; wc -c; } >"$tmp/out"
	is "$(xargs <"$tmp/out")" 400000 "$v: a slow reader gets all"
}

signals() {
	local v=$1 pid
	: >"$tmp/out"
	start --kernel "$dir" -- sh -c 'trap "echo interrupted; exit 9" INT
		echo ready; while :; do sleep 0.1; done' >"$tmp/out" &
	pid=$!
	wait_for ready "$tmp/out"
	kill -INT "$pid"
	wait "$pid"
	is $? 9 "$v: SIGINT reaches the command, which ends in its own way"
	is "$(<"$tmp/out")" $'ready\ninterrupted' "$v: and what it prints then arrives"
	: >"$tmp/out"
	start --kernel "$dir" -- sh -c 'trap "" TERM
		echo ready; while :; do sleep 0.1; done' >"$tmp/out" &
	pid=$!
	wait_for ready "$tmp/out"
	kill -TERM "$pid"
	sleep 1
	kill -TERM "$pid"
	wait "$pid"
	is $? 143 "$v: a second SIGTERM ends the machine"
	: >"$tmp/out"
	start --kernel "$dir" -- sh -c 'echo ready; while :; do sleep 0.1; done' >"$tmp/out" &
	pid=$!
	wait_for ready "$tmp/out"
	kill -KILL "$pid"
	wait "$pid" 2>/dev/null
}

deaths() {
	local v=$1
	boot --kernel "$dir" -- sh -c 'echo before; echo c >/proc/sysrq-trigger' \
		>"$tmp/out" 2>"$tmp/err"
	is $? 5 "$v: a panic is status 5"
	is "$(<"$tmp/out")" before "$v: what came before it arrives"
	has "$tmp/err" 'fptap-vm: the guest .*panic' "$v: and is reported"
	# As an oops is told, whose trace is longer than what is shown of the console.
	boot --kernel "$dir" -- sh -c '{ echo "<0>Oops: told"; seq -f "<0>line %g" 60; } | while read -r l; do
		echo "$l" >/dev/kmsg; done; echo c >/proc/sysrq-trigger' 2>"$tmp/err"
	has "$tmp/err" 'fptap-vm: the guest .*: Oops: told; Kernel panic' "$v: the first oops is named"
	boot --kernel "$dir" -- poweroff -f 2>"$tmp/err"
	is $? 5 "$v: a guest that is switched off is status 5"
	has "$tmp/err" 'died without a status' "$v: and is reported"
	boot --kernel "$dir" --verbose --append rdinit=/none -- true >"$tmp/out" 2>"$tmp/err"
	is "$? $(grep -c 'Linux version' "$tmp/err")" '5 2' "$v: a panic while booting: one retry"
	boot --kernel "$dir" --timeout 6 -- sleep 1000 2>"$tmp/err"
	is $? 124 "$v: the time limit"
}

# QEMU's command line names the directory of the initramfs, which is below ours.
left_over() {
	local i
	for ((i = 0; i < 50; i++)); do
		pgrep -f "qemu.*$TMPDIR" >/dev/null || break
		sleep 0.1
	done
	is "$(pgrep -fc "qemu.*$TMPDIR")" 0 'no QEMU process remains'
	is "$(ls -A "$TMPDIR")" '' 'no temporary file remains'
}

errors() {
	"$kernel" 9.99 >"$tmp/out" 2>"$tmp/err"
	is "$? $(wc -l <"$tmp/err")" '5 1' 'an unknown version is one line and status 5'
	has "$tmp/err" "'9.99'.*there are:.* 6\." 'which tells what there is'
	"$kernel" ../etc >/dev/null 2>&1
	is $? 5 'a version that is a path'
	boot --kernel "$tmp" -- true 2>"$tmp/err"
	is $? 5 'a directory with no kernel'
}

mkdir "$tmp/bin"
for tool in stat find dirname readlink uname cat; do
	ln -s "$(command -v "$tool")" "$tmp/bin/$tool"
done
[[ -w $cache || ! -e $cache ]] || { echo "1..0 # SKIP no cache"; exit 0; }
command -v qemu-system-x86_64 >/dev/null || { echo "1..0 # SKIP no qemu-system-x86_64"; exit 0; }
for version in "${versions[@]}"; do
	prepare "$version" || continue
	identity "$version"
	[[ $version != "${versions[-1]}" ]] || statuses "$version"
	channels "$version"
done
slow_reader "$version"
signals "$version"
deaths "$version"
errors
left_over
echo "1..$count"
exit "$failed"
