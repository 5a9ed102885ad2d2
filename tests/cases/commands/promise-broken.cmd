# A promise that is broken by one kernel of two.
printf '# fptap: kernels 6.1..7.3\nprobe fprobe("mini_close") { println($file->pos) }\n' >x.fp
release_of mini.btf 6.1.5 a; release_of other.btf 7.3.1 b
fptap check x.fp --kernel=a --kernel=b
