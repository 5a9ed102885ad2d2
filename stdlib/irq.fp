// Interrupts, softirqs and works.

// The name of a softirq.
//
//     begin { println(softirq_name(3)) }
//     //= NET_RX
function softirq_name(nr) {
	if (nr == 0) return "HI"
	if (nr == 1) return "TIMER"
	if (nr == 2) return "NET_TX"
	if (nr == 3) return "NET_RX"
	if (nr == 4) return "BLOCK"
	if (nr == 5) return "IRQ_POLL"
	if (nr == 6) return "TASKLET"
	if (nr == 7) return "SCHED"
	if (nr == 8) return "HRTIMER"
	if (nr == 9) return "RCU"
	return "UNKNOWN"
}

// The handler of an interrupt is called.  irq: its number; dev_name: who asked for it.
//
//     probe irq_handler.entry { println(irq, dev_name) }
probe irq_handler.entry = tracepoint("irq:irq_handler_entry") {
	irq = $irq
	dev_name = string($action->name, 31)
}

// It is done.  irq, dev_name; ret: 1 if it was the device's.
//
//     probe irq_handler.exit { println(irq, ret) }
probe irq_handler.exit = tracepoint("irq:irq_handler_exit") {
	irq = $irq
	dev_name = string($action->name, 31)
	ret = $ret
}

// A softirq is handled.  vec_nr: softirq_name() has words for it.
//
//     probe softirq.entry { n[softirq_name(vec_nr)]++ }
probe softirq.entry = tracepoint("irq:softirq_entry") {
	vec_nr = $vec_nr
}

// It is done.  vec_nr.
//
//     probe softirq.exit { println(vec_nr) }
probe softirq.exit = tracepoint("irq:softirq_exit") {
	vec_nr = $vec_nr
}

// A work is queued.  work, work_func: what will be called.
//
//     probe workqueue.insert { n[ksym(work_func)]++ }
probe workqueue.insert = tracepoint("workqueue:workqueue_queue_work") {
	work = $work
	work_func = (u64)$work->func
}

// A work begins.  work, work_func.
//
//     probe workqueue.execute { println(ksym(work_func)) }
probe workqueue.execute = tracepoint("workqueue:workqueue_execute_start") {
	work = $work
	work_func = (u64)$work->func
}

// A timer of high resolution has come.  hrtimer, function_addr: what is called.
//
//     probe hrtimer.expire { n[ksym(function_addr)]++ }
probe hrtimer.expire = tracepoint("timer:hrtimer_expire_entry") {
	hrtimer = $hrtimer
	function_addr = (u64)$hrtimer->function
}
