// What matrix.t counts: a function that calls itself, once per call that was seen.
probe fprobe("ep_loop_check_pro[c]") { } exit { println("seen") }
