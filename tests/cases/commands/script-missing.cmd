# A script that is not there.
fptap check nowhere.fp --kernel=mini.o
