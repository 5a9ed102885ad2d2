// Memory.

// The bytes of a page: on arm64 of the usual size.
//
//     begin { println(mem_page_size()) }
//     //= 4096
function mem_page_size() { return @arch == "powerpc64le" ? 65536 : 4096 }

// Pages of memory that the current process has laid out; of a thread of the kernel's 0.
//
//     probe scheduler.cpu_off { println(proc_mem_size(), proc_mem_rss()) }
function proc_mem_size() {
	mm = (struct mm_struct *)(u64)task()->mm
	return mm ? mm->total_vm : 0
}

// Pages of its code.
//
//     probe scheduler.cpu_off { println(proc_mem_txt()) }
function proc_mem_txt() {
	mm = (struct mm_struct *)(u64)task()->mm
	return mm ? (mm->end_code - mm->start_code + mem_page_size() - 1) / mem_page_size() : 0
}

// Pages of its data and stack.
//
//     probe scheduler.cpu_off { println(proc_mem_data()) }
function proc_mem_data() {
	mm = (struct mm_struct *)(u64)task()->mm
	return mm ? mm->data_vm + mm->stack_vm : 0
}

// Pages that it has in memory.  The kernel counts on each CPU; what is not yet in the sum is left out.
//
//     probe scheduler.cpu_off { println(proc_mem_rss(), proc_mem_shr()) }
function proc_mem_rss() {
	mm = (struct mm_struct *)(u64)task()->mm
	return mm ? pages_of(mm, 0) + pages_of(mm, 1) + pages_of(mm, 3) : 0
}

// Of the pages that it has in memory, those of files and shared memory.
//
//     probe scheduler.cpu_off { println(proc_mem_shr()) }
function proc_mem_shr() {
	mm = (struct mm_struct *)(u64)task()->mm
	return mm ? pages_of(mm, 0) + pages_of(mm, 3) : 0
}

// kind: 0 files, 1 anonymous, 2 swapped out, 3 shared memory
private function pages_of(mm, kind) {
	n = (s64)(@defined(mm->rss_stat.count) ? mm->rss_stat.count[kind].counter : mm->rss_stat[kind].count)
	return n < 0 ? 0 : n
}

// A number of pages with a unit.
//
//     begin { println(pages_to_string(3)) }
//     //= 12KiB
function pages_to_string(pages) { return (size)(pages * mem_page_size()) }

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

// Memory is taken from a cache of the kernel's.  call_site; name: of the cache; bytes_req: the size of its parts.
//
//     probe vm.kmem_cache_alloc { n[name]++ }
probe vm.kmem_cache_alloc = tracepoint("kmem:kmem_cache_alloc") {
	call_site = $call_site
	name = string($s->name, 31)
	bytes_req = $s->object_size
}

// Memory is given back to a cache of the kernel's.  call_site.
//
//     probe vm.kmem_cache_free { n[ksym(call_site)]++ }
probe vm.kmem_cache_free = tracepoint("kmem:kmem_cache_free") {
	call_site = $call_site
}

// A process lays out memory or a file.  address: where it would have it, 0: anywhere; length: bytes.
//
//     probe vm.mmap { println(execname(), length) }
probe vm.mmap = fprobe("do_mmap") {
	address = $addr
	length = $len
}

// A process gives up a part of its layout.  address, length: bytes.
//
//     probe vm.munmap { println(execname(), length) }
probe vm.munmap = fprobe("__vm_munmap") {
	address = $start
	length = $len
}

// The NUMA node that an address of the kernel's own memory is on.  A fault for other addresses, those of
// processes too.  On x86_64.
//
//     probe tracepoint("kmem:kmem_cache_alloc") { println(addr_to_node((u64)$ptr)) }
function addr_to_node(address) {
	from = @var("page_offset_base")
	if ((u64)address < from) error("no address of the kernel's own memory")
	page = ((u64)address - from) >> 12
	nodes = (u64 *)(u64)&@var("node_data")
	for (n in 0..64) {
		node = (struct pglist_data *)nodes[n]
		if (node == NULL) continue
		if (node->node_start_pfn <= page && page < node->node_start_pfn + node->node_spanned_pages) return n
	}
	error("on no node")
	return 0
}
