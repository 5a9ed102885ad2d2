/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_VIA_H
#define FPT_VIA_H

/*
 * What differs between the mechanisms: where arguments come from, and how an exit finds what its
 * entry kept.  FPT_VIA_n of the plan names the mechanism of probe n.
 *
 *	fentry, fexit	a trampoline; the exit sees the arguments of the entry
 *	pair		both, and a table between them
 *	tp_btf		a raw tracepoint with typed arguments
 *	raw_tp		the same, its arguments are numbers
 *	kprobe		a breakpoint: struct pt_regs
 *	perf_event	a sample of perf's: the registers first
 *	sys_…		system calls (fpt_sys.h)
 *	prog_run	run by the host; no arguments
 *	uprobe, uretprobe, upair	functions of programs: see fpt_user.h
 */

#include "fpt_pair.h"

/*
 * ---- programs: the section says what a program is, the host sets what it attaches to ----
 * Handlers are programs, not functions that a program calls: clang would optimise them twice.
 */

#define FPT_ENTRY_fentry FPT_SEC("fentry")
#define FPT_ENTRY_fexit FPT_INLINE
#define FPT_EXIT_fexit FPT_SEC("fexit")
#define FPT_ENTRY_pair FPT_SEC("fentry")
#define FPT_EXIT_pair FPT_SEC("fexit")
#define FPT_ENTRY_tp_btf FPT_SEC("tp_btf")
#define FPT_ENTRY_raw_tp FPT_SEC("raw_tp")
#define FPT_ENTRY_kprobe FPT_SEC("kprobe")
#define FPT_ENTRY_perf_event FPT_SEC("perf_event")
#define FPT_ENTRY_prog_run FPT_SEC("raw_tp")

/* ---- context: an array of 64-bit slots; the return value comes after the arguments ---- */

#define FPT_SLOT(c, n)                                                                             \
	({                                                                                         \
		u64 _s;                                                                            \
		asm("%0 = *(u64 *)(%1 + %2)" : "=r"(_s) : "r"(c), "i"(8 * (n)));                   \
		_s;                                                                                \
	})

