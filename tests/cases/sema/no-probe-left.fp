// All points may be missing, and are.
probe fprobe("nothing_here")?, tracepoint("mini:nothing")? { println(1) }
