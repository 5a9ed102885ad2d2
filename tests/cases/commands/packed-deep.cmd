# Packed again and again.
gzip -c mini.btf | gzip -c | gzip -c | gzip -c >x
fptap check ok.fp --kernel=x
