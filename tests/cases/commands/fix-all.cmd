# Where no kernel has the old name, the new one takes its place.
printf 'probe fprobe("mini_close") { println($file->pos) }\n' >x.fp
release_of mini.btf 1.0 a; release_of other.btf 2.0 b
fptap check x.fp --fix --kernel=a --kernel=b >/dev/null 2>&1; cat x.fp; fptap check x.fp --kernel=a --kernel=b
