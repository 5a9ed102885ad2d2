// Clocks and events that interrupt a CPU.
probe profile(99), profile.hz(49) { n++ }
probe perf("cycles":1000000), perf("cpu-clock":1ms), perf("r1c2":100) { at[ip()]++ }
probe timer.us(100), timer(50us), timer.hz(5000) { n++ }
probe timer.hz(10) { println(n) }
global n = 0
