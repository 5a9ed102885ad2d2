// A parameter that is called `it' is what $it means, which else is what a wildcard matched.
probe fprobe("mini_it").exit { println($it) }
