// Aggregates fed from loops in loops, from functions and from foreach.
global size: hist_log
global page[u64]: hist_linear(0, 4096, 64)
function feed(n) { for (b in 0..16) if (n >> b & 1) { bits <<< b; size <<< n >> b }; deep[n & 3] <<< n; return n + 1 }
probe fprobe("vfs_read").exit {
	n = $count
	for (i in 0..4) for (k in 0..4) { n = feed(n); page[i] <<< n & 4095; q[i, k] <<< $return - i * k; lat <<< elapsed() }
	m[tid()] = n
	foreach (v = t in m) { q[t, 0] <<< v; size <<< t }
}
probe end {
	foreach (x = [i, k] in q) println(@quantile(x, 50) <= @quantile(x, 100), @variance(x) >= 0)
	if (@count(lat)) println(@quantile(lat, 99) > 0)
}
