// How long queues are and how long requests wait in them, from three calls for each request: qs_wait(), qs_run(),
// qs_done().  What comes at the same time on several processors may be a little off.

private global waiting[string]: s64 quiet
private global running[string]: s64 quiet
private global done[string]: s64 quiet
private global waited[string]: duration quiet
private global ran[string]: duration quiet
private global wait_sum[string]: duration quiet
private global run_sum[string]: duration quiet
private global begun[string]: u64 quiet
private global changed[string]: u64 quiet

// What has gone by since the last change belongs to the requests that were there.
private function qs_pass(queue) {
	at = (u64)now()
	since = changed[queue]
	past = since == 0 ? 0ns : (duration)(at - since)
	if (waiting[queue] > 0) waited[queue] += past
	if (running[queue] > 0) ran[queue] += past
	wait_sum[queue] += waiting[queue] * past
	run_sum[queue] += running[queue] * past
	changed[queue] = at
}

private function qs_age(queue) { return (duration)((u64)now() - begun[queue]) }

// A request has come and waits.  The queue is any string.
//
//     probe ioblock.request { qs_wait("disk"); qs_run("disk") }
function qs_wait(queue) {
	qs_pass(queue)
	waiting[queue]++
}

// A request that waited is being served.
//
//     probe ioblock.request { qs_wait("disk"); qs_run("disk") }
function qs_run(queue) {
	qs_pass(queue)
	if (waiting[queue] > 0) {
		waiting[queue]--
		running[queue]++
	}
}

// A request is done.
//
//     probe ioblock.end { qs_done("disk") }
function qs_done(queue) {
	qs_pass(queue)
	if (running[queue] > 0) {
		running[queue]--
		done[queue]++
	}
}

// Begins to count anew for a queue.
//
//     begin { qsq_start("disk") }
function qsq_start(queue) {
	running[queue] = waiting[queue] = 0
	delete ran[queue]
	delete run_sum[queue]
	delete waited[queue]
	delete wait_sum[queue]
	delete done[queue]
	delete changed[queue]
	begun[queue] = (u64)now()
}

// Which part of the time a request was served, times scale: of 100 percent.
//
//     probe timer(1s) { println(qsq_utilization("disk", 100)) }
function qsq_utilization(queue, scale) {
	qs_pass(queue)
	return scale * ran[queue] / qs_age(queue)
}

// Which part of the time a request was waiting, times scale.
//
//     probe timer(1s) { println(qsq_blocked("disk", 100)) }
function qsq_blocked(queue, scale) {
	qs_pass(queue)
	return scale * waited[queue] / qs_age(queue)
}

// How many requests were waiting on average, times scale.
//
//     probe timer(1s) { println(qsq_wait_queue_length("disk", 1000)) }
function qsq_wait_queue_length(queue, scale) {
	qs_pass(queue)
	return scale * wait_sum[queue] / qs_age(queue)
}

// How many microseconds a request was served on average, times scale; a fault where none is done.
//
//     probe timer(1s) { println(qsq_service_time("disk", 1)) }
function qsq_service_time(queue, scale) {
	qs_pass(queue)
	return scale * (run_sum[queue] / 1us) / done[queue]
}

// How many microseconds a request waited and was served on average, times scale; a fault where none is done.
//
//     probe timer(1s) { println(qsq_wait_time("disk", 1)) }
function qsq_wait_time(queue, scale) {
	qs_pass(queue)
	return scale * ((run_sum[queue] + wait_sum[queue]) / 1us) / done[queue]
}

// How many requests are done in a microsecond, times scale: of 1000000 in a second.
//
//     probe timer(1s) { println(qsq_throughput("disk", 1000000)) }
function qsq_throughput(queue, scale) {
	qs_pass(queue)
	return scale * done[queue] / (qs_age(queue) / 1us)
}

// Prints a line of all that.
//
//     probe timer(1s) { qsq_print("disk") }
function qsq_print(queue) {
	per_second = qsq_throughput(queue, 1000000000)
	length = qsq_wait_queue_length(queue, 1000)
	printf("%s: %d.%03d ops/s, %d.%03d qlen, %d await, %d svctm, %d%% wait, %d%% util\n", queue,
	       per_second / 1000, per_second % 1000, length / 1000, length % 1000, qsq_wait_time(queue, 1),
	       qsq_service_time(queue, 1), qsq_blocked(queue, 100), qsq_utilization(queue, 100))
}
