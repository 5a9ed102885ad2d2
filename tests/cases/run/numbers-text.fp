// Numbers in text, as C's strtol() reads them.
probe begin {
    println(strtol("42"), strtol(" \t-17x"), strtol("0x1F", 16), strtol("ff", 16), strtol("0x", 16), strtol("zz", 36))
    println(strtol("+7"), strtol("- 7"), strtol("--1"), strtol("", 10), strtol("abc"), strtol("0101", 2), strtol("08", 8))
    println(strtol("-9223372036854775808"), strtol("9223372036854775807"), strtol("18446744073709551617"))
    println(strtol("00x1", 16), strtol("x1", 16), strtol("0x1", 36), strtol("1" + "2" + "3!"), strtol("-0x10", 16))
    s = ""
    for (i in 0..70) s += "1"
    println(strtol(s, 2), strtol(substr(s, 7), 2))
    sum = 0
    for (n in 0..50) sum += strtol(sprintf("%d", n * n - 100)) - strtol(sprintf("%x", n), 16)
    println(sum)
}
