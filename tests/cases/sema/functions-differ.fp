// What the functions of a probe do not agree on is none of theirs.
probe fprobe("mini_{read,open}") { println($buf, $count, $nothing, $it) }
probe fprobe("mini_{read,open}").exit { println($return) }
