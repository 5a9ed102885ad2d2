# A module that is not there.
fptap check ok.fp --kernel=mini.o --module=nf.ko
