// The same bit-fields through pointers that are numbers for the verifier.
probe fprobe("wake_up_process").exit {
	p = (struct task_struct *)((u64)$p + 0)
	for (i in 0..2) {
		x[p->in_iowait, p->sched_reset_on_fork, p->group_leader->in_execve, p->signal->is_child_subreaper]++
		if (p->sched_contributes_to_load) y[p->real_parent->in_execve, $p->in_iowait]++
		p = p->real_parent
	}
}
