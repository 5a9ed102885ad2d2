# SPDX-License-Identifier: GPL-2.0-or-later
# Sourced by tests: TAP lines, a private directory $dir, the program $build/fptap.

here=${here:-$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)}
build=$(cd "${FPTAP_BUILD:-$here/../build}" && pwd) || exit 1
fptap=$build/fptap
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
tap_n=0

ok() {		# ok STATUS NAME
	tap_n=$((tap_n + 1))
	if [ "$1" = 0 ]; then echo "ok $tap_n - $2"; else echo "not ok $tap_n - $2"; fi
}

skip() {	# skip NAME WHY
	tap_n=$((tap_n + 1))
	echo "ok $tap_n - $1 # SKIP $2"
}

finish() {
	echo "1..$tap_n"
}

# Files are equal, and not empty.
equal() {	# equal NAME WANT GOT
	if [ ! -s "$2" ]; then
		ok 1 "$1 (nothing to compare)"
	elif diff "$2" "$3" >"$dir/diff"; then
		ok 0 "$1 ($(wc -l <"$2") lines)"
	else
		ok 1 "$1"
		head -n 20 "$dir/diff" | sed 's/^/# /'
	fi
}

# … but for the order of lines.
same() {	# same NAME WANT GOT
	sort "$2" >"$dir/left"
	sort "$3" >"$dir/right"
	equal "$1" "$dir/left" "$dir/right"
}

# Tests that boot machines can be left out with VM=no, but not in CI.
need_vm() {
	if [ "${VM:-yes}" = no ] && [ -z "${CI:-}" ]; then
		echo "1..0 # SKIP virtual machines are switched off"
		exit 0
	fi
}

# ARCH is set: the machines are of another architecture than this one.  What compiles for them.
case ${ARCH:-} in
'') machine_cc=${CC:-gcc} ;;
*) machine_cc=$(sed "s/arm64/aarch64/; s/$/-linux-gnu-gcc/" <<<"$ARCH") ;;
esac

# A program of one file of vm/ for the machines.
build_static() {	# build_static FILE SOURCE
	mkdir -p "${1%/*}"
	"$machine_cc" -O2 -Wall -static -pthread -o "$1.$$" "$2" && mv "$1.$$" "$1" || exit 1
}

# $load: the load program, $witness: the kernel's own view of it.
build_load() {
	load=$build/vm-test${ARCH:+-$ARCH}/load witness=$build/vm-test${ARCH:+-$ARCH}/witness
	build_static "$load" "$here/vm/load.c"
	cp "$here/vm/witness" "$witness"
}

# A root for tests that boot a machine themselves: fptap, its runtime, a cache of compiled objects.
guest_root() {	# guest_root ROOT
	mkdir -p "$1/usr/bin" "$1/usr/share/fptap" "$1/var/cache/fptap/objects"
	cp "$fptap" "$1/usr/bin/"
	cp -rL "$here/../runtime" "$1/usr/share/fptap/runtime"
	cp -rL "$here/../stdlib" "$1/usr/share/fptap/stdlib"
}

# Compiles for a machine of this kernel (a directory of fptap-kernel's); the guest says the script's name
# as it is said here.
guest_compile() {	# guest_compile ROOT KERNEL OPTIONS… SCRIPT
	local root=$1 kernel=$2
	shift 2
	FPTAP_CACHE=$root/var/cache/fptap "$fptap" run --kernel="$kernel/btf" \
		--release="$(<"$kernel/release")" --headers="$kernel/headers" "$@" >&2
}

# The kernels that a test runs on: KERNELS, or all of its own; CI, which has half an hour for everything, takes
# the shorter list.
which_kernels() {	# which_kernels ALL SHORT
	if [ -n "${KERNELS+given}" ]; then echo "$KERNELS"; elif [ -n "${CI:-}" ]; then echo "$2"; else echo "$1"; fi
}

# A kernel's types to compile for: the newest that was fetched for the machines, which has all that probes need;
# else this machine's.  Nothing where there are none.
types_of_a_kernel() {
	local file found=
	for file in /sys/kernel/btf/vmlinux \
		    "${FPTAP_CACHE:-$HOME/.cache/fptap}"/kernels/"$(dpkg --print-architecture)"/*/btf; do
		[ -r "$file" ] && found=$file
	done
	echo "$found"
}
