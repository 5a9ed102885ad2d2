/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_STORE_H
#define FPT_STORE_H

/*
 * Stores: what a map of the script's consists of, and how a handler gets at a value.
 *
 *	HASH		a table of values
 *	LRU		a table; when it is full, one that was not used lately goes
 *	THREAD		a table by task
 *	AGG_HASH	a table; of each key, each CPU has a value of its own
 *	ONE		one value
 *	CPU, AGG_ONE	one value per CPU
 *
 * A handler *holds* a value: it is nobody else's until the handler lets go.  Interrupts are off
 * meanwhile.  A value of a table is held by the lock of its bucket, the one of ONE by the store's lock,
 * a CPU's own by being inside (fpt_table.h).  In an NMI a value may be not to be had: that is counted
 * like a full map.
 *
 * Values per CPU of a key come from a pool as CPUs ask for them, since most keys are seen by few CPUs.
 */

enum fpt_kind {			/* the names are those of sema/map_kinds.def */
	FPT_KIND_IS_HASH,
	FPT_KIND_IS_LRU,
	FPT_KIND_IS_THREAD,
	FPT_KIND_IS_AGG_HASH,
	FPT_KIND_IS_ONE,
	FPT_KIND_IS_CPU,
	FPT_KIND_IS_AGG_ONE,
};

struct fpt_store {
	enum fpt_kind kind;
	u32 key, value;			/* bytes, multiples of 8 */
	u32 n;				/* keys at most */
	struct fpt_table table;
	struct fpt_pool shards;		/* AGG_HASH */
	char *values;			/* ONE, CPU, AGG_ONE */
	u32 lock;			/* ONE */
};

struct fpt_hold {
	void *value;			/* NULL: there is none, nothing is held */
	u32 *lock;
	struct fpt_cpu *cpu;
	unsigned long flags;
};

/* ---- tables of values ---- */

/* Bucket `b' is locked, and is when it comes back. */
static noinline struct fpt_elem *fpt_add_lru(struct fpt_table *t, u32 b, const void *key, u32 size,
					     struct fpt_hold *h)
{
	struct fpt_elem *e;
	int tries;

	for (tries = 0; tries < 8; tries++) {
		e = fpt_find(t, b, key, size, t->elems.stride);
		if (!e)
			e = fpt_add(t, b, key, size);
		if (e)
			return e;
		fpt_unlock(h->lock, h->flags);
		fpt_evict(t);
		while (!fpt_lock(h->lock, &h->flags))
			cpu_relax();	/* nobody below an NMI holds it: we did */
	}
	return NULL;
}

static __always_inline void fpt_hold_keyed(struct fpt_store *s, const void *key, u32 size, u32 value,
					   bool make, bool lru, struct fpt_hold *h)
{
	struct fpt_table *t = &s->table;
	u32 b = fpt_bucket_of_key(t, key, size);
	struct fpt_elem *e;

	h->value = NULL;
	h->lock = &t->buckets[b].lock;
	if (unlikely(!fpt_lock(h->lock, &h->flags)))
		return;
	e = fpt_find(t, b, key, size, sizeof(*e) + size + value);
	if (unlikely(!e) && make)
		e = lru ? fpt_add_lru(t, b, key, size, h) : fpt_add(t, b, key, size);
	if (!e) {
		fpt_unlock(h->lock, h->flags);
		return;
	}
	if (lru)
		e->used = 1;
	h->value = (char *)(e + 1) + size;
}

static __always_inline void fpt_let_go_locked(struct fpt_hold *h)
{
	fpt_unlock(h->lock, h->flags);
}

/* A task's key: another one may get its number later. */
struct fpt_who {
	u64 tid, start;
};

static __always_inline struct fpt_who fpt_who(void)
{
	return (struct fpt_who){ current->pid, current->start_time };
}

#define fpt_h_task() ((void *)current)	/* the key where a script names no task */

