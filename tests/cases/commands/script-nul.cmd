# A NUL byte means that the file is something else.
printf 'probe begin { \0 }' >x.fp
fptap -p2 x.fp
