// comments of three sorts, in all places, and one at the end without a newline
probe /* a */ fprobe /* ( */ ("x") // {
# }
. /* * */ exit { /* } **/ x = 1 /***/ y = 2 // ;
	z = a /* / b */ / c
} #
// end