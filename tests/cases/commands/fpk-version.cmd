# A .fpk of a later version.
fptap kernel save x --kernel=mini.o && poke x 8 09
fptap check ok.fp --kernel=x
