// Probes of programs: words in registers, the process's memory behind them, which function was hit.
probe uprobe("./prog":"first") {
	n = (int)$arg1
} exit if ($return != 0) {
	println(n, $arg2, elapsed(), func())
}
probe uprobe("libc":"{malloc,calloc}").exit { c[func() == "malloc", $arg1]++ }
probe usdt("./prog":"app:*") { println(func(), $arg1, user_string($arg2)) }
probe uprobe("./prog":"takes") {
	f = (struct file *)$arg1
	println(f->flags, ((struct file *)$arg2)->flags, *(int *)$arg3, buf($arg4, 4))
}
