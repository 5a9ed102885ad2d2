// begin, end and timers, with their numbers from consts and params.
param every = 2s
const last = 100
probe begin(-100), begin, end(last) { println(probe_name()) }
probe timer(every), timer.s(5), timer.ms(200), timer(1min) { println(pid(), tid(), uid(), gid(), cpu(), target()) }
