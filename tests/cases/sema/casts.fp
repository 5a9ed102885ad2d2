// Casts: integers truncate and extend, pointers keep their memory, bool is a test.
probe fprobe("mini_read") {
    println((u8)$count, (s8)$count, (s32)$count, (u64)$file->error, (s64)$count, (bool)$count)
    println((enum state)$count, (char)$count, (unsigned short)$count)
}
