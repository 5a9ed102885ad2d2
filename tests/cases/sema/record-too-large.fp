// A record of more than one page.
probe fprobe("mini_open") { println(string($name, 4000), string($name, 90), 1) }
