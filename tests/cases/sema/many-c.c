/* Made by fptap. */
#define FPT_PROBES_N 4
#define FPT_STATE_WORDS 35
#define FPT_FAULT_WORD 28
#define FPT_MAP_WORD 35
#define FPT_HELD_WORD 35
#define FPT_USES_QUANTILES 0
#define FPT_USES_EXIT 0
#define FPT_USES_RING 1
#define FPT_USES_STACKS 0
#define FPT_SCRATCHES 1
#define FPT_VIA_0 kprobe_multi
#define FPT_TIMED_0 0
#define FPT_HAS_ENTRY_0 1
#define FPT_HAS_EXIT_0 0
#define FPT_CLAIMS_0 0
#define FPT_SLEEPS_0 0
#define FPT_TURN_ENTRY_0 1
#define FPT_TURN_EXIT_0 0
#define FPT_VIA_1 kprobe_session
#define FPT_TIMED_1 1
#define FPT_HAS_ENTRY_1 1
#define FPT_HAS_EXIT_1 1
#define FPT_CLAIMS_1 0
#define FPT_SLEEPS_1 0
#define FPT_TURN_ENTRY_1 0
#define FPT_TURN_EXIT_1 0
#define FPT_VIA_KEPT_1 word
#define FPT_VIA_ARGS_1 0
#define FPT_VIA_REUSE_1 0
#define FPT_VIA_CANCELS_1 0
#define FPT_VIA_2 kprobe_session
#define FPT_TIMED_2 1
#define FPT_HAS_ENTRY_2 1
#define FPT_HAS_EXIT_2 1
#define FPT_CLAIMS_2 0
#define FPT_SLEEPS_2 0
#define FPT_TURN_ENTRY_2 0
#define FPT_TURN_EXIT_2 0
#define FPT_VIA_KEPT_2 table
#define FPT_VIA_ARGS_2 1
#define FPT_VIA_REUSE_2 0
#define FPT_VIA_CANCELS_2 1
#define FPT_VIA_3 kprobe_session
#define FPT_TIMED_3 0
#define FPT_HAS_ENTRY_3 1
#define FPT_HAS_EXIT_3 1
#define FPT_CLAIMS_3 0
#define FPT_SLEEPS_3 0
#define FPT_TURN_ENTRY_3 0
#define FPT_TURN_EXIT_3 1
#define FPT_VIA_KEPT_3 word
#define FPT_VIA_ARGS_3 1
#define FPT_VIA_REUSE_3 0
#define FPT_VIA_CANCELS_3 0
struct fpt_scratch {
};
#include "fpt_rt.h"
#if FPT_CORE
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct file { s64 pos; };
#pragma clang attribute pop
#endif
#line 2 "many-c.fp"
FPT_ENTRY(0)
{
	FPT_ENTER(0);
#line 2 "many-c.fp"
	{ FPT_SCOPE(); u64 a0 = ({ struct file *p0 = FPT_ARG_P(0, c, 0, struct file); u64 v = 0; FPT_FOLLOW(p0) { v = FPT_READ(p0, struct file, pos, 16, s64, fault, 1); } if (FPT_DOUBT(v)) { u64 q = FPT_ARG_S(0, c, 0); v = FPT_PEEK(KERNEL, q, struct file, pos, 16, s64, fault, 1); } v; }); FPT_SCOPED(); FPT_RECORD(0, r, 2, 8); if (r) { FPT_PUT_U(r, 0, a0); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(0);
}
FPT_PAIR(1, 0, 0, 0)
#line 3 "many-c.fp"
FPT_ENTRY(1)
{
	FPT_ENTER(1);
	FPT_OPEN(1, c, k, next);
	FPT_CLOSE(1, k);
	FPT_LEAVE(1);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_CANCEL(1, c);
	FPT_LEAVE(1);
}
#line 3 "many-c.fp"
FPT_EXIT(1)
{
	FPT_ENTER(1);
	FPT_TAKE(1, c, k, next);
	u64 elapsed = FPT_ELAPSED(1, k);
#line 3 "many-c.fp"
	{ FPT_SCOPE(); FPT_SCOPED(); FPT_RECORD(1, r, 3, 8); if (r) { FPT_PUT_U(r, 0, elapsed); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(1, k);
	FPT_LEAVE(1);
}
FPT_PAIR(2, 1, 1, 0)
#line 4 "many-c.fp"
FPT_ENTRY(2)
{
	FPT_ENTER(2);
	u64 v0_a = 0;
#line 4 "many-c.fp"
	v0_a = FPT_ARG_O(2, c, 0);
	FPT_OPEN(2, c, k, next);
	FPT_KEEP_ARG(2, c, k, 0, 1);
	FPT_KEEP_U(2, k, 0, v0_a);
	FPT_CLOSE(2, k);
	FPT_LEAVE(2);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_CANCEL(2, c);
	FPT_LEAVE(2);
}
#line 4 "many-c.fp"
FPT_EXIT(2)
{
	FPT_ENTER(2);
	u64 v0_a = 0;
	FPT_TAKE(2, c, k, next);
	u64 elapsed = FPT_ELAPSED(2, k);
	v0_a = FPT_KEPT_U(2, k, 0);
#line 4 "many-c.fp"
	{ FPT_SCOPE(); u64 a0 = v0_a; FPT_SCOPED(); FPT_RECORD(2, r, 4, 24); if (r) { FPT_PUT_U(r, 0, a0); FPT_PUT_U(r, 8, FPT_KEPT_ARG_O(2, c, k, 0, 1)); FPT_PUT_U(r, 16, elapsed); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(2, k);
	FPT_LEAVE(2);
}
FPT_PAIR(3, 1, 0, 0)
#line 5 "many-c.fp"
FPT_ENTRY(3)
{
	FPT_ENTER(3);
	FPT_OPEN(3, c, k, next);
	FPT_KEEP_ARG(3, c, k, 0, 15);
	FPT_CLOSE(3, k);
	FPT_LEAVE(3);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_CANCEL(3, c);
	FPT_LEAVE(3);
}
#line 5 "many-c.fp"
FPT_EXIT(3)
{
	FPT_ENTER(3);
	FPT_TAKE(3, c, k, next);
#line 5 "many-c.fp"
	{ FPT_SCOPE(); u64 a0 = ({ struct file *p0 = FPT_KEPT_ARG_P(3, c, k, 0, 15, struct file); u64 v = 0; FPT_FOLLOW(p0) { v = FPT_READ(p0, struct file, pos, 16, s64, fault, 5); } if (FPT_DOUBT(v)) { u64 q = FPT_KEPT_ARG_S(3, c, k, 0, 15); v = FPT_PEEK(KERNEL, q, struct file, pos, 16, s64, fault, 5); } v; }); FPT_SCOPED(); FPT_RECORD(3, r, 6, 8); if (r) { FPT_PUT_U(r, 0, a0); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(3, k);
	FPT_LEAVE(3);
}
#define FPT_PROBES(X) X(0, many) X(1, many) X(2, many) X(3, many)
#define FPT_RUNS(X)
#define FPT_STORES(X)
#include "fpt_frame.h"
