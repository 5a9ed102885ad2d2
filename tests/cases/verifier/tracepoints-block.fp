// Block requests and write-back: none in this machine, but they must load.
global usecs: hist_log
probe tracepoint("block:block_rq_issue") { start[(u64)$rq] = now(); op[$rq->cmd_flags & 255, $rq->__data_len >> 9]++; if ($rq->bio != NULL) v[$rq->bio->bi_vcnt, $rq->bio->bi_iter.bi_size]++ }
probe tracepoint("block:block_rq_complete") if ((u64)$rq in start) {
	usecs <<< (now() - start[(u64)$rq]) / 1us
	by[$rq->q->disk->major, $rq->q->disk->first_minor, string($rq->q->disk->disk_name), $error] <<< $nr_bytes
	n = 0
	b = $rq->bio
	while (b != NULL && n < 16) { n += b->bi_vcnt; b = b->bi_next }
	bios[n]++
	delete start[(u64)$rq]
}
probe tracepoint("block:block_bio_queue") { q[$bio->bi_opf & 255, $bio->bi_iter.bi_sector >> 20, $bio->bi_bdev->bd_dev] <<< $bio->bi_iter.bi_size }
