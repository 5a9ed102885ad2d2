// Another task's variable, and a pointer as a global.
thread t: u64 = 4
global p: struct dir *
probe fprobe("mini_read") { p = $file->dir; println(p->comm); p = NULL; t++ }
