// Members that are not there, of a struct, a union in it, a nested one.
probe fprobe("mini_read") {
    println($file->flag, $file->keys, $file->path.mtn, $file->whatever)
    println($file->count.counte, $file->dir->name.length)
}
