/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_CALL_H
#define FPT_CALL_H

/*
 * One call of a handler, `c' in the generated code, and what the dialect says about it.  A handler is
 * a function that is inlined into the call-back of its mechanism, with the turn that is around it.
 */

#include "kapi/fprobe_shape.h"

struct fpt_probe;

struct fpt_call {
	struct fpt_probe *probe;
	FPT_REGS *regs;			/* fprobe */
	const u64 *args;		/* a tracepoint's */
	const struct pt_regs *saved;	/* a breakpoint's; a system call's: the process's */
	u64 result;			/* of a system call */
	unsigned long ip, ret;		/* fprobe: where ftrace calls, and the caller; 0: none */
	struct fpt_tag *tag;		/* entry */
	void *kept;
	struct fpt_turn *turn;
	struct fpt_scratch *scratch;	/* of the turn */
	bool complete;			/* entry: the exit shall run */
	bool in_process;		/* a sample: the kernel was not running */
};

typedef void (*fpt_body_fn)(struct fpt_call *c);

#define FPT_CAT_(a, b) a##b
#define FPT_CAT(a, b) FPT_CAT_(a, b)

/* Around a handler: unless it has its turn, this hit is missed, and counted. */
static __always_inline void fpt_call(struct fpt_call *c, unsigned int id, bool turn, fpt_body_fn body)
{
	if (!turn) {
		body(c);
		return;
	}
	if (unlikely(!fpt_turn_begin(&c->turn))) {
		fpt_count(id, WIRE_MISSED);
		return;
	}
	c->scratch = &c->turn->scratch;
	body(c);
	fpt_turn_end(c->turn);
}

#define FPT_HANDLER(id, side, turn)                                                                \
	static __always_inline void fpt_##side##_body_##id(struct fpt_call *c);                    \
	static __always_inline void fpt_##side##_##id(struct fpt_call *c)                          \
	{                                                                                          \
		fpt_call(c, id, turn, fpt_##side##_body_##id);                                     \
	}                                                                                          \
	static __always_inline void fpt_##side##_body_##id(struct fpt_call *c)
#define FPT_ENTRY(id) FPT_HANDLER(id, entry, FPT_TURN_ENTRY_##id)
#define FPT_EXIT(id) FPT_HANDLER(id, exit, FPT_TURN_EXIT_##id)
#define FPT_LABEL(name) name: __attribute__((unused));
#define FPT_LEAVE(id) return

#define FPT_CONTEXT_PTR struct fpt_call *
#define FPT_UNLIKELY(x) unlikely(x)
#define FPT_NOINLINE noinline
#define FPT_RUN_LOOP(body, f)                                                                      \
	do {                                                                                       \
	} while (!body(0, f))
#include "../loop.h"

#define FPT_GATE() (FPT_USES_EXIT && fpt_stopped())

#define FPT_ENTER(id)                                                                              \
	struct fpt_scratch *z __maybe_unused = c->scratch;                                         \
	u64 fpt_at __maybe_unused = 0;                                                             \
	u32 fpt_caught __maybe_unused = 0;                                                         \
	if (FPT_GATE())                                                                            \
		return

/* ---- arguments, by mechanism ---- */

#define FPT_ARG_fprobe_entry(c, n)                                                                 \
	((u64)FPT_REGS_ARG((c)->regs, (n) == FPT_IT ? FPT_FUNCTION(c)->it : (n)))
#define FPT_ARG_fprobe_exit(c, n) FPT_ARG_fprobe_entry(c, n)
#define FPT_ARG_tp_probe(c, n) ((c)->args[n])
#define FPT_ARG_kprobe_handler(c, n) FPT_SAVED(c, FPT_CAT(FPT_CALL_ARG_, n), u64)

/* A register: at byte `at' of those that are saved. */
#define FPT_SAVED(c, at, T) ((u64)*(const T *)((const char *)(c)->saved + (at)))
#define FPT_REG(id, c, at, T) FPT_SAVED(c, at, T)
/* … of an fprobe's. */
#define FPT_REG_sp(c) ((u64)FPT_REGS_SP((c)->regs))
#define FPT_REG_ip(c) ((u64)FPT_REGS_IP((c)->regs))

#define FPT_ARG_U(id, c, n) FPT_CAT(FPT_ARG_, FPT_VIA_##id)(c, n)
#define FPT_ARG_S(id, c, n) FPT_ARG_U(id, c, n)
#define FPT_ARG_O(id, c, n) FPT_ARG_U(id, c, n)
#define FPT_ARG_P(id, c, n, T) ((T *)(unsigned long)FPT_ARG_U(id, c, n))
#define FPT_RET_fprobe_exit(c) ((u64)FPT_REGS_RETURN((c)->regs))
#define FPT_RET_sys_call(c) ((c)->result)
#define FPT_RET_U(id, c, n) FPT_CAT(FPT_RET_, FPT_VIA_##id)(c)
#define FPT_RET_S(id, c, n) FPT_RET_U(id, c, n)
#define FPT_RET_O(id, c, n) FPT_RET_U(id, c, n)
#define FPT_RET_P(id, c, n, T) ((T *)(unsigned long)FPT_RET_U(id, c, n))

#define FPT_CALLER(id, c) ((u64)(c)->ret)

/* --guru: the function returns v. */
#define FPT_RETURN(c, v)                                                                           \
	({                                                                                         \
		u64 fpt_v = (v);                                                                   \
		FPT_REGS_SET_RETURN((c)->regs, fpt_v);                                             \
		fpt_v;                                                                             \
	})

/* --guru: the function is called with v as argument n, where ftrace hands back what it saved. */
#define FPT_SET_ARG(c, n, v)                                                                       \
	({                                                                                         \
		u64 fpt_v = (v);                                                                   \
		*fpt_regs_arg((c)->regs, n) = fpt_v;                                               \
		fpt_v;                                                                             \
	})

#endif
