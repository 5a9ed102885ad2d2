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

// The name of the disk that a bio is for; "" when it has none.
//
//     probe tracepoint("block:block_bio_queue") { println(bio_disk($bio)) }
function bio_disk(bio) {
	device = (struct block_device *)(u64)bio->bi_bdev
	return device ? string(device->bd_disk->disk_name, 31) : ""
}

// A bio is handed to the block layer, which makes a request of it or merges it into one.  bio, devname, sector,
// size: bytes; rw: 1 writes, 0 reads.
//
//     probe ioblock_trace.request { println(devname, sector, size, rw) }
probe ioblock_trace.request = tracepoint("block:block_bio_queue") {
	bio = $bio
	devname = bio_disk($bio)
	sector = $bio->bi_iter.bi_sector
	size = $bio->bi_iter.bi_size
	rw = ($bio->bi_opf & 1) != 0
}

// A bio is done.  bio, devname; error: a status of the block layer's.
//
//     probe ioblock_trace.end { println(devname, error) }
probe ioblock_trace.end = tracepoint("block:block_bio_complete") {
	bio = $bio
	devname = bio_disk($bio)
	error = $bio->bi_status
}
