probe fprobe("vfs_read") {
	// migrate: what on_entry() does:
	// on_entry(struct pt_regs *ctx, struct file *file) {
	// 	u64 id = bpf_get_current_pid_tgid(); u32 tid = id;
	// 	u64 ts = bpf_ktime_get_ns();
	// 	u64 n = (u64)PT_REGS_PARM3(ctx);
	// 	start.update(&tid, &ts);
	// 	sizes.update(&tid, &n);
	// 	files.update(&id, &file);
	// 	return 0;
	// }
	// migrate: PT_REGS_PARM3 is $arg3, or the parameter's name here
	// migrate: bpf_ktime_get_ns is now(); elapsed() in the second block here
	// migrate: bpf_get_current_pid_tgid is pid(), tid() here
	// migrate: start needs no map: elapsed() in the second block
	sizes_ = $arg3
	// migrate: files keeps something for the return: a variable of this block
} exit {
	// migrate: what on_ret() does:
	// on_ret(struct pt_regs *ctx) {
	// 	u64 *ts = start.lookup(&tid), *n = sizes.lookup(&tid); struct file **f = files.lookup(&id);
	// 	return 0;
	// }
	println(probe_name(), $return, elapsed(), sizes_)
}

probe fprobe("vfs_{write,open}").exit {
	// migrate: what on_ret() does:
	// on_ret(struct pt_regs *ctx) {
	// 	u64 *ts = start.lookup(&tid), *n = sizes.lookup(&tid); struct file **f = files.lookup(&id);
	// 	return 0;
	// }
	println(func(), elapsed())
}

probe fprobe("ext4_*").exit {
	println(func(), elapsed())
}
// migrate: attach_kprobe(event_re="tcp_[a-z]+"): which function it is, is decided at run time
// attach_kprobe(event_re="tcp_[a-z]+", fn_name="on_entry")
// migrate: attach_kretprobe(event="vfs_%s" % op): which function it is, is decided at run time
// attach_kretprobe(event="vfs_%s" % op, fn_name=handler)
// migrate: attach_kretprobe(event=fn): which function it is, is decided at run time
// attach_kretprobe(event=fn, fn_name=handler)
