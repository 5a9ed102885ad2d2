/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_MAP_H
#define FPT_MAP_H

/*
 * The dialect's maps and aggregates, on the stores of fpt_store.h.  A map's number n names its store
 * fpt_map_n, the types of its key and value, and FPT_KIND_n.
 *
 * Updates that find no room are counted in the state's word FPT_MAP_WORD + n; what an NMI does not do, since
 * it came upon a handler that holds the place, in FPT_HELD_WORD + n, reading included.
 */

/* ---- definitions ---- */

#define FPT_THREADS 16384	/* tasks that may have a value of one variable */

#define FPT_STORE(name, k, kbytes, vbytes, max)                                                    \
	static struct fpt_store name = {                                                           \
		.kind = FPT_KIND_IS_##k, .key = (kbytes), .value = (vbytes), .n = (max)            \
	}

#define FPT_MAP_DEF_HASH(name, K, V, max) FPT_STORE(name, HASH, sizeof(K), sizeof(V), max)
#define FPT_MAP_DEF_LRU(name, K, V, max) FPT_STORE(name, LRU, sizeof(K), sizeof(V), max)
#define FPT_MAP_DEF_AGG_HASH(name, K, V, max) FPT_STORE(name, AGG_HASH, sizeof(K), sizeof(V), max)
#define FPT_MAP_DEF_THREAD(name, K, V, max)                                                        \
	FPT_STORE(name, THREAD, sizeof(struct fpt_who), sizeof(V), FPT_THREADS)
#define FPT_MAP_DEF_ONE(name, K, V, max) FPT_STORE(name, ONE, 0, sizeof(V), 1)
#define FPT_MAP_DEF_CPU(name, K, V, max) FPT_STORE(name, CPU, 0, sizeof(V), 1)
#define FPT_MAP_DEF_AGG_ONE(name, K, V, max) FPT_STORE(name, AGG_ONE, 0, sizeof(V), 1)

#define FPT_MAP(n, K, V, max, name) FPT_CAT(FPT_MAP_DEF_, FPT_KIND_##n)(name, K, V, max)
#define FPT_SEC(name) __maybe_unused

/* A map that is drained is there twice; a word of the state says which one is in use. */
#define FPT_EITHER(word, one, other) (fpt_g_get(word) ? (void *)&other : (void *)&one)

#define fpt_lost(n, refused) ((void)fpt_g_add(((refused) ? FPT_HELD_WORD : FPT_MAP_WORD) + (n), 1))

/* ---- holding a value that is wider than a word: h.value is NULL when there is none ---- */

