// Constant indices outside of the array.
probe fprobe("mini_read") {
    println($file->table[4], $file->table[-1], $file->grid[1][3], $file->names[2].len)
}
