// A parameter kept its name and got another type: leases are no locks any more since 6.9.
probe tracepoint("filelock:leases_conflict") { println($lease->fl_flags) }
