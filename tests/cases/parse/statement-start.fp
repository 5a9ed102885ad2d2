// what no statement begins with; a semicolon before it, or it would be an operator
probe begin {
	a = 1; 3
	b = 1; "text"
	c = 1; -x
	d = 1; *p = 1
	e = 1; [1, 2]
	f = 1; (x)++
	g = 1; int i = 3
	g = 1; struct page *q
	g = 1; : x
	g = 1; else x = 1
	h = 1; catch { }
}
