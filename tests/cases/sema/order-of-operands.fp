// Operands run from left to right: what may fault is put into variables first.
global n = 0
probe fprobe("mini_read") {
    println(n++ - n--, $file->flags / n + n / $file->pos, string($file->title) == string($file->dir->name.text))
}
