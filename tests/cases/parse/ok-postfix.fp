// members named like keywords, calls, indexes, addresses, @words, tuples
probe begin {
	x = $l->next.if.struct->int->long.u32 + &*$p->in + f(g(), 1)[2].x
	x = @entry($a->b) + @container_of(p, struct sock, sk)->x + @var("v")[1].y + @arch + $$parms + $arg1
	x = [1, [a, "s"], (b)][0] + (p)->q + "s"[0] + 'c' - true * false / NULL
	a[i++, --j, (y += 2)] = b = c[1] = 3
}
