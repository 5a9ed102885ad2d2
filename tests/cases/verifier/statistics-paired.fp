// What one would keep in arrays: by name, by class, by result, from the entry to the exit.
param slow = 10ms
global by_size: hist_log
probe fprobe("vfs_read") {
	name = string($file->f_path.dentry->d_name.name, 40)
	class = $count < 1KiB ? "small" : $count < 64KiB ? "medium" : "large"
	regular = $file->f_inode->i_mode >> 12 == 8
	start = now()
	depth[tid()]++
} exit {
	e = elapsed()
	if (e > slow) { slowest[name, class] <<< e; println("slow", name, e, $return) }
	if ($return < 0) errors[name, $return]++ else if ($return == 0) empty[class]++ else { by_size <<< $return; rate[class] <<< $return * 1s / (e + 1) }
	if (regular && now() - start >= e) { files[name] += $return > 0 ? $return : 0; if (files[name] > 1MiB) { delete files[name]; big[name]++ } }
	if (--depth[tid()] <= 0) delete depth[tid()]
}
probe end { foreach (n in files- limit 5) println(n, files[n]); foreach (x = [n, c] in slowest@max- limit 3) println(n, c, @max(x), @avg(x)) }
