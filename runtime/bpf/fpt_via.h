/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_VIA_H
#define FPT_VIA_H

/*
 * What differs between the mechanisms: where arguments come from, and how an exit finds what its
 * entry kept.  FPT_VIA_n of the plan names the mechanism of probe n, FPT_VIA_KEPT_n where it keeps.
 *
 *	fentry, fexit		a trampoline; the exit sees the arguments of the entry
 *	pair			both, and a table between them
 *	fsession		one program for both, with a word for each call
 *	fentry_multi …		trampolines of many functions: arguments by number, without their types
 *	kprobe_multi …		fprobes; arguments are registers, and only there at entry
 *	kprobe_session		one program for both, with a word for each call
 *	kprobes …		a kprobe, or kretprobe, for each function
 *	tp_btf			a raw tracepoint with typed arguments
 *	raw_tp			the same, its arguments are numbers
 *	tp_format		the record of an event of perf's
 *	kprobe			a breakpoint: struct pt_regs
 *	perf_event		a sample of perf's: the registers first
 *	sys_…			system calls (fpt_sys.h)
 *	prog_run		run by the host; no arguments
 *	uprobe …		functions of programs (fpt_user.h)
 */

#include "fpt_pair.h"
#include "fpt_regs.h"

/*
 * ---- programs: the section says what a program is, the host sets what it attaches to ----
 * Handlers are programs, not functions that a program calls: clang would optimise them twice.  Those of a
 * session are two functions of one program.
 */

#define FPT_ENTRY_fentry FPT_SEC("fentry")
#define FPT_ENTRY_fexit FPT_INLINE
#define FPT_EXIT_fexit FPT_SEC("fexit")
#define FPT_ENTRY_pair FPT_SEC("fentry")
#define FPT_EXIT_pair FPT_SEC("fexit")
#define FPT_ENTRY_fsession FPT_INLINE
#define FPT_EXIT_fsession FPT_INLINE
/* The host makes trampolines' programs of these; by their section they would want one function. */
#define FPT_ENTRY_fentry_multi FPT_SEC("kprobe")
#define FPT_ENTRY_fexit_multi FPT_INLINE
#define FPT_EXIT_fexit_multi FPT_SEC("kprobe")
#define FPT_ENTRY_fsession_multi FPT_INLINE
#define FPT_EXIT_fsession_multi FPT_INLINE
#define FPT_ENTRY_kprobe_multi FPT_SEC("kprobe.multi")
#define FPT_EXIT_kretprobe_multi FPT_SEC("kretprobe.multi")
#define FPT_ENTRY_kprobe_session FPT_INLINE
#define FPT_EXIT_kprobe_session FPT_INLINE
#define FPT_ENTRY_kprobe_multi_pair FPT_SEC("kprobe.multi")
#define FPT_EXIT_kprobe_multi_pair FPT_SEC("kretprobe.multi")
#define FPT_ENTRY_kprobes FPT_SEC("kprobe")
#define FPT_EXIT_kretprobes FPT_SEC("kretprobe")
#define FPT_ENTRY_kprobes_pair FPT_SEC("kprobe")
#define FPT_EXIT_kprobes_pair FPT_SEC("kretprobe")
#define FPT_ENTRY_tp_btf FPT_SEC("tp_btf")
#define FPT_ENTRY_raw_tp FPT_SEC("raw_tp")
#define FPT_ENTRY_tp_format FPT_SEC("tracepoint")
#define FPT_ENTRY_kprobe FPT_SEC("kprobe")
#define FPT_ENTRY_perf_event FPT_SEC("perf_event")
#define FPT_ENTRY_prog_run FPT_SEC("raw_tp")

/* ---- where arguments are: the slots of a trampoline or tracepoint, or registers ---- */

#define FPT_CTX_fentry slots
#define FPT_CTX_fexit slots
#define FPT_CTX_pair slots
#define FPT_CTX_fsession slots
#define FPT_CTX_fentry_multi func
#define FPT_CTX_fexit_multi func
#define FPT_CTX_fsession_multi func
#define FPT_CTX_tp_btf tp
#define FPT_CTX_raw_tp raw
#define FPT_CTX_kprobe place
#define FPT_CTX_prog_run slots
#define FPT_CTX_kprobe_multi regs
#define FPT_CTX_kretprobe_multi regs
#define FPT_CTX_kprobe_session regs
#define FPT_CTX_kprobe_multi_pair regs
#define FPT_CTX_kprobes regs
#define FPT_CTX_kretprobes regs
#define FPT_CTX_kprobes_pair regs

