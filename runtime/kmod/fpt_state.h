/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_STATE_H
#define FPT_STATE_H

/*
 * The state: the words of wire.h, in pages that the host maps.  Handlers on any CPU and in any
 * context and the host change them at the same time, so every access is atomic.
 */

static u64 *fpt_state;

#define FPT_STATE_BYTES PAGE_ALIGN((size_t)(FPT_STATE_WORDS) * sizeof(u64))

static __always_inline atomic64_t *fpt_word(unsigned int word)
{
	BUILD_BUG_ON(sizeof(atomic64_t) != sizeof(u64));
	return (atomic64_t *)&fpt_state[word];
}

static __always_inline u64 fpt_g_get(unsigned int word)
{
	return atomic64_read(fpt_word(word));
}

static __always_inline void fpt_g_set(unsigned int word, u64 v)
{
	atomic64_set(fpt_word(word), v);
}

/* These return the old value. */
static __always_inline u64 fpt_g_add(unsigned int word, u64 v)
{
	return atomic64_fetch_add(v, fpt_word(word));
}

static __always_inline u64 fpt_g_and(unsigned int word, u64 v)
{
	return atomic64_fetch_and(v, fpt_word(word));
}

static __always_inline u64 fpt_g_or(unsigned int word, u64 v)
{
	return atomic64_fetch_or(v, fpt_word(word));
}

static __always_inline u64 fpt_g_xor(unsigned int word, u64 v)
{
	return atomic64_fetch_xor(v, fpt_word(word));
}

static __always_inline void fpt_count(unsigned int id, enum wire_probe_counter counter)
{
	atomic64_inc(fpt_word(WIRE_STATE_HEAD + id * WIRE_PROBE_WORDS + counter));
}

static __always_inline void fpt_fault(unsigned int site)
{
	atomic64_inc(fpt_word(FPT_FAULT_WORD + site));
}

#define FPT_STOP() fpt_g_set(WIRE_STOP, 1)

static __always_inline bool fpt_stopped(void)
{
	return unlikely(fpt_g_get(WIRE_STOP));
}

static __always_inline u64 fpt_target(void)
{
	return fpt_g_get(WIRE_TARGET);
}

#endif
