// SystemTap's probe points
probe kernel.function("vfs_read").return { x = $return }
probe kernel.function("vfs_read") { x = 1 }
probe module("ext4").function("ext4_sync_file").return { x = 1 }
probe syscall.open.return { x = 1 }
probe kernel.trace("sched_switch") { x = 1 }
probe process("/bin/sh").function("main") { x = 1 }
probe timer.profile { x = 1 }
