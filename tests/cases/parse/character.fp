// characters that are none
probe begin {
	a = ''
	b = 'ab'
	c = 'x
	d = 'é'
	e = '\''
}
