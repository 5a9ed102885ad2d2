# BTF has the function, the kernel has no code of it.
kernel_with 't mini_open'
fptap check -e 'fprobe("mini_close") { }' --kernel=k
