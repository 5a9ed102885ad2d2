// A block device's inode is found by its place since 6.10.
probe fprobe("bdev_open_by_dev")?, fprobe("blkdev_flush_mapping") { println($bdev->bd_inode) }
