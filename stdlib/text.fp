// What scripts print around their values.

private thread depth: s64
private thread since: u64

// For call graphs: blanks for how deep this thread is, behind the time since it began to be, its name and
// its thread id.  delta is 1 where something is entered and -1 where it is left.
//
//     probe fprobe("vfs_read") { println(thread_indent(1), func()) } exit { println(thread_indent(-1), func()) }
function thread_indent(delta) {
	if (depth <= 0 && delta > 0) since = (u64)now()
	if (delta < 0) depth += delta
	n = depth < 0 ? 0 : depth > 30 ? 30 : depth
	line = sprintf("%d %s(%d):%s", ((u64)now() - since) / 1000, execname(), tid(),
		       substr("                                                            ", 0, 2 * n))
	if (delta > 0) depth += delta
	return line
}

// The depth of this thread alone, as thread_indent() counts it.
//
//     probe fprobe("vfs_read") { thread_indent(1); println(indent_depth()) } exit { thread_indent(-1) }
function indent_depth() { return depth }

// Clears a terminal's screen and goes to its upper left corner.
//
//     begin { ansi_clear_screen() }
function ansi_clear_screen() { printf("\x1b[1;1H\x1b[J") }

// Goes to the beginning of the next line.
//
//     begin { ansi_new_line() }
function ansi_new_line() { printf("\x1b[1E") }

// Prints a warning.
//
//     begin { warn("no such disk") }
//     //= WARNING: no such disk
function warn(text) { printf("WARNING: %s\n", text) }

// Prints a line.
//
//     begin { log("begun") }
//     //= begun
function log(text) { println(text) }
