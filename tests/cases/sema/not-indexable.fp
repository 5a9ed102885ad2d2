// What cannot be indexed.
const c = 5
probe fprobe("mini_read") { println($count[1], "abc"[0], $file[0][1], c[0], execname()[1], $file->table[1, 2]) }
