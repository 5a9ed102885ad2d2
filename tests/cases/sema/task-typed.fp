// The current task is a pointer that the verifier types; a local keeps that.
probe fprobe("mini_read") { t = task(); println(t->pid, task()->comm, task() == t) }
