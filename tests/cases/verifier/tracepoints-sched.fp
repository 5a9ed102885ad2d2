// The scheduler's tracepoints: tasks in states, woken, forked, gone.
probe tracepoint("sched:sched_switch") { since[$prev->pid] = now(); if ($next->pid in since) { off[string($next->comm)] <<< now() - since[$next->pid]; delete since[$next->pid] } }
probe tracepoint("sched:sched_wakeup"), tracepoint("sched:sched_wakeup_new") { w[string($p->comm), $p->prio, $p->se.on_rq, $p->wake_cpu]++ }
probe tracepoint("sched:sched_process_fork") { println(string($parent->comm), $parent->pid, string($child->comm), $child->pid, $child->mm == $parent->mm, $child->real_parent == $parent) }
probe tracepoint("sched:sched_process_exec") { println(string($bprm->filename), $old_pid, $p->mm->map_count, $p->mm->arg_end - $p->mm->arg_start, $bprm->argc) }
probe tracepoint("sched:sched_process_exit") { println($p->exit_code >> 8, $p->signal->nr_threads, $p->utime, $p->signal->maj_flt, $p->real_parent->pid) }
probe tracepoint("sched:sched_migrate_task") { m[$p->pid, $dest_cpu] <<< $p->se.nr_migrations }
probe tracepoint("signal:signal_generate") { s[$sig, $task->pid, $result, $group]++ }
