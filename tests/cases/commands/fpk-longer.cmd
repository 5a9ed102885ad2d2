# A .fpk with something behind its end.
fptap kernel save x --kernel=mini.o && echo more >>x
fptap check ok.fp --kernel=x
