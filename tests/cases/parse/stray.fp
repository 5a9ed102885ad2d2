// bytes that no word begins with
probe begin {
	a = 1 ` 2
	b = “text”
	c = 3 \ 4
	d = été
	e = 5
}
