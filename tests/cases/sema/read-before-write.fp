// Locals that are not written on every path to where they are read.
probe fprobe("mini_read") {
    if ($count > 5) a = 1
    println(a)
    if ($count > 6) b = 1 else if ($count > 7) next else exit()
    println(b)
    if ($count > 8) { c = 1 } else { d = 1 }
    println(c, d)
    hits++
    sum += $count
    println($count > 9 && fresh > 1)
    e = e + 1
    println(f)
    f = 1
}
// … also where nothing comes.
probe begin { next r <<= 1 }
