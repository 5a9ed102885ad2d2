/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_TABLE_H
#define FPT_TABLE_H

/*
 * Hash tables that handlers use in any context, on all CPUs at the same time.  All memory is there
 * from the beginning; nothing here sleeps, allocates, or calls what could be probed.
 *
 * Pools.  Elements lie in arrays and are numbered from 1.  Free ones are a stack without locks: its
 * head is a number and a count of changes, so that a head which went and came back is seen.
 *
 * Buckets.  A bucket's chain changes only under its lock, a word that is held with interrupts off for
 * a bounded time: nothing that runs on this CPU meanwhile waits for it but an NMI, which gives up after
 * some tries.  So there is no deadlock, and others wait for as long as a chain is.
 *
 * How long an element lives.  In a table of values (HASH, LRU, THREAD) what was unlinked is free at
 * once.  Who has the bucket's lock may use an element as he likes; who has not may look for one by its
 * key, and use its first word alone, by one exchange of that and the turn beside it (fpt_cell.h): the
 * turn is odd while the element is in the table, and another one each time that it comes or goes.
 *
 * In a table of aggregates a hit walks the chain without the lock, and uses what it finds for as long
 * as preemption is off.  What was unlinked there waits for a grace period (fpt_store.h).
 *
 * An element keeps its number as long as it is in the table.  A walk goes through the numbers: what is
 * there all the time is seen once, what comes or goes meanwhile perhaps.
 */

struct fpt_elem {
	u32 next;		/* in the chain, or of the free ones; 0: the last */
	u32 bucket;		/* 1 + its bucket's number; 0: in no chain */
	u32 gone;		/* in a list of unlinked ones */
	u32 used;		/* LRU: since the hand passed */
	/* the key; a struct fpt_pair: the turn, odd only where there are pairs, and the value */
};

struct fpt_pool {
	char *mem;
	u32 n, stride;		/* each begins with a u32, the next free one while it is free */
	atomic64_t free;	/* changes << 32 | number */
};

struct fpt_bucket {
	u32 lock, first;
};

struct fpt_table {
	struct fpt_pool elems;
	struct fpt_bucket *buckets;
	u32 shift;		/* a key's hash >> shift is its bucket's number */
	atomic_t hand;		/* LRU: where to look for an element to take */
};

static u64 fpt_seed;		/* of the hash */

/* ---- pools ---- */

static __always_inline void *fpt_item(const struct fpt_pool *p, u32 i, u32 stride)
{
	return p->mem + (size_t)i * stride;
}

/* 0: none is free. */
static u32 fpt_pool_get(struct fpt_pool *p)
{
	s64 old = atomic64_read(&p->free), new;
	u32 i;

	do {
		i = (u32)old;
		if (!i)
			return 0;
		/* If it is taken meanwhile, `next' is anything, and the exchange fails. */
		new = ((u64)old >> 32) + 1;
		new = (u64)new << 32 | READ_ONCE(*(u32 *)fpt_item(p, i, p->stride));
	} while (!atomic64_try_cmpxchg(&p->free, &old, new));
	return i;
}

static void fpt_pool_put(struct fpt_pool *p, u32 i)
{
	s64 old = atomic64_read(&p->free), new;

	do {
		WRITE_ONCE(*(u32 *)fpt_item(p, i, p->stride), (u32)old);
		new = ((u64)old >> 32) + 1;
		new = (u64)new << 32 | i;
	} while (!atomic64_try_cmpxchg(&p->free, &old, new));
}

static int fpt_pool_alloc(struct fpt_pool *p, u32 n, u32 stride)
{
	u32 i;

	p->mem = vzalloc(array_size((size_t)n + 1, stride));
	if (!p->mem)
		return -ENOMEM;
	p->n = n;
	p->stride = stride;
	for (i = 1; i < n; i++)
		*(u32 *)fpt_item(p, i, stride) = i + 1;
	atomic64_set(&p->free, n ? 1 : 0);
	return 0;
}

static void fpt_pool_free(struct fpt_pool *p)
{
	vfree(p->mem);
	p->mem = NULL;
}

/* ---- locks ---- */

#define FPT_NMI_TRIES 64

/* False: an NMI found it held. */
static __always_inline bool fpt_lock(u32 *lock, unsigned long *flags)
{
	unsigned int tries = 0;

	raw_local_irq_save(*flags);
	while (unlikely(cmpxchg_acquire(lock, 0, 1))) {
		if (in_nmi() && ++tries > FPT_NMI_TRIES) {
			raw_local_irq_restore(*flags);
			return false;
		}
		cpu_relax();
	}
	return true;
}

static __always_inline void fpt_unlock(u32 *lock, unsigned long flags)
{
	smp_store_release(lock, 0);
	raw_local_irq_restore(flags);
}

/* ---- tables: `size' is the key's, a multiple of 8; a constant where it matters ---- */

/* Where the value is from the element's beginning. */
static __always_inline u32 fpt_value_at(u32 size)
{
	return round_up(sizeof(struct fpt_elem) + size, sizeof(struct fpt_pair)) +
	       offsetof(struct fpt_pair, value);
}

static __always_inline void *fpt_value_of(const struct fpt_elem *e, u32 size)
{
	return (char *)e + fpt_value_at(size);
}

static __always_inline struct fpt_pair *fpt_pair_of(const struct fpt_elem *e, u32 size)
{
	return container_of((u64 *)fpt_value_of(e, size), struct fpt_pair, value);
}

