// What is filled up is made from the text: before it, behind it, by zeros.
probe fprobe("mini_read").exit {
	println(sprintf("%5d|%-8.3s|%03x", $return, execname(), $count))
}
