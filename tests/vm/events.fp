// What the events of events.c have in their records, as the kernel itself prints it.
probe tracepoint("signal:signal_generate") if (ppid() == target()) {
	println("signal_generate", $sig, $errno, $code, $comm, $pid == pid())
}
probe tracepoint("task:task_rename") if (ppid() == target()) { println("task_rename", $oldcomm, $newcomm, $oom_score_adj) }
probe tracepoint("net:net_dev_queue") if (ppid() == target()) { println("net_dev_queue", $name, $len) }
probe tracepoint("net:net_dev_xmit") if (ppid() == target()) { println("net_dev_xmit", $name, $len, $rc) }
probe tracepoint("sched:sched_switch") if (ppid() == target()) {
	println("sched_switch", $prev_comm, $prev_pid == pid(), $prev_prio, $next_comm, $next_pid, $next_prio)
}
probe tracepoint("sched:sched_process_exec") if (ppid() == target()) {
	println("sched_process_exec", $filename, $pid == pid(), $old_pid == pid())
}
probe tracepoint("kmem:kmalloc") if (ppid() == target() && $bytes_req >= 5000 && $bytes_req < 5100) {
	println("kmalloc", $bytes_req, $bytes_alloc)
}
probe tracepoint("vsock:virtio_*")? if (ppid() == target()) { by_pattern[func()]++ }
probe end { println("by_pattern", by_pattern["virtio_transport_alloc_pkt"]) }
probe tracepoint("vsock:virtio_transport_alloc_pkt")? if (ppid() == target()) {
	println("virtio_transport_alloc_pkt", $src_cid, $dst_cid, $dst_port, $len, $type, $op)
}
