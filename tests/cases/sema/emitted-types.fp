// The C of chains, bit-fields, elements and types without a tag.
probe fprobe("mini_open") {
    c = $file->pcount
    println($file->dir->name.len, $file->minus, $file->table[$flags], $file->state, c->counter, c)
}
