# An empty file.
: >x
fptap check ok.fp --kernel=x
