// precedence from low to high, unary operators, casts, postfix
probe begin {
	x = a ? b : c ? d || e && f | g ^ h & i == j < k << l + m * -n : o
	x = a - b - c in m != d > e
	y = (u32)a + (foo_t)b * (bar *)c + (struct s **)d - (unsigned  long  int)e
	y = sizeof(x + 1) + sizeof(struct s) + sizeof(foo_t) + sizeof(foo *)
}
