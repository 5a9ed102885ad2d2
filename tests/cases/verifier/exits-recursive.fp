// Functions that call each other and themselves, all paired at once, each with its own time.
probe fprobe("security_file_open") { n = string($file->f_path.dentry->d_name.name, 20) } exit { println(n, $return); a[n] <<< elapsed() }
probe fprobe("vfs_open") { n = string($path->dentry->d_name.name, 20); t = now(); f = $file } exit { a[n] <<< now() - t; if (f->f_inode != NULL) println(f->f_inode->i_ino, n) }
probe fprobe("dput").exit if ($dentry != NULL) { d[$dentry->d_flags & 0xff] <<< elapsed() }
probe fprobe("iput") { if ($inode == NULL) next; i = $inode->i_ino; l = $inode->i_nlink } exit { g[i & 7, l] <<< elapsed() }
probe fprobe("filp_close") { for (k in 0..3) { if (k == 2 && $filp->f_flags & 1) next; last = k }; last = 5 } exit { c[last, $return] <<< elapsed() }
probe fprobe("kernel_clone") { flags = $args->flags; who = execname() + "!" } exit { println(who, flags, $return > 0, elapsed() > 0) }
