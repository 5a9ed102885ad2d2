// every statement; the return that ends its line; the else that binds to the nearest if
probe begin {
	;
	for (i = 0; i < 3; i++) { break continue }
	for (a <<< 1; ; ) next
	for (;;) ;
	for (i in 0..n + 1) x = i
	for (c in $p->comm) if (c) x = 1; else if (x) y = 1 else z = 1
	while (!x--) delete a[1]
	foreach (v = [a+, b] in m[1, *]- limit n * 2) x = v
	foreach (limit in limit limit limit) x = 1
	foreach (k in m@quantile(99)-) foreach ([a] in m@sum) x = 1
	try { error("x") } catch (e) { } try { } catch { }
	if (x) return /* no value */
	if (x) return -x; return
}
