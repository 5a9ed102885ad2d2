probe fprobe("vfs_fsync").exit {
	// migrate: what kretprobe__vfs_fsync() does:
	// kretprobe__vfs_fsync(struct pt_regs *ctx)
	// {
	// 	return 0;
	// }
	println(probe_name(), $return, elapsed())
}

probe fprobe("vfs_read") {
	// migrate: what on_entry() does:
	// on_entry(struct pt_regs *ctx)
	// {
	// 	u32 tid = bpf_get_current_pid_tgid();
	// 	u64 ts = bpf_ktime_get_ns();
	//
	// 	start.update(&tid, &ts);
	// 	return 0;
	// }
	// migrate: bpf_ktime_get_ns is now(); elapsed() in the second block here
	// migrate: bpf_get_current_pid_tgid is pid(), tid() here
} exit {
	// migrate: what on_return() does:
	// on_return(struct pt_regs *ctx)
	// {
	// 	int ret = PT_REGS_RC(ctx);
	//
	// 	bpf_trace_printk("%d\\n", ret);
	// 	return 0;
	// }
	// migrate: PT_REGS_RC is $return here
	// migrate: bpf_trace_printk is printf(…) here
	println(probe_name(), $return, elapsed())
}
// migrate: attach_kretprobe(event=args.function): which function it is, is decided at run time
// attach_kretprobe(event=args.function, fn_name="on_return")

probe syscall("openat") {
	// migrate: what on_entry() does:
	// on_entry(struct pt_regs *ctx)
	// {
	// 	u32 tid = bpf_get_current_pid_tgid();
	// 	u64 ts = bpf_ktime_get_ns();
	//
	// 	start.update(&tid, &ts);
	// 	return 0;
	// }
	// migrate: bpf_ktime_get_ns is now(); elapsed() in the second block here
	// migrate: bpf_get_current_pid_tgid is pid(), tid() here
} exit {
	// migrate: what on_return() does:
	// on_return(struct pt_regs *ctx)
	// {
	// 	int ret = PT_REGS_RC(ctx);
	//
	// 	bpf_trace_printk("%d\\n", ret);
	// 	return 0;
	// }
	// migrate: PT_REGS_RC is $return here
	// migrate: bpf_trace_printk is printf(…) here
	println(probe_name(), $return, elapsed())
}

probe uprobe("libc":"getaddrinfo").exit {
	// migrate: what on_return() does:
	// on_return(struct pt_regs *ctx)
	// {
	// 	int ret = PT_REGS_RC(ctx);
	//
	// 	bpf_trace_printk("%d\\n", ret);
	// 	return 0;
	// }
	// migrate: PT_REGS_RC is $return here
	// migrate: bpf_trace_printk is printf(…) here
	println(probe_name(), $return, elapsed())
}
