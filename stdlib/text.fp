// What scripts print around their values.

private thread depth: s64
private thread since: u64
private thread only_depth: s64
private thread token_rest: string(127)
private global all_depth: s64
private global all_since: u64

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

// The depth of this thread alone: delta is added to it, and the sum is what comes.
//
//     probe fprobe("vfs_read") { println(thread_indent_depth(1)) } exit { thread_indent_depth(-1) }
function thread_indent_depth(delta) {
	only_depth += delta
	return only_depth
}

// As thread_indent(), of all threads together.
//
//     probe fprobe("vfs_read") { println(indent(1), func()) } exit { println(indent(-1), func()) }
function indent(delta) {
	if (all_depth <= 0 && delta > 0) all_since = (u64)now()
	if (delta < 0) all_depth += delta
	n = all_depth < 0 ? 0 : all_depth > 30 ? 30 : all_depth
	line = sprintf("%d:%s", ((u64)now() - all_since) / 1000,
		       substr("                                                            ", 0, 2 * n))
	if (delta > 0) all_depth += delta
	return line
}

// Clears a terminal's screen and goes to its upper left corner.
//
//     begin { ansi_clear_screen() }
function ansi_clear_screen() { printf("\x1b[1;1H\x1b[J") }

// Goes to the beginning of the next line.
//
//     begin { ansi_new_line() }
function ansi_new_line() { printf("\x1b[1E") }

// Sets the colour of what is printed: 30 black, 31 red, 32 green, 33 yellow, 34 blue, 35 magenta, 36 cyan, 37 white.
//
//     begin { ansi_set_color(31); println("hot"); ansi_reset_color() }
function ansi_set_color(fg) { printf("\x1b[%dm", fg) }

// Sets the colours of what is printed and of what is behind it, from 40 on.
//
//     begin { ansi_set_color2(37, 41); println("hot"); ansi_reset_color() }
function ansi_set_color2(fg, bg) { printf("\x1b[%d;%dm", fg, bg) }

// Sets both, and how it is shown: 1 bold, 4 underlined, 7 inverted.
//
//     begin { ansi_set_color3(37, 41, 1); println("hot"); ansi_reset_color() }
function ansi_set_color3(fg, bg, attr) { printf("\x1b[%d;%d;%dm", fg, bg, attr) }

// Goes back to the colours that a terminal has by itself.
//
//     begin { ansi_reset_color() }
function ansi_reset_color() { printf("\x1b[0m") }

// Goes to a row and a column, from 1 on.
//
//     begin { ansi_cursor_move(1, 10) }
function ansi_cursor_move(x, y) { printf("\x1b[%d;%dH", y, x) }

// Hides the cursor.
//
//     begin { ansi_cursor_hide() }
function ansi_cursor_hide() { printf("\x1b[?25l") }

// Shows the cursor.
//
//     begin { ansi_cursor_show() }
function ansi_cursor_show() { printf("\x1b[?25h") }

// Keeps where the cursor is.
//
//     begin { ansi_cursor_save(); println("x"); ansi_cursor_restore() }
function ansi_cursor_save() { printf("\x1b[s") }

// Goes back there.
//
//     begin { ansi_cursor_restore() }
function ansi_cursor_restore() { printf("\x1b[u") }

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

// Whether the second string is in the first.
//
//     begin { println(isinstr("a/b", "/"), isinstr("ab", "/")) }
//     //= true false
function isinstr(s, what) { return contains(s, what) }

// Whether a string ends with another.
//
//     begin { println(ends_with("a.gz", ".gz"), ends_with("gz", ".gz"), ends_with("", "")) }
//     //= true false true
function ends_with(s, what) {
	from = strlen(s) - strlen(what)
	return from >= 0 && substr(s, from) == what
}

// The first part of a string between any of these characters; with "" the next part of the one before, of
// this thread.  "" when there is none any more.
//
//     begin { t = tokenize("usr/local//bin", "/"); while (t != "") { println(t); t = tokenize("", "/") } }
//     //= usr
//     //= local
//     //= bin
function tokenize(text, delimiters) {
	if (text != "") token_rest = text
	rest = token_rest
	from = 0
	while (from < strlen(rest) && contains(delimiters, substr(rest, from, 1))) from++
	to = from
	while (to < strlen(rest) && !contains(delimiters, substr(rest, to, 1))) to++
	token_rest = substr(rest, to)
	return substr(rest, from, to - from)
}

// Whether a string begins with a digit.
//
//     begin { println(isdigit("7a"), isdigit("a7"), isdigit("")) }
//     //= true false false
function isdigit(s) {
	first = substr(s, 0, 1)
	return first >= "0" && first <= "9"
}

// A string in which one word, wherever it stands, is another; of at most 127 bytes.
//
//     begin { println(str_replace("a-b-c", "-", "+")) }
//     //= a+b+c
function str_replace(s, old, new) {
	line = ""
	rest = substr(s, 0, 127)
	for (i in 0..64) {
		at = strpos(rest, old)
		if (at < 0 || old == "") break
		line = substr(line, 0, 127) + substr(rest, 0, at) + new
		rest = substr(rest, at + strlen(old))
	}
	return substr(line + rest, 0, 127)
}

// A number of bytes with a unit.
//
//     begin { println(bytes_to_string(3 * 1024 * 1024)) }
//     //= 3MiB
function bytes_to_string(bytes) { return (size)bytes }
