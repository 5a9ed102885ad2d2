# A .fpk with one byte changed.
fptap kernel save x --kernel=mini.o && poke x 1500 7f7f
fptap check ok.fp --kernel=x
