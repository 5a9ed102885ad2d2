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
 * A value of one word is read and changed without a lock (fpt_cell.h).  A wider one is *held*: it is
 * nobody else's until the handler lets go, and interrupts are off meanwhile.  A value of a table is held
 * by the lock of its bucket, the one of ONE by the store's lock, a CPU's own by a mark of the CPU's.  In
 * an NMI a value may be not to be had: that is counted like a full map.
 *
 * An aggregate of a CPU is added to by that CPU alone, each word in one instruction, so that whatever
 * interrupts adds as well, and nothing has to be held.
 *
 * Values per CPU of a key come from a pool as CPUs ask for them, since most keys are seen by few CPUs.
 * They and their elements may be in use by other CPUs when they are deleted, in handlers, which run with
 * preemption off.  So they go to a list, and are given back when the kernel says that all have passed;
 * the host asks for it as often as it asks for records.
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
	atomic_t gone;			/* AGG_HASH: the first of the deleted ones, by `gone' */
	u32 passing;			/* … and of those that are waited for, */
	unsigned long passed;		/* until then */
	char *values;			/* ONE, CPU, AGG_ONE */
	u32 lock;			/* ONE */
};

struct fpt_hold {
	void *value;			/* NULL: there is none, nothing is held */
	bool refused;			/* … since an NMI came upon somebody who holds it */
	union {
		u32 *lock;
		struct fpt_cpu *cpu;
	};
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
		fpt_evict(t, size);
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
	h->refused = !fpt_lock(h->lock, &h->flags);
	if (unlikely(h->refused))
		return;
	e = fpt_find(t, b, key, size, fpt_stride(size, value));
	if (unlikely(!e) && make)
		e = lru ? fpt_add_lru(t, b, key, size, h) : fpt_add(t, b, key, size);
	if (!e) {
		fpt_unlock(h->lock, h->flags);
		return;
	}
	if (lru)
		e->used = 1;
	h->value = fpt_value_of(e, size);
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
	h->refused = !fpt_lock(h->lock, &h->flags);
	h->value = likely(!h->refused) ? s->values : NULL;
}

/* ---- one value per CPU ---- */

static __always_inline void *fpt_own(const struct fpt_store *s, u32 value)
{
	return s->values + (size_t)raw_smp_processor_id() * value;
}

/* Not had by an NMI that came upon somebody who holds one. */
static __always_inline void fpt_hold_cpu(struct fpt_store *s, u32 value, struct fpt_hold *h)
{
	h->value = NULL;
	raw_local_irq_save(h->flags);
	h->cpu = &fpt_cpus[raw_smp_processor_id()];
	h->refused = h->cpu->holds;
	if (unlikely(h->refused)) {
		raw_local_irq_restore(h->flags);
		return;
	}
	h->cpu->holds = true;
	barrier();
	h->value = fpt_own(s, value);
}

static __always_inline void fpt_let_go_cpu(struct fpt_hold *h)
{
	barrier();
	h->cpu->holds = false;
	raw_local_irq_restore(h->flags);
}

/* ---- per key and CPU: an element's value is the numbers of shards, 0: none yet ---- */

#define FPT_SHARD_HEAD 8

/* What each aggregate begins with.  The least and the most are known before there is a value. */
struct fpt_agg {
	u64 count, sum;
	s64 min, max;
};

static void fpt_agg_init(void *value, u32 bytes)
{
	memset(value, 0, bytes);
	((struct fpt_agg *)value)->min = S64_MAX;
	((struct fpt_agg *)value)->max = S64_MIN;
}

static __always_inline u32 *fpt_shards_of(const struct fpt_elem *e, u32 size)
{
	return fpt_value_of(e, size);
}

static __always_inline void *fpt_shard(const struct fpt_store *s, u32 i, u32 value)
{
	return (char *)fpt_item(&s->shards, i, FPT_SHARD_HEAD + value) + FPT_SHARD_HEAD;
}

/* NULL: no room.  Whatever interrupts here may make one as well: the first one counts. */
static noinline void *fpt_new_shard(struct fpt_store *s, u32 *of)
{
	u32 i = fpt_pool_get(&s->shards), had;

	if (!i)
		return NULL;
	fpt_agg_init(fpt_shard(s, i, s->value), s->value);
	had = cmpxchg_release(of, 0, i);
	if (had)
		fpt_pool_put(&s->shards, i);
	return fpt_shard(s, had ?: i, s->value);
}