/* FPT_BY(ARG_U, CTX, 3): FPT_ARG_U_ and the sort of context of probe 3. */
#define FPT_BY_CTX(what, id) FPT_CAT(FPT_##what##_, FPT_CAT(FPT_CTX_, FPT_VIA_##id))
#define FPT_BY_KEPT(what, id) FPT_CAT(FPT_##what##_, FPT_VIA_KEPT_##id)
#define FPT_BY_VIA(what, id) FPT_CAT(FPT_##what##_, FPT_VIA_##id)

/* A context of 64-bit slots; the return value comes after the arguments. */
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

/* The context is the record itself.  The host says when it has nothing more to do. */
#define FPT_TRACED_GATE()                                                                          \
	do {                                                                                       \
		if (FPT_UNLIKELY(fpt_g_get(WIRE_OFF)))                                             \
			return 0;                                                                  \
	} while (0)
#define FPT_TRACED(c, at, T) FPT_SAVED(c, at, T)
#define FPT_TRACED_AT(c, at) (fpt_number(c) + (at))

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

#define FPT_ARG_U_slots(c, n) FPT_SLOT(c, n)
#define FPT_ARG_S_slots(c, n) fpt_number((void *)FPT_SLOT(c, n))
#define FPT_ARG_O_slots(c, n) fpt_func_arg(c, n)
#define FPT_ARG_P_slots(c, n, T) ((T *)FPT_SLOT(c, n))
#define FPT_ARG_U_tp(c, n) FPT_SLOT(c, n)
#define FPT_ARG_S_tp(c, n) fpt_number((void *)FPT_SLOT(c, n))
#define FPT_ARG_O_tp(c, n) fpt_copied_arg(c, n)
#define FPT_ARG_P_tp(c, n, T) ((T *)FPT_SLOT(c, n))
#define FPT_ARG_U_raw(c, n) FPT_SLOT(c, n)
#define FPT_ARG_S_raw(c, n) FPT_SLOT(c, n)
#define FPT_ARG_O_raw(c, n) FPT_SLOT(c, n)
/* A breakpoint's context is struct pt_regs; the plan knows where arguments are in it. */
#define FPT_ARG_U_place(c, n) FPT_SAVED(c, FPT_CAT(FPT_CALL_ARG_, n), u64)
#define FPT_ARG_S_place(c, n) FPT_ARG_U_place(c, n)
#define FPT_ARG_O_place(c, n) FPT_ARG_U_place(c, n)
#define FPT_ARG_U_func(c, n) fpt_func_arg(c, (n) == FPT_IT ? fpt_cookie(c) : (n))
#define FPT_ARG_S_func(c, n) FPT_ARG_U_func(c, n)
#define FPT_ARG_O_func(c, n) FPT_ARG_U_func(c, n)
#define FPT_ARG_P_func(c, n, T) FPT_CAST(FPT_ARG_U_func(c, n), T)
#define FPT_ARG_U_regs(c, n) fpt_reg_arg(c, n)
#define FPT_ARG_S_regs(c, n) fpt_reg_arg(c, n)
#define FPT_ARG_O_regs(c, n) fpt_reg_arg(c, n)
#define FPT_ARG_P_regs(c, n, T) FPT_CAST(fpt_reg_arg(c, n), T)

#define FPT_ARG_U(id, c, n) FPT_BY_CTX(ARG_U, id)(c, n)
#define FPT_ARG_S(id, c, n) FPT_BY_CTX(ARG_S, id)(c, n)
#define FPT_ARG_O(id, c, n) FPT_BY_CTX(ARG_O, id)(c, n)
#define FPT_ARG_P(id, c, n, T) FPT_BY_CTX(ARG_P, id)(c, n, T)

#define FPT_KEPT_U_slots(id, c, k, i, n) FPT_ARG_U_slots(c, n)
#define FPT_KEPT_S_slots(id, c, k, i, n) FPT_ARG_S_slots(c, n)
#define FPT_KEPT_O_slots(id, c, k, i, n) FPT_ARG_O_slots(c, n)
#define FPT_KEPT_P_slots(id, c, k, i, n, T) FPT_ARG_P_slots(c, n, T)
#define FPT_KEPT_U_func(id, c, k, i, n) FPT_ARG_U_func(c, n)
#define FPT_KEPT_S_func(id, c, k, i, n) FPT_ARG_U_func(c, n)
#define FPT_KEPT_O_func(id, c, k, i, n) FPT_ARG_U_func(c, n)
#define FPT_KEPT_P_func(id, c, k, i, n, T) FPT_ARG_P_func(c, n, T)
#define FPT_KEPT_U_regs(id, c, k, i, n) FPT_KEPT_WORD(id, k, i)
#define FPT_KEPT_S_regs(id, c, k, i, n) FPT_KEPT_WORD(id, k, i)
#define FPT_KEPT_O_regs(id, c, k, i, n) FPT_KEPT_WORD(id, k, i)
#define FPT_KEPT_P_regs(id, c, k, i, n, T) FPT_CAST(FPT_KEPT_WORD(id, k, i), T)

