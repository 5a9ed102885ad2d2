# Broken lz4 data.
lz4 -lqc mini.btf >x && poke x 8 ffffffffffff
fptap check ok.fp --kernel=x
