// What matrix.t compares with the kernel's own events: functions out of many, by each form of a probe.
param comm = "load"
filter (execname() == comm)
probe fprobe("vfs_{read,write}*", takes "size_t") if (func() == "vfs_read") {
    printf("entry %d %u\n", tid(), $it)
}
probe fprobe("vfs_{read,write}*", takes "struct file *", returns "ssize_t").exit if (func() == "vfs_read") {
    printf("exit %d %u %d\n", tid(), $arg3, $return)
}
probe fprobe("vfs_{read,write}*", returns "ssize_t").exit if (func() == "vfs_read") {
    printf("back %d %d\n", tid(), $return)
}
probe fprobe("vfs_{read,write}*", takes "struct file *", returns "ssize_t") if (func() == "vfs_read") {
    asked = $arg3
    who = tid()
    name = string($it->f_path.dentry->d_name.name)
} exit {
    printf("pair %d %u %d %s\n", who, asked, $return, name)
}
// It calls itself.
probe fprobe("ep_*", takes "int", returns "int") if (func() == "ep_loop_check_proc") {
    level = $it
} exit {
    printf("nest %d %d %d\n", tid(), level, $return)
}
probe fprobe("ep_*", takes "int", returns "int").exit if (func() == "ep_loop_check_proc") {
    printf("deep %d %d %d\n", tid(), $it, $return)
}
probe fprobe("ep_*", takes "int", returns "int").exit if (func() == "ep_loop_check_proc") {
    printf("spent %d %d\n", tid(), elapsed())
}
probe fprobe("ep_*", takes "int", returns "int") if (func() == "ep_loop_check_proc") {
    level = $it
} exit {
    printf("took %d %d %d\n", tid(), level, elapsed())
}
// One ends in a jump to the other.
probe fprobe("{shmem_file_llseek,generic_file_llseek_size}") {
    at = $arg2
    whence = (int)$arg3
} exit {
    printf("%s %d %d %d\n", func() == "shmem_file_llseek" ? "first" : "last", at, whence, $return)
}
probe fprobe("vfs_{read,write}*").exit { all[func()] <<< elapsed() }
probe end {
    foreach (f in all)
        printf("took %v %d %s\n", f, @count(all[f]), @min(all[f]) > 0 && @max(all[f]) < 10s ? "ok" : "wrong")
}
