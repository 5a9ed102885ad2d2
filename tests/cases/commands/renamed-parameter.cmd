# So a parameter.
release_of mini.btf 1.0 a; release_of other.btf 2.0 b
fptap check -e 'fprobe("mini_open") { println($name, $mode) }' --kernel=b --kernel=a
