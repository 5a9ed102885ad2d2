# BTF with a name outside of its strings.
cp mini.btf x && poke x 24 ffffff7f
fptap check ok.fp --kernel=x
