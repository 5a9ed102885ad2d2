// When a hit has had its rounds, a foreach has none, whatever its limit: and only if there is a key.
probe begin {
	for (i in 0..4) m[i] = i
	delete m[0]
	empty[1] = 1; delete empty[1]
	try { for (;;) { } } catch (e) { println(e) }
	foreach (k in empty) println("never")
	try { foreach (k in m limit 0) println("never") } catch (e) { println(e) }
	try { foreach (k in m) println("never") } catch (e) { println(e) }
	try { for (i in 0..0) println("never") } catch (e) { println(e) }
	println("end")
}
