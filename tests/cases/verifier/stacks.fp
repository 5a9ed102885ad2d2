// Stacks as keys, values and in records, with strings beside them.
probe fprobe("vfs_read").exit { s[kstack(), execname()]++; if ($return == 0) println(kstack(), ustack()) }
probe tracepoint("sched:sched_switch") { off[kstack(), string($prev->comm)] <<< $prev->pid; for (i in 0..2) deep[ustack(), i]++ }
probe fprobe("vfs_open") { k = kstack() } exit { if (elapsed() > 1us) slow[k, $return]++; at[tid()] = k }
probe fprobe("handle_mm_fault") { f[kstack(), ustack(), $flags]++ }
