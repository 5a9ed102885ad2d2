// The file's place was taken by its kiocb in 6.18.
probe fprobe("ext4_da_write_begin") { println($file->f_pos, $len) }
