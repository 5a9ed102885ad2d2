# A compiler that says no.
printf '#!/bin/sh\necho no >&2\nexit 1\n' >clang && chmod +x clang
FPTAP_CLANG=$PWD/clang fptap check --codegen -e 'fprobe("mini_close") { println(pid(), 1) }' --kernel=mini.o 2>&1 |
	sed -E 's/ [^ ]*\.c\b/ FILE.c/g'
