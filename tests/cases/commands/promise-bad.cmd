# A promise that nobody understands.
printf '// fptap: kernels six x86_64\nprobe begin { exit() }\n' >x.fp
fptap check x.fp --kernel=mini.o
