# A vmlinux with symbols: what can be traced is what ftrace finds in it; the same one stripped does not say.
cat >k.s <<'END'
	.text
	.globl _start, mini_close, mini_open, mini_read.isra.0
_start:
_text:	.long 0
	.type mini_close, @function
mini_close:
1:	.quad 0, 0
	.type mini_open, @function
mini_open:
	.quad 0, 0
	.type mini_seek.isra.0, @function
mini_seek.isra.0:
	.quad 0, 0
	.section .mcount, "a"
__start_mcount_loc:
	.quad 1b
__stop_mcount_loc:
END
gcc -nostdlib -static -w -o k k.s -Wl,--build-id=none && objcopy --add-section .BTF=mini.btf k
fptap kernel show k | grep -v -e CONFIG_ -e ^arch
fptap check -q -e 'probe fprobe("mini_close") { println(1) }
probe fprobe("mini_open") { println(1) }
probe fprobe("mini_seek") { println(1) }
probe fprobe("mini_it") { println(1) }' --kernel=k
strip -o stripped k
fptap check -e 'probe fprobe("mini_open") { println(1) }' --kernel=stripped | grep -v ' ok$'
