// What is printed is taken out.
// user
probe begin { for (i in 0..5) { m[i] = i; a["x"] <<< i } }
probe end { drain(m, 2); println(0 in m, m[4]); m[7] = 7; drain(m); drain(a); println(@count(a["x"])) }
