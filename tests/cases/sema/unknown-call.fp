// Functions that are not there, and those that come later.
probe begin {
    printn("x")
    zzz(1)
    println(strpos("abc", "c"), @zzz(1), @defind(1), @entry(1))
}
