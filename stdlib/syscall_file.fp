// System calls by name: files.  syscall.fp has the others, and what is true of all.

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
probe syscall.open = syscall("open")? {
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
probe syscall.creat = syscall("creat")? {
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
probe syscall.pipe = syscall("pipe")?, syscall("pipe2") {
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
probe syscall.stat = syscall("stat")? {
	name = func()
	filename = user_string_warn($filename)
	buf_uaddr = $statbuf
}

// A process asks for the state of a file or link by lstat().  filename, buf_uaddr.
//
//     probe syscall.lstat { println(execname(), filename) }
probe syscall.lstat = syscall("lstat")? {
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
probe syscall.access = syscall("access")? {
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
probe syscall.readlink = syscall("readlink")? {
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
probe syscall.unlink = syscall("unlink")? {
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
probe syscall.rename = syscall("rename")? {
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
probe syscall.link = syscall("link")? {
	name = func()
	oldpath = user_string_warn($oldname)
	newpath = user_string_warn($newname)
}

// A process makes a symbolic link.  oldpath: where it leads; newpath.
//
//     probe syscall.symlink { println(oldpath, newpath) }
probe syscall.symlink = syscall("symlink")? {
	name = func()
	oldpath = user_string_warn($oldname)
	newpath = user_string_warn($newname)
}

// A process makes a directory by mkdir().  pathname, mode.
//
//     probe syscall.mkdir { println(execname(), pathname) }
probe syscall.mkdir = syscall("mkdir")? {
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
probe syscall.rmdir = syscall("rmdir")? {
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
probe syscall.chmod = syscall("chmod")? {
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
probe syscall.chown = syscall("chown")? {
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
