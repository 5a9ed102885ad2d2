// System calls by name, with what SystemTap calls their arguments.
// Each has an exit with $return, where the arguments are those of the entry.  name is the call's.  Strings are
// read when the handler runs; what cannot be read then is "<unknown>".

// Any system call.
//
//     probe syscall_any { n[name]++ }
//     probe syscall_any.exit { if ($return < 0) failed[name, $return]++ }
probe syscall_any = syscall("*") {
	name = func()
}

// A process reads.  fd, buf_uaddr, count.
//
//     probe syscall.read { println(execname(), fd, count) }
probe syscall.read = syscall("read") {
	name = func()
	fd = $fd
	buf_uaddr = $buf
	count = $count
}

// A process writes.  fd, buf_uaddr, count.
//
//     probe syscall.write { println(execname(), fd, user_string_n(buf_uaddr, 20)) }
probe syscall.write = syscall("write") {
	name = func()
	fd = $fd
	buf_uaddr = $buf
	count = $count
}

// A process reads from a place.  fd, buf_uaddr, count, offset.
//
//     probe syscall.pread { println(fd, count, offset) }
probe syscall.pread = syscall("pread64") {
	name = func()
	fd = $fd
	buf_uaddr = $buf
	count = $count
	offset = $pos
}

// A process writes to a place.  fd, buf_uaddr, count, offset.
//
//     probe syscall.pwrite { println(fd, count, offset) }
probe syscall.pwrite = syscall("pwrite64") {
	name = func()
	fd = $fd
	buf_uaddr = $buf
	count = $count
	offset = $pos
}

// A process reads into several buffers.  fd, vector_uaddr, count: of buffers.
//
//     probe syscall.readv { println(fd, count) }
probe syscall.readv = syscall("readv") {
	name = func()
	fd = $fd
	vector_uaddr = $vec
	count = $vlen
}

// A process writes several buffers.  fd, vector_uaddr, count: of buffers.
//
//     probe syscall.writev { println(fd, count) }
probe syscall.writev = syscall("writev") {
	name = func()
	fd = $fd
	vector_uaddr = $vec
	count = $vlen
}

// A process goes to a place in a file.  fildes, offset, whence.
//
//     probe syscall.lseek { println(fildes, offset, whence) }
probe syscall.lseek = syscall("lseek") {
	name = func()
	fildes = $fd
	offset = $offset
	whence = $whence
}

// A process opens a file by open().  filename, flags, mode.  Most use openat().
//
//     probe syscall.open { println(execname(), filename) }
probe syscall.open = syscall("open") {
	name = func()
	filename = user_string_warn($filename)
	flags = $flags
	mode = $mode
}

// A process opens a file.  dfd, filename, flags, mode.
//
//     probe syscall.openat { println(execname(), filename) }
probe syscall.openat = syscall("openat") {
	name = func()
	dfd = $dfd
	filename = user_string_warn($filename)
	flags = $flags
	mode = $mode
}

// A process opens a file by openat2().  dfd, filename.
//
//     probe syscall.openat2 { println(execname(), filename) }
probe syscall.openat2 = syscall("openat2") {
	name = func()
	dfd = $dfd
	filename = user_string_warn($filename)
}

// A process makes a file by creat().  pathname, mode.
//
//     probe syscall.creat { println(execname(), pathname) }
probe syscall.creat = syscall("creat") {
	name = func()
	pathname = user_string_warn($pathname)
	mode = $mode
}

// A process closes a file.  fd.
//
//     probe syscall.close { println(execname(), fd) }
probe syscall.close = syscall("close") {
	name = func()
	fd = $fd
}

// A process makes another number for an open file.  oldfd.
//
//     probe syscall.dup { println(execname(), oldfd) }
probe syscall.dup = syscall("dup") {
	name = func()
	oldfd = $fildes
}

// A process makes a pipe.  fildes_uaddr: where both numbers go to.
//
//     probe syscall.pipe { println(execname(), fildes_uaddr) }
probe syscall.pipe = syscall("pipe, pipe2") {
	name = func()
	fildes_uaddr = $fildes
}

// A process does something with an open file.  fd, cmd, arg.
//
//     probe syscall.fcntl { println(execname(), fd, cmd) }
probe syscall.fcntl = syscall("fcntl") {
	name = func()
	fd = $fd
	cmd = $cmd
	arg = $arg
}