#define FPT_KEPT_ARG_U(id, c, k, i, n) FPT_BY_CTX(KEPT_U, id)(id, c, k, i, n)
#define FPT_KEPT_ARG_S(id, c, k, i, n) FPT_BY_CTX(KEPT_S, id)(id, c, k, i, n)
#define FPT_KEPT_ARG_O(id, c, k, i, n) FPT_BY_CTX(KEPT_O, id)(id, c, k, i, n)
#define FPT_KEPT_ARG_P(id, c, k, i, n, T) FPT_BY_CTX(KEPT_P, id)(id, c, k, i, n, T)

#define FPT_RET_U_slots(c, n) FPT_SLOT(c, n)
#define FPT_RET_S_slots(c, n) fpt_number((void *)FPT_SLOT(c, n))
#define FPT_RET_O_slots(c, n) fpt_func_ret(c)
#define FPT_RET_P_slots(c, n, T) ((T *)FPT_SLOT(c, n))
#define FPT_RET_U_func(c, n) fpt_func_ret(c)
#define FPT_RET_S_func(c, n) fpt_func_ret(c)
#define FPT_RET_O_func(c, n) fpt_func_ret(c)
#define FPT_RET_P_func(c, n, T) FPT_CAST(fpt_func_ret(c), T)
#define FPT_RET_U_regs(c, n) FPT_REG_RESULT(c)
#define FPT_RET_S_regs(c, n) FPT_REG_RESULT(c)
#define FPT_RET_O_regs(c, n) FPT_REG_RESULT(c)
#define FPT_RET_P_regs(c, n, T) FPT_CAST(FPT_REG_RESULT(c), T)

#define FPT_RET_U(id, c, n) FPT_BY_CTX(RET_U, id)(c, n)
#define FPT_RET_S(id, c, n) FPT_BY_CTX(RET_S, id)(c, n)
#define FPT_RET_O(id, c, n) FPT_BY_CTX(RET_O, id)(c, n)
#define FPT_RET_P(id, c, n, T) FPT_BY_CTX(RET_P, id)(c, n, T)

/* The function that was called, of many. */
FPT_CONST u64 fpt_func_ip(u64 *c)
{
	return fpt_h_func_ip(c);
}

#define FPT_FUNC(id, c) fpt_func_ip(c)

/* ---- sessions: a word of 64 bits that belongs to the call, at entry and at exit ---- */

#if FPT_VIA_CONTEXT		/* the kernel's functions take the context (7.0) */
extern u64 *bpf_session_cookie(void *c) FPT_SEC(".ksyms");
extern _Bool bpf_session_is_return(void *c) FPT_SEC(".ksyms");
#define fpt_session_word(c) bpf_session_cookie(c)
#define fpt_session_exits(c) bpf_session_is_return(c)
#else
extern u64 *bpf_session_cookie(void) FPT_SEC(".ksyms");
extern _Bool bpf_session_is_return(void) FPT_SEC(".ksyms");
#define fpt_session_word(c) bpf_session_cookie()
#define fpt_session_exits(c) bpf_session_is_return()
#endif

#define FPT_CALL_ENTRY_0(id, c) 0
#define FPT_CALL_ENTRY_1(id, c) fpt_e##id(c)
#define FPT_CALL_ENTRY(id, c) FPT_CAT(FPT_CALL_ENTRY_, FPT_HAS_ENTRY_##id)(id, c)

#define FPT_SESSION_OF(id, section, entry)                                                         \
	FPT_SEC(section) int fpt_s##id(u64 *c)                                                     \
	{                                                                                          \
		return fpt_session_exits(c) ? fpt_x##id(c) : (entry);                              \
	}
#define FPT_SESSION(id, section) FPT_SESSION_OF(id, section, FPT_CALL_ENTRY(id, c))

