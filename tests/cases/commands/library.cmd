# What is wrong in the standard library is said once for all kernels, at its place, and never fixed there.
mkdir lib && printf 'function where(f) { return f->pos }\n' >lib/file.fp
release_of mini.btf 1.0 a; release_of other.btf 2.0 b; release_of other.btf 2.1 c
export FPTAP_STDLIB=$PWD/lib
fptap check --fix -e 'fprobe("mini_close") { println(where($file)) }' --kernel=a --kernel=b --kernel=c; cat lib/file.fp
fptap check -e 'fprobe("mini_close") { println(where($file)) }' --kernel=a --kernel=b --format=json | jq -c '.messages[]'