/* Registers: at byte `at`, of type T. */
#define FPT_SAVED(c, at, T) FPT_SAVED_(c, at, T)
#define FPT_SAVED_(c, at, T)                                                                       \
	({                                                                                         \
		u64 _r;                                                                            \
		asm("%0 = *(" #T " *)(%1 + %2)" : "=r"(_r) : "r"(c), "i"(at));                     \
		_r;                                                                                \
	})

#define FPT_REG_kprobe(c, at, T) FPT_SAVED(c, at, T)
#define FPT_REG_perf_event(c, at, T) FPT_SAVED(c, at, T)
#define FPT_REG(id, c, at, T) FPT_CAT(FPT_REG_, FPT_VIA_##id)(c, at, T)

/* A trampoline hands out any argument as a number … */
FPT_INLINE u64 fpt_func_arg(u64 *c, u32 n)
{
	u64 v = 0;

	fpt_h_func_arg(c, n, &v);
	return v;
}

FPT_INLINE u64 fpt_func_ret(u64 *c)
{
	u64 v = 0;

	fpt_h_func_ret(c, &v);
	return v;
}

/* … a tracepoint does not, but its context is memory like any other. */
FPT_INLINE u64 fpt_copied_arg(u64 *c, u32 n)
{
	u64 v = 0;

	fpt_h_probe_read(&v, sizeof(v), c + n);
	return v;
}

#define FPT_ARG_U_fentry(c, n) FPT_SLOT(c, n)
#define FPT_ARG_U_fexit(c, n) FPT_SLOT(c, n)
#define FPT_ARG_U_pair(c, n) FPT_SLOT(c, n)
#define FPT_ARG_U_tp_btf(c, n) FPT_SLOT(c, n)
#define FPT_ARG_U_raw_tp(c, n) FPT_SLOT(c, n)

/* A breakpoint's context is struct pt_regs; the plan knows where arguments are in it. */
#define FPT_ARG_U_kprobe(c, n) FPT_SAVED(c, FPT_CAT(FPT_CALL_ARG_, n), u64)

#define FPT_ARG_S_fentry(c, n) fpt_func_arg(c, n)
#define FPT_ARG_S_fexit(c, n) fpt_func_arg(c, n)
#define FPT_ARG_S_pair(c, n) fpt_func_arg(c, n)
#define FPT_ARG_S_kprobe(c, n) FPT_ARG_U_kprobe(c, n)
#define FPT_ARG_S_raw_tp(c, n) FPT_SLOT(c, n)
#define FPT_ARG_S_tp_btf(c, n) fpt_number((void *)FPT_SLOT(c, n))

#define FPT_ARG_O_fentry(c, n) fpt_func_arg(c, n)
#define FPT_ARG_O_fexit(c, n) fpt_func_arg(c, n)
#define FPT_ARG_O_pair(c, n) fpt_func_arg(c, n)
#define FPT_ARG_O_kprobe(c, n) FPT_ARG_U_kprobe(c, n)
#define FPT_ARG_O_raw_tp(c, n) FPT_SLOT(c, n)
#define FPT_ARG_O_tp_btf(c, n) fpt_copied_arg(c, n)

#define FPT_RET_O_fexit(c) fpt_func_ret(c)
#define FPT_RET_O_pair(c) fpt_func_ret(c)

#define FPT_KEPT_ARG_O_fexit(id, c, k, i, n) FPT_ARG_O(id, c, n)
#define FPT_KEPT_ARG_O_pair(id, c, k, i, n) FPT_ARG_O(id, c, n)

#define FPT_ARG_U(id, c, n) FPT_CAT(FPT_ARG_U_, FPT_VIA_##id)(c, n)
#define FPT_ARG_S(id, c, n) FPT_CAT(FPT_ARG_S_, FPT_VIA_##id)(c, n)
#define FPT_ARG_O(id, c, n) FPT_CAT(FPT_ARG_O_, FPT_VIA_##id)(c, n)
#define FPT_ARG_P(id, c, n, T) ((T *)FPT_SLOT(c, n))

#define FPT_KEPT_ARG_U_fexit(id, c, k, i, n) FPT_SLOT(c, n)
#define FPT_KEPT_ARG_U_pair(id, c, k, i, n) FPT_SLOT(c, n)
#define FPT_KEPT_ARG_U(id, c, k, i, n) FPT_CAT(FPT_KEPT_ARG_U_, FPT_VIA_##id)(id, c, k, i, n)
#define FPT_KEPT_ARG_S(id, c, k, i, n) FPT_ARG_S(id, c, n)
#define FPT_KEPT_ARG_O(id, c, k, i, n) FPT_CAT(FPT_KEPT_ARG_O_, FPT_VIA_##id)(id, c, k, i, n)
#define FPT_KEPT_ARG_P(id, c, k, i, n, T) FPT_ARG_P(id, c, n, T)

#define FPT_RET_U_fexit(c, n) FPT_SLOT(c, n)
#define FPT_RET_U_pair(c, n) FPT_SLOT(c, n)
#define FPT_RET_U(id, c, n) FPT_CAT(FPT_RET_U_, FPT_VIA_##id)(c, n)
#define FPT_RET_S(id, c, n) fpt_func_ret(c)
#define FPT_RET_O(id, c, n) FPT_CAT(FPT_RET_O_, FPT_VIA_##id)(c)
#define FPT_RET_P(id, c, n, T) ((T *)FPT_SLOT(c, n))

/* ---- entry and exit ---- */

#define FPT_PAIR(id, args, words, bytes) FPT_CAT(FPT_PAIR_, FPT_VIA_##id)(id, args, words, bytes)
#define FPT_OPEN(id, c, k, F) FPT_CAT(FPT_OPEN_, FPT_VIA_##id)(id, c, k, F)
#define FPT_KEEP_ARG(id, c, k, i, n) FPT_CAT(FPT_KEEP_ARG_, FPT_VIA_##id)(id, c, k, i, n)
#define FPT_KEEP_ARG_fexit(id, c, k, i, n) ((void)0)
#define FPT_KEEP_ARG_pair(id, c, k, i, n) ((void)0)
#define FPT_KEEP_U(id, k, i, v) ((void)((k)->word[i] = (v)))
#define FPT_KEEP_S(id, k, at, s, w) ((void)fpt_words((k)->bytes + (at), (s), (w)))
#define FPT_CLOSE(id, k) FPT_CAT(FPT_CLOSE_, FPT_VIA_##id)(id, k)
#define FPT_CANCEL(id, c) FPT_CAT(FPT_CANCEL_, FPT_VIA_##id)(id, c)
#define FPT_TAKE(id, c, k, F) FPT_CAT(FPT_TAKE_, FPT_VIA_##id)(id, c, k, F)
#define FPT_KEPT_U(id, k, i) ((k)->word[i])
#define FPT_KEPT_S(id, k, at) ((k)->bytes + (at))
#define FPT_ELAPSED(id, k) (fpt_at - (k)->slot.ns)
#define FPT_RELEASE(id, k) FPT_CAT(FPT_RELEASE_, FPT_VIA_##id)(k)

/* fexit alone keeps nothing; its entry handler becomes no program, but must compile. */
#define FPT_PAIR_fexit(id, args, words, bytes)
#define FPT_OPEN_fexit(id, c, k, F)                                                                \
	__attribute__((unused)) void *k = 0;                                                       \
	goto F
#define FPT_CLOSE_fexit(id, k) ((void)0)
#define FPT_CANCEL_fexit(id, c) ((void)0)
#define FPT_TAKE_fexit(id, c, k, F) __attribute__((unused)) void *k = 0
#define FPT_RELEASE_fexit(k) ((void)0)

/* ---- the table ---- */

#define FPT_TABLE_TYPE(id, words, bytes_)                                                          \
	struct fpt_kept_##id {                                                                     \
		struct pair_slot slot;                                                             \
		u64 word[words];                                                                   \
		char bytes[bytes_];                                                                \
	};                                                                                         \
	struct fpt_table_##id {                                                                    \
		struct pair_head head;                                                             \
		struct fpt_kept_##id kept[PAIR_SLOTS(PAIR_STRIDE(words, bytes_))];                 \
	}

