/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_CELL_H
#define FPT_CELL_H

/*
 * Values of one word, which are most: read and changed in any context, without a lock where there is
 * the key already.
 *
 * In a table, who has found the key has also read the element's turn before (fpt_table.h).  A change
 * exchanges turn and value together, if both are still what they were: had the element gone to another
 * key meanwhile, its turn would be another one.  A read looks at the turn once more.  What does not
 * succeed so (a new key, an element that went, a processor that cannot exchange 16 bytes) is done under
 * the bucket's lock.
 */

enum fpt_op { FPT_GET, FPT_SET, FPT_ADD };

/* With the element's lock, or where there is one value for all; the old one. */
static __always_inline u64 fpt_cell_do(u64 *at, enum fpt_op op, u64 x)
{
	if (op == FPT_ADD)
		return atomic64_fetch_add(x, (atomic64_t *)at);
	if (op == FPT_SET)
		return xchg(at, x);
	return READ_ONCE(*at);
}

struct fpt_found {
	u64 old;		/* what was there */
	bool done;		/* false: no such key, no room for it, … */
	bool refused;		/* … or an NMI found its bucket locked */
};

static noinline struct fpt_found fpt_cell_locked(struct fpt_store *s, const void *key, u32 size,
						 enum fpt_op op, u64 x)
{
	struct fpt_found found = {};
	struct fpt_hold h;

	fpt_hold_keyed(s, key, size, sizeof(u64), op != FPT_GET, s->kind == FPT_KIND_IS_LRU, &h);
	found.refused = h.refused;
	if (!h.value)
		return found;
	found.old = fpt_cell_do(h.value, op, x);
	found.done = true;
	fpt_let_go_locked(&h);
	return found;
}

/* False: nothing was done, the turn is another one. */
static __always_inline bool fpt_cell_try(struct fpt_pair *p, u64 turn, enum fpt_op op, u64 x, u64 *old)
{
	u64 was = turn;

	*old = READ_ONCE(p->value);
	if (op == FPT_GET) {
		smp_rmb();
		return READ_ONCE(p->turn) == turn;
	}
	while (unlikely(!fpt_pair_try(p, &was, old, op == FPT_ADD ? *old + x : x)))
		if (was != turn)
			return false;
	return true;
}

#define FPT_GLANCES 16		/* a chain that changes may be followed for so long */
#define FPT_KEY_WORDS 4		/* of a key that can be kept in registers until it is needed elsewhere */

static __always_inline struct fpt_found fpt_cell(struct fpt_store *s, const void *key, u32 size, bool lru,
						 enum fpt_op op, u64 x)
{
	const struct fpt_table *t = &s->table;
	u32 i = READ_ONCE(t->buckets[fpt_bucket_of_key(t, key, size)].first), n;
	u64 copy[FPT_KEY_WORDS], turn, old;
	struct fpt_elem *e;

	if (!i && op == FPT_GET)
		return (struct fpt_found){};
	for (n = 0; i && n < FPT_GLANCES; i = READ_ONCE(e->next), n++) {
		e = fpt_item(&t->elems, i, fpt_stride(size, sizeof(u64)));
		turn = smp_load_acquire(&fpt_pair_of(e, size)->turn);
		if (unlikely(!fpt_same_key(e + 1, key, size)))
			continue;
		if (unlikely(!(turn & 1)) || unlikely(!fpt_cell_try(fpt_pair_of(e, size), turn, op, x, &old)))
			break;
		if (lru && !READ_ONCE(e->used))
			WRITE_ONCE(e->used, 1);
		return (struct fpt_found){ old, true };
	}
	if (size <= sizeof(copy))
		key = memcpy(copy, key, size);
	return fpt_cell_locked(s, key, size, op, x);
}

/* Is there such a key?  Also in a table of aggregates. */
static noinline __maybe_unused struct fpt_found fpt_has(struct fpt_store *s, const void *key, u32 size)
{
	struct fpt_table *t = &s->table;
	u32 b = fpt_bucket_of_key(t, key, size), *lock = &t->buckets[b].lock;
	struct fpt_found found = {};
	unsigned long flags;

	if (!READ_ONCE(t->buckets[b].first))
		return found;
	found.refused = !fpt_lock(lock, &flags);
	if (found.refused)
		return found;
	found.done = fpt_find(t, b, key, size, t->elems.stride) != NULL;
	fpt_unlock(lock, flags);
	return found;
}

/* A word of this CPU's own: whatever interrupts changes it as well. */
static __always_inline void fpt_own_inc(void *at)
{
	local64_inc((local64_t *)at);
}

static __always_inline void fpt_own_add(void *at, u64 x)
{
	OPTIMIZER_HIDE_VAR(x);	/* x86's takes any constant, and adds none of more than 32 bits */
	local64_add(x, (local64_t *)at);
}

static __always_inline u64 fpt_own_do(void *at, enum fpt_op op, u64 x)
{
	if (op == FPT_ADD)
		return local64_add_return(x, (local64_t *)at) - x;
	if (op == FPT_SET)
		WRITE_ONCE(*(u64 *)at, x);
	return READ_ONCE(*(u64 *)at);
}

#endif
