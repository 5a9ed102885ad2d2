// Short names lie in d_shortname since 6.14.
probe fprobe("d_invalidate") { println($dentry->d_iname[0]) }
