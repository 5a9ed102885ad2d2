// The C of an entry and its exit.
probe fprobe("mini_read") if (execname() == "dd") {
    name = string($file->path.dir->name.text)
    asked = $count
} exit {
    printf("%s %d %d %v\n", name, asked, $return, elapsed())
}
