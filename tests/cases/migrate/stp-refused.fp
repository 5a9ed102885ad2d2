// migrate: native(), embedded C, has no counterpart here
// function native:long(x:long) %{ STAP_RETVALUE = STAP_ARG_x; %}
// migrate: again() calls itself: recursion has no counterpart here
// function again(n) { return n ? again(n - 1) : 0 }

// migrate: vfs_read@fs/read_write.c:100 is inside of a function
// probe kernel.statement("vfs_read@fs/read_write.c:100") { println(1) }
// migrate: which functions are in fs/read_write.c is not known
// probe kernel.function("*@fs/read_write.c") { println(2) }
// migrate: `.inline': there is no such probe here
// probe kernel.function("vfs_read").inline { println(3) }
// migrate: writing to `$count' would change the system
// probe syscall.read { $count = 0 }
probe fprobe("vfs_read").exit {
	$return = -5
}
// migrate: native(), embedded C, has no counterpart here
// probe kernel.function("vfs_write") { println(native(1)) }
// migrate: again() calls itself: recursion has no counterpart here
// probe kernel.function("vfs_write").call { println(again(3)) }
// migrate: a regular expression that is more than a choice of words has no counterpart here
// probe kernel.function("vfs_open") { if (execname() =~ "a.*") next; println(4) }
// migrate: `$file$', all members of a struct as text, has no counterpart here
// probe kernel.function("vfs_open").call { println($file$) }
// migrate: `do_exit' never returns
// probe kernel.function("do_exit").return { println(5) }
probe fprobe("no_such_function").exit {
	printf("%d\n", $return)
}
// migrate: `procfs(…).read': there is no such probe here
// probe procfs("x").read { $value = "y" }
// migrate: `netfilter.pre_routing': there is no such probe here
// probe netfilter.pre_routing { println(6) }
// migrate: `no_such_thing' is not known of vfs.read
// probe vfs.read { println(no_such_thing) }
// migrate: raise() has no counterpart here
// probe kernel.function("vfs_llseek") { println(raise(9)) }
// migrate: `process.begin': there is no such probe here
// probe process("/bin/sh").begin { println(7) }

// These move, with a word.
probe fprobe("vfs_llseek").exit {
	printf("%d\n", $return)
}
probe fprobe("vfs_llseek") {
	printf("%d\n", $offset)
}
probe timer(400ms) {
	if (1)
		printf("%d\n", 8)
	exit()
}
