// A copy into the record; parameters one by one.
probe fprobe("mini_read") { println($file->path, *$file->dir, $file->table); print($file->packed); println($$parms) } exit { println($$return) }
