# Code generation needs clang.
FPTAP_CLANG=/nonexistent/clang fptap check --codegen -e 'fprobe("mini_close") { println(pid()) }' --kernel=mini.o
