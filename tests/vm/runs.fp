// What matrix.t compares with what it knows of fptap's process: handlers that fptap starts.
probe begin { printf("begin %s %d\n", execname(), pid()) }
probe timer(100ms) { printf("tick %s %d %d\n", execname(), pid(), now()) }
probe end { printf("end %s %d\n", execname(), pid()) }
