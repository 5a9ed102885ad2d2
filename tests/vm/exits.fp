// What matrix.t compares with the kernel's own events: the same functions by each form of a probe.
param comm = "load"
filter (execname() == comm)
probe fprobe("vfs_read") { printf("entry %d %u\n", tid(), $count) }
probe fprobe("vfs_read").exit { printf("exit %d %u %d\n", tid(), $count, $return) }
probe fprobe("vfs_read").exit { printf("back %d %d\n", tid(), $return) }
probe fprobe("vfs_read") {
    asked = $count
    who = tid()
    name = string($file->f_path.dentry->d_name.name)
} exit {
    printf("pair %d %u %d %s\n", who, asked, $return, name)
}
// It calls itself.
probe fprobe("ep_loop_check_proc") { level = $depth } exit { printf("nest %d %d %d\n", tid(), level, $return) }
probe fprobe("ep_loop_check_proc").exit { printf("deep %d %d %d\n", tid(), $depth, $return) }
probe fprobe("ep_loop_check_proc").exit { printf("spent %d %d\n", tid(), elapsed()) }
probe fprobe("ep_loop_check_proc") { level = $depth } exit { printf("took %d %d %d\n", tid(), level, elapsed()) }
// One ends in a jump to the other.
probe fprobe("shmem_file_llseek") { at = $offset } exit { printf("first %d %d %d\n", at, $whence, $return) }
probe fprobe("generic_file_llseek_size") { at = $offset } exit { printf("last %d %d %d\n", at, $whence, $return) }
