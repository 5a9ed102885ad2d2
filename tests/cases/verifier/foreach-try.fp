// Faults inside of foreach, caught inside, outside, and not at all.
probe fprobe("vfs_read") { m[tid() & 7] = $count; p[(u64)$file] = (u64)$file->f_inode }
probe fprobe("vfs_write").exit {
	n = 0
	try { foreach (v = k in m) n += 100 / (v - k) } catch (e) { n = -1; bad[e]++ }
	foreach (v = k in m) { try { n += 100 / (k - 3) } catch { continue } }
	foreach (v = f in p limit 16) {
		try { i = (struct inode *)v; n += i->i_nlink; if (i->i_ino == 0) error("no number") } catch (e) { stale[e, f]++; delete p[f] }
	}
	println(n)
}
