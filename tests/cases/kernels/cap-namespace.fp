// A parameter got another name, its type and its place stayed.
probe fprobe("cap_capable") { println($cap, $targ_ns) }
