// a block that the next item ends, and brackets that the script's end ends
probe begin {
	if (x) {
		y = f(1
function g() { return 1 }
probe end {
	z = [1, (2
