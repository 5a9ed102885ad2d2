# A back end that nobody knows.
fptap check ok.fp --kernel=mini.o --backend=rust
