// Files that are not there, or are no files.
probe uprobe("./nothing":"main") { }
probe uprobe("libnothing.so.1":"main") { }
probe uprobe("/":"main") { }
probe usdt("no-such-program":"a:b") { }
