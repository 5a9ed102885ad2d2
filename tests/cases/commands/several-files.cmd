# A file that cannot be read does not keep the others from being checked.
: >x
fptap check ok.fp --kernel=x --kernel=mini.o
