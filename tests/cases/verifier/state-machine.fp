// A state per thread that all events move on, and what it was before.
thread state: u32
thread entered: u64
function move(to) {
	if (state != to) { spent[state, to] <<< now() - entered; moves[execname(), state, to]++; entered = now(); state = to }
	return state
}
probe tracepoint("raw_syscalls:sys_enter") { move($id == 0 || $id == 17 ? 2 : $id == 1 || $id == 18 ? 3 : $id == 257 ? 4 : 1) }
probe tracepoint("raw_syscalls:sys_exit") { move(0) }
probe fprobe("vfs_read") { if (state == 2) reads++ } exit { if (move(2) == 2 && $return > 0) bytes += $return }
probe fprobe("handle_mm_fault") { s = state; f = $address >> 12 } exit { faults[s, state, $return & 0xff]++; if (s != state) odd[f & 7] <<< elapsed() }
probe tracepoint("sched:sched_switch") { for (i in 0..4) { if (state == i) { switched[i, $preempt]++; break } } }
global reads, bytes
