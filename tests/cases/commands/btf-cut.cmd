# BTF that ends too early.
head -c 1000 mini.btf >x
fptap check ok.fp --kernel=x
