# A file that is something else.
yes text | head -n 1000 >x
fptap check ok.fp --kernel=x
