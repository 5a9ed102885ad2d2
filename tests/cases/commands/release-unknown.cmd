# @kernel, of a kernel whose file does not say its release.
fptap check -e 'probe begin { println(@kernel) exit() }' --kernel=mini.btf
