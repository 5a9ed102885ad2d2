// @entry(): what was there at the entry, of many sorts, beside what is there now.
probe fprobe("vfs_read").exit, fprobe("vfs_write").exit if (@entry($file->f_pos) <= $file->f_pos) {
	println(@entry($file->f_pos), $file->f_pos, @entry($file->f_inode->i_size) == $file->f_inode->i_size, @entry($file->f_path.dentry->d_name.len))
	n = @entry(string($file->f_path.dentry->d_name.name, 40))
	t = @entry(now())
	for (i in 0..3) moved[n, i] <<< $file->f_pos - @entry($file->f_pos)
	if (now() - t < elapsed()) never++
	c[@entry(cpu()) == cpu(), @entry(tid()) == tid(), n == string($file->f_path.dentry->d_name.name, 40)]++
}
global never
