// What a handler does not have.
const where = probe_name()
const early = $count
probe begin { println($count, $return, elapsed(), func()) }
probe fprobe("mini_read") { println($return, elapsed()) return }
probe tracepoint("mini:mini_switch") { println($return) break }
probe timer(1s) { continue }
