# A module's file is one kernel's: with several kernels each takes its own, and what has no file is not checked there.
split() {	# split FOLDER BTF RELEASE TEXT: FOLDER/own.ko, built for that kernel
	mkdir -p "$1" && echo "$4" >own.c
	clang -target bpf -g -O2 -w -c own.c -o own.o && pahole -J --btf_base="$2" own.o 2>/dev/null
	objcopy -I elf64-little -O binary --only-section=.BTF --set-section-flags .BTF=alloc own.o own.btf
	printf 'vermagic=%s SMP mod_unload \0' "$3" >modinfo
	printf '\t.text\n\t.type own_open, @function\nown_open: .quad 0, 0\n' | gcc -c -x assembler -o "$1/own.ko" -
	objcopy --add-section .BTF=own.btf --add-section .modinfo=modinfo "$1/own.ko"
}
release_of mini.btf 6.1.0-1-amd64 old && release_of other.btf 6.12.1-amd64 new
split all/6.1 mini.btf 6.1.0-1-amd64 'struct own { int id; struct file *file; }; int own_open(struct own *own) { return own->id; }'
split all/6.12 other.btf 6.12.1-amd64 'struct own { int number; struct file *file; }; int own_open(struct own *own) { return own->number; }'
cat >own.fp <<'END2'
probe fprobe("own_open") { println(@defined($own->id) ? $own->id : $own->number) }
probe fprobe("own_o*"), fprobe("own_open", module "own").exit { println(func()) }
probe fprobe("mini_close") { println(@defined($file->pos) ? $file->pos : $file->offset) }
END2
# One file, two kernels.
fptap check own.fp --kernel=old --kernel=new --module=all/6.1/own.ko
# Both, and a folder with both.
fptap check -q own.fp --kernel=old --kernel=new --module=all/6.1/own.ko --module=all/6.12/own.ko
fptap check -q own.fp --kernel=old --kernel=new --module=all
fptap check -q -e 'probe fprobe("own_open") { println($own->id) }' --kernel=old --kernel=new --module=all
# What is wrong elsewhere in the script is wrong.
fptap check -q -e 'probe fprobe("own_open") { println($own->id) } fprobe("mini_close") { println($file->pos) }' \
	--kernel=old --kernel=new --module=all/6.1
# A promise is not proven by what was not checked.
echo '// fptap: kernels 6.1..6.12
probe fprobe("own_open") { println($own->file) }' >promise.fp
fptap check -q promise.fp --kernel=old --kernel=new --module=all/6.1
fptap check -q promise.fp --kernel=old --kernel=new --module=all --format=json | jq -c '[.results[] | [.ok, .unchecked]]'
fptap check -q promise.fp --kernel=old --kernel=new --module=all/6.1 --format=json | jq -c '[.results[] | [.ok, .unchecked]]'
# No kernel's, not named, no module there.
fptap check -q promise.fp --kernel=new --module=all/6.1
fptap check -q -e 'probe fprobe("own_open", module "own") { }' --kernel=new
mkdir empty && fptap check -q promise.fp --kernel=new --module=empty
for i in $(seq 257); do : >empty/$i.ko; done
fptap check -q promise.fp --kernel=new --module=empty
# Of a .fpk by its name, which none of the kernels has.
fptap kernel save old.fpk --kernel=old >/dev/null && fptap check -q promise.fp --kernel=old.fpk --module=own
