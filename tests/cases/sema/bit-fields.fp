// Bit-fields of both signs, in a packed struct across their unit, through pointers and numbers.
probe fprobe("mini_read") {
    p = $file
    p = $file->next
    println($file->low, $file->high, $file->minus, $file->bit, $file->next->minus)
    println(p->low, p->minus, p->bit, $file->packed.mid, $file->packed.over, p->packed.over)
    if ($file->bit && $file->minus < 0) println(1)
}
