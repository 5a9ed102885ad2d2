// What looks like a comparison that cannot differ, and can.
param limit = 255
probe fprobe("mini_read").exit {
    println($file->mode < 255, $file->mode >= 1, $file->mode <= limit, $file->open >= 1)
    println($file->open < 1, $file->shift <= -128, $file->shift >= 127, $count > 0, $count < 1)
    println($return >= 0, $return <= -1, 0 < $count, 255 > $file->mode, $file->state == STATE_TOP)
    println($file >= (struct file *)-4095, $file == (struct file *)-1, $count == 0xffffffffffffffff)
    println($file->pos >= -0x7fffffffffffffff, $file->pos < 0x7fffffffffffffff, 1 == 1, 2 < 1)
}
