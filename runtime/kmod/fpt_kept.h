/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_KEPT_H
#define FPT_KEPT_H

/*
 * What an entry keeps for the exit of the same call: struct fpt_kept_ID, made by FPT_PAIR.
 *
 * fprobe hands the exit the bytes that the entry wrote.  From 6.14 on there are 120 of them for a
 * probe and some 250 for all probes of a function, taken from the task's shadow stack.  They begin
 * with a tag; what is kept follows, or lies in a side slot when it does not fit, and the tag holds
 * the slot's number.
 *
 * The tag also tells calls of this load from older ones: a task can return from a function that was
 * entered under an earlier module whose struct fprobe had the same address.
 *
 * Slots are claimed and given back without locks, in any context.  An exit gives its slot back even
 * if its handler does not run.
 */

struct fpt_tag {
	u32 load;		/* fpt_load */
	u32 slot;
};

#define FPT_INLINE_BYTES (120 - sizeof(struct fpt_tag))

static u32 fpt_load;

struct fpt_slots {
	unsigned int n;		/* a power of two, at least BITS_PER_LONG; 0: none */
	size_t size;
	unsigned long *busy;	/* bit per slot */
	char *mem;
};

#define FPT_SLOTS_BYTES SZ_1M
#define FPT_SLOTS_MIN 256
#define FPT_SLOTS_MAX 4096

static void fpt_slots_free(struct fpt_slots *s)
{
	vfree(s->mem);
	kfree(s->busy);
	*s = (struct fpt_slots){};
}

static int fpt_slots_alloc(struct fpt_slots *s, size_t size)
{
	size_t n = clamp_t(size_t, FPT_SLOTS_BYTES / size, FPT_SLOTS_MIN, FPT_SLOTS_MAX);

	s->size = size;
	s->n = rounddown_pow_of_two(n);
	s->mem = vzalloc(array_size(s->n, size));
	s->busy = kcalloc(BITS_TO_LONGS(s->n), sizeof(*s->busy), GFP_KERNEL);
	return s->mem && s->busy ? 0 : -ENOMEM;
}

/* Tries each word once, beginning at a place of this CPU's own.  -1: no slot is free. */
static int fpt_slot_claim(struct fpt_slots *s)
{
	unsigned int words = s->n / BITS_PER_LONG;
	unsigned int start = raw_smp_processor_id() * 5, i, w, bit;
	unsigned long taken;

	for (i = 0; i < words; i++) {
		w = (start + i) & (words - 1);
		for (taken = READ_ONCE(s->busy[w]); ~taken; taken |= BIT(bit)) {
			bit = ffz(taken);
			if (!test_and_set_bit_lock(bit, &s->busy[w]))
				return w * BITS_PER_LONG + bit;
		}
	}
	return -1;
}

static __always_inline void fpt_slot_release(struct fpt_slots *s, u32 slot)
{
	clear_bit_unlock(slot % BITS_PER_LONG, &s->busy[slot / BITS_PER_LONG]);
}

/* Entry: where `size` bytes can be kept until the exit; NULL: no slot is free. */
static __always_inline void *fpt_kept_open(struct fpt_slots *s, struct fpt_tag *tag, size_t size)
{
	int slot;

	if (size <= FPT_INLINE_BYTES)
		return tag + 1;
	slot = fpt_slot_claim(s);
	if (slot < 0)
		return NULL;
	tag->slot = slot;
	return s->mem + slot * s->size;
}

/* Exit: what was kept; NULL: by nobody of this load. */
static __always_inline void *fpt_kept_find(struct fpt_slots *s, const struct fpt_tag *tag,
					   size_t size)
{
	if (unlikely(!tag || tag->load != fpt_load))
		return NULL;
	if (size <= FPT_INLINE_BYTES)
		return (void *)(tag + 1);
	return s->mem + tag->slot * s->size;
}

static __always_inline void fpt_kept_release(struct fpt_slots *s, const struct fpt_tag *tag,
					     size_t size)
{
	if (size > FPT_INLINE_BYTES)
		fpt_slot_release(s, tag->slot);
}

/*
 * The dialect.  `c` is the handler's parameter, as everywhere.
 */
#define FPT_PAIR(id, nargs, nwords, nbytes)                                                        \
	struct fpt_kept_##id {                                                                     \
		u64 args[nargs];                                                                   \
		u64 words[nwords];                                                                 \
		u64 ns[FPT_TIMED_##id];                                                            \
		char bytes[nbytes];                                                                \
	};

#define FPT_OPEN(id, c, k, F)                                                                      \
	struct fpt_kept_##id *k __maybe_unused =                                                   \
		fpt_kept_open(&(c)->probe->slots, (c)->tag, sizeof(*k));                           \
	if (sizeof(*k) > FPT_INLINE_BYTES && unlikely(!k)) {                                       \
		fpt_count(id, WIRE_TABLE_FULL);                                                    \
		goto F;                                                                            \
	}                                                                                          \
	(c)->kept = k

#define FPT_KEEP_ARG(id, c, k, i, n) ((k)->args[i] = FPT_ARG_U(id, c, n))
#define FPT_KEEP_U(id, k, i, v) ((k)->words[i] = (v))
#define FPT_KEEP_S(id, k, at, s, w) memcpy((k)->bytes + (at), (s), (w))
#define FPT_CLOSE(id, k)                                                                           \
	do {                                                                                       \
		c->complete = true;                                                                \
		if (FPT_TIMED_##id)                                                                \
			(k)->ns[0] = fpt_now();                                                    \
	} while (0)
#define FPT_CANCEL(id, c) ((c)->complete = false)

#define FPT_TAKE(id, c, k, F)                                                                      \
	struct fpt_kept_##id *k __maybe_unused = (c)->kept;                                        \
	if (FPT_HAS_ENTRY_##id && unlikely(!k)) {                                                  \
		fpt_count(id, WIRE_UNPAIRED);                                                      \
		goto F;                                                                            \
	}

#define FPT_KEPT_U(id, k, i) ((k)->words[i])
#define FPT_KEPT_S(id, k, at) ((k)->bytes + (at))
#define FPT_ELAPSED(id, k) (fpt_now() - (k)->ns[0])
#define FPT_RELEASE(id, k) ((void)0)	/* the exit's frame does it, see fpt_fprobe.h */

#define FPT_KEPT_ARG_U(id, c, k, i, n) ((k)->args[i])
#define FPT_KEPT_ARG_S(id, c, k, i, n) ((k)->args[i])
#define FPT_KEPT_ARG_O(id, c, k, i, n) ((k)->args[i])
#define FPT_KEPT_ARG_P(id, c, k, i, n, T) ((T *)(unsigned long)(k)->args[i])

#endif
