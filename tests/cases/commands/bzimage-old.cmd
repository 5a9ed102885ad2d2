# A boot image of an old protocol.
bzimage mini.o gzip >x && poke x 518 0702
fptap check ok.fp --kernel=x
