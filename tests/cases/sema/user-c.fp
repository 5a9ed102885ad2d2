// The C of probes of programs.
probe uprobe("./prog":"first") {
	n = (int)$arg1
} exit if ($return != 0) {
	println(n, $arg2, elapsed(), func())
}
probe uprobe("libc":"{malloc,calloc}").exit { c[func() == "malloc", $arg1]++ }
probe usdt("./prog":"app:*") { println(func(), $arg1, user_string($arg2)) }
