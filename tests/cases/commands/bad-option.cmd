# An option that nobody knows, with the nearest one.
fptap check ok.fp --kernl=mini.o
