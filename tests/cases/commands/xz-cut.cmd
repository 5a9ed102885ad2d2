# Xz data that ends too early.
xz -c mini.btf | head -c 500 >x
fptap check ok.fp --kernel=x
