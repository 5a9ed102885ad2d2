// What does something is not something.
global g = 0
probe begin {
    x = exit()
    g = println(1)
    println(exit())
    if (println(2)) println(3)
    println(println(4) == "x", -exit())
}
