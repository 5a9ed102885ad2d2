// Parts of the language that are not built each say so.
thread t: u64 = 4
filter (pid() == 1)
param q: struct file *
probe vfs.read = fprobe("mini_read") { }
probe fprobe("mini_*"), fprobe("mini_read", "mini_open"), timer.us(5), tracepoint("mini:*") { }
probe fprobe("mini_read", module "x"), error { }
probe fprobe("mini_read") {
    println([1, 2], $$parms, @entry($pos), a[0])
    println($buf[0], *$buf, user_string($buf), (struct file **)$file, string("a", 1))
    printf("%s\n", sprintf("a"))
}
