// The time of the last change was a struct; since 6.11 it is two members.
probe fprobe("vfs_read") { println($file->f_inode->i_ctime.tv_sec) }
