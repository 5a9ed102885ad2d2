// what a script would print
probe fprobe("do_sys_openat2") {
	printf("%s-%d: opens: dfd=%v name=\"%s\" flags=0x%x\n", execname(), tid(), $dfd,
	       user_string($filename), $how->flags)
}

probe fprobe("vfs_read").exit {
	printf("%s-%d: reads: arg1=%v count=%u\n", execname(), tid(), $return, $count)
}
probe fprobe("vfs_open").exit {
	printf("%s-%d: open: ret=%d mode=%v dentry=0x%x\n", execname(), tid(), $return,
	       $file->f_mode, (u64)$path->dentry->d_hash.next->next)
}
probe fprobe("vfs_write") {
	printf("%s-%d: here: file=0x%x who=\"%s\" one=0x%x text=\"%s\"\n", execname(), tid(),
	       (u64)$buf, execname(), 1, "word")
}
probe fprobe("vfs_write").exit {
	printf("%s-%d: there: file=%v buf=%v count=%v pos=%v ret=%d\n", execname(), tid(), $file,
	       $buf, $count, $pos, $return)
}
probe fprobe("vfs_write") {
	printf("%s-%d: parts: bytes={%u,%u,%u,%u} bits=%u where=%v c='%c'\n", execname(), tid(),
	       *(u8 *)(u64)$file, *(u8 *)((u64)$file + 1), *(u8 *)((u64)$file + 2),
	       *(u8 *)((u64)$file + 3), ((u32)$count >> 2) & 0xf, ksym((u64)$file->f_op),
	       (u8)$count)
}
probe fprobe("vfs_open") {
	printf("%s-%d: names: name=\"%s\" all=\"%s\"\n", execname(), tid(),
	       string(((struct dentry *)$path->dentry)->d_name.name),
	       string($file->f_path.dentry->d_name.name))
}
probe fprobe("vfs_write") {
	printf("%s-%d: kernel: word=0x%x text=0x%x\n", execname(), tid(),
	       *(u32 *)((u64)&@var("linux_banner") + 4),
	       *(u64 *)(*(u64 *)&@var("linux_banner") + 2))
}
probe kprobe("vfs_write+0xc") {
	printf("%s-%d: inside: arg1=0x%x\n", execname(), tid(), reg("ax"))
}
// migrate: /no/such/program:0x4710 is an address, not a function
// p:user /no/such/program:0x4710 %di
// migrate: `do_exit' never returns
// r:gone do_exit
// migrate: `__fput' returns nothing
// r:void __fput ret=$retval
// migrate: $stack2 is a place on the stack
// p:stack vfs_write $stack2
// migrate: not an argument: `zork('
// p:wrong vfs_write x=zork(
// migrate: an event on an event: there is no such probe here
// e:of_event sched/sched_switch prev=$prev_pid
