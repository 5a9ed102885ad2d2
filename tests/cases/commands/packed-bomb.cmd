# A gigabyte of zeros in a few bytes.
head -c 300M /dev/zero | zstd -qc >x
fptap check ok.fp --kernel=x
