probe fprobe("vfs_fsync") {
	// migrate: what on_entry() does:
	// on_entry(struct kretprobe_instance *ri, struct pt_regs *regs)
	// {
	// 	struct seen *seen = (struct seen *)ri->data;
	//
	// 	if (!current->mm)
	// 		return 1;	/* kernel threads { are not looked at */
	// 	seen->at = ktime_get();
	// 	return 0;
	// }
	// migrate: ri->data is a variable of the first block here
	// migrate: ktime_get is now(); elapsed() in the second block here
	// migrate: `next' is what it is to return anything but 0
	// migrate: variables of this block are what struct seen has:
	//	ktime_t at;
} exit {
	// migrate: what on_return() does:
	// on_return(struct kretprobe_instance *ri, struct pt_regs *regs)
	// {
	// 	long ret = regs_return_value(regs);
	//
	// 	pr_info("%s returned %ld\n", function, ret);
	// 	return 0;
	// }
	// migrate: regs_return_value is $return here
	// migrate: pr_info is printf(…) here
	println(probe_name(), $return, elapsed())
}

probe fprobe("vfs_open").exit {
	// migrate: what on_return() does:
	// on_return(struct kretprobe_instance *ri, struct pt_regs *regs)
	// {
	// 	long ret = regs_return_value(regs);
	//
	// 	pr_info("%s returned %ld\n", function, ret);
	// 	return 0;
	// }
	// migrate: regs_return_value is $return here
	// migrate: pr_info is printf(…) here
	println(probe_name(), $return, elapsed())
}
