// What probes of programs do not have.
probe uprobe("libc") { }
probe uprobe("libc":"a{b") { }
probe uprobe("libc":"malloc") { println($size, $arg7, $return, string($arg1)) }
probe uprobe("libc":"malloc").exit { println(@entry($arg0)) }
probe usdt("libc":"libc:*") { println($arg13, $return, elapsed()) }
probe usdt("libc":"libc:*").exit { }
probe uprobe("":"x") { }
probe uprobe("libc":"malloc") if ((int)$arg1 > "x") { }
