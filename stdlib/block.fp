// Requests to block devices.

// The name of a request's disk: "sda"; "" when it has none.
//
//     probe tracepoint("block:block_rq_issue") { println(request_disk($rq)) }
function request_disk(rq) {
	disk = (struct gendisk *)(u64)rq->q->disk
	return disk ? string(disk->disk_name, 31) : ""
}

// Whether a request writes.
//
//     probe tracepoint("block:block_rq_issue") { if (request_writes($rq)) println($rq->__data_len) }
function request_writes(rq) { return (rq->cmd_flags & 1) != 0 }

// A request goes to its device.  rq, devname, sector, size: bytes; rw: 1 writes, 0 reads.
//
//     probe ioblock.request { println(devname, sector, size, rw) }
probe ioblock.request = tracepoint("block:block_rq_issue") {
	rq = $rq
	devname = request_disk($rq)
	sector = $rq->__sector
	size = $rq->__data_len
	rw = request_writes($rq)
}

// A request, or a part of it, is done.  rq, devname, sector, size: bytes that are done; error: 0, or a
// status of the block layer's.
//
//     probe ioblock.end { println(devname, size, error) }
probe ioblock.end = tracepoint("block:block_rq_complete") {
	rq = $rq
	devname = request_disk($rq)
	sector = $rq->__sector
	size = $nr_bytes
	error = $error
}
