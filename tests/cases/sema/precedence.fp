// & and | bind looser than a comparison: a warning, and none with parentheses.
probe fprobe("mini_read") {
    println($count & 3 == 3, ($count & 3) == 3, $count | ($pos != NULL), 1 < $count ^ $count)
}
