// Allocation functions are behind macros that count since 6.10.
probe fprobe("__alloc_pages").exit { println($order, $return) }
