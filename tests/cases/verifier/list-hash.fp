// Hash lists (one pointer back, one forward) of an inode's names and of a process' threads.
probe fprobe("vfs_read") {
	n = 0
	h = $file->f_inode->i_dentry.first
	while (h != NULL) { if (++n > 8) break; h = h->next }
	names[n]++
}
probe tracepoint("sched:sched_switch") {
	leader = $next->group_leader
	head = (u64)&leader->signal->thread_head
	off = (u64)&$next->thread_node - (u64)$next
	n = 0
	for (t = leader->signal->thread_head.next; (u64)t != head && n < 50; t = t->next) {
		task = (struct task_struct *)((u64)t - off)
		if (task->tgid != leader->pid) { n = -1; break }
		n++
	}
	threads[n]++
}
