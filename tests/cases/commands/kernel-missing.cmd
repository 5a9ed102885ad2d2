# Neither a file nor a version that is there.
fptap check ok.fp --kernel=6.99
