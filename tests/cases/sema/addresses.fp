// & gives a pointer to the member's type, arithmetic counts in elements.
probe fprobe("mini_read") {
    println(&$file->flags, *&$file->flags, &$file->path, (&$file->path)->mnt, &$file->next->pos)
    println(&$file->table[1], *(&$file->table[1] + 1), &$file->grid[1], &*$file->pint)
    println($file->pint + 1, 1 + $file->pint, $file->pint - 1, $file->next - $file, $pos - $pos)
    println((u64)$file >> 12, $file & 0xfff, $file->private + 8, (u32)$file, (void *)$file)
}
