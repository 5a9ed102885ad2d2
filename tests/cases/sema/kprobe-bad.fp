// Breakpoints that cannot be.
probe kprobe("mini_read").exit { }
probe kprobe("mini_read") { } exit { }
probe kprobe("mini_*") { }
probe kprobe("mini_read+x") { }
probe kprobe("mini_reed") { }
probe kprobe("") { }
