// With --guru a module's handlers write return values and the kernel's memory.
// args: --guru --backend=module
probe fprobe("mini_read") { $count = 1; $arg3 = $count + 1; $file = NULL }
probe fprobe("mini_read").exit {
	$return = -5
	$file->pos = $count
	$file->pos += 1
	p = (int *)0xffff800000000000
	p[1] = 7
	$file->next = NULL
}
