// What shows as a word is made a string where it meets one; what is known is a literal.
probe fprobe("mini_read").exit if ($return < 0) {
	why = $count ? errno_str($return) : "nothing"
	failed[func() + ":" + why, signal_name($count)]++
	failed["none", "SIGKILL"] = 0
	at["f"] = 1; at[ksym($file->pos)] = 2
	println(sprintf("%s", $$return))
}
