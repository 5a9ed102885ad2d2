/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_REGS_H
#define FPT_REGS_H

/*
 * The context of kprobes and fprobes: a struct pt_regs of which only what a call convention needs is
 * filled.  Offsets are those of struct pt_regs (x86_64) and struct user_pt_regs (arm64), which are fixed.
 */

#if FPT_TSO	/* x86_64 */
#define FPT_REG_OF(n)                                                                              \
	((n) == 0 ? 112 : (n) == 1 ? 104 : (n) == 2 ? 96 : (n) == 3 ? 88 : (n) == 4 ? 72 : 64)
#define FPT_REG_RESULT_AT 80
#define FPT_REG_STACK_AT 152
#define FPT_REG_RETURN_POPS 8	/* the return address is gone from the stack at exit */
#else		/* arm64 */
#define FPT_REG_OF(n) (8 * ((n) < 8 ? (n) : 7))
#define FPT_REG_RESULT_AT 0
#define FPT_REG_STACK_AT 248
#define FPT_REG_LINK_AT 240
#define FPT_REG_PC_AT 256
#define FPT_REG_RETURN_POPS 0
#endif

#define FPT_REG_AT(c, offset)                                                                      \
	({                                                                                         \
		u64 _s;                                                                            \
		asm("%0 = *(u64 *)(%1 + %2)" : "=r"(_s) : "r"(c), "i"(offset));                    \
		_s;                                                                                \
	})
#define FPT_ARG_REG(c, n) FPT_REG_AT(c, FPT_REG_OF(n))
#define FPT_REG_RESULT(c) FPT_REG_AT(c, FPT_REG_RESULT_AT)

/* The same at entry and exit of one call, and no other call's while it lives. */
#define FPT_FRAME_IN(c) FPT_REG_AT(c, FPT_REG_STACK_AT)
#define FPT_FRAME_OUT(c) (FPT_REG_AT(c, FPT_REG_STACK_AT) - FPT_REG_RETURN_POPS)

/* As an argument's number: $it, whose place in this function the host has put into the link's cookie. */
#define FPT_IT 15

/* What the host has said of the place that was hit. */
FPT_CONST u64 fpt_cookie(u64 *c)
{
	return fpt_h_cookie(c);
}

FPT_INLINE u64 fpt_reg_it(u64 *c)
{
	switch (fpt_cookie(c)) {
	case 1:
		return FPT_ARG_REG(c, 1);
	case 2:
		return FPT_ARG_REG(c, 2);
	case 3:
		return FPT_ARG_REG(c, 3);
	case 4:
		return FPT_ARG_REG(c, 4);
	case 5:
		return FPT_ARG_REG(c, 5);
#if !FPT_TSO
	case 6:
		return FPT_ARG_REG(c, 6);
	case 7:
		return FPT_ARG_REG(c, 7);
#endif
	}
	return FPT_ARG_REG(c, 0);
}

#define fpt_reg_arg(c, n) ((n) == FPT_IT ? fpt_reg_it(c) : FPT_ARG_REG(c, n))

/*
 * A number as a pointer that the verifier knows: reads through it are plain loads, a fault reads as 0.
 * The type is found by its name, as members are.
 */
extern void *bpf_rdonly_cast(const void *p, u32 type) FPT_SEC(".ksyms");
#define FPT_CAST(v, T) ((T *)bpf_rdonly_cast((const void *)(v), __builtin_btf_type_id(*(T *)0, 1)))

#endif
