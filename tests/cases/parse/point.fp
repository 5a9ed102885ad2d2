// probe points that are none
probe fprobe("a") fprobe("b") { x = 1 }
probe fprobe("a",) { x = 1 }
probe vfs.{read,} { x = 1 }
probe vfs.* read { x = 1 }
probe . { x = 1 }
probe { x = 1 }
probe fprobe(x + 1) { x = 1 }
probe a.* = fprobe("x") { x = 1 }
probe fprobe("x") exit { x = 1 }