/* This CPU's value of a new key, or of one that it has not seen yet; *refused: by an NMI, see fpt_lock(). */
static noinline void *fpt_new_own(struct fpt_store *s, const void *key, u32 size, bool *refused)
{
	struct fpt_table *t = &s->table;
	u32 b = fpt_bucket_of_key(t, key, size), *lock = &t->buckets[b].lock;
	unsigned long flags;
	struct fpt_elem *e;

	*refused = !fpt_lock(lock, &flags);
	if (*refused)
		return NULL;
	e = fpt_find(t, b, key, size, t->elems.stride);
	if (!e)
		e = fpt_add(t, b, key, size);
	fpt_unlock(lock, flags);
	return e ? fpt_new_shard(s, fpt_shards_of(e, size) + raw_smp_processor_id()) : NULL;
}

/* This CPU's value of a key; NULL: no room, or *refused. */
static __always_inline void *fpt_own_of_key(struct fpt_store *s, const void *key, u32 size, u32 value, bool *refused)
{
	struct fpt_table *t = &s->table;
	u32 b = fpt_bucket_of_key(t, key, size), i;
	struct fpt_elem *e = fpt_find(t, b, key, size, t->elems.stride);

	if (likely(e)) {
		i = READ_ONCE(fpt_shards_of(e, size)[raw_smp_processor_id()]);
		if (likely(i))
			return fpt_shard(s, i, value);
	}
	return fpt_new_own(s, key, size, refused);
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

static struct fpt_elem *fpt_elem(const struct fpt_store *s, u32 i)
{
	return fpt_item(&s->table.elems, i, s->table.elems.stride);
}

/* What was just unlinked: it is free, or put with the others that will be. */
static void fpt_retire(struct fpt_store *s, u32 i)
{
	int first = atomic_read(&s->gone);

	if (s->kind != FPT_KIND_IS_AGG_HASH) {
		fpt_give_back(s, i);
		return;
	}
	do
		fpt_elem(s, i)->gone = first;
	while (!atomic_try_cmpxchg(&s->gone, &first, i));
}

/* Process context, one at a time: gives back what nobody can be at any more. */
static void fpt_reclaim(struct fpt_store *s)
{
	u32 i;

	if (s->passing && poll_state_synchronize_rcu(s->passed)) {
		for (; (i = s->passing); fpt_give_back(s, i))
			s->passing = fpt_elem(s, i)->gone;
	}
	if (s->passing || !atomic_read(&s->gone))
		return;
	s->passing = atomic_xchg(&s->gone, 0);
	s->passed = start_poll_synchronize_rcu();
}

/* False: an NMI could not do it. */
static noinline bool fpt_drop(struct fpt_store *s, const void *key, u32 size)
{
	struct fpt_table *t = &s->table;
	u32 b = fpt_bucket_of_key(t, key, size), *lock = &t->buckets[b].lock;
	unsigned long flags;
	struct fpt_elem *e;

	if (!fpt_lock(lock, &flags))
		return false;
	e = fpt_find(t, b, key, size, t->elems.stride);
	if (e)
		fpt_unlink(t, e, size);
	fpt_unlock(lock, flags);
	if (e)
		fpt_retire(s, fpt_number_of(t, e));
	return true;
}

/* All of them.  False: an NMI could not do it, or not all. */
static noinline bool fpt_drop_all(struct fpt_store *s)
{
	struct fpt_table *t = &s->table;
	bool refused, all = true;
	unsigned long flags;
	u32 i, *lock;

	for (i = 1; i <= t->elems.n; i++) {
		lock = fpt_lock_element(t, i, &flags, &refused);
		all &= !refused;
		if (!lock)
			continue;
		fpt_unlink(t, fpt_elem(s, i), s->key);
		fpt_unlock(lock, flags);
		fpt_retire(s, i);
	}
	return all;
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
	n *= fpt_stride(s->key, fpt_element_value(s)) + 2 * sizeof(struct fpt_bucket);
	if (s->kind == FPT_KIND_IS_AGG_HASH)
		n += (u64)fpt_shards_max(s) * (FPT_SHARD_HEAD + s->value);
	return n;
}

static int fpt_store_alloc(struct fpt_store *s)
{
	int err, cpu;

	if (!fpt_is_table(s)) {
		s->values = vzalloc(array_size(nr_cpu_ids, s->value));
		for_each_possible_cpu(cpu)
			if (s->values && s->kind == FPT_KIND_IS_AGG_ONE)
				fpt_agg_init(s->values + (size_t)cpu * s->value, s->value);
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
