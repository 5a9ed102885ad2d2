// Conditions of exits: elapsed(), results, chains, names, in all orders.
param least = 1us
param who = "fptap"
probe fprobe("vfs_read").exit if (elapsed() > least && $return > 0 && $file->f_inode->i_sb->s_magic != 0) { a++ println(elapsed() > 1s) }
probe fprobe("vfs_read").exit if ($return < 0 || elapsed() >= 100ms || execname() == who) { b[$return]++ }
probe fprobe("vfs_write").exit if (!($count > 4KiB) && ($file->f_flags & O_WRONLY || string($file->f_path.dentry->d_name.name) != "null")) { c[tid()] <<< elapsed() }
probe fprobe("vfs_write") if ($count != 0 && starts_with(execname(), "c")) { n = $count } exit { d <<< n - $return; e[elapsed() / least]++ }
probe fprobe("security_file_open").exit if ($return < 0 && $return > -4096) { f[$return, string($file->f_path.dentry->d_name.name)]++ }
probe tracepoint("sched:sched_switch") if ($prev->mm && $next->mm && $prev->mm != $next->mm || $prev_state == 1) { g[$preempt]++ }
global a
