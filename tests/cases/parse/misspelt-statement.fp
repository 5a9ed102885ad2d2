// keywords that begin a statement, misspelt
probe begin {
	whlie (x < 3) { x++ }
	foreech (k in m) { x = 1 }
	brek
	retrun x
	delte m
	contineu
}
