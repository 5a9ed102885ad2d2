// ++ is postfix directly after a name or ], prefix before one; no separators needed
probe begin {
	a++ b-- c[1]++ ++d --$e.f
	x = a ++b
	x = a ++; y = a++ - --b
	x = a
	++b
	f()
	--c
}
