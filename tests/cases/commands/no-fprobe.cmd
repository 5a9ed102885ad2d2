# The kernel's configuration lacks what the mechanism needs.
kernel_with 't mini_close'
echo 'CONFIG_KPROBES=y' >k/config
fptap check -e 'fprobe("mini_close") { }' --kernel=k --backend=module --backend=bpf
