// Bytes of memory, as hex, text and addresses.
probe fprobe("mini_read") {
	printf("%x %s %v\n", buf($file, 20), buf($buf, 3), mac($pos))
	println(ip6(&$file->pos), buf($file, 4))
}
