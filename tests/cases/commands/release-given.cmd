# … which --release does.
fptap check -e 'probe begin { println(@kernel) exit() }' --kernel=mini.btf --release=6.5
