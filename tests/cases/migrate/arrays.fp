probe fprobe("kernel_clone") {
	// migrate: what entry_handler() does:
	// entry_handler(struct kretprobe_instance *ri, struct pt_regs *regs)
	// {
	// 	struct my_data *data;
	// 	if (!current->mm)
	// 		return 1;
	// 	data = (struct my_data *)ri->data;
	// 	data->entry_stamp = ktime_get();
	// 	return 0;
	// }
	// migrate: ri->data is a variable of the first block here
	// migrate: ktime_get is now(); elapsed() in the second block here
	// migrate: `next' is what it is to return anything but 0
	// migrate: variables of this block are what struct my_data has:
	//	ktime_t entry_stamp; unsigned long len;
} exit {
	// migrate: what ret_handler() does:
	// ret_handler(struct kretprobe_instance *ri, struct pt_regs *regs) { return 0; }
	println(probe_name(), $return, elapsed())
}

probe fprobe("vfs_read").exit {
	// migrate: what ret_handler() does:
	// ret_handler(struct kretprobe_instance *ri, struct pt_regs *regs) { return 0; }
	println(probe_name(), $return, elapsed())
}

probe fprobe("vfs_write") {
	// migrate: what entry_handler() does:
	// entry_handler(struct kretprobe_instance *ri, struct pt_regs *regs)
	// {
	// 	struct my_data *data;
	// 	if (!current->mm)
	// 		return 1;
	// 	data = (struct my_data *)ri->data;
	// 	data->entry_stamp = ktime_get();
	// 	return 0;
	// }
	// migrate: ri->data is a variable of the first block here
	// migrate: ktime_get is now(); elapsed() in the second block here
	// migrate: `next' is what it is to return anything but 0
} exit {
	// migrate: what ret_handler() does:
	// ret_handler(struct kretprobe_instance *ri, struct pt_regs *regs) { return 0; }
	println(probe_name(), $return, elapsed())
}

probe fprobe("vfs_open").exit {
	println(probe_name(), $return, elapsed())
}

probe fprobe("vfs_statx").exit {
	// migrate: what ret_handler() does:
	// ret_handler(struct kretprobe_instance *ri, struct pt_regs *regs) { return 0; }
	println(probe_name(), $return, elapsed())
}
