// A mechanism that is forced, and cannot do what is asked for.
// args: --via=fentry,kprobe_multi
probe fprobe("mini_{read,open}").exit { println(elapsed()) }
probe fprobe("mini_read").exit { println($count) }
