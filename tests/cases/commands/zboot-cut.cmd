# An EFI image whose kernel lies behind its end.
zboot mini.btf gzip >y && head -c 300 y >x
fptap check ok.fp --kernel=x
