// What vm_attach.t compares with the kernel's own events: one function out of many, by each form of a probe.
param comm = "load"
probe fprobe("vfs_{read,write}*", takes "size_t") if (execname() == comm && func() == "vfs_read") {
    printf("entry %d %u\n", tid(), $it)
}
probe fprobe("vfs_{read,write}*", takes "struct file *", returns "ssize_t").exit
    if (execname() == comm && func() == "vfs_read") {
    printf("exit %d %u %d\n", tid(), $arg3, $return)
}
probe fprobe("vfs_{read,write}*", takes "struct file *", returns "ssize_t")
    if (execname() == comm && func() == "vfs_read") {
    asked = $arg3
    who = tid()
    name = string($it->f_path.dentry->d_name.name)
} exit {
    printf("pair %d %u %d %s\n", who, asked, $return, name)
}
probe fprobe("ep_*", takes "int", returns "int") if (execname() == comm && func() == "ep_loop_check_proc") {
    level = $it
} exit {
    printf("nest %d %d %d\n", tid(), level, $return)
}
probe fprobe("vfs_{read,write}*").exit if (execname() == comm) {
    took[func()] <<< elapsed()
}
probe end {
    foreach (f in took)
        printf("took %v %d %s\n", f, @count(took[f]), @min(took[f]) > 0 && @max(took[f]) < 10s ? "ok" : "wrong")
}