// A process asks a driver for something.  fd, request, argp.
//
//     probe syscall.ioctl { printf("%s %d %#x\n", execname(), fd, request) }
probe syscall.ioctl = syscall("ioctl") {
	name = func()
	fd = $fd
	request = $cmd
	argp = $arg
}

// A process asks for the state of an open file.  filedes, buf_uaddr.
//
//     probe syscall.fstat { println(execname(), filedes) }
probe syscall.fstat = syscall("fstat") {
	name = func()
	filedes = $fd
	buf_uaddr = $statbuf
}

// A process asks for the state of a file by stat().  filename, buf_uaddr.
//
//     probe syscall.stat { println(execname(), filename) }
probe syscall.stat = syscall("stat") {
	name = func()
	filename = user_string_warn($filename)
	buf_uaddr = $statbuf
}

// A process asks for the state of a file or link by lstat().  filename, buf_uaddr.
//
//     probe syscall.lstat { println(execname(), filename) }
probe syscall.lstat = syscall("lstat") {
	name = func()
	filename = user_string_warn($filename)
	buf_uaddr = $statbuf
}

// A process asks for the state of a file.  dfd, filename, buf_uaddr.
//
//     probe syscall.newfstatat { println(execname(), filename) }
probe syscall.newfstatat = syscall("newfstatat") {
	name = func()
	dfd = $dfd
	filename = user_string_warn($filename)
	buf_uaddr = $statbuf
}

// A process asks for the state of a file by statx().  dfd, filename, mask.
//
//     probe syscall.statx { println(execname(), filename) }
probe syscall.statx = syscall("statx") {
	name = func()
	dfd = $dfd
	filename = user_string_warn($filename)
	mask = $mask
}

// A process asks what it may do with a file.  pathname, mode.
//
//     probe syscall.access { println(execname(), pathname, mode) }
probe syscall.access = syscall("access") {
	name = func()
	pathname = user_string_warn($filename)
	mode = $mode
}

// A process asks what it may do with a file, by faccessat().  dfd, pathname, mode.
//
//     probe syscall.faccessat { println(execname(), pathname, mode) }
probe syscall.faccessat = syscall("faccessat") {
	name = func()
	dfd = $dfd
	pathname = user_string_warn($filename)
	mode = $mode
}

// A process asks where a link leads to.  path, buf_uaddr, bufsiz.
//
//     probe syscall.readlink { println(execname(), path) }
probe syscall.readlink = syscall("readlink") {
	name = func()
	path = user_string_warn($path)
	buf_uaddr = $buf
	bufsiz = $bufsiz
}

// A process asks where a link leads to, by readlinkat().  dfd, path, buf_uaddr, bufsiz.
//
//     probe syscall.readlinkat { println(execname(), path) }
probe syscall.readlinkat = syscall("readlinkat") {
	name = func()
	dfd = $dfd
	path = user_string_warn($pathname)
	buf_uaddr = $buf
	bufsiz = $bufsiz
}

// A process removes a file by unlink().  pathname.
//
//     probe syscall.unlink { println(execname(), pathname) }
probe syscall.unlink = syscall("unlink") {
	name = func()
	pathname = user_string_warn($pathname)
}

// A process removes a file or directory.  dfd, pathname, flag.
//
//     probe syscall.unlinkat { println(execname(), pathname) }
probe syscall.unlinkat = syscall("unlinkat") {
	name = func()
	dfd = $dfd
	pathname = user_string_warn($pathname)
	flag = $flag
}

// A process gives a file another name by rename().  oldpath, newpath.
//
//     probe syscall.rename { println(oldpath, newpath) }
probe syscall.rename = syscall("rename") {
	name = func()
	oldpath = user_string_warn($oldname)
	newpath = user_string_warn($newname)
}

// A process gives a file another name.  oldpath, newpath, flags.
//
//     probe syscall.renameat2 { println(oldpath, newpath) }
probe syscall.renameat2 = syscall("renameat2") {
	name = func()
	oldpath = user_string_warn($oldname)
	newpath = user_string_warn($newname)
	flags = $flags
}

// A process gives a file a second name.  oldpath, newpath.
//
//     probe syscall.link { println(oldpath, newpath) }
probe syscall.link = syscall("link") {
	name = func()
	oldpath = user_string_warn($oldname)
	newpath = user_string_warn($newname)
}

// A process makes a symbolic link.  oldpath: where it leads; newpath.
//
//     probe syscall.symlink { println(oldpath, newpath) }
probe syscall.symlink = syscall("symlink") {
	name = func()
	oldpath = user_string_warn($oldname)
	newpath = user_string_warn($newname)
}

