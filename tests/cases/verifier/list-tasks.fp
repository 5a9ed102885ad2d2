// The children and siblings of a task, lists within a list.
probe tracepoint("sched:sched_process_exec") {
	off = (u64)&$p->sibling - (u64)$p
	parent = $p->real_parent
	for (up = 0; up < 4 && parent->pid > 1; up++) {
		c = parent->children.next
		for (i = 0; i < 20; i++) {
			if ((u64)c == (u64)&parent->children) break
			t = (struct task_struct *)((u64)c - off)
			println(up, i, t->pid, string(t->comm), t->real_parent->pid)
			c = c->next
		}
		parent = parent->real_parent
	}
}
