#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Whole structs: a struct that the compiler has laid out is shown by what BTF says of it; in the machines
# those of the kernel, by what its tools say of them.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

if command -v clang >/dev/null; then
	clang -target bpf -O1 -g -c "$here/btf/whole.c" -o "$dir/whole.o" || exit 1
	for form in text deep json; do
		"$build/whole-main" "$dir/whole.o" $form >"$dir/$form"
		[ -z "${UPDATE:-}" ] || cp "$dir/$form" "$here/cases/whole.$form"
		equal "a struct as $form" "$here/cases/whole.$form" "$dir/$form"
	done
	[ "$(jq -c '[.minus, .far, .three, (.many | length), .inner.b, .high]' "$dir/json")" = \
		"[-128,$((0x2aaaabbbbcccc)),-3,70,2,$((0x1234))]" ]
	ok $? "the JSON is valid, and its numbers are the compiler's"
else
	skip "a struct of the compiler's" "no clang"
fi
[ "${VM:-yes}" != no ] || [ -n "${CI:-}" ] || { finish; exit 0; }

# prlimit sets what the process's next exec finds.
script='probe tracepoint("sched:sched_process_exec") if ($p->signal->rlim[7].rlim_cur == 77 && $p->tgid == target()) {
	println($p->signal->rlim[7])
	printf("%#v\n", $p->signal->rlim[7])
	print($p->thread_pid->numbers[0])
	printf("p=%v old_pid=%v bprm=%v\n(%s)\n", $p, $old_pid, $bprm, $$parms)
}
probe fprobe("vfs_read").exit if (execname() == "load" && once()) {
	printf("file=%v buf=%v count=%v pos=%v\n", $file, $buf, $count, $pos)
	println($$parms)
	printf("%s\n", $$return)
}'
build_load
for kernel in $(which_kernels "6.1 6.12 newest" "6.1 newest"); do
	timeout 300 "$fptap" run --vm="$kernel" --vm-add="$load" -c "ulimit -S -n 77; ulimit -H -n 99; exec $load reads" \
		-e "$script" >"$dir/out" 2>"$dir/err" </dev/null
	sed -E '/^\(?(p|file)=/d; s/nr = [0-9]+/nr = N/; s/ns = 0x.*/ns = P/' "$dir/out" >"$dir/got"
	cat >"$dir/want" <<-'END'
	{.rlim_cur = 77, .rlim_max = 99}
	{
	    .rlim_cur = 77,
	    .rlim_max = 99
	}
	{
	    .nr = N,
	    .ns = P
	}
	return=1
	END
	equal "$kernel: limits as ulimit has set them" "$dir/want" "$dir/got"
	grep -E '^\(?(p|file)=' "$dir/out" | tr -d '()' >"$dir/lists"
	sed -n 'p;n' "$dir/lists" >"$dir/want"
	sed -n 'n;p' "$dir/lists" >"$dir/got"
	equal "$kernel: \$\$parms are the parameters" "$dir/want" "$dir/got"
done
finish
