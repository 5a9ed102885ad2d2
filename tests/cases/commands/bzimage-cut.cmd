# A boot image whose kernel lies behind its end.
bzimage mini.o gzip >y && head -c 2000 y >x
fptap check ok.fp --kernel=x
