// What does not fit a probe point.
probe fprobe { }
probe fprobe(5) { }
probe fprobe("mini_read").entry { }
probe begin(5s) { }
probe begin("x") { }
probe begin(5000000000) { }
probe end.late { }
probe timer(5) { }
probe timer.s(5s) { }
probe timer.weeks(5) { }
probe timer(0s) { }
probe timer.s(-1) { }
probe timer { }
probe timer(1s).ms(2) { }
probe tracepoint("mini_switch") { }
probe tracepoint(":mini_switch") { }
probe fprobe("mini_read").exit { } exit { }
probe begin { } exit { }
