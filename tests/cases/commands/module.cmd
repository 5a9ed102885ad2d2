# A module's functions, with the kernel's types: split BTF, in the module's file, packed, or in a .fpk.
printf 'struct own { int id; }; int mini_of_module(struct own *own, struct file *file) { return own->id; }\n' >m.c
clang -target bpf -g -O2 -w -c m.c -o m.o && pahole -J --btf_base=mini.btf m.o 2>/dev/null
fptap check -q -e 'fprobe("mini_of_module") { println($own->id) }' --kernel=mini.btf
fptap check -q -e 'fprobe("mini_of_module") { println($own->id) } fprobe("mini_close") { println($file->pos) }' --kernel=mini.btf --module=m.o
xz -c m.o >m.ko.xz && fptap check -q -e 'fprobe("mini_of_module") { println($own->id) }' --kernel=mini.btf --module=m.ko.xz
