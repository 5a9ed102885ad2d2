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
 * How long an element lives.  In a table of values (HASH, LRU, THREAD) whoever reads or writes an
 * element has its bucket's lock, so an element that was unlinked under the lock is nobody's, and is
 * free at once.  In a table of aggregates a hit must not write what the CPUs share: it walks the chain
 * without the lock, between fpt_go_inside() and fpt_go_outside().  Who unlinks an element there then
 * waits until each CPU was outside once (fpt_wait_outside) and only then gives it back: a CPU that came
 * later cannot find it any more.  Being inside is as bounded as holding a lock, and nobody waits while
 * inside for somebody who waits for him: inside, one takes at most one lock, and who waits for the
 * others is outside and holds none.
 *
 * An element keeps its number as long as it is in the table.  A walk goes through the numbers: what is
 * there all the time is seen once, what comes or goes meanwhile perhaps.
 */

struct fpt_elem {
	u32 next;		/* in the chain, or of the free ones; 0: the last */
	u32 bucket;		/* 1 + its bucket's number; 0: in no chain */
	u32 gone;		/* in a list of unlinked ones */
	u32 used;		/* LRU: since the hand passed */
	/* the key, then the value */
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
	u32 mask;
	atomic_t hand;		/* LRU: where to look for an element to take */
};

static u32 fpt_seed;		/* of the hash */

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

/* ---- inside: cpu->inside is odd ---- */

/* False: an NMI came upon somebody who is inside. */
static __always_inline bool fpt_go_inside(struct fpt_cpu **cpu, unsigned long *flags)
{
	struct fpt_cpu *c;

	raw_local_irq_save(*flags);
	c = &fpt_cpus[raw_smp_processor_id()];
	if (unlikely(c->inside & 1)) {
		raw_local_irq_restore(*flags);
		return false;
	}
	WRITE_ONCE(c->inside, c->inside + 1);
	smp_mb();		/* before a chain is looked at; see fpt_wait_outside() */
	*cpu = c;
	return true;
}

static __always_inline void fpt_go_outside(struct fpt_cpu *c, unsigned long flags)
{
	smp_store_release(&c->inside, c->inside + 1);
	raw_local_irq_restore(flags);
}

static bool fpt_is_inside(void)
{
	return fpt_cpus[raw_smp_processor_id()].inside & 1;
}

/* Each CPU has been outside since what the caller did before. */
static void fpt_wait_outside(void)
{
	u32 was;
	int cpu;

	smp_mb();		/* what was unlinked is so for all who go inside from here on */
	for_each_possible_cpu(cpu) {
		was = READ_ONCE(fpt_cpus[cpu].inside);
		while ((was & 1) && READ_ONCE(fpt_cpus[cpu].inside) == was)
			cpu_relax();
	}
	smp_mb();
}

/* ---- tables: `size' is the key's, a multiple of 8; a constant where it matters ---- */

static __always_inline u32 fpt_bucket_of_key(const struct fpt_table *t, const void *key, u32 size)
{
	const u64 *k = key;
	u64 h = fpt_seed;
	u32 i;

	for (i = 0; i < size / 8; i++) {
		h = (h ^ k[i]) * GOLDEN_RATIO_64;
		h ^= h >> 32;
	}
	return h & t->mask;
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

/* Locked or inside. */
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
	struct fpt_elem *e;

	if (!i)
		return NULL;
	e = fpt_item(&t->elems, i, t->elems.stride);
	memcpy(e + 1, key, size);
	memset((char *)(e + 1) + size, 0, t->elems.stride - sizeof(*e) - size);
	e->next = t->buckets[bucket].first;
	e->used = 1;
	WRITE_ONCE(e->bucket, bucket + 1);
	smp_store_release(&t->buckets[bucket].first, i);
	return e;
}

static u32 fpt_number_of(const struct fpt_table *t, const struct fpt_elem *e)
{
	return ((char *)e - t->elems.mem) / t->elems.stride;
}

/* Locked.  Its own `next' stays, for those who are inside. */
static void fpt_unlink(struct fpt_table *t, struct fpt_elem *e)
{
	u32 *at = &t->buckets[e->bucket - 1].first, i = fpt_number_of(t, e);

	while (*at != i)
		at = &((struct fpt_elem *)fpt_item(&t->elems, *at, t->elems.stride))->next;
	WRITE_ONCE(*at, e->next);
	WRITE_ONCE(e->bucket, 0);
}

/* The lock of the bucket that element i is in; NULL: it is in none. */
static u32 *fpt_lock_element(struct fpt_table *t, u32 i, unsigned long *flags)
{
	struct fpt_elem *e = fpt_item(&t->elems, i, t->elems.stride);
	u32 bucket = READ_ONCE(e->bucket), *lock;

	if (!bucket)
		return NULL;
	lock = &t->buckets[bucket - 1].lock;
	if (!fpt_lock(lock, flags))
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
static noinline bool fpt_evict(struct fpt_table *t)
{
	unsigned long flags;
	struct fpt_elem *e;
	u32 *lock, tries, i;

	for (tries = 0; tries < 2 * t->elems.n + 2; tries++) {
		i = (u32)atomic_fetch_inc(&t->hand) % t->elems.n + 1;
		e = fpt_item(&t->elems, i, t->elems.stride);
		if (READ_ONCE(e->used)) {
			WRITE_ONCE(e->used, 0);
			continue;
		}
		lock = fpt_lock_element(t, i, &flags);
		if (!lock)
			continue;
		fpt_unlink(t, e);
		fpt_unlock(lock, flags);
		fpt_pool_put(&t->elems, i);
		return true;
	}
	return false;
}

static int fpt_table_alloc(struct fpt_table *t, u32 n, u32 key, u32 value)
{
	u32 buckets = roundup_pow_of_two(n);

	t->mask = buckets - 1;
	t->buckets = vzalloc(array_size(buckets, sizeof(*t->buckets)));
	if (!t->buckets)
		return -ENOMEM;
	return fpt_pool_alloc(&t->elems, n, sizeof(struct fpt_elem) + key + value);
}

static void fpt_table_free(struct fpt_table *t)
{
	fpt_pool_free(&t->elems);
	vfree(t->buckets);
	t->buckets = NULL;
}

#endif
