#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Scripts against packaged kernels, x86_64 and arm64: the examples and those of the library, whose matrix is in doc/check.md, and
# scripts written for 6.1 that use what later kernels renamed or dropped (cases/kernels/X.fp → X.out).
# A second line `// arch: x86_64,arm64' asks for both.
# UPDATE=1 writes goldens and the matrix anew.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
top=$here/..
versions=(6.1 6.12 6.19 7.2 7.3)
doc=$top/doc/check.md

paths=$("$fptap" kernel fetch --arch=x86_64,arm64 "${versions[@]}" 2>"$dir/err")
status=$?
if [ $status != 0 ] && [ -z "${CI:-}" ]; then
	echo "1..0 # SKIP no packaged kernels: $(head -n 1 "$dir/err")"
	exit 0
fi
ok $status "packaged kernels are there"
sed 's/^/# /' "$dir/err"
mapfile -t kernels < <(sed 's/^/--kernel=/' <<<"$paths")

# "6.12.95+deb12-cloud-amd64" and the room it takes differ from one security update to the next.
plain() { sed -E 's/([0-9]+\.[0-9]+)[^ ,;]*-cloud-(amd64|arm64)/\1/g; s/^(  [0-9.]+) +/\1  /'; }

# ---- every example ----

# The library's comments have an example of each function: LIBRARY-FILE/N.fp of them.
for file in "$top"/stdlib/*.fp; do
	[ -e "$file" ] || continue
	mkdir -p "$dir/stdlib/${file##*/}"
	awk -v dir="$dir/stdlib/${file##*/}" '
		/^\/\/     / { if (!open) { open = 1; out = dir "/" ++n ".fp" }
			      print substr($0, 8) >out; next }
		{ open = 0 }' "$file"