#define FPT_HOLD_HASH(n, k, make, h)                                                               \
	fpt_hold_keyed(FPT_AT_##n, k, sizeof(*(k)), sizeof(struct fpt_value_##n), make, false, h)
#define FPT_HOLD_LRU(n, k, make, h)                                                                \
	fpt_hold_keyed(FPT_AT_##n, k, sizeof(*(k)), sizeof(struct fpt_value_##n), make, true, h)
#define FPT_HOLD_THREAD(n, k, make, h)                                                             \
	do {                                                                                       \
		struct fpt_who _who;                                                               \
		(h)->value = NULL;                                                                 \
		(h)->refused = false;                                                              \
		if (fpt_who_of(k, &_who))                                                          \
			fpt_hold_keyed(FPT_AT_##n, &_who, sizeof(_who),                            \
				       sizeof(struct fpt_value_##n), make, false, h);              \
	} while (0)
#define FPT_HOLD_ONE(n, k, make, h) fpt_hold_one(FPT_AT_##n, h)
#define FPT_HOLD_CPU(n, k, make, h) fpt_hold_cpu(FPT_AT_##n, sizeof(struct fpt_value_##n), h)
#define FPT_HOLD(n, k, make, h) FPT_CAT(FPT_HOLD_, FPT_KIND_##n)(n, k, make, h)

#define FPT_LET_GO_HASH fpt_let_go_locked
#define FPT_LET_GO_LRU fpt_let_go_locked
#define FPT_LET_GO_THREAD fpt_let_go_locked
#define FPT_LET_GO_ONE fpt_let_go_locked
#define FPT_LET_GO_CPU fpt_let_go_cpu
#define FPT_LET_GO(n, h) FPT_CAT(FPT_LET_GO_, FPT_KIND_##n)(h)

/* ---- numbers: a struct fpt_found ---- */

#define FPT_CELL_HASH(n, k, op, x) fpt_cell(FPT_AT_##n, k, sizeof(*(k)), false, op, x)
#define FPT_CELL_LRU(n, k, op, x) fpt_cell(FPT_AT_##n, k, sizeof(*(k)), true, op, x)
#define FPT_CELL_THREAD(n, k, op, x)                                                               \
	({                                                                                         \
		struct fpt_found _f = {};                                                          \
		struct fpt_who _who;                                                               \
		if (fpt_who_of(k, &_who))                                                          \
			_f = fpt_cell(FPT_AT_##n, &_who, sizeof(_who), false, op, x);              \
		_f;                                                                                \
	})
#define FPT_CELL_ONE(n, k, op, x)                                                                  \
	((struct fpt_found){                                                                       \
		fpt_cell_do((u64 *)((struct fpt_store *)FPT_AT_##n)->values, op, x), true })
#define FPT_CELL_CPU(n, k, op, x)                                                                  \
	((struct fpt_found){ fpt_own_do(fpt_own(FPT_AT_##n, sizeof(u64)), op, x), true })
#define FPT_CELL(n, k, op, x) FPT_CAT(FPT_CELL_, FPT_KIND_##n)(n, k, op, x)

static __always_inline u64 fpt_got(struct fpt_found f, u64 value, u32 n)
{
	if (unlikely(f.refused))
		fpt_lost(n, true);
	return value;
}

#define FPT_MGET(n, k)                                                                             \
	({                                                                                         \
		struct fpt_found _found = FPT_CELL(n, k, FPT_GET, 0);                              \
		fpt_got(_found, _found.old, n);                                                   \
	})

/* Of maps with keys. */
#define FPT_MHAS(n, k)                                                                             \
	({                                                                                         \
		struct fpt_found _found = fpt_has(FPT_AT_##n, k, sizeof(*(k)));                    \
		fpt_got(_found, _found.done, n);                                                  \
	})

#define FPT_MSET(n, k, x)                                                                          \
	do {                                                                                       \
		u64 _x = (x);                                                                      \
		struct fpt_found _found = FPT_CELL(n, k, FPT_SET, _x);                             \
		if (unlikely(!_found.done))                                                        \
			fpt_lost(n, _found.refused);                                               \
	} while (0)

#define FPT_MADD(n, k, x)                                                                          \
	({                                                                                         \
		u64 _x = (x);                                                                      \
		struct fpt_found _found = FPT_CELL(n, k, FPT_ADD, _x);                             \
		if (unlikely(!_found.done))                                                        \
			fpt_lost(n, _found.refused);                                               \
		_found.old;                                                                        \
	})

/* ---- strings: a value is w bytes wide, copied while it is held ---- */

#define FPT_MGETS(n, k, d, dw, w)                                                                  \
	({                                                                                         \
		struct fpt_hold _h;                                                                \
		char *_d = (d);                                                                    \
		*_d = 0;                                                                           \
		FPT_HOLD(n, k, false, &_h);                                                        \
		if (_h.value) {                                                                    \
			fpt_str_copy(_d, dw, _h.value, w);                                         \
			FPT_LET_GO(n, &_h);                                                        \
		} else if (unlikely(_h.refused)) {                                                 \
			fpt_lost(n, true);                                                         \
		}                                                                                  \
		_d;                                                                                \
	})

#define FPT_MSETS(n, k, b, w, s, sw)                                                               \
	do {                                                                                       \
		char *_b = (b);                                                                    \
		struct fpt_hold _h;                                                                \
		fpt_key_text(_b, w, (s));                                                          \
		FPT_HOLD(n, k, true, &_h);                                                         \
		if (likely(_h.value)) {                                                            \
			memcpy(_h.value, _b, w);                                                   \
			FPT_LET_GO(n, &_h);                                                        \
		} else {                                                                           \
			fpt_lost(n, _h.refused);                                                   \
		}                                                                                  \
	} while (0)

/* ---- tuples: t is a struct fpt_value_n, copied while it is held ---- */

#define FPT_MGETT(n, k, t)                                                                         \
	({                                                                                         \
		struct fpt_value_##n *_t = (t);                                                    \
		struct fpt_hold _h;                                                                \
		FPT_HOLD(n, k, false, &_h);                                                        \
		if (_h.value) {                                                                    \
			memcpy(_t, _h.value, sizeof(*_t));                                         \
			FPT_LET_GO(n, &_h);                                                        \
		} else if (unlikely(_h.refused)) {                                                 \
			fpt_lost(n, true);                                                         \
		}                                                                                  \
		_h.value ? (const struct fpt_value_##n *)_t : NULL;                                \
	})

#define FPT_MSETT(n, k, t)                                                                         \
	do {                                                                                       \
		struct fpt_hold _h;                                                                \
		FPT_HOLD(n, k, true, &_h);                                                         \
		if (likely(_h.value)) {                                                            \
			memcpy(_h.value, (t), sizeof(struct fpt_value_##n));                       \
			FPT_LET_GO(n, &_h);                                                        \
		} else {                                                                           \
			fpt_lost(n, _h.refused);                                                   \
		}                                                                                  \
	} while (0)

/* A string in a key: filled up with zeros, or equal strings would be two keys; `s' may be so already. */
static __always_inline void fpt_key_padded(char *d, u32 w, const char *s, u32 sw)
{
	memcpy(d, s, sw < w ? sw : w);
	if (sw < w)
		memset(d + sw, 0, w - sw);
	else
		d[w - 1] = 0;
}

static inline void fpt_key_text(char *d, u32 w, const char *s)
{
	size_t n = strnlen(s, w - 1);

	memcpy(d, s, n);
	memset(d + n, 0, w - n);
}

/* ---- deleting ---- */

#define FPT_DROP(n, done)                                                                          \
	do {                                                                                       \
		if (unlikely(!(done)))                                                             \
			fpt_lost(n, true);                                                         \
	} while (0)

#define FPT_MDEL_HASH(n, k) FPT_DROP(n, fpt_drop(FPT_AT_##n, k, sizeof(*(k))))
#define FPT_MDEL_LRU(n, k) FPT_MDEL_HASH(n, k)
#define FPT_MDEL_AGG_HASH(n, k) FPT_MDEL_HASH(n, k)
#define FPT_MDEL_THREAD(n, k)                                                                      \
	do {                                                                                       \
		struct fpt_who _who;                                                               \
		if (fpt_who_of(k, &_who))                                                          \
			FPT_DROP(n, fpt_drop(FPT_AT_##n, &_who, sizeof(_who)));                    \
	} while (0)
#define FPT_MDEL_ONE(n, k)                                                                         \
	do {                                                                                       \
		struct fpt_hold _h;                                                                \
		FPT_HOLD(n, k, false, &_h);                                                        \
		if (_h.value) {                                                                    \
			WRITE_ONCE(*(u64 *)_h.value, 0);                                           \
			FPT_LET_GO(n, &_h);                                                        \
		} else if (unlikely(_h.refused)) {                                                 \
			fpt_lost(n, true);                                                         \
		}                                                                                  \
	} while (0)
#define FPT_MDEL_CPU(n, k) FPT_MDEL_ONE(n, k)
#define FPT_MDEL(n, k) FPT_CAT(FPT_MDEL_, FPT_KIND_##n)(n, k)

#define FPT_MCLEAR_HASH(n) FPT_DROP(n, fpt_drop_all(FPT_AT_##n))
#define FPT_MCLEAR_LRU(n) FPT_MCLEAR_HASH(n)
#define FPT_MCLEAR_AGG_HASH(n) FPT_MCLEAR_HASH(n)
#define FPT_MCLEAR_THREAD(n) FPT_MDEL_THREAD(n, fpt_h_task())
#define FPT_MCLEAR_ONE(n) FPT_MDEL_ONE(n, 0)
#define FPT_MCLEAR_CPU(n) FPT_MDEL_ONE(n, 0)
#define FPT_MCLEAR(n) FPT_CAT(FPT_MCLEAR_, FPT_KIND_##n)(n)

/* ---- walking: the body is called with the number of each element; it holds it while it copies ---- */

#define FPT_EACH_BODY(n, name) static noinline long fpt_each_##name(u32 fpt_i, struct fpt_frame *f)

#define FPT_EACH_TAKE(n)                                                                           \
	struct fpt_store *fpt_s = FPT_AT_##n;                                                      \
	struct fpt_elem *fpt_e = fpt_item(&fpt_s->table.elems, fpt_i, fpt_s->table.elems.stride);  \
	struct fpt_key_##n *key = (void *)(fpt_e + 1);                                             \
	struct fpt_value_##n *value = fpt_value_of(fpt_e, sizeof(*key));                           \
	unsigned long fpt_flags;                                                                   \
	bool fpt_refused;                                                                          \
	u32 *fpt_held = fpt_lock_element(&fpt_s->table, fpt_i, &fpt_flags, &fpt_refused);          \
	if (!fpt_held)                                                                             \
		return fpt_refused ? fpt_lost(n, true), 0 : 0

#define FPT_EACH_TAKEN(n) fpt_unlock(fpt_held, fpt_flags)

static __always_inline u32 fpt_element_after(const struct fpt_store *s, u32 i)
{
	const struct fpt_pool *p = &s->table.elems;

	while (++i <= s->n)
		if (READ_ONCE(((struct fpt_elem *)fpt_item(p, i, p->stride))->bucket))
			return i;
	return 0;
}

#define FPT_EACH(n, name, f, z, F, S)                                                              \
	do {                                                                                       \
		struct fpt_store *_s = FPT_AT_##n;                                                 \
		u32 _i = 0;                                                                        \
		while ((_i = fpt_element_after(_s, _i)) && !fpt_each_##name(_i, f))                \
			;                                                                          \
		if (unlikely((z)->way == FPT_WAY_LIMIT)) {                                         \
			(z)->way = 0;                                                              \
			FPT_FAULT(F, S);                                                           \
		}                                                                                  \
	} while (0)

/* ---- aggregates: this CPU's value, which nobody else adds to ---- */

#define FPT_APART(at, v) ((void)&(at))

#define FPT_OWN_AGG_HASH(n, k, refused)                                                            \
	fpt_own_of_key(FPT_AT_##n, k, sizeof(*(k)), sizeof(struct fpt_value_##n), refused)
#define FPT_OWN_AGG_ONE(n, k, refused) fpt_own(FPT_AT_##n, sizeof(struct fpt_value_##n))

#define FPT_AGG_HOLD(n, a, k)                                                                      \
	bool a##refused_ = false;                                                                  \
	struct fpt_value_##n *a = FPT_CAT(FPT_OWN_, FPT_KIND_##n)(n, k, &a##refused_);             \
	if (unlikely(!a))                                                                          \
		fpt_lost(n, a##refused_)
#define FPT_AGG_LET_GO(n, a)

static noinline void fpt_agg_less(s64 *min, s64 v)
{
	s64 old;

	while (v < (old = READ_ONCE(*min)) && cmpxchg_local(min, old, v) != old)
		;
}

static noinline void fpt_agg_more(s64 *max, s64 v)
{
	s64 old;

	while (v > (old = READ_ONCE(*max)) && cmpxchg_local(max, old, v) != old)
		;
}

static __always_inline void fpt_agg_base(struct fpt_agg *a, s64 v)
{
	if (unlikely(v < READ_ONCE(a->min)))
		fpt_agg_less(&a->min, v);
	if (unlikely(v > READ_ONCE(a->max)))
		fpt_agg_more(&a->max, v);
	fpt_own_inc(&a->count);
	fpt_own_add(&a->sum, v);
}

#define FPT_AGG_BASE(a, v) fpt_agg_base((struct fpt_agg *)(a), v)

static __always_inline u64 fpt_magnitude(u64 v)
{
	return (s64)v < 0 ? -v : v;
}

#define FPT_AGG_SQUARES(a, v)                                                                      \
	do {                                                                                       \
		u64 _v = fpt_magnitude(v), _low = _v * _v;                                         \
		bool _more = fpt_own_do(&(a)->squares[0], FPT_ADD, _low) + _low < _low;            \
		fpt_own_add(&(a)->squares[1], mul_u64_u64_shr(_v, _v, 64) + _more);                \
	} while (0)

#define FPT_AGG_LOG(a, v) fpt_own_inc(&(a)->log[(s64)(v) < 0 ? 0 : (v) ? 1 + fls64(v) : 1])

/* Buckets: below `low', then n - 2 steps, then from `high' on. */
#define FPT_AGG_LINEAR(a, v, low, high, step, n)                                                   \
	fpt_own_inc(&(a)->linear[(s64)(v) < (s64)(low)    ? 0                                      \
				 : (s64)(v) >= (s64)(high) ? (n)-1                                 \
							   : ((v) - (u64)(low)) / (u64)(step) + 1])

struct fpt_quantile {
	u64 id, bucket;
};

#define FPT_BUCKETS(n, max) FPT_STORE(fpt_buckets_##n, HASH, sizeof(struct fpt_quantile), 8, max)

static atomic64_t fpt_last_id __maybe_unused;	/* of an aggregate's buckets; never 0 */

static __always_inline u64 fpt_quantile_of(u64 v)
{
	u64 size = fpt_magnitude(v), b = size;
	unsigned int e;

	if (size >= WIRE_FINE) {
		e = fls64(size) - 1;
		b = (u64)(e - WIRE_FINE_BITS + 1) << WIRE_FINE_BITS |
		    (size >> (e - WIRE_FINE_BITS) & (WIRE_FINE - 1));
	}
	return (s64)v < 0 ? -b : b;
}

/* The number of an aggregate's buckets, made with its first value. */
static noinline u64 fpt_agg_name(u64 *id)
{
	u64 new = atomic64_inc_return(&fpt_last_id);

	return cmpxchg_local(id, 0, new) ?: new;
}

#define FPT_AGG_QUANTILE(n, a, v)                                                                  \
	do {                                                                                       \
		struct fpt_quantile _q = { READ_ONCE((a)->id), fpt_quantile_of(v) };               \
		if (unlikely(!_q.id))                                                              \
			_q.id = fpt_agg_name(&(a)->id);                                            \
		struct fpt_found _found = fpt_cell(&fpt_buckets_##n, &_q, sizeof(_q), false, FPT_ADD, 1); \
		if (unlikely(!_found.done))                                                        \
			fpt_lost(n, _found.refused);                                               \
	} while (0)

#endif
