/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_RING_H
#define FPT_RING_H

/*
 * Records go through the core of the kernel's own trace buffers: one buffer per CPU, written without
 * locks from any context, NMI included.  A full buffer refuses; nothing is overwritten.
 *
 * Data in it is aligned to 4 bytes only, hence the packed struct and memcpy().  There is one reader
 * at a time, the device holds a mutex: what was peeked at stays there until it is consumed.
 *
 * A record must fit into a page of the buffer beside some 24 bytes of headers.  Larger pages would
 * not help: up to 6.12 at least, ring_buffer_subbuf_order_set() leaves the limit as it was.
 */

#include "kapi/ring_commit.h"

#define FPT_RING_MAX (PAGE_SIZE - 32)

static struct trace_buffer *fpt_ring;

struct fpt_head {		/* the oldest record of a CPU */
	struct ring_buffer_event *event;	/* NULL: none */
	u64 ns;
};

static struct fpt_head *fpt_heads;	/* per CPU */

static int fpt_ring_alloc(unsigned long bytes, unsigned int record)
{
	if (record > FPT_RING_MAX)
		return -EMSGSIZE;
	fpt_heads = kvcalloc(nr_cpu_ids, sizeof(*fpt_heads), GFP_KERNEL);
	fpt_ring = ring_buffer_alloc(bytes, 0);
	return fpt_heads && fpt_ring ? 0 : -ENOMEM;
}

static void fpt_ring_free(void)
{
	if (fpt_ring)
		ring_buffer_free(fpt_ring);
	kvfree(fpt_heads);
}

/* ---- writing ---- */

struct fpt_written {
	struct wire_record head;
} __packed __aligned(4);

static __always_inline char *fpt_record(unsigned int id, u16 site, u16 payload)
{
	struct ring_buffer_event *event = ring_buffer_lock_reserve(fpt_ring, WIRE_HEADER + payload);
	struct fpt_written *r;

	BUILD_BUG_ON(sizeof(*r) != WIRE_HEADER);
	if (unlikely(!event)) {
		fpt_count(id, WIRE_LOST);
		return NULL;
	}
	r = ring_buffer_event_data(event);
	r->head.site = site;
	r->head.len = WIRE_HEADER + payload;
	r->head.cpu = fpt_cpu();
	r->head.ns = fpt_now();
	return (char *)r;
}

#define FPT_RECORD(id, r, S, bytes) char *r = fpt_record(id, S, bytes)
#define FPT_PUT_U(r, at, v) memcpy((r) + WIRE_HEADER + (at), &(u64){ v }, sizeof(u64))
#define FPT_PUT_S(r, at, s, w) memcpy((r) + WIRE_HEADER + (at), (s), (w))
#define FPT_SEND(r) fpt_ring_commit(fpt_ring)

/* ---- reading ---- */

static void fpt_ring_peek(int cpu)
{
	struct fpt_head *h = &fpt_heads[cpu];

	h->event = ring_buffer_peek(fpt_ring, cpu, NULL, NULL);
	if (h->event)
		h->ns = ((struct fpt_written *)ring_buffer_event_data(h->event))->head.ns;
}

/* The CPU whose oldest record is the oldest of all up to `until`; -1: there is none. */
static int fpt_ring_oldest(u64 until)
{
	int cpu, best = -1;

	for_each_possible_cpu(cpu) {
		if (!fpt_heads[cpu].event || fpt_heads[cpu].ns > until)
			continue;
		if (best < 0 || fpt_heads[cpu].ns < fpt_heads[best].ns)
			best = cpu;
	}
	return best;
}

/* Copies whole records, oldest first.  Bounded by the buffer's size. */
static ssize_t fpt_ring_drain(char __user *to, size_t room)
{
	u64 until = fpt_now();
	struct fpt_written *r;
	size_t done = 0, len;
	int cpu;

	if (!fpt_ring)
		return 0;
	for_each_possible_cpu(cpu)
		fpt_ring_peek(cpu);
	while ((cpu = fpt_ring_oldest(until)) >= 0) {
		r = ring_buffer_event_data(fpt_heads[cpu].event);
		len = r->head.len;
		if (len > room - done)
			break;
		if (copy_to_user(to + done, r, len))
			return -EFAULT;
		ring_buffer_consume(fpt_ring, cpu, NULL, NULL);
		done += len;
		fpt_ring_peek(cpu);
		cond_resched();
	}
	return done;
}

#endif
