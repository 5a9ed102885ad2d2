# A package without its files.
printf '!<arch>\n' >x
fptap check ok.fp --kernel=x
