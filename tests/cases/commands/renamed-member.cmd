# A member that is called otherwise on another kernel.
release_of mini.btf 1.0 a; release_of other.btf 2.0 b
fptap check -e 'fprobe("mini_close") { println($file->pos) }' --kernel=a --kernel=b
