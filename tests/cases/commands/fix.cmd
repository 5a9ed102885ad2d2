# --fix writes what is right on both kernels, and nothing else.
printf '// A comment.\nprobe fprobe("mini_close") {\n\tprintln($file->pos, $file->nothing)\n}\n' >x.fp
release_of mini.btf 1.0 a; release_of other.btf 2.0 b
fptap check x.fp --fix --dry-run --kernel=a --kernel=b 2>/dev/null | grep '^[-+@]'; cat x.fp
chmod 750 x.fp
fptap check x.fp --fix --kernel=a --kernel=b >/dev/null 2>&1; cat x.fp; stat -c %a x.fp
