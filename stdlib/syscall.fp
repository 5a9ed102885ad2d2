// System calls by name: memory, processes, signals, sockets, waiting.  What SystemTap calls their arguments is
// what they are called here.
// Each has an exit with $return, where the arguments are those of the entry.  name is the call's.  Strings are
// read when the handler runs; what cannot be read then is "<unknown>".

// Any system call.
//
//     probe syscall_any { n[name]++ }
//     probe syscall_any.exit { if ($return < 0) failed[name, $return]++ }
probe syscall_any = syscall("*") {
	name = func()
}

// A process lays out memory or a file.  start, length, prot, flags, fd, pgoffset: bytes.
//
//     probe syscall.mmap2 { println(execname(), length, fd) }
probe syscall.mmap2 = syscall("mmap") {
	name = func()
	start = $addr
	length = $len
	prot = $prot
	flags = $flags
	fd = (s32)$fd
	pgoffset = $off
}

// A process gives up a part of its layout.  start, length.
//
//     probe syscall.munmap { println(execname(), length) }
probe syscall.munmap = syscall("munmap") {
	name = func()
	start = $addr
	length = $len
}

// A process changes what it may do with memory.  start, len, prot.
//
//     probe syscall.mprotect { println(execname(), len, prot) }
probe syscall.mprotect = syscall("mprotect") {
	name = func()
	start = $start
	len = $len
	prot = $prot
}

// A process says how it will use memory.  start, length, advice.
//
//     probe syscall.madvise { println(execname(), length, advice) }
probe syscall.madvise = syscall("madvise") {
	name = func()
	start = $start
	length = $len_in
	advice = $behavior
}

// A process moves the end of its heap.  brk.
//
//     probe syscall.brk { println(execname(), brk) }
probe syscall.brk = syscall("brk") {
	name = func()
	brk = $brk
}

// A process asks for another program.  filename.
//
//     probe syscall.execve { println(execname(), filename) }
probe syscall.execve = syscall("execve") {
	name = func()
	filename = user_string_warn($filename)
}

// A thread ends itself.  status.
//
//     probe syscall.exit { println(execname(), status) }
probe syscall.exit = syscall("exit") {
	name = func()
	status = $error_code
}

// A process ends itself.  status.
//
//     probe syscall.exit_group { println(execname(), status) }
probe syscall.exit_group = syscall("exit_group") {
	name = func()
	status = $error_code
}

// A task makes a new one.  At the exit $return is its thread id.
//
//     probe syscall.fork { println(execname()) }
probe syscall.fork = syscall("fork, vfork")?, syscall("clone, clone3") {
	name = func()
}

// A task makes a new one by clone().  clone_flags.
//
//     probe syscall.clone { println(execname(), clone_flags) }
probe syscall.clone = syscall("clone") {
	name = func()
	clone_flags = $clone_flags
}

// A process waits for a child.  pid, options.
//
//     probe syscall.wait4 { println(execname(), options) }
probe syscall.wait4 = syscall("wait4") {
	name = func()
	pid = $upid
	options = $options
}

// A signal for a process.  target_pid, sig, sig_name.
//
//     probe syscall.kill { println(execname(), target_pid, sig_name) }
probe syscall.kill = syscall("kill") {
	name = func()
	target_pid = $pid
	sig = $sig
	sig_name = signal_name($sig)
}

// A signal for a thread.  target_tgid, target_pid: the thread; sig, sig_name.
//
//     probe syscall.tgkill { println(execname(), target_pid, sig_name) }
probe syscall.tgkill = syscall("tgkill") {
	name = func()
	target_tgid = $tgid
	target_pid = $pid
	sig = $sig
	sig_name = signal_name($sig)
}

// A signal for a thread, by tkill().  target_pid, sig, sig_name.
//
//     probe syscall.tkill { println(execname(), target_pid, sig_name) }
probe syscall.tkill = syscall("tkill") {
	name = func()
	target_pid = $pid
	sig = $sig
	sig_name = signal_name($sig)
}

// A process says what it does at a signal.  sig, act_uaddr.
//
//     probe syscall.rt_sigaction { println(execname(), signal_name(sig)) }
probe syscall.rt_sigaction = syscall("rt_sigaction") {
	name = func()
	sig = $sig
	act_uaddr = $act
}

// A process makes a socket.  family, type, protocol.
//
//     probe syscall.socket { println(execname(), family) }
probe syscall.socket = syscall("socket") {
	name = func()
	family = $family
	type = $type
	protocol = $protocol
}

// A process connects a socket.  sockfd, serv_addr_uaddr, addrlen.
//
//     probe syscall.connect { println(execname(), sockfd) }
probe syscall.connect = syscall("connect") {
	name = func()
	sockfd = $fd
	serv_addr_uaddr = $uservaddr
	addrlen = $addrlen
}