done
# One row a script, and one for all examples of a file of the library; where it is not ok the codes.
table() {
	(cd "$top" && "$fptap" check examples/*.fp $(cd "$dir" && find stdlib -name '*.fp' -type f -printf "$dir/%p\n" | sort -V) \
		"${kernels[@]}" --format=json 2>"$dir/messages") |
		jq -r --arg dir "$dir/" '.results
			| map(.name = (.script | ltrimstr($dir) | sub("/[0-9]+[.]fp$"; "")))
			| group_by(.name)[]
			| "| `" + .[0].name + "` | " + (group_by(.kernel)
				| map(map(select(.ok | not) | .code) | unique
				      | if . == [] then "ok" else join(" ") end)
				| join(" | ")) + " |"'
}
head_of() {
	(cd "$top" && "$fptap" check -e 'begin { exit() }' "${kernels[@]}" --format=json) | jq -r '
		[.kernels[] | (.release | split(".")[0:2] | join(".")) + " " + .arch] |
		"| script | " + join(" | ") + " |", "|---|" + (map("---|") | add)'
}
{ head_of; table; } >"$dir/matrix"
if [ -n "${UPDATE:-}" ]; then
	awk -v file="$dir/matrix" '/^<!-- end -->/ { skip = 0 }
		!skip { print }
		/^<!-- matrix -->/ { while ((getline line < file) > 0) print line; skip = 1 }' "$doc" >"$dir/doc" && cp "$dir/doc" "$doc"
fi
sed -n '/^<!-- matrix -->/,/^<!-- end -->/p' "$doc" | grep '^|' >"$dir/want"
equal "doc/check.md: the matrix" "$dir/want" "$dir/matrix"
[ "$(head -n 1 "$dir/matrix" | grep -o 'arm64\|x86_64' | sort | uniq -c | awk '{ print $1 }' | xargs)" = "5 5" ]
ok $? "five kernels of each architecture"

# ---- what changed ----

for script in "$here"/cases/kernels/*.fp; do
	name=$(basename "$script" .fp)
	arch=$(sed -n '2s|^// arch: ||p' "$script")
	(cd "$here/cases/kernels" && "$fptap" check -q --arch="${arch:-x86_64}" "$name.fp" "${kernels[@]}"
	 echo "status $?") 2>&1 | plain >"$dir/out"
	if [ -n "${UPDATE:-}" ]; then cp "$dir/out" "${script%.fp}.out"; fi
	equal "$name: $(sed -n '1s|^// ||p' "$script")" "${script%.fp}.out" "$dir/out"
done
changes=$(cat "$here"/cases/kernels/*.out | grep -c 'hint: [0-9.]* x86_64 has')
[ "$changes" -ge 20 ]
ok $? "at least 20 real changes have their reason: $changes"

# ---- the planner's next choice ----

# Kprobes where there are neither trampolines nor fprobe, and why not what is cheaper.
"$fptap" explain --kernel="$(grep 'arm64/6\.1\.' <<<"$paths")" -e 'fprobe("vfs_read").exit { println($count) }' >"$dir/out" 2>&1
awk '$1 == "by" { print $2 } $1 == "not" { print $3, $4 }' "$dir/out" >"$dir/got"
printf '%s\n' kprobes_pair: {fexit,fsession,pair}": CONFIG_DYNAMIC_FTRACE_WITH_DIRECT_CALLS" \
	'kprobe_session: CONFIG_FPROBE' 'kprobe_multi_pair: this' \
	{fexit,fsession}"_multi: CONFIG_DYNAMIC_FTRACE_WITH_DIRECT_CALLS" >"$dir/want"
equal "6.1 arm64: a kprobe pair, and why nothing before it" "$dir/want" "$dir/got"

# ---- fixes ----

# Each that is certain makes the script right for every kernel.
for name in cap-namespace queue-integrity task-robust-list page-index; do
	cp "$here/cases/kernels/$name.fp" "$dir/fixed.fp"
	chmod u+w "$dir/fixed.fp"	# a tarball that is looked at has files that nobody may write to
	"$fptap" check -q --fix --arch=x86_64 "$dir/fixed.fp" "${kernels[@]}" >/dev/null 2>&1
	"$fptap" check -q --arch=x86_64 "$dir/fixed.fp" "${kernels[@]}" >"$dir/out" 2>&1
	ok $? "$name is fixed for all kernels"
	! grep -v ' ok$' "$dir/out" | sed 1d | sed 's/^/# /' | grep .
done

# ---- constants of C headers ----

# open() has other flags on arm64 than on x86_64; a constant that divides by zero is an error.
for arch in x86_64:amd64:0x4000 arm64:arm64:0x10000; do
	IFS=: read -r arch deb flag <<<"$arch"
	fpk=$(grep "$deb.*fpk" <<<"$paths" | head -n 1)
	"$fptap" check -q --kernel="$fpk" -e "const same = 1 / (O_DIRECT == $flag ? 1 : 0)
		const other = 1 / (EOPNOTSUPP == 95 && IPPROTO_ICMPV6 == 58 ? 1 : 0)
		probe begin { }" >"$dir/out" 2>&1
	ok $? "O_DIRECT is $flag on $arch"
	"$fptap" check -q --kernel="$fpk" -e "const same = 1 / (O_DIRECT == $flag ? 0 : 1) probe begin { }" >"$dir/out" 2>&1
	[ $? = 1 ] && grep -q E0207 "$dir/out"
	ok $? "… and nothing else"
done

# ---- modules ----

# Those that the machines have: each kernel takes its own, and what is given for one is not checked on the other.
machines=$(grep -E 'amd64/6\.(1|12)\.[^/]*$' <<<"$paths" | grep -v 'fpk$')
mapfile -t keys < <(find $machines -path '*/net/key/af_key.ko*' 2>/dev/null | sort)
if [ "${#keys[@]}" = 2 ]; then
	echo 'probe fprobe("pfkey_sendmsg", module "af_key") { println($len, $sock->sk->__sk_common.skc_family) }
		probe fprobe("pfkey_release").exit { println($return) }' >"$dir/keys.fp"
	check_keys() {
		"$fptap" check "$dir/keys.fp" $(sed 's/^/--kernel=/' <<<"$machines") --format=json "$@" |
			jq -c '[.results[] | [.ok, .unchecked != null]]'
	}
	[ "$(check_keys "--module=${keys[0]}")" = '[[true,false],[true,true]]' ] &&
		[ "$(check_keys "--module=${keys[0]}" "--module=${keys[1]}")" = '[[true,false],[true,false]]' ] &&
		[ "$(check_keys "--module=${keys[1]%/*}")" = '[[true,true],[true,false]]' ]
	ok $? "af_key of 6.1 and of 6.12"
else
	skip "af_key of 6.1 and of 6.12" "the machines' kernels have no modules here"
fi

# ---- down to the object ----

if command -v clang >/dev/null; then
	FPTAP_CACHE=$dir/cache "$fptap" check -q --codegen "$top"/examples/*.fp "--kernel=$(grep amd64 <<<"$paths" | head -n 1)" >"$dir/out" 2>&1
	[ $? = 0 ] && find "$dir/cache" -name '*.o' | grep -q .
	ok $? "--codegen compiles the examples"
	! grep -v '^  .* ok$' "$dir/out" | grep '^  ' | sed 's/^/# /' | grep .
else
	skip "--codegen" "no clang"
fi

# ---- a version for a file ----

store=$("$fptap" kernel fetch 6.12)
FPTAP_CACHE= XDG_CACHE_HOME= "$fptap" list --kernel=6.12 vfs_read >"$dir/out" 2>&1
"$fptap" list --kernel="$store" vfs_read 2>&1 | cmp -s - "$dir/out" && grep -q '^fprobe("vfs_read")  *ssize_t' "$dir/out"
ok $? "--kernel=6.12 is the fetched one"
echo 'kprobe:vfs_read { @[arg2] = count(); }' >"$dir/count.bt"
FPTAP_CACHE= XDG_CACHE_HOME= "$fptap" migrate --kernel=6.12 "$dir/count.bt" 2>&1 | grep -q '\$count'
ok $? "also for migrate"

# ---- nothing but the file ----

fpk=$(grep 'arm64.*fpk' <<<"$paths" | head -n 1)
cp "$fptap" "$dir/fptap" && cp "$fpk" "$dir/kernel.fpk" && cp "$top"/examples/switches.fp "$dir" && chmod -R a+rX "$dir"
alone=(env -i PATH=/nonexistent "$dir/fptap" check -q "$dir/switches.fp" --kernel="$dir/kernel.fpk")
if [ "$(id -u)" = 0 ]; then
	alone=(unshare -mn sh -c 'mount -t tmpfs none /sys && mount -t tmpfs none /proc && exec "$@"' -
	       setpriv --reuid=65534 --regid=65534 --clear-groups "${alone[@]}")
fi
"${alone[@]}" >"$dir/out" 2>&1
status=$?
[ $status = 0 ] && grep -q ' arm64  *ok$' "$dir/out"
ok $? "no root, network, programs, /proc or /sys: another architecture's kernel"
[ $status = 0 ] || sed 's/^/# /' "$dir/out"
finish
