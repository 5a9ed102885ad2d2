# A script that is a directory.
mkdir folder
fptap check folder --kernel=mini.o