// A process waits for a connection.  sockfd.
//
//     probe syscall.accept { println(execname(), sockfd) }
probe syscall.accept = syscall("accept, accept4") {
	name = func()
	sockfd = $fd
}

// A process gives a socket an address.  sockfd, my_addr_uaddr, addrlen.
//
//     probe syscall.bind { println(execname(), sockfd) }
probe syscall.bind = syscall("bind") {
	name = func()
	sockfd = $fd
	my_addr_uaddr = $umyaddr
	addrlen = $addrlen
}

// A process lets others connect.  sockfd, backlog.
//
//     probe syscall.listen { println(execname(), backlog) }
probe syscall.listen = syscall("listen") {
	name = func()
	sockfd = $fd
	backlog = $backlog
}

// A process ends a direction of a connection.  s, how.
//
//     probe syscall.shutdown { println(execname(), s, how) }
probe syscall.shutdown = syscall("shutdown") {
	name = func()
	s = $fd
	how = $how
}

// A process sets an option of a socket.  fd, level, optname.
//
//     probe syscall.setsockopt { println(execname(), level, optname) }
probe syscall.setsockopt = syscall("setsockopt") {
	name = func()
	fd = $fd
	level = $level
	optname = $optname
}

// A process sends.  s, buf_uaddr, len, flags.
//
//     probe syscall.sendto { println(execname(), len) }
probe syscall.sendto = syscall("sendto") {
	name = func()
	s = $fd
	buf_uaddr = $buff
	len = $len
	flags = $flags
}

// A process receives.  s, buf_uaddr, len, flags.
//
//     probe syscall.recvfrom { println(execname(), len) }
probe syscall.recvfrom = syscall("recvfrom") {
	name = func()
	s = $fd
	buf_uaddr = $ubuf
	len = $size
	flags = $flags
}

// A process sends a message.  s, msg_uaddr, flags.
//
//     probe syscall.sendmsg { println(execname(), s) }
probe syscall.sendmsg = syscall("sendmsg") {
	name = func()
	s = $fd
	msg_uaddr = $msg
	flags = $flags
}

// A process receives a message.  s, msg_uaddr, flags.
//
//     probe syscall.recvmsg { println(execname(), s) }
probe syscall.recvmsg = syscall("recvmsg") {
	name = func()
	s = $fd
	msg_uaddr = $msg
	flags = $flags
}

// A process waits for files.  ufds_uaddr, nfds, timeout: milliseconds.
//
//     probe syscall.poll { println(execname(), nfds, timeout) }
probe syscall.poll = syscall("poll")? {
	name = func()
	ufds_uaddr = $ufds
	nfds = $nfds
	timeout = $timeout_msecs
}

// A process waits for files by select().  n.
//
//     probe syscall.select { println(execname(), n) }
probe syscall.select = syscall("select")? {
	name = func()
	n = $n
}

// A process waits for files by epoll_wait().  epfd, maxevents, timeout: milliseconds.
//
//     probe syscall.epoll_wait { println(execname(), timeout) }
probe syscall.epoll_wait = syscall("epoll_wait")? {
	name = func()
	epfd = $epfd
	maxevents = $maxevents
	timeout = $timeout
}

// A thread waits for another, or wakes it.  futex_uaddr, op, val.
//
//     probe syscall.futex { println(execname(), op & 127) }
probe syscall.futex = syscall("futex") {
	name = func()
	futex_uaddr = $uaddr
	op = $op
	val = $val
}

// A thread sleeps.  req_uaddr: how long, a struct __kernel_timespec.
//
//     probe syscall.nanosleep { println(execname(), req_uaddr->tv_sec) }
probe syscall.nanosleep = syscall("nanosleep") {
	name = func()
	req_uaddr = $rqtp
}

// A thread sleeps by a clock.  clock_id, flags, req_uaddr.
//
//     probe syscall.clock_nanosleep { println(execname(), req_uaddr->tv_sec) }
probe syscall.clock_nanosleep = syscall("clock_nanosleep") {
	name = func()
	clock_id = $which_clock
	flags = $flags
	req_uaddr = $rqtp
}

// A process watches another.  request, pid.
//
//     probe syscall.ptrace { println(execname(), request) }
probe syscall.ptrace = syscall("ptrace") {
	name = func()
	request = $request
	traced_pid = $pid
}

// A process becomes another user.  uid.
//
//     probe syscall.setuid { println(execname()) }
probe syscall.setuid = syscall("setuid") {
	name = func()
	uid = $uid
}

// A process leaves namespaces.  unshare_flags.
//
//     probe syscall.unshare { println(execname(), unshare_flags) }
probe syscall.unshare = syscall("unshare") {
	name = func()
	unshare_flags = $unshare_flags
}

// A process enters a namespace.  fd, nstype.
//
//     probe syscall.setns { println(execname(), fd) }
probe syscall.setns = syscall("setns") {
	name = func()
	fd = $fd
	nstype = $flags
}
