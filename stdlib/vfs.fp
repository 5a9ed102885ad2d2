// Files, directories and their names.

// The name of a directory entry, without its path.
//
//     probe fprobe("vfs_unlink") { println(d_name($dentry)) }
function d_name(dentry) { return string(dentry->d_name.name, 64) }

// The name of an open file, without its path.
//
//     probe fprobe("vfs_read") { println(file_name($file)) }
function file_name(file) { return string(file->f_path.dentry->d_name.name, 64) }

// The inode number of an open file.
//
//     probe fprobe("vfs_read") { println(file_inode($file)) }
function file_inode(file) { return file->f_inode->i_ino }

// The device that an open file is on.
//
//     probe fprobe("vfs_read") { println(file_device($file)) }
function file_device(file) { return devt(file->f_inode->i_sb->s_dev) }

// The path of a directory entry from the root of its file system: "/log/messages" where /var is one.
// At most eight directories and 127 bytes; what is left out of longer ones is the beginning.
//
//     probe fprobe("vfs_read") { println(dentry_path($file->f_path.dentry)) }
function dentry_path(dentry) {
	path = ""
	at = (struct dentry *)(u64)dentry
	for (i in 0..8) {
		up = (struct dentry *)(u64)at->d_parent
		if (up == at) break
		path = "/" + string(at->d_name.name, 64) + substr(path, 0, 127)
		at = up
	}
	return path == "" ? "/" : path
}

// The same.
//
//     probe fprobe("vfs_read") { println(reverse_path_walk($file->f_path.dentry)) }
function reverse_path_walk(dentry) { return dentry_path(dentry) }

// As dentry_path(), of an open file.
//
//     probe fprobe("vfs_read") { println(file_path($file)) }
function file_path(file) { return dentry_path(file->f_path.dentry) }

// The path of an entry in a mount (a struct vfsmount) up to the root of all: "/var/log/messages".  At most
// sixteen directories and mounts, and 127 bytes; what is left out of longer ones is the beginning.
//
//     probe fprobe("vfs_read") { println(mounted_path($file->f_path.dentry, $file->f_path.mnt)) }
function mounted_path(dentry, vfsmnt) {
	path = ""
	at = (struct dentry *)(u64)dentry
	mnt = @container_of((struct vfsmount *)(u64)vfsmnt, struct mount, mnt)
	for (i in 0..16) {
		up = (struct dentry *)(u64)at->d_parent
		if (at == mnt->mnt.mnt_root || up == at) {
			above = (struct mount *)(u64)mnt->mnt_parent
			if (above == mnt) break
			at = (struct dentry *)(u64)mnt->mnt_mountpoint
			mnt = above
			continue
		}
		path = "/" + string(at->d_name.name, 64) + substr(path, 0, 127)
		at = up
	}
	return path == "" ? "/" : path
}

// The path that a struct path is, up to the root of all.
//
//     probe fprobe("vfs_read") { println(d_path(&$file->f_path)) }
function d_path(path) { return mounted_path(path->dentry, path->mnt) }

// The same.
//
//     probe fprobe("vfs_read") { println(fullpath_struct_path(&$file->f_path)) }
function fullpath_struct_path(path) { return d_path(path) }

// The path of an open file, up to the root of all; the task is not asked.
//
//     probe fprobe("vfs_read") { println(fullpath_struct_file(task(), $file)) }
function fullpath_struct_file(t, file) { return d_path(&file->f_path) }

// Whether it is a regular file.
//
//     probe fprobe("vfs_read") { if (is_regular($file->f_inode)) println(file_name($file)) }
function is_regular(inode) { return (inode->i_mode & 0xf000) == 0x8000 }

// The major number of a device as the kernel has it (dev_t).
//
//     begin { println(MAJOR(MKDEV(8, 1))) }
//     //= 8
function MAJOR(dev) { return dev >> 20 }

// The minor number of a device as the kernel has it.
//
//     begin { println(MINOR(MKDEV(8, 1))) }
//     //= 1
function MINOR(dev) { return dev & 0xfffff }

// A device from its numbers.
//
//     begin { println(devt(MKDEV(8, 1))) }
//     //= 8:1
function MKDEV(major, minor) { return major << 20 | minor }

// A read of a file by vfs_read().  file, name; dev, ino: its device and
// inode; bytes_to_read; at its exit $return is what was read.
//
//     probe vfs.read { println(name, bytes_to_read) }
//     probe vfs.read.exit { println($return) }
probe vfs.read = fprobe("vfs_read") {
	file = $file
	name = file_name($file)
	dev = file_device($file)
	ino = file_inode($file)
	bytes_to_read = $count
}

// A write to a file by vfs_write().  file, name, dev, ino, bytes_to_write.
//
//     probe vfs.write { println(name, bytes_to_write) }
probe vfs.write = fprobe("vfs_write") {
	file = $file
	name = file_name($file)
	dev = file_device($file)
	ino = file_inode($file)
	bytes_to_write = $count
}

// A file is opened by do_dentry_open(), after its path was looked up.  file.
//
//     probe vfs.open.exit { println(file_name($f), $return) }
probe vfs.open = fprobe("do_dentry_open") {
	file = $f
}

// A file's data are written to its medium by vfs_fsync_range().  file, name.
//
//     probe vfs.fsync { println(name) }
probe vfs.fsync = fprobe("vfs_fsync_range") {
	file = $file
	name = file_name($file)
}

// A file is removed by vfs_unlink().  name.
//
//     probe vfs.unlink { println(name) }
probe vfs.unlink = fprobe("vfs_unlink") {
	name = d_name($dentry)
}

// A file is created by vfs_create().  name.
//
//     probe vfs.create { println(name) }
probe vfs.create = fprobe("vfs_create") {
	name = d_name($dentry)
}

// A directory is made by vfs_mkdir().  name.
//
//     probe vfs.mkdir { println(name) }
probe vfs.mkdir = fprobe("vfs_mkdir") {
	name = d_name($dentry)
}

// A directory is removed by vfs_rmdir().  name.
//
//     probe vfs.rmdir { println(name) }
probe vfs.rmdir = fprobe("vfs_rmdir") {
	name = d_name($dentry)
}

// A file or directory gets another name by vfs_rename().  old_name, new_name.
//
//     probe vfs.rename { println(old_name, new_name) }
probe vfs.rename = fprobe("vfs_rename") {
	old_name = d_name($rd->old_dentry)
	new_name = d_name($rd->new_dentry)
}

// A symbolic link is made by vfs_symlink().  name; leads_to: its text.
//
//     probe vfs.symlink { println(name, leads_to) }
probe vfs.symlink = fprobe("vfs_symlink") {
	name = d_name($dentry)
	leads_to = string($oldname, 127)
}

// A directory is read by iterate_dir().  file, name.
//
//     probe vfs.readdir { println(name) }
probe vfs.readdir = fprobe("iterate_dir") {
	file = $file
	name = file_name($file)
}

// Somebody asks for a file's size, times and rights by vfs_getattr().  name.
//
//     probe vfs.getattr { println(name) }
probe vfs.getattr = fprobe("vfs_getattr") {
	name = d_name($path->dentry)
}
