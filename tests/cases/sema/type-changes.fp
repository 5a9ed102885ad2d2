// A variable has one type.
global g = 0
probe fprobe("mini_read") {
    x = 1
    x = "text"
    p = $file
    p = $file->dir
    p = $buf
    q = $buf
    q = $file->title
    s = execname()
    s = 5
    g = $file
    g = "x"
    g += $file
}
