/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_MAP_H
#define FPT_MAP_H

/*
 * The dialect's maps for BPF.  A map's number n names its definition fpt_map_n, the types of its key and
 * value, and FPT_KIND_n, a row of sema/map_kinds.def.
 *
 * Updates that find no room are counted in the state's word FPT_MAP_WORD + n; those that the kernel refuses
 * since they interrupt one of the same bucket (-EBUSY) in FPT_HELD_WORD + n.
 */

#define FPT_MAP_HASH 1
#define FPT_MAP_ARRAY 2
#define FPT_MAP_PERCPU_HASH 5
#define FPT_MAP_LRU_HASH 9
#define FPT_MAP_TASK_STORAGE 29

#define FPT_NO_PREALLOC 1

static s64 (*const fpt_h_map_update)(void *map, const void *key, const void *value, u64 flags) = (void *)2;
static s64 (*const fpt_h_map_delete)(void *map, const void *key) = (void *)3;
static void *(*const fpt_h_storage_get)(void *map, void *task, void *value, u64 flags) = (void *)156;
static s64 (*const fpt_h_storage_delete)(void *map, void *task) = (void *)157;
static s64 (*const fpt_h_each)(void *map, void *body, void *arg, u64 flags) = (void *)164;

#define FPT_ANY 0
#define FPT_NOEXIST 1

#define FPT_MAP_OF(name, map_type, K, V, max, flags)                                                  \
	struct {                                                                                   \
		u32 (*type)[map_type];                                                             \
		K *key;                                                                            \
		V *value;                                                                          \
		u32 (*max_entries)[max];                                                           \
		u32 (*map_flags)[flags];                                                           \
	} name FPT_SEC(".maps")

/* What is not allocated beforehand takes memory per CPU for the keys that there are alone. */
#define FPT_MAP_DEF_HASH(name, K, V, max) FPT_MAP_OF(name, FPT_MAP_HASH, K, V, max, 0)
#define FPT_MAP_DEF_LRU(name, K, V, max) FPT_MAP_OF(name, FPT_MAP_LRU_HASH, K, V, max, 0)
#define FPT_MAP_DEF_ONE(name, K, V, max) FPT_MAP_OF(name, FPT_MAP_ARRAY, u32, V, 1, 0)
#define FPT_MAP_DEF_CPU(name, K, V, max) FPT_MAP_OF(name, FPT_MAP_PERCPU_ARRAY, u32, V, 1, 0)
#define FPT_MAP_DEF_THREAD(name, K, V, max) FPT_MAP_OF(name, FPT_MAP_TASK_STORAGE, u32, V, 0, FPT_NO_PREALLOC)
#define FPT_MAP_DEF_AGG_HASH(name, K, V, max) FPT_MAP_OF(name, FPT_MAP_PERCPU_HASH, K, V, max, FPT_NO_PREALLOC)
#define FPT_MAP_DEF_AGG_ONE(name, K, V, max) FPT_MAP_OF(name, FPT_MAP_PERCPU_ARRAY, u32, V, 1, 0)

#define FPT_MAP(n, K, V, max, name) FPT_CAT(FPT_MAP_DEF_, FPT_KIND_##n)(name, K, V, max)

/*
 * A map that is drained is there twice, and a word of the state says which one is in use; FPT_AT_n is
 * that one's address.  A call-back's map must be one to the verifier, so there are two calls.
 */
#define FPT_EITHER(word, one, other) (fpt_g_get(word) ? (void *)&other : (void *)&one)
#define FPT_EACH_ONE(map, body, f) fpt_h_each(&map, (void *)(body), (f), 0)
#define FPT_EACH_EITHER(word, one, other, body, f)                                                 \
	do {                                                                                       \
		if (fpt_g_get(word)) {                                                             \
			FPT_EACH_ONE(other, body, f);                                              \
			asm volatile("# the other");                                               \
		} else {                                                                           \
			FPT_EACH_ONE(one, body, f);                                                \
		}                                                                                  \
	} while (0)

#define FPT_BUSY (-16)		/* EBUSY */
#define fpt_lost(n, err) FPT_SELDOM(((err) == FPT_BUSY ? FPT_HELD_WORD : FPT_MAP_WORD) + (n))

/* ---- finding a value: NULL when there is none ---- */

FPT_INLINE void *fpt_first(void *map)
{
	u32 key = 0;

	return fpt_h_map_lookup(map, &key);
}