#define FPT_PROGRAM_fsession(id) FPT_SESSION(id, "fentry")
#define FPT_PROGRAM_fsession_multi(id) FPT_SESSION(id, "kprobe")
#define FPT_PROGRAM_kprobe_session(id) FPT_SESSION(id, "kprobe.multi")
/* Of all others the handlers are the programs. */
#define FPT_PROGRAM_fentry(id)
#define FPT_PROGRAM_fexit(id)
#define FPT_PROGRAM_pair(id)
#define FPT_PROGRAM_fentry_multi(id)
#define FPT_PROGRAM_fexit_multi(id)
#define FPT_PROGRAM_kprobe_multi(id)
#define FPT_PROGRAM_kretprobe_multi(id)
#define FPT_PROGRAM_kprobe_multi_pair(id)
#define FPT_PROGRAM_kprobes(id)
#define FPT_PROGRAM_kretprobes(id)
#define FPT_PROGRAM_kprobes_pair(id)
#define FPT_PROGRAM_tp_btf(id)
#define FPT_PROGRAM_raw_tp(id)
#define FPT_PROGRAM_tp_format(id)
#define FPT_PROGRAM_kprobe(id)
#define FPT_PROGRAM_perf_event(id)
#define FPT_PROGRAM_prog_run(id)

/* ---- entry and exit ---- */

#define FPT_PAIR(id, args, words, bytes) FPT_BY_KEPT(PAIR, id)(id, words, bytes)
/* Will there be an exit?  The kernel's functions have one, or it is counted there. */
#define FPT_ASK_EXIT_slots(id, F)
#define FPT_ASK_EXIT_func(id, F)
#define FPT_ASK_EXIT_regs(id, F)
#define FPT_OPEN(id, c, k, F)                                                                      \
	FPT_BY_CTX(ASK_EXIT, id)(id, F)                                                            \
	FPT_BY_KEPT(OPEN, id)(id, c, k, F)
#define FPT_KEEP_ARG(id, c, k, i, n) FPT_BY_CTX(KEEP_ARG, id)(id, c, k, i, n)
#define FPT_KEEP_U(id, k, i, v) ((void)(FPT_KEPT_WORD(id, k, FPT_VIA_ARGS_##id + (i)) = (v)))
#define FPT_KEEP_S(id, k, at, s, w) ((void)fpt_words((k)->bytes + (at), (s), (w)))
#define FPT_CLOSE(id, k) FPT_BY_KEPT(CLOSE, id)(id, k)
#define FPT_CANCEL(id, c) FPT_BY_VIA(CANCEL, id)(id, c)
#define FPT_TAKE(id, c, k, F)                                                                      \
	FPT_CLOCK(id);                                                                             \
	FPT_BY_KEPT(TAKE, id)(id, c, k, F)
#define FPT_KEPT_U(id, k, i) FPT_KEPT_WORD(id, k, FPT_VIA_ARGS_##id + (i))
#define FPT_KEPT_S(id, k, at) ((k)->bytes + (at))
#define FPT_ELAPSED(id, k) FPT_BY_KEPT(ELAPSED, id)(k)
#define FPT_RELEASE(id, k) FPT_BY_KEPT(RELEASE, id)(k)

#define FPT_KEPT_WORD(id, k, i) FPT_BY_KEPT(WORD, id)(k, i)
#define FPT_KEEP_ARG_slots(id, c, k, i, n) ((void)0)
#define FPT_KEEP_ARG_func(id, c, k, i, n) ((void)0)
#define FPT_KEEP_ARG_regs(id, c, k, i, n) ((void)(FPT_KEPT_WORD(id, k, i) = fpt_reg_arg(c, n)))

/* The clock is read first, so that looking up is not part of what elapsed. */
#define FPT_CLOCK(id)                                                                              \
	if (FPT_TIMED_##id) {                                                                      \
		fpt_at = fpt_now();                                                                \
		__builtin_assume(fpt_at != 0);                                                     \
	}

/* nothing: an exit that sees the arguments.  Its entry handler becomes no program, but must compile. */
#define FPT_PAIR_nothing(id, words, bytes)
#define FPT_OPEN_nothing(id, c, k, F)                                                              \
	__attribute__((unused)) void *k = 0;                                                       \
	goto F
#define FPT_CLOSE_nothing(id, k) ((void)0)
#define FPT_TAKE_nothing(id, c, k, F) __attribute__((unused)) void *k = 0
#define FPT_RELEASE_nothing(k) ((void)0)
#define FPT_CANCEL_fexit(id, c) ((void)0)
#define FPT_CANCEL_fexit_multi(id, c) ((void)0)

