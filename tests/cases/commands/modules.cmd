# Several modules at once: each has types of its own, and those of the kernel; which functions can be traced is in their files.
split() {	# split NAME TEXT: NAME.btf, of a module with it
	echo "$2" >$1.c
	clang -target bpf -g -O2 -w -c $1.c -o $1.o && pahole -J --btf_base=mini.btf $1.o 2>/dev/null
	objcopy -I elf64-little -O binary --only-section=.BTF --set-section-flags .BTF=alloc $1.o $1.btf
}
split one 'struct own { int id; struct file *file; }; int one_open(struct own *own) { return own->id; }
int one_quiet(struct own *own) { return own->id; } int one_inlined(struct own *own) { return own->id; }'
split two 'struct other { long before; struct other *next; }; long two_close(struct other *other, int how) { return other->before; }'
cat >ko.s <<'END'
	.text
	.type one_open, @function
one_open:
	.quad 0, 0
	.type one_quiet, @function
one_quiet:
	.quad 0, 0
	.section __mcount_loc, "a"
	.quad one_open
END
gcc -c -o one.ko ko.s && objcopy --add-section .BTF=one.btf one.ko
cat >both.fp <<'END'
probe fprobe("one_open") { println($own->id, $own->file->pos) }
probe fprobe("two_close") { println($other->next->before, $how) }
probe fprobe("mini_close") { println($file->pos) }
END
fptap check both.fp --kernel=mini.btf --module=one.btf --module=two.btf
fptap check -q both.fp --kernel=mini.btf --module=two.btf --module=one.ko
echo 'probe fprobe("two_close") { println($other->id) }' >bad.fp
fptap check -q bad.fp --kernel=mini.btf --module=one.btf --module=two.btf
# The kernel has a list of its functions; the modules' join it.
kernel_with 't mini_close'
fptap check both.fp --kernel=k --module=two.btf --module=one.ko
fptap check -q -e 'probe fprobe("one_quiet") { println($own->id) }
probe fprobe("one_inlined") { println($own->id) }' --kernel=k --module=two.btf --module=one.ko
# A module's types are those of one kernel.
printf 'vermagic=6.1.0-1-amd64 SMP mod_unload \0' >modinfo && objcopy --add-section .modinfo=modinfo one.ko
release_of mini.btf 6.1.0-1-amd64 old && release_of other.btf 6.12.1-amd64 new
fptap check -e 'probe fprobe("one_open") { println($own->id) }' --kernel=old --kernel=new --module=one.ko
