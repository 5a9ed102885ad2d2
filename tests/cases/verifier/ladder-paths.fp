// Thirty conditions that have nothing to do with each other: 2^30 paths, one state behind each.
probe fprobe("vfs_open").exit {
	i = $path->dentry->d_inode
	sb = $path->dentry->d_sb
	n = 0
	if (i->i_mode & 1) n |= 1; if (i->i_mode & 2) n |= 2; if (i->i_mode & 4) n |= 4; if (i->i_mode & 8) n |= 8; if (i->i_mode & 16) n |= 16
	if (i->i_mode & 32) n |= 32; if (i->i_mode & 64) n |= 64; if (i->i_mode & 128) n |= 128; if (i->i_nlink > 1) n |= 256; if (i->i_nlink > 2) n |= 512
	if (i->i_size > 100) n |= 1 << 10; if (i->i_size > 1000) n |= 1 << 11; if (i->i_size > 10000) n |= 1 << 12; if (i->i_uid.val) n |= 1 << 13; if (i->i_gid.val) n |= 1 << 14
	if (sb->s_flags & 1) n |= 1 << 15; if (sb->s_flags & 2) n |= 1 << 16; if (sb->s_flags & 4) n |= 1 << 17; if (sb->s_dev > 5) n |= 1 << 18; if (sb->s_magic == 1) n |= 1 << 19
	if ($file->f_flags & 1) n |= 1 << 20; if ($file->f_flags & 2) n |= 1 << 21; if ($file->f_flags & 4) n |= 1 << 22; if ($return) n |= 1 << 23; if (pid() & 1) n |= 1 << 24
	if (tid() & 1) n |= 1 << 25; if (uid()) n |= 1 << 26; if (gid()) n |= 1 << 27; if (cpu()) n |= 1 << 28; if (elapsed() > 1us) n |= 1 << 29
	if (n & 1 && i->i_ino > 3) a++ else if (n & 2 && i->i_ino > 4) a += 2; if (n > 1000) a += n; modes[n] += n >> 3
	println(n, a)
}
global a
