# An ELF file that ends too early.
head -c 2000 mini.o >x
fptap check ok.fp --kernel=x
