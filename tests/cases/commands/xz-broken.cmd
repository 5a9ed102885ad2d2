# Broken xz data.
xz -c mini.btf >x && poke x 100 0000000000000000
fptap check ok.fp --kernel=x
