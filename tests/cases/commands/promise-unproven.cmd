# A promise that no kernel of these is meant by.
printf '// fptap: kernels 6.1..6.12\nprobe begin { exit() }\n' >x.fp
fptap check x.fp --kernel=mini.o