/* Of a task that the script names; false: it is none. */
static __always_inline bool fpt_who_of(const void *task, struct fpt_who *who)
{
	const struct task_struct *t = task;
	pid_t pid;

	if (likely(t == current)) {
		*who = fpt_who();
		return true;
	}
	if (!fpt_nofault(&pid, (u64)(unsigned long)&t->pid, sizeof(pid)) ||
	    !fpt_nofault(&who->start, (u64)(unsigned long)&t->start_time, sizeof(who->start)))
		return false;
	who->tid = pid;
	return true;
}

/* ---- one value ---- */

static __always_inline void fpt_hold_one(struct fpt_store *s, struct fpt_hold *h)
{
	h->lock = &s->lock;
	h->value = likely(fpt_lock(h->lock, &h->flags)) ? s->values : NULL;
}

/* ---- one value per CPU ---- */

static __always_inline void fpt_hold_cpu(struct fpt_store *s, u32 value, struct fpt_hold *h)
{
	h->value = NULL;
	if (likely(fpt_go_inside(&h->cpu, &h->flags)))
		h->value = s->values + (size_t)raw_smp_processor_id() * value;
}

static __always_inline void fpt_let_go_inside(struct fpt_hold *h)
{
	fpt_go_outside(h->cpu, h->flags);
}

/* ---- per key and CPU: an element's value is the numbers of shards, 0: none yet ---- */

#define FPT_SHARD_HEAD 8

static __always_inline u32 *fpt_shards_of(const struct fpt_elem *e, u32 size)
{
	return (u32 *)((char *)(e + 1) + size);
}

static __always_inline void *fpt_shard(const struct fpt_store *s, u32 i)
{
	return (char *)fpt_item(&s->shards, i, s->shards.stride) + FPT_SHARD_HEAD;
}

/* Inside.  0: no room. */
static noinline u32 fpt_new_shard(struct fpt_store *s, u32 *of)
{
	u32 i = fpt_pool_get(&s->shards);

	if (!i)
		return 0;
	memset(fpt_shard(s, i), 0, s->value);
	smp_store_release(of, i);
	return i;
}

/* Inside: only bucket locks are taken here. */
static noinline struct fpt_elem *fpt_add_inside(struct fpt_table *t, u32 b, const void *key, u32 size)
{
	u32 *lock = &t->buckets[b].lock;
	unsigned long flags;
	struct fpt_elem *e;

	if (!fpt_lock(lock, &flags))
		return NULL;
	e = fpt_find(t, b, key, size, t->elems.stride);
	if (!e)
		e = fpt_add(t, b, key, size);
	fpt_unlock(lock, flags);
	return e;
}

static __always_inline void fpt_hold_shard(struct fpt_store *s, const void *key, u32 size,
					   struct fpt_hold *h)
{
	struct fpt_table *t = &s->table;
	u32 b = fpt_bucket_of_key(t, key, size), *of, i;
	struct fpt_elem *e;

	h->value = NULL;
	if (unlikely(!fpt_go_inside(&h->cpu, &h->flags)))
		return;
	e = fpt_find(t, b, key, size, t->elems.stride);
	if (unlikely(!e))
		e = fpt_add_inside(t, b, key, size);
	if (likely(e)) {
		of = fpt_shards_of(e, size) + raw_smp_processor_id();
		i = *of;
		if (unlikely(!i))
			i = fpt_new_shard(s, of);
		if (likely(i)) {
			h->value = fpt_shard(s, i);
			return;
		}
	}
	fpt_go_outside(h->cpu, h->flags);
}

/* ---- deleting ---- */

static void fpt_give_back(struct fpt_store *s, u32 i)
{
	struct fpt_elem *e = fpt_item(&s->table.elems, i, s->table.elems.stride);
	u32 *of = fpt_shards_of(e, s->key);
	int cpu;

	if (s->kind == FPT_KIND_IS_AGG_HASH)
		for_each_possible_cpu(cpu)
			if (of[cpu])
				fpt_pool_put(&s->shards, of[cpu]);
	fpt_pool_put(&s->table.elems, i);
}

