// Chains in the body of a loop: the frame carries the context, the verifier types it anew.
probe fprobe("vfs_read") {
	sum = 0
	for (i in 0..16) {
		sum += $file->f_path.dentry->d_parent->d_inode->i_sb->s_blocksize
		if ($file->f_inode->i_sb->s_type->fs_flags & (1 << i)) sum += $file->f_mapping->host->i_ino
		for (k in 0..i) { d = $file->f_path.dentry; sum += d->d_parent->d_parent->d_name.len * k }
	}
	println(sum)
}
probe tracepoint("sched:sched_switch") {
	total = 0
	for (i in 0..4) total += $prev->real_parent->real_parent->pid + $next->group_leader->signal->nr_threads
	t <<< total
}
