// Chains of members: pointers on the way, nested and anonymous structs, a named and a nameless type.
probe fprobe("mini_open") {
    println($file->path.dir->parent->name.len, $file->dir->name.len, $file->key, $file->part)
    println($file->next->next->dir, $file->count.counter, $file->pcount->counter, $file->path.mnt)
    c = $file->pcount
    lonely = $file->pcount
    println(lonely, c, c->counter, $file->pcount, $file->op, $file->private, $file->title)
    println((*$file).flags, (*$file->next).dir->name.len)
}
