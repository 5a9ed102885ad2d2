// A tuple is no single value; its parts are counted; what has one cannot have something else.
begin {
	r = [1, 2]
	x = r + 1
	println(r[2], r[x], r[-1])
	y = [1]
	z = [1, [2, 3]]
	r = [1, 2, 3]
	r = 5
	printf("%d\n", r)
	if (r) println("yes")
	s = sprintf("%d", r)
	t = true ? [1, 2] : [3, 4]
	println(!r, r == [1, 2], r[0][1])
	q = [1, "a"]
	q = ["b", 2]
}
