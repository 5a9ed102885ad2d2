# Lz4 data that ends too early.
lz4 -lqc mini.btf | head -c 500 >x
fptap check ok.fp --kernel=x
