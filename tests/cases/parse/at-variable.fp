// bpftrace's variables, written in each way a variable can be written
probe begin {
	@n = 1
	@n += 2
	@n++
	--@n
	@lat <<< 3
	@ = 5
}
