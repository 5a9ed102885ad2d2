# A package of something else.
package usr/share/doc/vmlinux mini.o >x
fptap check ok.fp --kernel=x
