/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What tests/bpf_rt_main.c runs as "tp": a tracepoint, integers and strings. */
#define FPT_PROBES_N 1
#define FPT_STATE_WORDS 32
#define FPT_FAULT_WORD 16
#define FPT_USES_EXIT 1
#define FPT_USES_RING 1
#define FPT_VIA_0 tp_btf
#define FPT_SCRATCHES 1
#define FPT_TIMED_0 0
#define FPT_CLAIMS_0 0
#define FPT_SLEEPS_0 0
#define FPT_HAS_ENTRY_0 1
#define FPT_HAS_EXIT_0 0
struct fpt_scratch {
	char e0_0[16];
	char e0_1[24];
};
#include "fpt_rt.h"
#if FPT_CORE
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct pt_regs {
	u64 di;
	u64 si;
};
#pragma clang attribute pop
#endif
#line 1 "tp.fp"
FPT_ENTRY(0)
{
	FPT_ENTER(0);
	u64 id = FPT_ARG_U(0, c, 1);
	if (fpt_pid() != fpt_target() || id != 121)
		goto next;
#line 2 "tp.fp"
	{
		struct pt_regs *p0 = FPT_ARG_P(0, c, 0, struct pt_regs);
		u64 di = 0;

		FPT_FOLLOW(p0)
			di = FPT_READ(p0, struct pt_regs, di, 112, s32, fault, 1);
		u64 number = FPT_NUMBER(p0);
		u64 again = FPT_ARG_S(0, c, 0);
		u64 peeked = FPT_PEEK(KERNEL, number, struct pt_regs, di, 112, s32, fault, 1);
		char *comm = fpt_comm(z->e0_0);
		char *copy = fpt_str_copy(z->e0_1, 24, comm, 16);
		u64 address = FPT_ADDR(number, struct pt_regs, di, 112);
		u64 at = FPT_PEEK_AT(KERNEL, FPT_ELEM(address, 0, 8, 1, fault, 1), s32, fault, 1);

		FPT_RECORD(0, r, 3, 24 + 8 * 8);
		if (r) {
			FPT_PUT_U(r, 0, di);
			FPT_PUT_U(r, 8, number == again && number >> 63);
			FPT_PUT_U(r, 16, peeked);
			FPT_PUT_U(r, 24, at);
			FPT_PUT_S(r, 32, copy, 24);
			FPT_PUT_U(r, 56, fpt_str_cmp(copy, 24, FPT_LIT("fpt-word-word", 16), 16));
			FPT_PUT_U(r, 64, fpt_str_cmp(copy, 24, FPT_LIT("fpt-word", 16), 16));
			FPT_PUT_U(r, 72, fpt_str_cmp(FPT_LIT("fpt-wor\xff", 16), 16, comm, 16));
			FPT_PUT_U(r, 80, fpt_tid());
			FPT_SEND(r);
		}
	}
#line 3 "tp.fp"
	{
		/* The operands come from the state: clang cannot compute any of this. */
		u64 a = fpt_g_get(24), b = fpt_g_get(25);
		u64 sdiv = fpt_sdiv(a, b, fault, 2), srem = fpt_srem(a, b, fault, 2);
		u64 udiv = fpt_udiv(a, b, fault, 2), urem = fpt_urem(a, b, fault, 2);

		FPT_RECORD(0, r, 4, 13 * 8);
		if (r) {
			FPT_PUT_U(r, 0, sdiv);
			FPT_PUT_U(r, 8, srem);
			FPT_PUT_U(r, 16, udiv);
			FPT_PUT_U(r, 24, urem);
			FPT_PUT_U(r, 32, fpt_shl(a, b));
			FPT_PUT_U(r, 40, fpt_shr(a, b));
			FPT_PUT_U(r, 48, fpt_sar(a, b));
			FPT_PUT_U(r, 56, FPT_EXT(a, 1, 1));
			FPT_PUT_U(r, 64, FPT_EXT(a, 2, 0));
			FPT_PUT_U(r, 72, fpt_sult(a, b));
			FPT_PUT_U(r, 80, fpt_usle(a, b));
			FPT_PUT_U(r, 88, fpt_sueq(a, b));
			FPT_PUT_U(r, 96, fpt_g_add(26, 3));
			FPT_SEND(r);
		}
	}
#line 4 "tp.fp"
	fpt_g_or(27, 1ull << 40);
	if (fpt_g_get(26) >= 3 * 5)
		FPT_STOP();
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(0);
}
#define FPT_PROBES(X) X(0, sys_enter)
#include "fpt_frame.h"
