// A number that a string begins with.
probe begin { s = "7f"; println(strtol(s, 16), strtol(s)) }
