// Strings compared in all ways, in conditions with && and ||, and sorted into three.
probe fprobe("vfs_read") if (execname() != "fptap" && execname() >= "a" && execname() < "zz") {
	n = string($file->f_path.dentry->d_name.name)
	p = string($file->f_path.dentry->d_parent->d_name.name)
	a = n < p ? n : p
	b = n < p ? p : n
	m = a > "m" && b > "m" ? "later" : a <= "m" && b <= "m" ? "earlier" : "both"
	c[m, a == b, a != n, b >= p, (n == "maps" || n == "null") && p != "/"]++
	if (a < b && b < a) println("never")
	if (n == "maps") { if (p != "self") { if (n + p != p + n) println(n, p, m) } }
}
