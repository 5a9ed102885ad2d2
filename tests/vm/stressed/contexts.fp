// One map and one aggregate in interrupts, soft interrupts and tasks; and a probe on what reads memory.
global irq, soft, task, inner
probe fprobe("hrtimer_wakeup") { irq++; n["all"]++; a <<< 1 }
probe fprobe("ip_rcv") { soft++; n["all"]++; a <<< 1 }
probe fprobe("vfs_read") {
	task++; n["all"]++; a <<< 1
	if (string($file->f_path.dentry->d_name.name) == "no such name") println("?")
}
probe fprobe("copy_from_kernel_nofault") { inner++ }
probe end {
	sum = irq + soft + task
	printf("contexts irq %d soft %d task %d, map %d aggregate %d of %d\n", irq, soft, task, n["all"], @count(a), sum)
}
