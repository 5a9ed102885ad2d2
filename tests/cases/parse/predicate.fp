// bpftrace's predicate, and SystemTap's condition in the body is not needed either
probe fprobe("vfs_read") /pid() == 3/ { x = 1 }
fprobe("vfs_write") /comm == "x"/ { y = }
