# Gzip data that ends too early.
gzip -c mini.btf | head -c 500 >x
fptap check ok.fp --kernel=x
