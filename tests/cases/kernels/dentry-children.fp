// A directory's children: d_subdirs and d_child until 6.7, d_children and d_sib since.
probe fprobe("d_invalidate") { println($dentry->d_subdirs.next, $dentry->d_child.next) }
