global zero = 0
function risky(x) { return 100 / x }
probe begin {
	try { println(1 / zero) } catch (e) { println("caught", e) }
	try { error("mine") } catch (e) { println(e); try { error("again") } catch (f) { println(e == f, f) } }
	try { println(risky(4)); println(risky(zero)) } catch { println("quietly") }
	n = 0
	for (i in 0..5) { try { n += risky(i - 2) } catch { n += 1000 } }
	println(n)
	try { for (i in 0..10) { if (i == 4) x = i / zero; n = i } } catch (e) { println(n, e) }
	try { for (;;) { } } catch (e) { println(e) }
	println(7 / zero)
	println("never")
}
