// statements without effect
probe begin {
	x
	$return
	a[1]
	p->next
	@count(a)
	x == 1
	x - 1
	f() + 1
}
