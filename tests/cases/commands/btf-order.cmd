# BTF of the other byte order.
cp mini.btf x && poke x 0 eb9f
fptap check ok.fp --kernel=x
