// A breakpoint cannot stand for an instruction with a lock prefix.
global n = 0
probe uprobe("/usr/bin/prog":"{locked,last}") { n++ }
probe end { println(n) }
