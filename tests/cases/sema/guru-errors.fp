// What a handler cannot write.
// args: --guru --backend=module
probe fprobe("mini_read") { $return = 1; $file->low = 1; $file->packed = 2 }
probe fprobe("mini_read").exit { $count = 1; $file->path = 1; $buf[0] = 1; $file->pos++ }
