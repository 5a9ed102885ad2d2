// What the verifier does not find where it is, or takes for something else, is copied.
probe fprobe("mini_close") {
    println($file->alt.narrow.b, $file->alt.wide.hidden, $file->alt.wide.file->mode)
    println($file->as_dir->name.len, $file->as_file->mode, $file->dir->parent == NULL)
    println($file->far->mode, $file->far)
    f = $file->as_file
    println(f->mode)
}
