# A package that ends too early.
package usr/src/linux-headers-1/vmlinux mini.o >y && head -c 700 y >x
fptap check ok.fp --kernel=x
