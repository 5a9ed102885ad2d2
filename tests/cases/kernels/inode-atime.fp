// The same of the last access, in nanoseconds.
probe fprobe("vfs_write") { println($file->f_inode->i_atime.tv_nsec) }
