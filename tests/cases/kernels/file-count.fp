// The count of a file's references got a type of its own and another name in 6.13.
probe fprobe("fput") { println($file->f_count.counter) }
