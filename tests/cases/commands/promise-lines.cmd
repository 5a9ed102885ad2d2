# Promises as people write them: several, with architectures, CR LF and tabs, the wrong way round, words that are none.
release_of mini.btf 6.1.0-1-amd64 a; release_of other.btf 6.12.1-amd64 b; release_of other.btf 7.3.4 c
p() { printf "$2" >"$1.fp"; fptap check -q "$1.fp" --kernel=a --kernel=b --kernel=c; echo "exit $?"; }
pos='probe fprobe("mini_close") { println($file->pos) }\n'
p one "# fptap: kernels 6.1\n$pos"
p two "// fptap: kernels 6.1\n// fptap: kernels 7.3\n$pos"
p both "// fptap: kernels 6.12\n// fptap: kernels 6.1\n$pos"
p crlf "//fptap:\tkernels\t6.1..6.1 \tx86_64 arm64\r\n$pos"
p back '// fptap: kernels 7.3..6.1\nprobe begin { }\n'
p dots '// fptap: kernels 6.1 ... 7.3\nprobe begin { }\n'
p arch '// fptap: kernels 6.1..7.3 amd64\nprobe begin { }\n'
p half '// fptap: kernels 6.1..6\n// fptap: kernels\n// fptap: kernels 6.1..newest\n// fptap: other\nprobe begin { }\n'
p text 'probe begin { println("// fptap: kernels none") }\n'
p none '// fptap: kernels 5.4..5.15\nprobe begin { }\n'
