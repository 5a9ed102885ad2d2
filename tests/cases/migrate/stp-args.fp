#!/usr/bin/env fptap
// usage: stp-args.stp FUNCTION [SECONDS [NAME]]

param argv_1 = ""
param arg1	// a function of the kernel's
param arg2 = 5
param arg3 = "all"
global calls
global mine
probe alias.call = fprobe(arg1) {
	where = func()
}
probe alias.call {
	calls++
	if (target() == 0 || pid() == target())
		mine++
	printf("%s\n", where)
}
probe timer.s(arg2) {
	printf("%s: %d%%\n", arg3, calls ? mine * 100 / calls : 0)
	if (argv_1 != "")
		printf("%s\n", argv_1)
}
probe fprobe("vfs_read").exit!, fprobe("vfs_readv").exit {
	printf("%d\n", @defined($nothing) ? 1 : $return)
}
