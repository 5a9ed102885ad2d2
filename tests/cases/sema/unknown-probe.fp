// Probe kinds that are not there, other tools' words, kinds that come later.
probe fprob("mini_read") { }
probe kretprobe("mini_read") { }
probe fentry("mini_read") { }
probe uprobe("mini_read") { }
probe whatever { }
