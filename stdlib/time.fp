// Clocks, and stopwatches.

// A date of seconds since 1970, in the time zone of where fptap runs.
//
//     begin { println(tz_ctime(gettimeofday_s()) == ctime(gettimeofday_s())) }
//     //= true
function tz_ctime(seconds) { return ctime(seconds) }

// Nanoseconds of the monotonic clock, as a number.
//
//     begin { t = ktime_get_ns(); println(ktime_get_ns() - t < 1000000000) }
//     //= true
function ktime_get_ns() { return (s64)now() }

// Nanoseconds that are good for differences on this processor.  It is the monotonic clock.
//
//     begin { t = local_clock_ns(); println(local_clock_ns() >= t) }
//     //= true
function local_clock_ns() { return (s64)now() }

// The same in microseconds.
//
//     begin { println(local_clock_us() <= local_clock_ns() / 1000) }
//     //= true
function local_clock_us() { return (s64)now() / 1000 }

// The same in milliseconds.
//
//     begin { println(local_clock_ms() <= local_clock_us() / 1000) }
//     //= true
function local_clock_ms() { return (s64)now() / 1000000 }

// The same in seconds.
//
//     begin { println(local_clock_s() <= local_clock_ms() / 1000) }
//     //= true
function local_clock_s() { return (s64)now() / 1000000000 }

private global watch_since[string]: u64 quiet limit 256
private global watch_total[string]: u64 quiet limit 256

// Makes a stopwatch with a name; it stands at 0.
//
//     begin { create_stopwatch("w"); println(read_stopwatch_ns("w")) }
//     //= 0
function create_stopwatch(name) {
	watch_total[name] = 0
	watch_since[name] = 0
}

// Lets it run.
//
//     begin { start_stopwatch("w"); println(read_stopwatch_s("w")) }
//     //= 0
function start_stopwatch(name) { if (watch_since[name] == 0) watch_since[name] = (u64)now() }

// Stops it.
//
//     begin { start_stopwatch("w"); stop_stopwatch("w"); t = read_stopwatch_ns("w"); println(t > 0, read_stopwatch_ns("w") == t) }
//     //= true true
function stop_stopwatch(name) {
	since = watch_since[name]
	if (since != 0) watch_total[name] += (u64)now() - since
	watch_since[name] = 0
}

// What it shows, in nanoseconds.
//
//     begin { start_stopwatch("w"); println(read_stopwatch_ns("w") > 0, read_stopwatch_ns("none")) }
//     //= true 0
function read_stopwatch_ns(name) {
	since = watch_since[name]
	return (s64)(watch_total[name] + (since ? (u64)now() - since : 0))
}

// What it shows, in microseconds.
//
//     begin { println(read_stopwatch_us("w")) }
//     //= 0
function read_stopwatch_us(name) { return read_stopwatch_ns(name) / 1000 }

// What it shows, in milliseconds.
//
//     begin { println(read_stopwatch_ms("w")) }
//     //= 0
function read_stopwatch_ms(name) { return read_stopwatch_ns(name) / 1000000 }

// What it shows, in seconds.
//
//     begin { println(read_stopwatch_s("w")) }
//     //= 0
function read_stopwatch_s(name) { return read_stopwatch_ns(name) / 1000000000 }

// Sets it to 0; it runs or stands as before.
//
//     begin { start_stopwatch("w"); stop_stopwatch("w"); reset_stopwatch("w"); println(read_stopwatch_ns("w")) }
//     //= 0
function reset_stopwatch(name) {
	watch_total[name] = 0
	if (watch_since[name] != 0) watch_since[name] = (u64)now()
}

// Forgets it.
//
//     begin { start_stopwatch("w"); delete_stopwatch("w"); println(read_stopwatch_ns("w")) }
//     //= 0
function delete_stopwatch(name) {
	delete watch_total[name]
	delete watch_since[name]
}
