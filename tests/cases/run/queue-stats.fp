// A queue's statistics: of three requests one is done at once, one is served, one waits, while time goes by.
probe begin {
	qsq_start("disk")
	qs_wait("disk"); qs_run("disk"); qs_done("disk")
	qs_wait("disk"); qs_run("disk")
	qs_wait("disk")
	from = now()
	while (now() - from < 20ms) { }
	println(qsq_utilization("disk", 10) >= 3, qsq_blocked("disk", 10) >= 3, qsq_wait_queue_length("disk", 10) >= 3)
	println(qsq_service_time("disk", 1) > 15000, qsq_wait_time("disk", 1) > 35000, qsq_throughput("disk", 100000) >= 1)
	qsq_start("disk")
	println(qsq_utilization("disk", 1), qsq_throughput("disk", 1))
}
