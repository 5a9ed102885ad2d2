// A map whose value has a message already is not said to be never written; one that only it could write is.
probe fprobe("mini_read") {
	if (later[1]) println(other[1])
	later[1] = $nothing
	itself[1] = itself[1]
	this[1] = that[1]; that[1] = this[1]
}
