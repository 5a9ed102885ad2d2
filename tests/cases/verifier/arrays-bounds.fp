// Indexes that the verifier must see bounded, and ones that fault.
param from = 0
probe fprobe("vfs_read") {
	sb = $file->f_inode->i_sb
	n = 0
	for (i in from..32) n = n * 31 + sb->s_id[i]
	for (k = 15; k >= 0; k--) { try { n += sb->s_id[k * 3] } catch { n++ } }
	u = 0
	for (i in 0..16) u ^= sb->s_uuid.b[i] << (i & 7)
	println(n, u, sb->s_id[$count & 31], sb->s_uuid.b[$count % 16], sb->s_id)
}
