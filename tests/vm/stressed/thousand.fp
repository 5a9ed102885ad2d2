// More than a thousand functions, twice: at entry, and at entry and exit.
global all, reads, pairs, exits
probe fprobe("[u-w]*") { all++; if (pid() == target() && func() == "vfs_read") reads++ }
probe fprobe("[u-w]*") { who = pid(); asked = $arg1 } exit {
	exits++
	if (who == target() && func() == "vfs_read" && asked) { pairs++; took <<< elapsed() }
}
probe end { printf("thousand reads %d pairs %d timed %d; more %v\n", reads, pairs, @count(took), all > reads && exits > pairs) }
