// Counts of a CFS queue were renamed in 6.14.
probe fprobe("update_curr") { println($cfs_rq->nr_running, $cfs_rq->h_nr_running) }
