// The exit of a function that never returns, in both ways of writing it.
probe fprobe("do_exit").exit { }
probe fprobe("do_exit") { } exit { }
