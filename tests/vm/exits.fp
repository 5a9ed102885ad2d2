// What vm_exits.t compares with the kernel's own events: the same functions by each form of a probe.
param comm = "load"
probe fprobe("vfs_read") if (execname() == comm) {
    printf("entry %d %u\n", tid(), $count)
}
probe fprobe("vfs_read").exit if (execname() == comm) {
    printf("exit %d %u %d\n", tid(), $count, $return)
}
probe fprobe("vfs_read") if (execname() == comm) {
    asked = $count
    who = tid()
    name = string($file->f_path.dentry->d_name.name)
} exit {
    printf("pair %d %u %d %s\n", who, asked, $return, name)
}
probe fprobe("ep_loop_check_proc") if (execname() == comm) {
    level = $depth
} exit {
    printf("nest %d %d %d\n", tid(), level, $return)
}
