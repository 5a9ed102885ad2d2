# A module needs headers.
fptap -p4 --backend=module --release=1 --kernel=mini.o --headers=/nonexistent -e 'fprobe("mini_close") { println(pid()) }'
