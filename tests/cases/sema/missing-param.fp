// Params without a default and without a value; no second message where they are used.
param comm
param max: u32
const text = comm
probe fprobe(comm) { println(comm, max) }
probe begin { if (execname() == comm) println(max) }
