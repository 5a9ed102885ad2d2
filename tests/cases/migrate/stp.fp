#!/usr/bin/env fptap
// How often, and how long: what people write most.
global names[s64] lru
global last[s64] limit 20000
param minimum = 10	// microseconds
global total = 0
const DEBUG = 0

// the time now
function now_() {
	return now() / 1us
}

function label(n) {
	if (n > 1000)
		return "slow"
	if (n > 100)
		return "medium"
	return ""
}

function count_up(n) {
	total += n
}

probe begin {
	printf("%-16s %8s\n", "NAME", "BYTES")
	printf("per cent: 100%%\n")
	println("ready")
}

probe fprobe("vfs_read").exit, fprobe("vfs_write").exit {
	if ($return <= 0)
		next
	reads[execname(), pid()] += $return	// bytes
	if (@entry($file->f_mode) & 1)
		count_up(1)
	names[tid()] = string(@entry($file->f_path->dentry->d_name->name))
	lat <<< now_() - @entry(now_())
	t = elapsed() / 1us
	if (t > minimum && DEBUG)
		printf("%s %d %s\n", label(t), t, time("%a %b %d %H:%M:%S %Y"))
	last[tid()] = t
}

probe tracepoint("sched:sched_switch") {
	seen = 0
	who = ""
	state = $prev->__state
	if (state > 0)
		seen = state
	else
		who = $next->comm
	printf("%d %s %s\n", seen, who, task_current() == $prev ? "me" : "other")
}

probe timer(5s) {
	foreach ([name, pid+] in reads limit 10)
		printf("%s %d %d\n", name, pid, reads[name, pid])
	if (@count(lat)) {
		print(@hist_log(lat))
		printf("%d,%d", @min(lat), @max(lat))
	}
	if (total > 100)
		exit()
	total = 0
	delete lat
}

probe timer(100ms) {
	if (total > 1000) {
		println("that is a lot")
		exit()
	}
}

probe end {
	foreach (k in names)
		delete names[k]
	total = 0
}
// the end

function task_current() {
	return @var("current_task")
}