static __always_inline u32 fpt_stride(u32 size, u32 value)
{
	return round_up(fpt_value_at(size) + value, sizeof(struct fpt_pair));
}

static __always_inline u64 fpt_bucket_of_key(const struct fpt_table *t, const void *key, u32 size)
{
	const u64 *k = key;
	u64 h = fpt_seed;
	u32 i;

	for (i = 0; i < size / 8; i++)
		h = ((i ? ror64(h, 32) : h) ^ k[i]) * GOLDEN_RATIO_64;
	return h >> t->shift;
}

static __always_inline bool fpt_same_key(const void *a, const void *b, u32 size)
{
	const u64 *x = a, *y = b;
	u32 i;

	for (i = 0; i < size / 8; i++)
		if (x[i] != y[i])
			return false;
	return true;
}

/* Locked, or in a table of aggregates. */
static __always_inline struct fpt_elem *fpt_find(const struct fpt_table *t, u32 bucket, const void *key,
						 u32 size, u32 stride)
{
	u32 i = READ_ONCE(t->buckets[bucket].first);
	struct fpt_elem *e;

	while (i) {
		e = fpt_item(&t->elems, i, stride);
		if (fpt_same_key(e + 1, key, size))
			return e;
		i = READ_ONCE(e->next);
	}
	return NULL;
}

/* Locked.  A new element, its value all zeros; NULL: no room. */
static noinline struct fpt_elem *fpt_add(struct fpt_table *t, u32 bucket, const void *key, u32 size)
{
	u32 i = fpt_pool_get(&t->elems);
	struct fpt_pair *pair;
	struct fpt_elem *e;

	if (!i)
		return NULL;
	e = fpt_item(&t->elems, i, t->elems.stride);
	pair = fpt_pair_of(e, size);
	memcpy(e + 1, key, size);
	memset(fpt_value_of(e, size), 0, t->elems.stride - fpt_value_at(size));
	e->next = t->buckets[bucket].first;
	e->used = 1;
	WRITE_ONCE(e->bucket, bucket + 1);
	if (fpt_has_pairs())
		smp_store_release(&pair->turn, pair->turn + 1);
	smp_store_release(&t->buckets[bucket].first, i);
	return e;
}

static u32 fpt_number_of(const struct fpt_table *t, const struct fpt_elem *e)
{
	return ((char *)e - t->elems.mem) / t->elems.stride;
}

/* Locked.  Its own `next' stays, for those who are at it. */
static void fpt_unlink(struct fpt_table *t, struct fpt_elem *e, u32 size)
{
	u32 *at = &t->buckets[e->bucket - 1].first, i = fpt_number_of(t, e);
	u64 *turn = &fpt_pair_of(e, size)->turn;

	while (*at != i)
		at = &((struct fpt_elem *)fpt_item(&t->elems, *at, t->elems.stride))->next;
	WRITE_ONCE(*at, e->next);
	WRITE_ONCE(e->bucket, 0);
	WRITE_ONCE(*turn, *turn + (*turn & 1));
	smp_wmb();		/* before it gets another key */
}

/* The lock of the bucket that element i is in; NULL: it is in none, or an NMI found it held (*refused). */
static u32 *fpt_lock_element(struct fpt_table *t, u32 i, unsigned long *flags, bool *refused)
{
	struct fpt_elem *e = fpt_item(&t->elems, i, t->elems.stride);
	u32 bucket = READ_ONCE(e->bucket), *lock;

	*refused = false;
	if (!bucket)
		return NULL;
	lock = &t->buckets[bucket - 1].lock;
	*refused = !fpt_lock(lock, flags);
	if (*refused)
		return NULL;
	if (READ_ONCE(e->bucket) == bucket)
		return lock;
	fpt_unlock(lock, *flags);	/* it has gone, or has come to another */
	return NULL;
}

/*
 * LRU: gives an element back that was not used since the hand came by last (the "clock").  No lock is
 * held.  Twice round, then somebody else is faster than we are.
 */
static noinline bool fpt_evict(struct fpt_table *t, u32 size)
{
	unsigned long flags;
	struct fpt_elem *e;
	u32 *lock, tries, i;
	bool refused;

	for (tries = 0; tries < 2 * t->elems.n + 2; tries++) {
		i = (u32)atomic_fetch_inc(&t->hand) % t->elems.n + 1;
		e = fpt_item(&t->elems, i, t->elems.stride);
		if (READ_ONCE(e->used)) {
			WRITE_ONCE(e->used, 0);
			continue;
		}
		lock = fpt_lock_element(t, i, &flags, &refused);
		if (!lock)
			continue;
		fpt_unlink(t, e, size);
		fpt_unlock(lock, flags);
		fpt_pool_put(&t->elems, i);
		return true;
	}
	return false;
}

static int fpt_table_alloc(struct fpt_table *t, u32 n, u32 key, u32 value)
{
	u32 buckets = roundup_pow_of_two(max(n, 2u));

	t->shift = 64 - ilog2(buckets);
	t->buckets = vzalloc(array_size(buckets, sizeof(*t->buckets)));
	if (!t->buckets)
		return -ENOMEM;
	return fpt_pool_alloc(&t->elems, n, fpt_stride(key, value));
}

static void fpt_table_free(struct fpt_table *t)
{
	fpt_pool_free(&t->elems);
	vfree(t->buckets);
	t->buckets = NULL;
}

#endif