/* k is the task. */
FPT_INLINE void *fpt_of_task(void *map, void *task, void *value, u64 flags)
{
	return task ? fpt_h_storage_get(map, task, value, flags) : 0;
}

FPT_INLINE s64 fpt_no_more(void *map, void *task)
{
	return task ? fpt_h_storage_delete(map, task) : 0;
}

#define FPT_PLACE_HASH(n, k) fpt_h_map_lookup(FPT_AT_##n, k)
#define FPT_PLACE_LRU(n, k) fpt_h_map_lookup(FPT_AT_##n, k)
#define FPT_PLACE_ONE(n, k) fpt_first(FPT_AT_##n)
#define FPT_PLACE_CPU(n, k) fpt_first(FPT_AT_##n)
#define FPT_PLACE_THREAD(n, k) fpt_of_task(FPT_AT_##n, k, 0, 0)
#define FPT_PLACE_AGG_HASH(n, k) fpt_h_map_lookup(FPT_AT_##n, k)
#define FPT_PLACE_AGG_ONE(n, k) fpt_first(FPT_AT_##n)
#define FPT_PLACE(n, k) FPT_CAT(FPT_PLACE_, FPT_KIND_##n)(n, k)

/* A new value, where none was found: 0, or the error: there is no room, or it has come meanwhile (NOEXIST). */
#define FPT_NEW_HASH(n, k, v, flags) fpt_h_map_update(FPT_AT_##n, k, v, flags)
#define FPT_NEW_LRU(n, k, v, flags) FPT_NEW_HASH(n, k, v, flags)
#define FPT_NEW_ONE(n, k, v, flags) (-1)
#define FPT_NEW_CPU(n, k, v, flags) (-1)
#define FPT_NEW_THREAD(n, k, v, flags) (fpt_of_task(FPT_AT_##n, k, v, 1) ? 0 : -1)
#define FPT_NEW_AGG_HASH(n, k, v, flags) FPT_NEW_HASH(n, k, v, flags)
#define FPT_NEW_AGG_ONE(n, k, v, flags) (-1)
#define FPT_NEW(n, k, v, flags) FPT_CAT(FPT_NEW_, FPT_KIND_##n)(n, k, v, flags)

/* ---- numbers ---- */

#define FPT_MGET(n, k)                                                                             \
	({                                                                                         \
		const volatile u64 *_v = FPT_PLACE(n, k);                                           \
		_v ? *_v : 0;                                                                      \
	})

/* A number from here on: clang would join the test of the pointer with that of another value. */
#define FPT_MHAS(n, k)                                                                             \
	({                                                                                         \
		u64 _has = FPT_PLACE(n, k) != 0;                                                   \
		FPT_UNKNOWN(_has);                                                                 \
		_has;                                                                              \
	})

#define FPT_MSET(n, k, x)                                                                          \
	do {                                                                                       \
		u64 _x = (x);                                                                      \
		volatile u64 *_v = FPT_PLACE(n, k);                                                 \
		s64 _err;                                                                          \
		if (_v)                                                                            \
			*_v = _x;                                                                  \
		else if ((_err = FPT_NEW(n, k, &_x, FPT_ANY)))                                     \
			fpt_lost(n, _err);                                                         \
	} while (0)

#define FPT_MADD(n, k, x)                                                                          \
	({                                                                                         \
		u64 _x = (x), _old = 0;                                                            \
		u64 *_v = FPT_PLACE(n, k);                                                          \
		s64 _err;                                                                          \
		if (!_v && (_err = FPT_NEW(n, k, &_x, FPT_NOEXIST))) {                             \
			_v = FPT_PLACE(n, k);                                                       \
			if (!_v)                                                                   \
				fpt_lost(n, _err);                                                 \
		}                                                                                  \
		if (_v)                                                                            \
			_old = __sync_fetch_and_add(_v, _x);                                       \
		_old;                                                                              \
	})

/* ---- strings: a value is w bytes wide ---- */

#define FPT_MGETS(n, k, d, dw, w)                                                                  \
	({                                                                                         \
		char *_d = (d);                                                                    \
		const char *_v = FPT_PLACE(n, k);                                                   \
		if (_v)                                                                            \
			fpt_str_copy(_d, dw, _v, w);                                               \
		else                                                                               \
			*_d = 0;                                                                   \
		_d;                                                                                \
	})

