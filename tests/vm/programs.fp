// What matrix.t knows of a program's calls: by patterns, strings, static probes, a place that takes no probe.
global all, bad, n
probe uprobe("/usr/bin/prog":"{first,last,hidden}").exit { c[func(), func() == "last"]++ }
probe uprobe("/usr/bin/prog":"negated") {
    s = user_string($arg2)
    all++
    if (s != "hello" || reg("rdi") != $arg1) bad++
}
probe uprobe("/usr/bin/prog":"{locked,last}") { n++ }
probe usdt("/usr/bin/prog":"app:step") { println("step", $arg1, $arg2, user_string($arg3), $arg4, $arg5) }
probe usdt("/usr/bin/prog":"app:gated") { println(func(), $arg1) }
probe end {
    foreach ([f, l] in c) println("many", f, l, c[f, l])
    println("strings", all, bad)
    println("refused", n)
    delete c
}
