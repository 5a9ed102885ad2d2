/* Made by fptap. */
#define FPT_PROBES_N 1
#define FPT_STATE_WORDS 22
#define FPT_FAULT_WORD 13
#define FPT_MAP_WORD 22
#define FPT_HELD_WORD 22
#define FPT_USES_QUANTILES 0
#define FPT_USES_EXIT 0
#define FPT_USES_RING 1
#define FPT_USES_STACKS 0
#define FPT_SCRATCHES 1
#define FPT_VIA_0 pair
#define FPT_TIMED_0 1
#define FPT_HAS_ENTRY_0 1
#define FPT_HAS_EXIT_0 1
#define FPT_CLAIMS_0 0
#define FPT_SLEEPS_0 0
#define FPT_TURN_ENTRY_0 0
#define FPT_TURN_EXIT_0 1
#define FPT_VIA_KEPT_0 table
#define FPT_VIA_ARGS_0 0
#define FPT_VIA_REUSE_0 0
#define FPT_VIA_CANCELS_0 0
struct fpt_scratch {
	unsigned long long way, left, caught;
	char x0_0[8];
	char x0_1[8];
	unsigned long long xv0_0;
	unsigned long long xv0_1;
	unsigned long long xv0_2;
	unsigned long long xv0_3;
	unsigned long long xv0_11;
	unsigned long long xv0_12;
};
#include "fpt_rt.h"
#if FPT_CORE
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct file { u8 mode; };
#pragma clang attribute pop
#endif
FPT_PAIR(0, 2, 0, 0)
#line 4 "loop-c.fp"
FPT_ENTRY(0)
{
	FPT_ENTER(0);
	FPT_OPEN(0, c, k, next);
	FPT_KEEP_ARG(0, c, k, 0, 2);
	FPT_KEEP_ARG(0, c, k, 1, 0);
	FPT_CLOSE(0, k);
	FPT_LEAVE(0);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_CANCEL(0, c);
	FPT_LEAVE(0);
}
FPT_LOOP_BODY(x0_5)
{
	FPT_LOOP_ENTER(f);
	FPT_LOOP_KEPT(0, f, k);
#line 10 "loop-c.fp"
	if ((u64)(!(u64)(!(u64)((s64)z->xv0_0 <= (s64)1000ull)))) {
#line 10 "loop-c.fp"
	return 1;
	}
#line 10 "loop-c.fp"
#line 10 "loop-c.fp"
	z->xv0_0 = (z->xv0_0 - z->xv0_3);
#line 10 "loop-c.fp"
	if ((u64)(z->xv0_0 == 1234ull)) {
#line 10 "loop-c.fp"
	goto next;
	}
FPT_LABEL(L6)
	return 0;
FPT_LABEL(next)
	FPT_WAY(z) = FPT_WAY_NEXT;
	return 1;
FPT_LABEL(fault)
	FPT_WAY_FAULTED(z);
	return 1;
}
FPT_LOOP_BODY(x0_1)
{
	FPT_LOOP_ENTER(f);
	FPT_LOOP_KEPT(0, f, k);
	u64 v4_x = 0;
	u64 v5_least = 0;
	u64 v6_return_ = 0;
	u64 v7_fault_ = 0;
	u64 v8_e = 0;
#line 7 "loop-c.fp"
	if ((u64)(!(u64)((s64)z->xv0_2 < (s64)10ull))) {
#line 7 "loop-c.fp"
	return 1;
	}
#line 7 "loop-c.fp"
	z->xv0_3 = z->xv0_2;
#line 7 "loop-c.fp"
#line 8 "loop-c.fp"
	if ((u64)(z->xv0_3 == 5ull)) {
#line 8 "loop-c.fp"
	goto L2;
	}
#line 9 "loop-c.fp"
	{ __label__ caught;
#line 9 "loop-c.fp"
	z->xv0_0 = ({ FPT_SCOPE(); u64 a_ = z->xv0_0; u64 b_ = ({ FPT_SCOPE(); u64 a_ = ({
#line 2 "loop-c.fp"
	v4_x = fpt_sdiv(100ull, (z->xv0_3 - 3ull), caught, 2);
#line 2 "loop-c.fp"
	v5_least = 1ull;
#line 9 "loop-c.fp"
#line 2 "loop-c.fp"
	if ((u64)(!(u64)((s64)v4_x <= (s64)v5_least))) {
#line 2 "loop-c.fp"
	v6_return_ = v4_x;
#line 2 "loop-c.fp"
	goto L3;
	}
#line 2 "loop-c.fp"
	v6_return_ = v5_least;
#line 2 "loop-c.fp"
	goto L3;
FPT_LABEL(L3)
	v6_return_; }); u64 b_ = ({ u64 q = z->xv0_1; FPT_PEEK(KERNEL, q, struct file, mode, 0, u8, caught, 3); }); FPT_SCOPED(); (a_ + b_); }); FPT_SCOPED(); (a_ + b_); });
	goto T4;
FPT_LABEL(caught) }
	v7_fault_ = fpt_caught;
#line 9 "loop-c.fp"
	v8_e = v7_fault_;
#line 9 "loop-c.fp"
	{ FPT_SCOPE(); u64 a0 = v8_e; FPT_SCOPED(); FPT_RECORD(0, r, 4, 8); if (r) { FPT_PUT_U(r, 0, a0); FPT_SEND(r); } }
#line 9 "loop-c.fp"
	if ((u64)(!(u64)((s64)z->xv0_0 <= (s64)50ull))) {
#line 9 "loop-c.fp"
	return 1;
	}
FPT_LABEL(T4)
#line 10 "loop-c.fp"
	FPT_LOOP(x0_5, f, z, fault, 5);
	if (FPT_WAY(z) == FPT_WAY_FAULT) FPT_WAY_ON_FAULT(z, fault);
	if (FPT_WAY(z) == FPT_WAY_NEXT) goto next;
FPT_LABEL(L2)
#line 7 "loop-c.fp"
	z->xv0_2 = (z->xv0_2 + 1ull);
	return 0;
FPT_LABEL(next)
	FPT_WAY(z) = FPT_WAY_NEXT;
	return 1;
FPT_LABEL(fault)
	FPT_WAY_FAULTED(z);
	return 1;
}
FPT_LOOP_BODY(x0_8)
{
	FPT_LOOP_ENTER(f);
	FPT_LOOP_KEPT(0, f, k);
	u64 v13_i = 0;
#line 3 "loop-c.fp"
	if ((u64)(!(u64)((s64)z->xv0_11 < (s64)z->xv0_12))) {
#line 3 "loop-c.fp"
	return 1;
	}
#line 3 "loop-c.fp"
	v13_i = z->xv0_11;
#line 3 "loop-c.fp"
#line 3 "loop-c.fp"
	fpt_str_copy(z->x0_0, 8, FPT_LIT("some", 8), 8);
FPT_LABEL(L9)
#line 3 "loop-c.fp"
	z->xv0_11 = (z->xv0_11 + 1ull);
	return 0;
FPT_LABEL(next)
	FPT_WAY(z) = FPT_WAY_NEXT;
	return 1;
FPT_LABEL(fault)
	FPT_WAY_FAULTED(z);
	return 1;
}
#line 4 "loop-c.fp"
FPT_EXIT(0)
{
	FPT_ENTER(0);
	u64 v9_n = 0;
	u64 v15_old_ = 0;
	FPT_TAKE(0, c, k, next);
	u64 elapsed = FPT_ELAPSED(0, k);
	FPT_FRAME(f, c, z, k, elapsed);
#line 4 "loop-c.fp"
	if ((u64)(!(u64)(!(u64)(FPT_KEPT_ARG_U(0, c, k, 0, 2) <= 4ull)))) {
#line 4 "loop-c.fp"
	goto next;
	}
#line 5 "loop-c.fp"
	z->xv0_0 = 0ull;
#line 6 "loop-c.fp"
	z->xv0_1 = FPT_KEPT_ARG_S(0, c, k, 1, 0);
#line 7 "loop-c.fp"
	z->xv0_2 = 0ull;
#line 7 "loop-c.fp"
	FPT_LOOP(x0_1, f, z, fault, 1);
	if (FPT_WAY(z) == FPT_WAY_FAULT) FPT_WAY_ON_FAULT(z, fault);
	if (FPT_WAY(z) == FPT_WAY_NEXT) goto next;
#line 12 "loop-c.fp"
	{ FPT_SCOPE(); u64 a0 = z->xv0_0; char * a1 = ({
#line 3 "loop-c.fp"
	v9_n = z->xv0_0;
#line 12 "loop-c.fp"
#line 3 "loop-c.fp"
	fpt_str_copy(z->x0_0, 8, FPT_LIT("none", 8), 8);
#line 3 "loop-c.fp"
	z->xv0_11 = 0ull;
#line 3 "loop-c.fp"
	z->xv0_12 = v9_n;
#line 3 "loop-c.fp"
	FPT_LOOP(x0_8, f, z, fault, 6);
	if (FPT_WAY(z) == FPT_WAY_FAULT) FPT_WAY_ON_FAULT(z, fault);
#line 3 "loop-c.fp"
	fpt_str_copy(z->x0_1, 8, z->x0_0, 8);
#line 3 "loop-c.fp"
	goto L7;
FPT_LABEL(L7)
	z->x0_1; }); u64 a4 = (({
#line 12 "loop-c.fp"
	v15_old_ = z->xv0_0;
#line 12 "loop-c.fp"
	z->xv0_0 = (z->xv0_0 + 1ull);
	v15_old_; }) + 1ull); FPT_SCOPED(); FPT_RECORD(0, r, 7, 40); if (r) { FPT_PUT_U(r, 0, a0); FPT_PUT_S(r, 8, a1, 8); FPT_PUT_U(r, 16, elapsed); FPT_PUT_U(r, 24, FPT_KEPT_ARG_U(0, c, k, 0, 2)); FPT_PUT_U(r, 32, a4); FPT_SEND(r); } }
#line 13 "loop-c.fp"
	FPT_FAULT(fault, 8);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(0, k);
	FPT_LEAVE(0);
}
#define FPT_PROBES(X) X(0, mini_read)
#define FPT_RUNS(X)
#define FPT_STORES(X)
#include "fpt_frame.h"
