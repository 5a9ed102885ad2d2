# @arch, of a kernel whose types do not tell.
fptap check -e 'probe begin { println(@arch) exit() }' --kernel=mini.btf