// A process makes a directory by mkdir().  pathname, mode.
//
//     probe syscall.mkdir { println(execname(), pathname) }
probe syscall.mkdir = syscall("mkdir") {
	name = func()
	pathname = user_string_warn($pathname)
	mode = $mode
}

// A process makes a directory.  dirfd, pathname, mode.
//
//     probe syscall.mkdirat { println(execname(), pathname) }
probe syscall.mkdirat = syscall("mkdirat") {
	name = func()
	dirfd = $dfd
	pathname = user_string_warn($pathname)
	mode = $mode
}

// A process removes a directory.  pathname.
//
//     probe syscall.rmdir { println(execname(), pathname) }
probe syscall.rmdir = syscall("rmdir") {
	name = func()
	pathname = user_string_warn($pathname)
}

// A process goes to another directory.  path.
//
//     probe syscall.chdir { println(execname(), path) }
probe syscall.chdir = syscall("chdir") {
	name = func()
	path = user_string_warn($filename)
}

// A process changes the rights of a file.  path, mode.
//
//     probe syscall.chmod { printf("%s %s %o\n", execname(), path, mode) }
probe syscall.chmod = syscall("chmod") {
	name = func()
	path = user_string_warn($filename)
	mode = $mode
}

// A process changes the rights of a file, by fchmodat().  dirfd, pathname, mode.
//
//     probe syscall.fchmodat { printf("%s %s %o\n", execname(), pathname, mode) }
probe syscall.fchmodat = syscall("fchmodat") {
	name = func()
	dirfd = $dfd
	pathname = user_string_warn($filename)
	mode = $mode
}

// A process gives a file to somebody.  path, owner, group.
//
//     probe syscall.chown { println(path, owner, group) }
probe syscall.chown = syscall("chown") {
	name = func()
	path = user_string_warn($filename)
	owner = $user
	group = $group
}

// A process cuts a file.  path, length.
//
//     probe syscall.truncate { println(path, length) }
probe syscall.truncate = syscall("truncate") {
	name = func()
	path = user_string_warn($path)
	length = $length
}

// A process cuts an open file.  fd, length.
//
//     probe syscall.ftruncate { println(fd, length) }
probe syscall.ftruncate = syscall("ftruncate") {
	name = func()
	fd = $fd
	length = $length
}

// A process reads a directory.  fd, dirp_uaddr, count.
//
//     probe syscall.getdents { println(execname(), fd) }
probe syscall.getdents = syscall("getdents64") {
	name = func()
	fd = $fd
	dirp_uaddr = $dirent
	count = $count
}

// A process wants a file to be on its medium.  fd.
//
//     probe syscall.fsync { println(execname(), fd) }
probe syscall.fsync = syscall("fsync") {
	name = func()
	fd = $fd
}

// A process wants a file's data to be on its medium.  fd.
//
//     probe syscall.fdatasync { println(execname(), fd) }
probe syscall.fdatasync = syscall("fdatasync") {
	name = func()
	fd = $fd
}

// A process wants everything to be on its medium.
//
//     probe syscall.sync { println(execname()) }
probe syscall.sync = syscall("sync") {
	name = func()
}

// A file system is mounted.  source, target_path, filesystemtype, mountflags.
//
//     probe syscall.mount { println(source, target_path) }
probe syscall.mount = syscall("mount") {
	name = func()
	source = user_string_warn($dev_name)
	target_path = user_string_warn($dir_name)
	filesystemtype = user_string_warn($type)
	mountflags = $flags
}

// A file system is taken away.  target_path, flags.
//
//     probe syscall.umount { println(execname(), target_path) }
probe syscall.umount = syscall("umount2") {
	name = func()
	target_path = user_string_warn($name)
	flags = $flags
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
probe syscall.fork = syscall("fork, vfork, clone, clone3") {
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
probe syscall.poll = syscall("poll") {
	name = func()
	ufds_uaddr = $ufds
	nfds = $nfds
	timeout = $timeout_msecs
}

// A process waits for files by select().  n.
//
//     probe syscall.select { println(execname(), n) }
probe syscall.select = syscall("select") {
	name = func()
	n = $n
}

// A process waits for files by epoll_wait().  epfd, maxevents, timeout: milliseconds.
//
//     probe syscall.epoll_wait { println(execname(), timeout) }
probe syscall.epoll_wait = syscall("epoll_wait") {
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
