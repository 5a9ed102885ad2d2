// A map's name is a function's parameter; more parts of a key than there can be.
function f(calls) { calls = calls + 1; return calls }
function g(calls) { return calls * 2 }
probe fprobe("mini_read") { calls[$count]++; println(f(3), g(4), f(5)); far[1, 2, 3, 4, 5, 6, 7, 8, 9]++ }
