// System calls with their registers, and what the handler reads at the addresses there.
probe tracepoint("raw_syscalls:sys_enter") {
	c[$id, $regs->orig_ax == $id]++
	a[tid()] = $regs->di
	if ($id == 0 || $id == 1) sizes[$id] <<< $regs->dx
	at[tid()] = now()
	for (i in 0..6) sum[i] += ((u64 *)$regs)[i]
}
probe tracepoint("raw_syscalls:sys_exit") if (tid() in at) {
	lat[$regs->orig_ax] <<< now() - at[tid()]
	if ($ret < 0 && $ret > -4096) e[$ret, $regs->orig_ax, a[tid()] & 0xfff]++
	delete at[tid()]
}
