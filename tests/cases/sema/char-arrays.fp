// Char arrays are strings of their length; string() copies at most what it is told.
probe fprobe("mini_open") {
    d = $file->dir
    println(d->comm, d->label, d->rest, string(d->comm), string(d->comm, 4), string(d->label, 150))
    println(string($name), string($name, 5), string($name, 1000), string(d->name.text))
    println(string($file->private), string(&d->comm), string($flags + (u64)$name), d->comm[1])
    if (d->comm == "dd" || string($name) != execname()) s = d->comm else s = "none"
    println(s, $flags > 1 ? s : "longer than that", $flags > 1 ? string($name, 3) : d->comm)
}
