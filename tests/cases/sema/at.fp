// What the target has decides; variables of the kernel's; values of the entry; types by name.
probe fprobe("mini_read").exit if (@entry($count) > 3) {
	if (@defined($file->nosuch)) println($file->nosuch); else println(@entry($file->mode), $count)
	println(@arch == "none" ? $nope : 1, @defined($pos) && $count > 2, @kernel > 0)
	println(@var("jiffies"), @cast($file, "dir")->comm, @container_of($file, struct dir, name)->label)
	if (@defined(nosuch()) && nosuch()) println("never")
}
