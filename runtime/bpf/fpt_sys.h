/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_SYS_H
#define FPT_SYS_H

/*
 * System calls: one program at sys_enter and one at sys_exit for all probes of them (fpt_frame.h).
 * The plan says which numbers are whose (FPT_CALLED_n, FPT_COMPAT_n) and where struct pt_regs has the
 * arguments and the number (FPT_SYS_ARG_0 …, FPT_SYS_NUMBER).
 *
 *	sys_enter	the entry alone
 *	sys_exit	the exit alone: the process's registers still have the arguments
 *	sys_pair	both; the address of these registers, which belongs to the thread, is the tag
 */

#define FPT_ENTRY_sys_enter FPT_INLINE
#define FPT_ENTRY_sys_exit FPT_INLINE
#define FPT_EXIT_sys_exit FPT_INLINE
#define FPT_ENTRY_sys_pair FPT_INLINE
#define FPT_EXIT_sys_pair FPT_INLINE

/* The context: the registers, then at sys_enter the number, at sys_exit the result. */
#define FPT_SYS_REG(c, at, T) FPT_SAVED(FPT_SLOT(c, 0), at, T)
#define FPT_REG_sys_enter(c, at, T) FPT_SYS_REG(c, at, T)
#define FPT_REG_sys_exit(c, at, T) FPT_SYS_REG(c, at, T)
#define FPT_REG_sys_pair(c, at, T) FPT_SYS_REG(c, at, T)

#include "sys_args.h"
#define FPT_SYS_ARG(c, n) FPT_SYS_REG(c, FPT_CAT(FPT_SYS_ARG_, n), FPT_CAT(FPT_SYS_TYPE_, n))
#define FPT_CTX_sys_enter sys
#define FPT_CTX_sys_exit sys
#define FPT_CTX_sys_pair syskept
#define FPT_ARG_U_sys(c, n) FPT_SYS_ARG(c, n)
#define FPT_ARG_S_sys(c, n) FPT_SYS_ARG(c, n)
#define FPT_ARG_O_sys(c, n) FPT_SYS_ARG(c, n)
#define FPT_ARG_U_syskept(c, n) FPT_SYS_ARG(c, n)
#define FPT_ARG_S_syskept(c, n) FPT_SYS_ARG(c, n)
#define FPT_ARG_O_syskept(c, n) FPT_SYS_ARG(c, n)
#define FPT_RET_U_sys(c, n) FPT_SLOT(c, 1)
#define FPT_RET_U_syskept(c, n) FPT_SLOT(c, 1)
#define FPT_RET_O_sys(c, n) FPT_SLOT(c, 1)
#define FPT_RET_O_syskept(c, n) FPT_SLOT(c, 1)

/* ---- which calls ---- */

/* The verifier of old kernels forgets what a test says of a register that was saved: so a mask, too. */
FPT_INLINE u64 fpt_in_calls(const volatile u64 *calls, u64 nr)
{
	u64 word = nr >> 6;

	if (nr >= 512)
		return 0;
	FPT_UNKNOWN(word);
	return calls[word & 7] >> (nr & 63) & 1;
}

/* A process of 32 bits, or one of 64 that makes a call of theirs. */
FPT_CONST u64 fpt_is_compat(void)
{
	struct task_struct___fpt *t = fpt_h_task();

#if FPT_SYS_COMPAT_FLAG		/* arm64: TIF_32BIT */
	return t->thread_info.flags >> FPT_SYS_COMPAT_FLAG & 1;
#else				/* x86_64: TS_COMPAT */
	return t->thread_info.status >> 1 & 1;
#endif
}

/* ---- entry and exit ---- */

#define FPT_ASK_EXIT_sys(id, F)
#define FPT_ASK_EXIT_syskept(id, F)
#define FPT_KEEP_ARG_sys(id, c, k, i, n) ((void)0)
#define FPT_KEPT_U_sys(id, c, k, i, n) FPT_SYS_ARG(c, n)
#define FPT_KEPT_O_sys(id, c, k, i, n) FPT_SYS_ARG(c, n)
#define FPT_CANCEL_sys_exit(id, c) ((void)0)

/* After an execve() the arguments are in no register: they are kept. */
#define FPT_KEEP_ARG_syskept(id, c, k, i, n) ((void)(FPT_KEPT_WORD(id, k, i) = FPT_SYS_ARG(c, n)))
#define FPT_KEPT_U_syskept(id, c, k, i, n) FPT_KEPT_WORD(id, k, i)
#define FPT_KEPT_O_syskept(id, c, k, i, n) FPT_KEPT_WORD(id, k, i)

/*
 * A thread has one call at a time, and its next one takes the slot over.  So a slot that is left
 * behind by an exit that was missed does no harm, unless an entry keeps nothing.
 */
FPT_INLINE void fpt_sys_cancel(char *table, u32 stride, u32 slots, u64 tag)
{
	struct pair_slot *s = fpt_find(table, stride, slots, tag);

	if (s)
		fpt_give_back(s);
}

#define FPT_TAG_IN_sys_pair(id, c) fpt_tag((u64 *)FPT_SLOT(c, 0))

#define FPT_CANCEL_sys_pair(id, c)                                                                 \
	fpt_sys_cancel(FPT_TABLE_OF(id), FPT_STRIDE_OF(id), FPT_SLOTS_OF(id), FPT_TAG_IN_sys_pair(id, c))

/*
 * An exit without a known entry is none that got lost: the call had begun before the probes were there,
 * or it is a new process that comes out of fork().
 */
FPT_INLINE void *fpt_sys_take(char *table, u32 stride, u32 slots, u64 tag, u64 tid)
{
	struct pair_slot *s = fpt_find(table, stride, slots, tag);

	if (!s || s->who == tid)
		return s;
	fpt_give_back(s);
	return 0;
}

#define FPT_LOOK_sys_pair(id, c)                                                                   \
	fpt_sys_take(FPT_TABLE_OF(id), FPT_STRIDE_OF(id), FPT_SLOTS_OF(id), FPT_TAG_IN_sys_pair(id, c), \
		     fpt_tid())

#endif
