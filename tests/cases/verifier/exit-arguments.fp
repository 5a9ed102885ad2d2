// Exits that take several arguments and the result, of all sorts.
probe fprobe("vfs_open").exit { println(string($path->dentry->d_name.name), $file->f_flags, $file->f_op == NULL, $path->mnt->mnt_flags, $return == 0, (s32)$return) }
probe fprobe("vfs_statx").exit { s[$dfd, $flags, $request_mask, $return, string($filename->name, 40)] <<< elapsed() }
probe fprobe("handle_mm_fault").exit { f[$address >> 12, $flags, $return, $vma->vm_flags & 7, $vma->vm_mm->mm_users.counter, $regs == NULL] <<< elapsed() }
probe fprobe("vfs_write") { a = $count; g = $file; p = $pos != NULL ? *$pos : 0 } exit { println(a, $count, $pos, g->f_pos, p, $buf == NULL, $return, g == $file, $arg1 == (u64)$file) }
probe fprobe("rw_verify_area").exit { r[$read_write, $return, $count, $file->f_mode & 3] += $ppos != NULL ? *$ppos : 0 }
probe fprobe("security_file_permission").exit { m[$mask, $return, $file->f_inode->i_mode]++ }
