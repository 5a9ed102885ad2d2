// A map that is larger than the machine.
global big[u64, string, u64]: u64 limit 16777216
probe fprobe("vfs_read") { big[tid(), execname(), cpu()]++ }