/* A section of its own is a map of its own: the state's page stays small. */
#define FPT_PAIR_pair(id, args, words, bytes)                                                          \
	FPT_TABLE_TYPE(id, words, bytes);                                                          \
	struct fpt_table_##id fpt_table_##id FPT_SEC(".bss.pair" #id);

#define FPT_TABLE_OF(id) ((char *)fpt_table_##id.kept)
#define FPT_STRIDE_OF(id) sizeof(struct fpt_kept_##id)
#define FPT_SLOTS_OF(id) (sizeof(fpt_table_##id.kept) / sizeof(struct fpt_kept_##id))

/*
 * The tag needs to be unique, not to be the address.  One negation is a number to the verifier, but
 * costs half.
 */
FPT_CONST u64 fpt_tag(u64 *c)
{
	u64 tag = (u64)c;

	asm("%0 = -%0" : "+r"(tag));
	return tag;
}

FPT_CONST u64 fpt_tag_hash(u64 tag, u32 slots)
{
	return (tag * 0x9e3779b97f4a7c15ull >> 32) & (slots - 1);
}

/*
 * The thread id is asked for in the handler's own text, not in here, so that clang merges it with
 * the handler's.
 *
 * Entry: the first slot that is free or has this very tag (its exit never came).  No order between
 * entry and exit needs saying: both run in one task, and a task that moves to another CPU takes its
 * memory along.
 */
FPT_INLINE void *fpt_claim(char *table, u32 stride, u32 slots, u64 tag, u64 who)
{
	u64 i = fpt_tag_hash(tag, slots);
	u32 n;

#pragma clang loop unroll(disable)
	for (n = 0; n < PAIR_PROBES; n++, i = (i + 1) & (slots - 1)) {
		struct pair_slot *s = (struct pair_slot *)(table + i * stride);
		u64 old = __sync_val_compare_and_swap(&s->tag, 0, tag);

		asm("" : "+r"(old));	/* else clang keeps "it was 0" in a register of its own */
		if (old && old != tag)
			continue;
		__builtin_assume(s != 0);
		*(volatile u64 *)&s->who = who;
		return s;
	}
	return 0;
}

/* The next owner's writes must not overtake this one's reads. */
FPT_INLINE void fpt_give_back(struct pair_slot *s)
{
#if FPT_TSO
	asm volatile("" : : : "memory");
	*(volatile u64 *)&s->tag = 0;
#else
	__sync_lock_test_and_set(&s->tag, 0);
#endif
}

