// Parts of the language that are not built each say so.
thread t: u64
global m[u32]: u64
global s = ""
filter (pid() == 1)
param q: struct file *
probe vfs.read = fprobe("mini_read") { }
probe fprobe("mini_*"), fprobe("mini_read", "mini_open"), timer.us(5), tracepoint("mini:*") { }
probe fprobe("mini_read", module "x"), error { }
probe fprobe("mini_read") {
    x[1] = 2
    y <<< 1
    delete x
    println(x[1], [1, 2], 1 in x, "a" + "b", $$parms, @entry($pos), a[0])
    println($buf[0], *$buf, user_string($buf), (struct file **)$file, string("a", 1))
    printf("%s\n", sprintf("a"))
}
