// Bases are constants.
param b = 3
probe begin { println(strtol("1", b), strtol("1", 1), strtol("1", 37), strtol(1), strtol(), strtol("1", "2"), ctime("x")) }
