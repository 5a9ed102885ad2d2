// Joining, length, beginning and part of strings, in both places.
probe begin {
    a = "x" + "yz"
    println(strlen(a), starts_with(a, "xy"), substr(a, 1), substr(a, 0, 2))
}
probe fprobe("mini_open") {
    s = execname() + ":" + string($name)
    s += "!"
    println(s, strlen($file->dir->comm), starts_with(s, execname()), substr(s, $flags, $mode))
}
