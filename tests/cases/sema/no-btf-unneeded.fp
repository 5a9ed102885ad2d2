// Without kernel types nothing asks for BTF.
// args: --kernel=nowhere.o
probe begin { println(pid() > 5, NULL == 0) }
