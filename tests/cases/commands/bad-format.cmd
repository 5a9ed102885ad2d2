# A format that nobody knows.
fptap check ok.fp --kernel=mini.o --format=xml
