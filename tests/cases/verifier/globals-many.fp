// Forty globals, each changed in one step, by many handlers.
global a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t: u64
global aa, bb, cc, dd, ee, ff, gg, hh, ii, jj, kk, ll, mm, nn, oo, pp, qq, rr: u64, text = "none", other: string
probe fprobe("vfs_read").exit {
	a++; b--; c += $count; d -= $return; e |= $count; f &= $return; g ^= $count; h = $return; i = a++ + ++b; j = (c += 1)
	for (x in 0..4) { k++; l += x; m |= 1 << x; n ^= x; if (k > l) { p++; q = k - l } else { r++; s = l - k } }
	t = a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r
	text = execname(); other = text + execname()
}
probe fprobe("vfs_write") { aa++; bb += aa; cc += bb; dd |= cc; ee ^= dd; ff += ee >> 1; gg = $count; hh += gg * 2; ii++; jj += a }
probe tracepoint("sched:sched_switch") { kk++; ll += $prev->pid; mm |= $next->pid; nn ^= 3; oo = kk; pp = ll; qq = mm; if (kk % 10 == 0) rr++ }
probe end { println(t > 0, text, strlen(other), aa <= bb, kk > 0, nn < 4, other == "x") }
