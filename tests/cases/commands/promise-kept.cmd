# A promise that is kept; what is not promised may fail.
printf '// fptap: kernels 6.1..6.12\nprobe fprobe("mini_close") { println($file->pos) }\n' >x.fp
release_of mini.btf 6.1.5 a; release_of mini.btf 6.12.9 b; release_of other.btf 6.13.0 c
fptap check x.fp --kernel=a --kernel=b --kernel=c
