// What the IR's verifier is given in pieces.
global n = 0
global seen[u64]: u64
probe fprobe("mini_read") {
	k = pid() + tid()
	n++
	seen[k]++
	println($file->flags, execname())
}
