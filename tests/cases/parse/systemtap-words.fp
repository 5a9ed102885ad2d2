// SystemTap's signs in statements, one message each and no other
probe begin {
	s .= "b"
	t = "a" . "b"
	u = name . "b"
	n = $1 + @2
	printf("%s", $file$)
	if (s =~ "^a") x = 1
	if (s !~ "^a") x = 1
	y = 1 >>> 2
	z = 3
}
