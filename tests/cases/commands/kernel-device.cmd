# No file at all.
fptap check ok.fp --kernel=/dev/null
