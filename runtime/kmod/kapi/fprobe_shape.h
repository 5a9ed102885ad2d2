/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_KAPI_FPROBE_SHAPE_H
#define FPT_KAPI_FPROBE_SHAPE_H

/*
 * What an fprobe's handlers are given: struct ftrace_regs from 6.14 on, struct pt_regs up to 6.13.
 * Kbuild looks into the target's own fprobe.h and sets FPT_FPROBE_FREGS, so that back-ports do not
 * fool it; the assertion below holds it to that.
 *
 * ftrace_regs holds arguments at entry and the return value at exit, nothing else: it is never
 * turned into pt_regs.  Up to 6.13 the exits come from a pool that is filled when registering.
 *
 * Delete the second half, and FPT_FPROBE_FREGS, when 6.13 is no target any more.
 */

#if FPT_FPROBE_FREGS
#define FPT_REGS struct ftrace_regs

#define FPT_REGS_ARG(regs, n) ftrace_regs_get_argument(regs, n)
#define FPT_REGS_RETURN(regs) ftrace_regs_get_return_value(regs)
#define FPT_REGS_SET_RETURN(regs, v) ftrace_regs_set_return_value(regs, v)

#define FPT_REGS_SP(regs) ftrace_regs_get_stack_pointer(regs)
#define FPT_REGS_IP(regs) ftrace_regs_get_instruction_pointer(regs)

#define FPT_REGS_SAVED(fregs) (&arch_ftrace_regs(fregs)->regs)

static inline void fpt_set_pool(struct fprobe *fp, int calls)
{
}
#else
#define FPT_REGS struct pt_regs

#define FPT_REGS_ARG(regs, n) regs_get_kernel_argument(regs, n)
#define FPT_REGS_RETURN(regs) regs_return_value(regs)
#define FPT_REGS_SET_RETURN(regs, v) regs_set_return_value(regs, v)
#define FPT_REGS_SP(regs) kernel_stack_pointer(regs)
#define FPT_REGS_IP(regs) instruction_pointer(regs)
#define FPT_REGS_SAVED(regs) (regs)

static inline void fpt_set_pool(struct fprobe *fp, int calls)
{
	fp->nr_maxactive = calls;
}
#endif

#ifdef CONFIG_X86_64
/* Where argument n, from 0, was saved, and is restored from when the function goes on. */
static __always_inline unsigned long *fpt_regs_arg(FPT_REGS *regs, unsigned int n)
{
	struct pt_regs *saved = FPT_REGS_SAVED(regs);
	unsigned long *const places[] = { &saved->di, &saved->si, &saved->dx,
					  &saved->cx, &saved->r8, &saved->r9 };

	return places[n];
}
#endif

#ifdef CONFIG_FPROBE
static_assert(__builtin_types_compatible_p(typeof(((struct fprobe *)0)->entry_handler),
					   int (*)(struct fprobe *, unsigned long, unsigned long,
						   FPT_REGS *, void *)) &&
	      __builtin_types_compatible_p(typeof(((struct fprobe *)0)->exit_handler),
					   void (*)(struct fprobe *, unsigned long, unsigned long,
						    FPT_REGS *, void *)),
	      "fptap knows fprobe as it is from Linux 6.5 on; this kernel's is another");
#endif

#endif
