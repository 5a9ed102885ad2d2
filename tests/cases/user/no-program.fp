// A file that is no program.
probe uprobe("./no-program.fp":"main") { }
probe usdt("./no-program.fp":"a:b") { }
