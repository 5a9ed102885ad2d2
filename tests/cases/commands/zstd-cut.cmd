# Zstd data that ends too early.
zstd -qc mini.btf | head -c 500 >x
fptap check ok.fp --kernel=x
