// do_unlinkat() has another name since 7.1 and takes the same.
probe fprobe("do_unlinkat") { println($dfd) }
