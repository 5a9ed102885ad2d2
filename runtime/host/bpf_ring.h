/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_BPF_RING_H
#define RUNTIME_HOST_BPF_RING_H

/*
 * The consumer's side of a BPF ring buffer.  libbpf's own goes on for as long as producers do; this
 * one stops where they were when it was called.
 */

#include "runtime/host/backend.h"

struct bpf_ring {
	volatile u64 *consumer;		/* a page of its own, writable */
	const volatile u64 *producer;	/* another one, read-only; NULL: no ring is mapped */
	const char *data;		/* mapped twice in a row: a record is never split */
	size_t size, page;
};

/* size: bytes of data.  False: errno says why. */
bool bpf_ring_open(struct bpf_ring *r, int map_fd, size_t size);
void bpf_ring_close(struct bpf_ring *r);

/*
 * Hands over the records up to the producers' position, or to the first one that is still being
 * written.  Never blocks.
 */
unsigned bpf_ring_drain(struct bpf_ring *r, record_fn fn, void *arg);

#endif
