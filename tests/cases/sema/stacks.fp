// Stacks as values, keys and locals, and numbers that show as words.
probe fprobe("mini_read").exit if (every(3)) {
	s = kstack()
	calls[kstack(5), ustack(), func()]++
	printf("%s %v %s %s\n", s, ustack(10), ip4($count), errno_str($return))
	println(ksym($pos), ntohs(80), ntohl($count), devt(1), signal_name($count))
}
