// What cannot be assigned.
param p = 1
const c = 2
probe fprobe("mini_read") {
    p = 5
    c++
    $count = 5
    $file->flags += 1
    p += 1
    pid() = 5
}
