// SPDX-License-Identifier: GPL-2.0-or-later
/* See bpf_ring.h.  The layout is the kernel's: kernel/bpf/ringbuf.c. */

#include "runtime/host/bpf_ring.h"

#include <sys/mman.h>
#include <unistd.h>

#define RECORD_BUSY (1u << 31)		/* in a record's length word: reserved, not submitted */
#define RECORD_DISCARDED (1u << 30)
#define RECORD_HEADER 8

bool bpf_ring_open(struct bpf_ring *r, int map_fd, size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	void *consumer, *producer;

	consumer = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, map_fd, 0);
	if (consumer == MAP_FAILED)
		return false;
	producer = mmap(NULL, page + 2 * size, PROT_READ, MAP_SHARED, map_fd, (off_t)page);
	if (producer == MAP_FAILED) {
		munmap(consumer, page);
		return false;
	}
	*r = (struct bpf_ring){
		.consumer = consumer,
		.producer = producer,
		.data = (const char *)producer + page,
		.size = size,
		.page = page,
	};
	return true;
}

void bpf_ring_close(struct bpf_ring *r)
{
	if (!r->producer)
		return;
	munmap((void *)r->consumer, r->page);
	munmap((void *)r->producer, r->page + 2 * r->size);
	r->producer = NULL;
}

unsigned bpf_ring_drain(struct bpf_ring *r, record_fn fn, void *arg)
{
	u64 at, given_back, end;
	unsigned n = 0;

	if (!r->producer)
		return 0;
	at = given_back = __atomic_load_n(r->consumer, __ATOMIC_RELAXED);
	end = __atomic_load_n(r->producer, __ATOMIC_ACQUIRE);
	while (at < end) {
		const char *record = r->data + (at & (r->size - 1));
		u32 word = __atomic_load_n((const u32 *)record, __ATOMIC_ACQUIRE);
		u32 len = word & ~(RECORD_BUSY | RECORD_DISCARDED);

		if (word & RECORD_BUSY)
			break;
		if (!(word & RECORD_DISCARDED) && len >= WIRE_HEADER) {
			fn(arg, (const struct wire_record *)(record + RECORD_HEADER), len);
			n++;
		}
		at += (len + RECORD_HEADER + 7) & ~7ull;
		if (at - given_back >= r->size / 16) {	/* producers wait for room */
			__atomic_store_n(r->consumer, at, __ATOMIC_RELEASE);
			given_back = at;
		}
	}
	__atomic_store_n(r->consumer, at, __ATOMIC_RELEASE);
	return n;
}
