// Every sort of aggregate in one handler.
global log[string]: hist_log
global lin[u32]: hist_linear(0, 65536, 1024)
global one: hist_log
global flat: hist_linear(-40, 40, 1)
probe fprobe("vfs_read").exit, fprobe("vfs_write").exit {
	log[execname()] <<< $return; lin[tid()] <<< $count; one <<< elapsed(); flat <<< $return
	q[func()] <<< elapsed(); v[execname(), func()] <<< $return; all[tid(), $return < 0] <<< $count; plain <<< $file->f_pos
	w[func()] <<< $return * $count; mid <<< elapsed() / 1us
}
probe end {
	foreach (x = f in q) println(@quantile(x, 50) >= 0, @quantile(x, 99) >= 0, @max(x) > 0)
	foreach (x = [who, f] in v) println(@variance(x) >= 0, @avg(x) != 1, @count(x) > 0)
	foreach (x = [t, bad] in all) { println(@min(x) <= @max(x)); print(@hist_log(x)) }
	if (@count(plain)) println(@sum(plain) >= 0, @quantile(mid, 90) >= 0, @variance(mid) >= 0)
	foreach (x = f in w@max) println(@quantile(x, 10) <= @quantile(x, 20), @variance(x) >= 0)
}
