# A module of a script that has nothing for the kernel.
fptap build --backend=module -o sources -e 'probe begin { println(1) exit() }'
