# A kernel of an architecture for which neither system calls nor calls are known; kernels without 32-bit processes.
cp whole.o ppc.vmlinux && poke ppc.vmlinux 18 1500	# e_machine: EM_PPC64
cp whole.o riscv.vmlinux && poke riscv.vmlinux 18 f300
cp "$(command -v bash)" program
fptap check --kernel=ppc.vmlinux -e 'probe syscall("openat") { println(pid()) }
probe uprobe("./program":"main") { println($arg1) }'
fptap check --kernel=riscv.vmlinux -e 'probe syscall("openat") { println(pid()) }
probe syscall("openat", abi "compat") { println(pid()) }'
fptap check --kernel=mini.btf -e 'probe syscall("openat") { println(pid()) }'
