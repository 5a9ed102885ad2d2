// A global that is changed by its own value in two steps: a warning, but not where nothing else runs.
global n = 0, b: u8, flag = false
probe fprobe("mini_read") {
    n *= 3
    n = $file->flags > 1 ? n + 1 : 0
    b <<= 1
    flag |= $file->open
    n += n
    n = $count
}
probe begin { n = n * 2 + 1 flag |= true b /= 3 }
probe timer(1s) { n = n - 1 }
