// Values that are strings: kept, compared, joined, in maps and in globals.
global latest = "none"
global longest: string
probe fprobe("vfs_write").exit, fprobe("vfs_read").exit {
	n = string($file->f_path.dentry->d_name.name, 60)
	name[tid()] = n
	prev[tid()] = latest
	latest = name[tid()]
	if (strlen(n) > strlen(longest)) longest = n
	both[tid()] = prev[tid()] + "/" + name[tid()]
	if (name[tid()] != prev[tid()] && starts_with(both[tid()], "null")) println(both[tid()], latest, longest)
	third[tid()] = both[tid()] == "" ? "nothing" : both[tid() - 1] + longest
}
