# An ELF file without BTF.
fptap check ok.fp --kernel=/bin/true
