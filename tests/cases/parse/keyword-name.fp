// keywords as names
probe begin {
	in = 1
	x = while
	foreach (next in m) x++
	if (m == delete) x++
}
global if
function try() { }
param struct = 3
