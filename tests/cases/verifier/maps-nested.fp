// Maps whose keys are values of maps, and conditions made of them.
probe fprobe("vfs_read").exit {
	ino = $file->f_inode->i_ino
	owner[ino] = tid()
	name[owner[ino]] = execname()
	count[name[owner[ino]], owner[ino]]++
	depth[count[name[owner[ino]], owner[ino]]] += count[name[tid()], owner[ino]] > 2 ? 1 : 2
	if (tid() in name && name[tid()] == name[owner[ino]] && [name[tid()], owner[ino]] in count || depth[1] > depth[2]) same++
	swap[tid()] = owner[ino]++ + --owner[ino] * depth[depth[depth[1]]]
	owner[count[name[tid()], tid()]++] = (x = depth[1]) + x
	println(swap[tid()], same)
}
global same