/* word: what is kept is the session's word.  An entry that cancels says so by its result. */
#define FPT_PAIR_word(id, words, bytes)
#define FPT_OPEN_word(id, c, k, F) __attribute__((unused)) u64 *k = fpt_session_word(c)
#define FPT_CLOSE_word(id, k) ((void)(FPT_TIMED_##id ? (*(k) = fpt_now()) : 0))
#define FPT_TAKE_word(id, c, k, F) __attribute__((unused)) u64 *k = fpt_session_word(c)
#define FPT_WORD_word(k, i) (*(k))
#define FPT_ELAPSED_word(k) (fpt_at - *(k))
#define FPT_RELEASE_word(k) ((void)0)
#define FPT_CANCEL_kprobe_session(id, c) return 1

/* mark: the word tells of the entry: its time, or that it was, or that it has cancelled; else it is 0. */
#define FPT_MARK_WAS 1
#define FPT_MARK_CANCELLED (~0ull)
#define FPT_PAIR_mark(id, words, bytes)
#define FPT_OPEN_mark(id, c, k, F) u64 *k = fpt_session_word(c)
#define FPT_CLOSE_mark(id, k) ((void)(*(k) = FPT_TIMED_##id ? fpt_now() : FPT_MARK_WAS))
#define FPT_TAKE_mark(id, c, k, F)                                                                 \
	__attribute__((unused)) u64 *k = fpt_session_word(c);                                      \
	if (FPT_VIA_CANCELS_##id && FPT_UNLIKELY(*k == FPT_MARK_CANCELLED))                        \
		goto F;                                                                            \
	if (FPT_UNLIKELY(!*k)) {                                                                   \
		fpt_count(id, WIRE_UNPAIRED);                                                      \
		goto F;                                                                            \
	}
#define FPT_ELAPSED_mark(k) (fpt_at - *(k))
#define FPT_RELEASE_mark(k) ((void)0)
#define FPT_CANCEL_fsession(id, c) ((void)(*fpt_session_word(c) = FPT_MARK_CANCELLED))
#define FPT_CANCEL_fsession_multi(id, c) FPT_CANCEL_fsession(id, c)

/* ---- the table ---- */

#define FPT_TABLE_TYPE(id, words, bytes_)                                                          \
	struct fpt_kept_##id {                                                                     \
		struct pair_slot slot;                                                             \
		u64 word[FPT_VIA_ARGS_##id + (words)];                                            \
		char bytes[bytes_];                                                                \
	};                                                                                         \
	struct fpt_table_##id {                                                                    \
		struct pair_head head;                                                             \
		struct fpt_kept_##id                                                               \
			kept[PAIR_SLOTS(PAIR_STRIDE(FPT_VIA_ARGS_##id + (words), bytes_))];       \
	}

/* A section of its own is a map of its own: the state's page stays small. */
#define FPT_PAIR_table(id, words, bytes)                                                            \
	FPT_TABLE_TYPE(id, words, bytes);                                                          \
	struct fpt_table_##id fpt_table_##id FPT_SEC(".bss.pair" #id);

#define FPT_TABLE_OF(id) ((char *)fpt_table_##id.kept)
#define FPT_STRIDE_OF(id) sizeof(struct fpt_kept_##id)
#define FPT_SLOTS_OF(id) (sizeof(fpt_table_##id.kept) / sizeof(struct fpt_kept_##id))

/*
 * The tag is the address of something that this call alone has, at entry and exit: a trampoline's context,
 * a session's word, or its frame.  It needs to be unique, not to be the address.  One negation is a number
 * to the verifier, but costs half.
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
FPT_INLINE void *fpt_claim(char *table, u32 stride, u32 slots, u64 tag, u64 who, u64 *reused)
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
		if (reused && FPT_UNLIKELY(old == tag) && !(s->who & PAIR_CANCELLED))
			__sync_fetch_and_add(reused, 1);
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

#define FPT_TAG_IN_pair(id, c) fpt_tag(c)
#define FPT_TAG_OUT_pair(id, c) fpt_tag(c)
#define FPT_TAG_IN_fsession(id, c) fpt_tag(fpt_session_word(c))
#define FPT_TAG_OUT_fsession(id, c) fpt_tag(fpt_session_word(c))
#define FPT_TAG_IN_fsession_multi(id, c) fpt_tag(fpt_session_word(c))
#define FPT_TAG_OUT_fsession_multi(id, c) fpt_tag(fpt_session_word(c))
#define FPT_TAG_IN_kprobe_session(id, c) fpt_tag(fpt_session_word(c))
#define FPT_TAG_OUT_kprobe_session(id, c) fpt_tag(fpt_session_word(c))
/* One that ends in a jump to another leaves it its frame: of many functions the tag says which one it is. */
#define FPT_FRAME_TAG(id, c, frame) ((frame) + (FPT_VIA_MANY_##id ? fpt_func_ip(c) * 0x9e3779b97f4a7c15ull : 0))
#define FPT_TAG_IN_kprobe_multi_pair(id, c) FPT_FRAME_TAG(id, c, FPT_FRAME_IN(c))
#define FPT_TAG_OUT_kprobe_multi_pair(id, c) FPT_FRAME_TAG(id, c, FPT_FRAME_OUT(c))
#define FPT_TAG_IN_kprobes_pair(id, c) FPT_FRAME_TAG(id, c, FPT_FRAME_IN(c))
#define FPT_TAG_OUT_kprobes_pair(id, c) FPT_FRAME_TAG(id, c, FPT_FRAME_OUT(c))

/* Where the kernel does not say which exits it missed, a slot that one has left behind does. */
#define FPT_REUSED(id) (FPT_VIA_REUSE_##id ? &fpt_state[FPT_COUNTER(id, WIRE_MISSED)] : (u64 *)0)

#define FPT_CLAIM(id, c, who)                                                                      \
	fpt_claim(FPT_TABLE_OF(id), FPT_STRIDE_OF(id), FPT_SLOTS_OF(id), FPT_BY_VIA(TAG_IN, id)(id, c), \
		  who, FPT_REUSED(id))

#define FPT_OPEN_table(id, c, k, F)                                                                \
	struct fpt_kept_##id *k = FPT_CLAIM(id, c, fpt_tid());                                     \
	if (FPT_UNLIKELY(!k)) {                                                                    \
		fpt_count(id, WIRE_TABLE_FULL);                                                    \
		goto F;                                                                            \
	}

#define FPT_CLOSE_table(id, k)                                                                     \
	do {                                                                                       \
		if (FPT_TIMED_##id)                                                                \
			(k)->slot.ns = fpt_now();                                                  \
	} while (0)

#define FPT_CANCEL_pair(id, c)                                                                 \
	do {                                                                                       \
		if (!FPT_CLAIM(id, c, fpt_tid() | PAIR_CANCELLED))                                 \
			__sync_fetch_and_add(&fpt_table_##id.head.unkept, 1);                      \
	} while (0)
#define FPT_CANCEL_kprobe_multi_pair(id, c) FPT_CANCEL_pair(id, c)
#define FPT_CANCEL_kprobes_pair(id, c) FPT_CANCEL_pair(id, c)

#define FPT_LOOK(id, c)                                                                            \
	fpt_take(FPT_TABLE_OF(id), FPT_STRIDE_OF(id), FPT_SLOTS_OF(id),                            \
		 FPT_BY_VIA(TAG_OUT, id)(id, c), fpt_tid(), &fpt_table_##id.head,                      \
		 &fpt_state[FPT_COUNTER(id, WIRE_UNPAIRED)])
#define FPT_LOOK_pair(id, c) FPT_LOOK(id, c)
#define FPT_LOOK_kprobe_session(id, c) FPT_LOOK(id, c)
#define FPT_LOOK_kprobe_multi_pair(id, c) FPT_LOOK(id, c)
#define FPT_LOOK_kprobes_pair(id, c) FPT_LOOK(id, c)
/* Only these have exits after an entry that has cancelled, and tell by the word. */
#define FPT_LOOK_fsession(id, c)                                                                   \
	(*fpt_session_word(c) == FPT_MARK_CANCELLED ? (void *)0 : FPT_LOOK(id, c))
#define FPT_LOOK_fsession_multi(id, c) FPT_LOOK_fsession(id, c)

#define FPT_TAKE_table(id, c, k, F)                                                                \
	struct fpt_kept_##id *k = FPT_BY_VIA(LOOK, id)(id, c);                                     \
	if (FPT_UNLIKELY(!k))                                                                      \
		goto F

#define FPT_WORD_table(k, i) ((k)->word[i])
#define FPT_ELAPSED_table(k) (fpt_at - (k)->slot.ns)

#define FPT_RELEASE_table(k)                                                                       \
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
