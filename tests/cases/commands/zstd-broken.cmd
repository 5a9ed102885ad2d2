# Broken zstd data.
zstd -qc mini.btf >x && poke x 4 ffffffff
fptap check ok.fp --kernel=x
