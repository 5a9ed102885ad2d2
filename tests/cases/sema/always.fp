// Comparisons that come out the same for each value of the type.
probe fprobe("mini_read") {
    println($count < 0, $count >= 0, 0 > $count, $count == -1, $file->mode <= 255)
    println($file->mode > 255, $file->shift < -128, $file->shift != 128, $file->open > 1)
    println($file->low == 0x1ffffffff, $file->port >= 0x10000, $file == -1, $file >= 0)
    println($file->pos > 0x8000000000000000, $file->pos <= 0xffffffffffffffff)
    println($file->pos >= 0x8000000000000000)
}
