// Static probes that a program does not have, and arguments that they do not have.
probe usdt("./prog":"app:stop") { }
probe usdt("./library.so":"app:step") { }
probe usdt("./prog":"app:step") { println($arg6) }
probe usdt("./prog":"app:*") { println($arg2) }
