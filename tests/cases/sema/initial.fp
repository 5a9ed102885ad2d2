// What may begin as something, and another task's variable.
thread a: u8 = 256, b = "x", c: u64 = d
global m[u32]: u64 = 5, h: hist_log = 1, p: struct file * = "x", w: string(0), v: string(5000), q: struct dir *, d
thread t: u64 = 4
probe fprobe("mini_read") {
    t[$file] = 1
    t[5]++
    t[$file, 1] = 2
    q = $file
    q = 7
    q++
    q += 1
    m[1] = 1
}
probe begin { println(t[0]) }
