// Bit-fields of tasks, of signals and of timers, typed, copied, in loops and as keys.
probe tracepoint("sched:sched_switch") {
	a[$prev->sched_reset_on_fork, $prev->sched_contributes_to_load, $next->in_execve, $next->in_iowait]++
	b[$prev->jobctl, $next->no_cgroup_migration, $next->signal->is_child_subreaper, $next->signal->has_child_subreaper]++
	n = 0
	for (i in 0..3) n += $prev->in_iowait + $next->sched_reset_on_fork * 2 + $prev->group_leader->in_execve
	c <<< n
}
probe tracepoint("timer:hrtimer_start") { d[$hrtimer->is_rel, $hrtimer->is_soft, $hrtimer->is_hard, $hrtimer->base->clockid]++ }