/* An NMI that came upon somebody inside cannot wait for him. */
static bool fpt_may_wait(const struct fpt_store *s)
{
	return s->kind != FPT_KIND_IS_AGG_HASH || !in_nmi() || !fpt_is_inside();
}

/* False: an NMI could not do it. */
static noinline bool fpt_drop(struct fpt_store *s, const void *key, u32 size)
{
	struct fpt_table *t = &s->table;
	u32 b = fpt_bucket_of_key(t, key, size), *lock = &t->buckets[b].lock;
	unsigned long flags;
	struct fpt_elem *e;

	if (!fpt_may_wait(s) || !fpt_lock(lock, &flags))
		return false;
	e = fpt_find(t, b, key, size, t->elems.stride);
	if (e)
		fpt_unlink(t, e);
	fpt_unlock(lock, flags);
	if (!e)
		return true;
	if (s->kind == FPT_KIND_IS_AGG_HASH)
		fpt_wait_outside();
	fpt_give_back(s, fpt_number_of(t, e));
	return true;
}

/* All of them; those who are inside are waited for once. */
static noinline bool fpt_drop_all(struct fpt_store *s)
{
	struct fpt_table *t = &s->table;
	u32 i, *lock, gone = 0;
	unsigned long flags;
	struct fpt_elem *e;

	if (!fpt_may_wait(s))
		return false;
	for (i = 1; i <= t->elems.n; i++) {
		lock = fpt_lock_element(t, i, &flags);
		if (!lock)
			continue;
		e = fpt_item(&t->elems, i, t->elems.stride);
		fpt_unlink(t, e);
		e->gone = gone;
		gone = i;
		fpt_unlock(lock, flags);
	}
	if (gone && s->kind == FPT_KIND_IS_AGG_HASH)
		fpt_wait_outside();
	for (i = gone; i; i = gone) {
		gone = ((struct fpt_elem *)fpt_item(&t->elems, i, t->elems.stride))->gone;
		fpt_give_back(s, i);
	}
	return true;
}

/* ---- memory ---- */

#define FPT_SHARDS_BYTES SZ_64M

static bool fpt_is_table(const struct fpt_store *s)
{
	return s->kind <= FPT_KIND_IS_AGG_HASH;
}

static u32 fpt_shards_max(const struct fpt_store *s)
{
	u64 all = (u64)s->n * num_possible_cpus();
	u64 some = FPT_SHARDS_BYTES / (FPT_SHARD_HEAD + s->value);

	return min(all, max_t(u64, some, s->n));
}

static u32 fpt_element_value(const struct fpt_store *s)
{
	return s->kind == FPT_KIND_IS_AGG_HASH ? round_up(nr_cpu_ids * sizeof(u32), 8) : s->value;
}

/* Bytes that the store takes. */
static u64 fpt_store_bytes(const struct fpt_store *s)
{
	u64 n = s->n;

	if (!fpt_is_table(s))
		return (u64)s->value * nr_cpu_ids;
	n *= sizeof(struct fpt_elem) + s->key + fpt_element_value(s) + 2 * sizeof(struct fpt_bucket);
	if (s->kind == FPT_KIND_IS_AGG_HASH)
		n += (u64)fpt_shards_max(s) * (FPT_SHARD_HEAD + s->value);
	return n;
}

static int fpt_store_alloc(struct fpt_store *s)
{
	int err;

	if (!fpt_is_table(s)) {
		s->values = vzalloc(array_size(nr_cpu_ids, s->value));
		return s->values ? 0 : -ENOMEM;
	}
	err = fpt_table_alloc(&s->table, s->n, s->key, fpt_element_value(s));
	if (!err && s->kind == FPT_KIND_IS_AGG_HASH)
		err = fpt_pool_alloc(&s->shards, fpt_shards_max(s), FPT_SHARD_HEAD + s->value);
	return err;
}

static void fpt_store_free(struct fpt_store *s)
{
	fpt_table_free(&s->table);
	fpt_pool_free(&s->shards);
	vfree(s->values);
	s->values = NULL;
}

#endif
