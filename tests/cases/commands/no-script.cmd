# check without a script.
fptap check --kernel=mini.o
