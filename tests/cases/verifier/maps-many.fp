// Twenty maps in one handler, of all kinds of keys and values.
global l[u32]: u64 limit 16
global r[string, u32]: u64 lru limit 64
probe fprobe("vfs_read").exit {
	n = string($file->f_path.dentry->d_name.name, 31)
	a[pid()]++; b[tid()] += $count; c[n]++; d[n, pid()] = $return; e[execname()]++; f[func(), n] -= 1
	g[cpu()] = now(); h[$return] = n; i[uid(), gid()]++; j[$file->f_inode->i_ino]++; k[n] = execname()
	l[tid()]++; m[$count] = $file->f_pos; o[true] = $return < 0; p[n + "!"]++; q["x"] = n + execname()
	r[n, tid()]++; s[$buf]++; t[$file->f_inode->i_sb->s_dev, n] += $return; u[elapsed() / 1us]++
	x = a[pid()] + b[tid()] + c[n] + d[n, pid()] + e[execname()] + f[func(), n] + i[uid(), gid()] + j[$file->f_inode->i_ino]
	y = l[tid()] + m[$count] + p[n + "!"] + r[n, tid()] + s[$buf] + t[$file->f_inode->i_sb->s_dev, n] + u[elapsed() / 1us]
	println(x, y, h[$return], k[n], q["x"], g[cpu()] > 0, o[true], n in c, [n, pid()] in d, $return in h)
}
