# A boot image that is packed in another form.
bzimage mini.o gzip >x && poke x 1024 4c5a
fptap check ok.fp --kernel=x
