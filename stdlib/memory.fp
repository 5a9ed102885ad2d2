// Memory.

// The bytes of a page.
//
//     begin { println(mem_page_size() >= 4096) }
//     //= true
function mem_page_size() { return 4096 }

// Pages of memory that a task has in use; of a thread of the kernel's 0.
//
//     probe tracepoint("sched:sched_switch") { println(proc_mem_size(task())) }
function proc_mem_size(t) {
	mm = (struct mm_struct *)(u64)t->mm
	return mm ? mm->total_vm : 0
}

// A page fault of a process.  address: what could not be reached; write_access: whether it was to be written.
//
//     probe vm.pagefault { println(execname(), address, write_access) }
//     probe vm.pagefault.exit { println($return) }
probe vm.pagefault = fprobe("handle_mm_fault") {
	address = $address
	write_access = ($flags & 1) != 0
}

// The kernel ends a process since there is no memory.  task, pid, name: the process.
//
//     probe vm.oom_kill { println(name, pid) }
probe vm.oom_kill = fprobe("oom_kill_process") {
	task = $oc->chosen
	pid = $oc->chosen->tgid
	name = string($oc->chosen->comm, 15)
}

// Memory is taken by kmalloc().  call_site: who asked; bytes_req, bytes_alloc: asked for, and given.
//
//     probe vm.kmalloc { println(ksym(call_site), bytes_req, bytes_alloc) }
probe vm.kmalloc = tracepoint("kmem:kmalloc") {
	call_site = $call_site
	bytes_req = $bytes_req
	bytes_alloc = $bytes_alloc
}

// Memory is given back by kfree().  call_site: who does.
//
//     probe vm.kfree { println(ksym(call_site)) }
probe vm.kfree = tracepoint("kmem:kfree") {
	call_site = $call_site
}
