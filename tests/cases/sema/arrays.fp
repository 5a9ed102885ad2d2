// Elements: a constant index is part of the path, any other is checked; pointers are not.
probe fprobe("mini_read") {
    i = $count
    println($file->table[3], $file->table[i], $file->grid[1][2], $file->grid[1][i], $file->grid[i][1])
    println($file->names[1].len, $file->names[i].len, $file->dirs[1]->name.len, $file->dirs[i])
    println($file[1].flags, $file->pint[2], *$file->pint, *($file->pint + i), *$file->dirs)
    println($file->path.dir->rest[5], (*$file->dirs)->name.len, $file->next[i].next->flags)
}
