// The run that a fault ends: matrix.t knows what the handler of errors sees.
global zero
probe begin { println(1 / zero) }
probe error { printf("error %s %d\n", execname(), pid() > 1) }
