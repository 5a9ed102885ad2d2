// Mounts are mapped by struct mnt_idmap since 6.3.
probe fprobe("ext4_create") { println($mnt_userns->level, $mode) }
