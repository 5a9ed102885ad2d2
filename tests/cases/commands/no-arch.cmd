# None of the kernels is asked for.
kernel_with 't mini_close' && printf 'struct pt_regs { long r15; } regs;' >a.c && clang -target bpf -g -c a.c -o k/btf
fptap check ok.fp --kernel=k --arch=arm64
