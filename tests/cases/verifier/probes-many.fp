// Forty probes in one script: entries, exits and tracepoints that all count by name.
global open, reads, writes: u64
probe fprobe("vfs_read"), fprobe("vfs_write"), fprobe("vfs_open"), fprobe("vfs_statx"), fprobe("vfs_getattr"), fprobe("vfs_fstat"),
	fprobe("filp_close"), fprobe("dput"), fprobe("iput"), fprobe("mntput"), fprobe("path_get") { n[func(), tid()]++; s[execname()] <<< tid() }
probe fprobe("vfs_read").exit, fprobe("vfs_write").exit, fprobe("vfs_open").exit, fprobe("vfs_statx").exit, fprobe("vfs_getattr").exit,
	fprobe("rw_verify_area").exit, fprobe("security_file_open").exit, fprobe("security_file_permission").exit { r[func(), $return] <<< elapsed() }
probe fprobe("dput").exit, fprobe("iput").exit, fprobe("mntput").exit, fprobe("path_get").exit, fprobe("path_put").exit { lat[func()] <<< elapsed() }
probe fprobe("handle_mm_fault"), fprobe("kernel_clone"), fprobe("wake_up_new_task"), fprobe("mmput"), fprobe("exit_mmap") { m[func()]++ }
probe tracepoint("sched:sched_switch"), tracepoint("sched:sched_wakeup"), tracepoint("sched:sched_process_exec"), tracepoint("sched:sched_process_fork"),
	tracepoint("sched:sched_process_exit"), tracepoint("task:task_newtask"), tracepoint("irq:softirq_entry"), tracepoint("timer:hrtimer_start") { t[probe_name(), cpu()]++ }
probe fprobe("vfs_read").exit if ($return > 0) { reads += $return }
probe fprobe("vfs_write").exit if ($return > 0) { writes += $return }
probe fprobe("vfs_open") { depth = ++open; name = string($path->dentry->d_name.name) } exit { open--; println(name, depth, reads, writes) }
