# A folder for the compiler's files that cannot be made.
fptap -p4 -k /proc/nowhere/x --kernel=mini.o -e 'fprobe("mini_close") { println(pid()) }'
