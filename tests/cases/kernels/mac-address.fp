// A parameter got another type, and another name.
probe fprobe("dev_set_mac_address") { println($dev, $sa->sa_family) }
