// A handler that runs for milliseconds has interrupts with tracepoints of their own: their arguments are seen, their
// events are missed.  What is seen in that time, and from begin to end, where more is missed than that.
global counting: u64, x: u64, arguments: u64, fields: u64, all_arguments: u64, all_fields: u64
probe tracepoint("task:task_rename") if (pid() == target() && $oom_score_adj < 2000) {
	counting = $newcomm != "nameend"
	if (counting) for (i in 0..200000) x++
}
probe tracepoint("timer:hrtimer_expire_entry") { all_arguments++; if (counting) arguments++ }
probe tracepoint("timer:hrtimer_expire_entry") if ($function != NULL) { all_fields++; if (counting) fields++ }
probe end { println(arguments, fields, all_arguments, all_fields) }
