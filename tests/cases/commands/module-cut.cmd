# A module whose types end too early.
head -c 500 mini.btf >small.ko
fptap check ok.fp --kernel=mini.o --module=small.ko
