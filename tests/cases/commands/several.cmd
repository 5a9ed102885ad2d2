# What several kernels say alike is one message.
release_of mini.btf 1.0 a; release_of mini.btf 1.1 b; release_of other.btf 2.0 c
fptap check -e 'fprobe("mini_close") { println($nope, $file->offset) }' --kernel=a --kernel=b --kernel=c
