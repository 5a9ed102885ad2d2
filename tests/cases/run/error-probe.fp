// What runs when a script has faulted, and not else; before end.
global zero
probe end { println("end") }
probe error { println("second") }
probe error(-1) { println("first") }
probe begin { try { println(1 / zero) } catch { println("caught") } println(2 / zero) }
