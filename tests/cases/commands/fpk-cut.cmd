# A .fpk that ends too early.
fptap kernel save y --kernel=mini.o && head -c 3000 y >x
fptap check ok.fp --kernel=x
