// Anonymous structs and unions: pages, sockets, inodes, the verifier's first member at an offset.
probe fprobe("vfs_read") {
	i = $file->f_inode
	println(i->i_nlink, i->i_rdev, i->i_pipe != NULL, i->i_cdev != NULL, i->i_link != NULL, i->i_fop != NULL, i->i_wb_list.next == NULL)
	d = $file->f_path.dentry
	println(d->d_name.hash, d->d_name.len, d->d_name.hash_len, d->d_lockref.count, d->d_lockref.lock_count, d->d_parent == d)
}
probe tracepoint("kmem:mm_page_alloc") if ($page != NULL) {
	println($page->_refcount.counter, $page->_mapcount.counter, $page->private, $page->lru.next, $order)
}
