// Elements by constants and by variables: limits, CPU masks, names, per-node lists.
probe tracepoint("sched:sched_switch") {
	m = 0
	for (i in 0..16) m += $next->signal->rlim[i].rlim_cur & 0xff
	for (b in 0..8) m |= $next->cpus_mask.bits[b & 1] << b
	c = $prev->comm[0] == 'k' ? $prev->comm[1] : $next->comm[$next->pid & 15]
	r[m, c, $next->signal->rlim[7].rlim_max, $prev->real_parent->signal->rlim[3].rlim_cur]++
	t[$prev->thread.tls_array[1].limit0, $next->thread.tls_array[$prev->pid & 1].limit0, $next->se.avg.load_sum]++
}
