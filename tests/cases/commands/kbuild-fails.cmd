# kbuild says no.
mkdir headers && printf '#!/bin/sh\necho "make: no rule"\nexit 2\n' >headers/kmake && chmod +x headers/kmake
fptap -p4 --backend=module --release=1 --kernel=mini.o --headers=headers -e 'fprobe("mini_close") { println(pid()) }' 2>&1 |
	sed -E 's|fptap-\w+\.log|LOG|; s|/[^ ]*/([^/ ]*)|…/\1|g'
