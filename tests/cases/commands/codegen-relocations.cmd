# --codegen: what the object reads is looked for in the kernel's types, as libbpf will when it is loaded there.
export FPTAP_CACHE=$PWD/cache
fptap check -q --codegen -e 'probe fprobe("mini_close") { println($file->size) }' --kernel=mini.btf --kernel=other.btf
# The runtime asks the task for what this kernel's task has not.
cat >task.fp <<'END2'
probe fprobe("mini_close") {
	println(pid())
	println(ppid())
}
END2
fptap check -q --codegen task.fp --kernel=mini.btf
fptap check -q --codegen task.fp --kernel=mini.btf --format=json | jq -c '.messages[] | [.code, .line]'
