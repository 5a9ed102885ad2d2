#!/usr/bin/env fptap
// What bpftrace's language has, and what becomes of it.
const LIMIT = 420
const KIND = 3
param arg1 = 0
global last: string
global most
global three
global rounds
global cats
global late
global began: time

probe begin {
	began = now()
	printf("begins %d\n", arg1)	// at once
	names[1] = "one"
	names[2] = "two"
	last = "nobody"
	most = 0
}

// sizes of reads
probe fprobe("vfs_read") if (pid() != 0 && execname() != "sh" && $count > 1000) {
	n = $count
	n += 1
	name = string($file->f_path.dentry->d_name.name)
	if (n > LIMIT) {
		big[execname(), pid()]++
		last = execname()
	} else if (n == 3) {
		three++
	} else {
		sum[name] += n
	}
	sizes <<< n
	steps[execname()] <<< n
	mean <<< n
	least[execname()] <<< n
	all <<< n
	printf("%s %s %s\n", name, names[n & 3], buf($file->f_path.dentry->d_name.name, 8))
	i = 0
	while (i < 3) {
		i++
		if (i == 2) {
			continue
		}
		printf("%d %d\n", i, i ? 1 : -1)
	}
	for (round in 0..2) {
		rounds++
	}
	for (k_ in 0..4) {
		k[k_] = 1
	}
	if (starts_with(execname(), "dd")) {
		next
	}
	if (execname() == "cat") {
		cats++
	}
	when[tid()] = now()
	pointer[(u64)$buf] = (u32)$count
	printf("%d\n", *(u16 *)$buf)
	printf("%s\n", kstack(3))
	printf("%s\n", ksym((u64)$file->f_op))
}

probe fprobe("vfs_read").exit {
	if ($return < 0) {
		errors[-$return]++
	}
	since = when[tid()]
	late = since ? (now() - since) / 1ms : 0
}

probe timer(5s) {
	printf("%s", time("%H:%M:%S\n"))
	drain(big, 5)
	print(sum)
	foreach (key in sum) sum[key] = 0
	println("last:", last)
	foreach (value = key in k) {
		printf("%d: %d\n", key, value)
	}
}

probe tracepoint("sched:sched_switch") {
	printf("%s %d %d\n", $prev->comm, $next->pid, (now() - began) / 1s)
}

probe timer(100ms) {
	exit()
}

probe end {
	printf("ends\n")
	println("last:", last)
	println("most:", most)
	println("three:", three)
	print(sum)
	print(@hist_linear(steps, 0, 100, 10))
	print(@avg(mean))
	print(@min(least))
	println("rounds:", rounds)
	println("cats:", cats)
	println("late:", late)
}
