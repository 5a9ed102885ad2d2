// Tracepoints hand out pointers that may be NULL to the verifier: each step is tested.
probe tracepoint("sched:sched_switch") {
	r[$next->real_parent->pid, $next->group_leader->real_parent->group_leader->pid]++
	if ($prev->mm != NULL) vm[$prev->mm->owner->pid, $prev->mm->mm_users.counter, $prev->mm->owner->signal->nr_threads]++
	if ($next->nsproxy != NULL && $prev->nsproxy) ns[$next->nsproxy->uts_ns->user_ns->level, $prev->nsproxy->pid_ns_for_children->level]++
	cls[$next->se.load.weight, $next->signal->group_exec_task == NULL, $prev->real_cred->user_ns->parent == NULL]++
}
