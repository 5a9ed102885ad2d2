/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_USER_H
#define FPT_USER_H

/*
 * Probes of programs: the mechanisms uprobe, uretprobe, usession and upair, and usdt arguments.
 *
 * The context is the process's registers; the plan says where the machine's convention has arguments,
 * result and stack pointer (FPT_CALL_ARG_n, FPT_CALL_RESULT, FPT_CALL_SP) and how many bytes a return
 * takes from the stack (FPT_CALL_POPPED).
 *
 * A hit's cookie is the function's number among the program's symbols, or of a usdt probe its place's.
 */

#include "fpt_usdt.h"

/* The host says which of them may sleep. */
#define FPT_ENTRY_uprobe FPT_SEC("uprobe")
#define FPT_EXIT_uretprobe FPT_SEC("uretprobe")
#define FPT_ENTRY_usession FPT_INLINE
#define FPT_EXIT_usession FPT_INLINE
#define FPT_ENTRY_upair FPT_SEC("uprobe")
#define FPT_EXIT_upair FPT_SEC("uretprobe")

#define FPT_PROGRAM_uprobe(id)
/* An exit alone has an entry that counts. */
#define FPT_CALLS_0(id, how) FPT_COUNT_CALLS(id, how)
#define FPT_CALLS_1(id, how)
#define FPT_PROGRAM_uretprobe(id) FPT_COUNT_CALLS(id, FPT_SEC("uprobe"))
#define FPT_PROGRAM_usession(id)                                                                   \
	FPT_CAT(FPT_CALLS_, FPT_HAS_ENTRY_##id)(id, FPT_INLINE)                                  \
	FPT_SESSION_OF(id, "uprobe", fpt_e##id(c))
#define FPT_PROGRAM_upair(id) FPT_CAT(FPT_CALLS_, FPT_HAS_ENTRY_##id)(id, FPT_SEC("uprobe"))

#define FPT_REG_uprobe(c, at, T) FPT_SAVED(c, at, T)
#define FPT_REG_uretprobe(c, at, T) FPT_SAVED(c, at, T)
#define FPT_REG_usession(c, at, T) FPT_SAVED(c, at, T)
#define FPT_REG_upair(c, at, T) FPT_SAVED(c, at, T)

#define FPT_CTX_uprobe user
#define FPT_CTX_uretprobe user
#define FPT_CTX_usession user
#define FPT_CTX_upair user
#define FPT_ARG_O_user(c, n) FPT_ARG_O_place(c, n)
#define FPT_RET_O_user(c, n) FPT_SAVED(c, FPT_CALL_RESULT, u64)
#define FPT_KEEP_ARG_user(id, c, k, i, n) ((void)(FPT_KEPT_WORD(id, k, i) = FPT_ARG_O_user(c, n)))
#define FPT_KEPT_O_user(id, c, k, i, n) FPT_KEPT_WORD(id, k, i)

#define FPT_USER_NAME(id, c) fpt_cookie(c)

/* ---- entry and exit ---- */

/*
 * A call is known by its thread and where its stack is; with several functions also by which one it
 * is, since one that ends in a call of another leaves it its stack.  All in one number: that two calls
 * alive have the same one would need two stacks at a very distance of many terabytes.
 */
FPT_INLINE u64 fpt_user_tag(u64 sp, u64 tid, u64 name)
{
	return sp + tid * 0x9e3779b97f4a7c15ull + name * 0xc2b2ae3d27d4eb4full;
}

#define FPT_USER_TAG(id, c, popped)                                                                \
	fpt_user_tag(FPT_SAVED(c, FPT_CALL_SP, u64) - (popped), fpt_tid(), FPT_MANY_##id ? fpt_cookie(c) : 0)

#define FPT_TAG_IN_upair(id, c) FPT_USER_TAG(id, c, 0)
#define FPT_TAG_OUT_upair(id, c) FPT_USER_TAG(id, c, FPT_CALL_POPPED)
#define FPT_LOOK_upair(id, c) FPT_LOOK(id, c)
#define FPT_CANCEL_usession(id, c) return 1

/*
 * The kernel keeps the return addresses of so many calls of a thread; those within them have no exit.  At
 * entry it knows how many there are, and this call is not yet one of them.
 */
#define FPT_CALLS_MAX 64

struct uprobe_task___fpt {
	u32 depth;
} FPT_RELOCATED;

struct task_struct___fpt_user {
	struct uprobe_task___fpt *utask;
} FPT_RELOCATED;

FPT_CONST u64 fpt_is_too_deep(void)
{
	struct uprobe_task___fpt *calls = ((struct task_struct___fpt_user *)fpt_h_task())->utask;

	return calls && calls->depth >= FPT_CALLS_MAX;
}

#define FPT_ASK_EXIT_user(id, F)                                                                   \
	if (FPT_UNLIKELY(fpt_is_too_deep())) {                                                     \
		fpt_count(id, WIRE_MISSED);                                                        \
		goto F;                                                                            \
	}

#define FPT_CANCEL_upair(id, c)                                                                    \
	do {                                                                                       \
		if (!fpt_is_too_deep())                                                            \
			FPT_CANCEL_pair(id, c);                                                    \
	} while (0)

#define FPT_COUNT_CALLS(id, how)                                                                   \
	how int fpt_e##id(FPT_CONTEXT)                                                             \
	{                                                                                          \
		if (FPT_UNLIKELY(fpt_is_too_deep()))                                               \
			fpt_count(id, WIRE_MISSED);                                                \
		return 0;                                                                          \
	}

/* ---- usdt ---- */

/* The host sets how many places there are, and fills them. */
#define FPT_USDT(id)                                                                               \
	struct {                                                                                   \
		u32 (*type)[FPT_MAP_ARRAY];                                                        \
		u32 *key;                                                                          \
		struct usdt_site *value;                                                           \
		u32 (*max_entries)[1];                                                             \
	} fpt_usdt_##id FPT_SEC(".maps");

FPT_INLINE const struct usdt_site *fpt_usdt_site(void *sites, u64 *c)
{
	u32 key = fpt_cookie(c);

	return fpt_h_map_lookup(sites, &key);
}

#define FPT_USDT_NAME(id, c)                                                                       \
	({                                                                                         \
		const struct usdt_site *_site = fpt_usdt_site(&fpt_usdt_##id, (c));                \
		_site ? _site->name : 0;                                                           \
	})

/* A register at an offset that is known when the probe is attached: read as memory. */
FPT_INLINE u64 fpt_usdt_register(u64 *c, u32 offset)
{
	u64 v = 0;

	if (offset < 1024)
		fpt_h_probe_read(&v, sizeof(v), (char *)c + offset);
	return v;
}

/* Below 0: it could not be read. */
FPT_INLINE s64 fpt_usdt_read(u64 *c, const struct usdt_arg *arg, u64 *value, const u32 fpt_sleeps)
{
	u64 v = arg->number, size = arg->size, at;
	u32 shift;

	if (arg->kind != USDT_CONST)
		v += fpt_usdt_register(c, arg->reg);
	if (arg->index != USDT_NO_REGISTER)
		v += fpt_usdt_register(c, arg->index) << (arg->scale & 3);
	FPT_UNKNOWN(size);
	if (size > 8)
		return -1;
	if (arg->kind == USDT_MEMORY) {
		at = v;
		v = 0;
		if (FPT_COPY_USER(&v, size, (const void *)at) < 0)
			return -1;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		v >>= (64 - 8 * size) & 63;
#endif
	}
	shift = (64 - 8 * size) & 63;
	v <<= shift;
	*value = arg->is_signed ? (u64)((s64)v >> shift) : v >> shift;
	return 0;
}

#define FPT_USDT_ARG(id, c, n, F, S)                                                               \
	({                                                                                         \
		FPT_SCOPE();                                                                       \
		const struct usdt_site *_site = fpt_usdt_site(&fpt_usdt_##id, (c));                \
		u64 _v = 0;                                                                        \
		FPT_SCOPED();                                                                      \
		if (FPT_UNLIKELY(!_site || fpt_usdt_read((c), &_site->args[n], &_v, fpt_sleeps) < 0))          \
			FPT_FAULT(F, S);                                                           \
		_v;                                                                                \
	})

#endif