FPT_INLINE void *fpt_find(char *table, u32 stride, u32 slots, u64 tag)
{
	u64 i = fpt_tag_hash(tag, slots);
	u32 n;

#pragma clang loop unroll(disable)
	for (n = 0; n < PAIR_PROBES; n++, i = (i + 1) & (slots - 1)) {
		struct pair_slot *s = (struct pair_slot *)(table + i * stride);

		if (*(volatile u64 *)&s->tag != tag)
			continue;
		__builtin_assume(s != 0);
		return s;
	}
	return 0;
}

/* Exit: NULL when the entry is not known, or cancelled. */
FPT_INLINE void *fpt_take(char *table, u32 stride, u32 slots, u64 tag, u64 tid,
			  struct pair_head *head, u64 *unpaired)
{
	struct pair_slot *s = fpt_find(table, stride, slots, tag);

	if (s) {
		u64 who = s->who;

		if (who == tid)
			return s;
		fpt_give_back(s);	/* cancelled, or left behind by a dead task */
		if (who == (tid | PAIR_CANCELLED))
			return 0;
	}
	/* Was it an entry that found no slot?  That is counted, or was filtered out anyway. */
	if (__sync_fetch_and_add(&head->unkept, -1) <= 0) {
		__sync_fetch_and_add(&head->unkept, 1);
		__sync_fetch_and_add(unpaired, 1);
	}
	return 0;
}

#define FPT_OPEN_pair(id, c, k, F) FPT_OPEN_TAGGED(id, fpt_tag(c), k, F)
#define FPT_CANCEL_pair(id, c) FPT_CANCEL_TAGGED(id, fpt_tag(c))
#define FPT_TAKE_pair(id, c, k, F) FPT_TAKE_TAGGED(id, fpt_tag(c), k, F)

#define FPT_OPEN_TAGGED(id, tag, k, F)                                                             \
	struct fpt_kept_##id *k =                                                                  \
		fpt_claim(FPT_TABLE_OF(id), FPT_STRIDE_OF(id), FPT_SLOTS_OF(id), tag, fpt_tid());  \
	if (FPT_UNLIKELY(!k)) {                                                                    \
		fpt_count(id, WIRE_TABLE_FULL);                                                    \
		goto F;                                                                            \
	}

#define FPT_CLOSE_pair(id, k)                                                                      \
	do {                                                                                       \
		if (FPT_TIMED_##id)                                                                \
			(k)->slot.ns = fpt_now();                                                  \
	} while (0)

#define FPT_CANCEL_TAGGED(id, tag)                                                                 \
	do {                                                                                       \
		if (!fpt_claim(FPT_TABLE_OF(id), FPT_STRIDE_OF(id), FPT_SLOTS_OF(id), tag,         \
			       fpt_tid() | PAIR_CANCELLED))                                        \
			__sync_fetch_and_add(&fpt_table_##id.head.unkept, 1);                      \
	} while (0)

/* The clock is read first, so that looking up is not part of what elapsed. */
#define FPT_TAKE_TAGGED(id, tag, k, F)                                                             \
	if (FPT_TIMED_##id) {                                                                      \
		fpt_at = fpt_now();                                                                \
		__builtin_assume(fpt_at != 0);                                                     \
	}                                                                                          \
	struct fpt_kept_##id *k =                                                                  \
		fpt_take(FPT_TABLE_OF(id), FPT_STRIDE_OF(id), FPT_SLOTS_OF(id), tag, fpt_tid(),    \
			 &fpt_table_##id.head,                                                     \
			 &fpt_state[FPT_COUNTER(id, WIRE_UNPAIRED)]);                              \
	if (FPT_UNLIKELY(!k))                                                                      \
		goto F

#define FPT_RELEASE_pair(k)                                                                        \
	do {                                                                                       \
		if (k)                                                                             \
			fpt_give_back(&(k)->slot);                                                 \
	} while (0)

#ifdef FPT_SYSCALLS
#include "fpt_sys.h"
#endif
#ifdef FPT_USERS
#include "fpt_user.h"
#endif

#endif
