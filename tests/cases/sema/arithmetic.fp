// Only u64 makes a result u64; division, remainder and shifts follow it.
probe fprobe("mini_read") {
    s = $file->pos
    println($count / s, s / $count, s / 7, s % 7, $count % 7, s % (s + 1), $count / 2)
    println($count >> 3, s >> 3, s << $count, $file->flags >> s, $file->flags - 5, -s, ~$count, +s)
    println($count + 1, s - 1, s * 3, $count & 7, s | 8, s ^ $count, !s, !$file, 5 - $file->mode)
}