/* `b': w bytes of the scratch. */
#define FPT_MSETS(n, k, b, w, s, sw)                                                               \
	do {                                                                                       \
		char *_b = fpt_str_copy((b), w, (s), sw), *_v = FPT_PLACE(n, k);                    \
		s64 _err;                                                                          \
		if (_v)                                                                            \
			fpt_words(_v, _b, w);                                                      \
		else if ((_err = FPT_NEW(n, k, (void *)_b, FPT_ANY)))                              \
			fpt_lost(n, _err);                                                         \
	} while (0)

/* ---- tuples: t is a struct fpt_value_n ---- */

/* Where the tuple is; NULL: there is none.  `t' is scratch, for runtimes that have to copy it. */
#define FPT_MGETT(n, k, t) ((const struct fpt_value_##n *)FPT_PLACE(n, k))

/* A key's tuple is exchanged as a whole. */
#define FPT_MSETT_HASH(n, k, t)                                                                    \
	do {                                                                                       \
		s64 _err = FPT_NEW(n, k, (void *)(t), FPT_ANY);                                    \
		if (_err)                                                                          \
			fpt_lost(n, _err);                                                         \
	} while (0)
#define FPT_MSETT_LRU(n, k, t) FPT_MSETT_HASH(n, k, t)
#define FPT_MSETT_IN_PLACE(n, k, t)                                                                \
	do {                                                                                       \
		void *_v = FPT_PLACE(n, k);                                                        \
		s64 _err;                                                                          \
		if (_v)                                                                            \
			fpt_words(_v, (const void *)(t), sizeof(struct fpt_value_##n));            \
		else if ((_err = FPT_NEW(n, k, (void *)(t), FPT_ANY)))                             \
			fpt_lost(n, _err);                                                         \
	} while (0)
#define FPT_MSETT_ONE(n, k, t) FPT_MSETT_IN_PLACE(n, k, t)
#define FPT_MSETT_CPU(n, k, t) FPT_MSETT_IN_PLACE(n, k, t)
#define FPT_MSETT_THREAD(n, k, t) FPT_MSETT_IN_PLACE(n, k, t)
#define FPT_MSETT(n, k, t) FPT_CAT(FPT_MSETT_, FPT_KIND_##n)(n, k, t)

/* A string in a key: filled up with zeros, or equal strings would be two keys; `s' may be so already. */
FPT_INLINE void fpt_key_padded(char *d, u32 w, const char *s, u32 sw)
{
	fpt_words(d, s, sw < w ? sw : w);
	if (sw < w)
		__builtin_memset(d + sw, 0, w - sw);
}

FPT_INLINE void fpt_key_text(char *d, u32 w, const char *s)
{
	__builtin_memset(__builtin_assume_aligned(d, 8), 0, w);
	fpt_h_probe_read_str(d, w, s);
}

/* ---- deleting ---- */

#define FPT_MDEL_HASH(n, k)                                                                        \
	({                                                                                         \
		s64 _err = fpt_h_map_delete(FPT_AT_##n, k);                                        \
		if (_err == FPT_BUSY)                                                              \
			fpt_lost(n, _err);                                                         \
		_err;                                                                              \
	})
#define FPT_MDEL_LRU(n, k) FPT_MDEL_HASH(n, k)
#define FPT_MDEL_AGG_HASH(n, k) FPT_MDEL_HASH(n, k)
#define FPT_MDEL_THREAD(n, k) fpt_no_more(FPT_AT_##n, k)
#define FPT_MDEL_ONE(n, k) fpt_zero(FPT_PLACE(n, k))
#define FPT_MDEL_CPU(n, k) fpt_zero(FPT_PLACE(n, k))
#define FPT_MDEL(n, k) ((void)FPT_CAT(FPT_MDEL_, FPT_KIND_##n)(n, k))

/* Of a number or a string. */
FPT_INLINE u64 fpt_zero(void *v)
{
	if (v)
		*(volatile u64 *)v = 0;
	return 0;
}

/* `refused': the word that counts what could not be deleted.  A count in the stack would be another one to old and
 * new verifiers at each round. */
static FPT_NOINLINE __attribute__((unused)) long fpt_delete_one(void *map, const void *key,
								__attribute__((unused)) void *value,
								const u32 *refused)
{
	if (fpt_h_map_delete(map, key) == FPT_BUSY && *refused < FPT_STATE_WORDS)
		FPT_SELDOM(*refused);
	return 0;
}

#define FPT_MCLEAR_HASH(n)                                                                         \
	({                                                                                         \
		u32 _refused = FPT_HELD_WORD + (n);                                                \
		FPT_EACH_OF_##n(fpt_delete_one, &_refused);                                        \
		0;                                                                                 \
	})
#define FPT_MCLEAR_LRU(n) FPT_MCLEAR_HASH(n)
#define FPT_MCLEAR_AGG_HASH(n) FPT_MCLEAR_HASH(n)
#define FPT_MCLEAR_ONE(n) FPT_MDEL_ONE(n, 0)
#define FPT_MCLEAR_CPU(n) FPT_MDEL_CPU(n, 0)
#define FPT_MCLEAR_THREAD(n) FPT_MDEL_THREAD(n, fpt_h_task())
#define FPT_MCLEAR(n) ((void)FPT_CAT(FPT_MCLEAR_, FPT_KIND_##n)(n))

/* ---- walking: the body is called with each key and value ---- */

#define FPT_EACH_BODY(n, name)                                                                     \
	static FPT_NOINLINE long fpt_each_##name(void *fpt_m __attribute__((unused)),              \
						 struct fpt_key_##n *key __attribute__((unused)),  \
						 struct fpt_value_##n *value                       \
						 __attribute__((unused)), struct fpt_frame *f)

/* Key and value are given; in the module they have to be taken. */
#define FPT_EACH_TAKE(n) ((void)0)
#define FPT_EACH_TAKEN(n) ((void)0)

#define FPT_EACH(n, name, f, z, F, S)                                                              \
	do {                                                                                       \
		FPT_EACH_OF_##n(fpt_each_##name, f);                         \
		if (FPT_UNLIKELY((z)->way == FPT_WAY_LIMIT)) {                                     \
			(z)->way = 0;                                                              \
			FPT_FAULT(F, S);                                                           \
		}                                                                                  \
	} while (0)

/* ---- aggregates: this CPU's value ---- */

/* Handlers of several probes may come between each other on one CPU. */
#define FPT_ADD(p, x) ((void)__sync_fetch_and_add((p), (u64)(x)))

/* The only one is always there. */
#define FPT_MADE_AGG_ONE(n, k, err) 0
#define FPT_MADE_AGG_HASH(n, k, err)                                                               \
	({                                                                                         \
		err = FPT_NEW(n, k, (void *)&fpt_nothing_##n, FPT_NOEXIST);                        \
		FPT_PLACE(n, k);                                                                   \
	})

#define FPT_AGG_HOLD(n, a, k)                                                                      \
	struct fpt_value_##n *a = FPT_PLACE(n, k);                                                 \
	if (!a) {                                                                                  \
		s64 _err = -1;                                                                     \
		a = FPT_CAT(FPT_MADE_, FPT_KIND_##n)(n, k, _err);                                  \
		if (!a)                                                                            \
			fpt_lost(n, _err);                                                         \
	}
#define FPT_AGG_LET_GO(n, a) ((void)0)

/*
 * The number v by way of the scratch.  It is compared and becomes an index: what the verifier finds out
 * by each comparison, and needs to know of an index, would concern the variable that v comes from as
 * well, and all that follows would be looked at once for every case.
 */
#define FPT_APART(at, v)                                                                           \
	do {                                                                                       \
		*(volatile u64 *)&(at) = (v);                                                      \
		(v) = *(volatile u64 *)&(at);                                                      \
	} while (0)

#define FPT_AGG_BASE(a, v)                                                                         \
	do {                                                                                       \
		if (!(a)->count || (s64)(v) < (s64)(a)->min)                                       \
			(a)->min = (v);                                                            \
		if (!(a)->count || (s64)(v) > (s64)(a)->max)                                       \
			(a)->max = (v);                                                            \
		FPT_ADD(&(a)->count, 1);                                                           \
		FPT_ADD(&(a)->sum, v);                                                             \
	} while (0)

/* The high half of a * a. */
FPT_CONST u64 fpt_square_high(u64 a)
{
	u64 low = (u32)a, high = a >> 32, middle = low * high, carry = (low * low >> 33) + middle;

	return high * high + (carry >> 31);
}

/* (2^32 h + l)^2 = 2^64 h^2 + 2^33 h l + l^2 */
#define FPT_AGG_SQUARES(a, v)                                                                      \
	do {                                                                                       \
		u64 _v = fpt_abs(v), _old = __sync_fetch_and_add(&(a)->squares[0], _v * _v);       \
		FPT_ADD(&(a)->squares[1], fpt_square_high(_v) + (_old + _v * _v < _old));          \
	} while (0)

/*
 * The number of the highest bit, without a branch: each one would leave the verifier two numbers to
 * go on with.  All bits below the highest are set, and a product has another top for each of the 64.
 */
static const u8 fpt_log_table[64] FPT_SEC(".rodata") = {
	0,  47, 1,  56, 48, 27, 2,  60, 57, 49, 41, 37, 28, 16, 3,  61, 54, 58, 35, 52, 50, 42,
	21, 44, 38, 32, 29, 23, 17, 11, 4,  62, 46, 55, 26, 59, 40, 36, 15, 53, 34, 51, 20, 43,
	31, 22, 10, 45, 25, 39, 14, 33, 19, 30, 9,  24, 13, 18, 8,  12, 7,  6,  5,  63,
};

FPT_INLINE u64 fpt_log2(u64 v)
{
	v |= v >> 1;
	v |= v >> 2;
	v |= v >> 4;
	v |= v >> 8;
	v |= v >> 16;
	v |= v >> 32;
	return *(const volatile u8 *)&fpt_log_table[v * 0x03f79d71b4cb0a89ull >> 58];
}

#define FPT_AGG_LOG(a, v)                                                                          \
	do {                                                                                       \
		u64 _i = (s64)(v) < 0 ? 0 : (v) ? 2 + fpt_log2(v) : 1;                             \
		FPT_UNKNOWN(_i);                                                                   \
		if (_i < WIRE_LOG_BUCKETS)                                                         \
			FPT_ADD(&(a)->log[_i], 1);                                                 \
	} while (0)

/* Buckets: below `low', then n - 2 steps, then from `high' on. */
#define FPT_AGG_LINEAR(a, v, low, high, step, n)                                                   \
	do {                                                                                       \
		u64 _i = (s64)(v) < (s64)(low)	  ? 0                                              \
			 : (s64)(v) >= (s64)(high) ? (n)-1                                         \
						   : ((v) - (u64)(low)) / (u64)(step) + 1;         \
		FPT_UNKNOWN(_i);                                                                   \
		if (_i < (n))                                                                      \
			FPT_ADD(&(a)->linear[_i], 1);                                              \
	} while (0)

struct fpt_bucket {
	u64 id, bucket;
};

#define FPT_BUCKETS(n, max)                                                                        \
	struct {                                                                                   \
		u32 (*type)[FPT_MAP_HASH];                                                         \
		struct fpt_bucket *key;                                                            \
		u64 *value;                                                                        \
		u32 (*max_entries)[max];                                                           \
		u32 (*map_flags)[FPT_NO_PREALLOC];                                                 \
	} fpt_buckets_##n FPT_SEC(".maps")

#if FPT_USES_QUANTILES
u64 fpt_last_id FPT_SEC(".bss.ids");	/* of an aggregate's buckets; never 0 */
#endif

FPT_INLINE u64 fpt_bucket_of(u64 v)
{
	u64 size = fpt_abs(v), e, b = size;

	if (size >= WIRE_FINE) {
		e = fpt_log2(size) & 63;
		b = (e - WIRE_FINE_BITS + 1) << WIRE_FINE_BITS |
		    (size >> ((e - WIRE_FINE_BITS) & 63) & (WIRE_FINE - 1));
	}
	return (s64)v < 0 ? -b : b;
}

#define FPT_AGG_QUANTILE(n, a, v)                                                                  \
	do {                                                                                       \
		struct fpt_bucket _b = { (a)->id, fpt_bucket_of(v) };                              \
		u64 _one = 1, *_c;                                                                 \
		if (!_b.id)                                                                        \
			_b.id = (a)->id = __sync_fetch_and_add(&fpt_last_id, 1) + 1;               \
		s64 _err;                                                                          \
		_c = fpt_h_map_lookup(&fpt_buckets_##n, &_b);                                      \
		if (!_c && (_err = fpt_h_map_update(&fpt_buckets_##n, &_b, &_one, FPT_NOEXIST))) { \
			_c = fpt_h_map_lookup(&fpt_buckets_##n, &_b);                              \
			if (!_c)                                                                   \
				fpt_lost(n, _err);                                                 \
		}                                                                                  \
		if (_c)                                                                            \
			FPT_ADD(_c, 1);                                                            \
	} while (0)

#endif
