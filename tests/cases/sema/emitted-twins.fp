// Structs whose name is not unique are told apart, and are not relocated by name.
probe fprobe("mini_twin_one") { println($t->key, $t->name.len) }
probe fprobe("mini_twin_two") { t = $t println(t->key) }
