/* Made by fptap. */
#define FPT_PROBES_N 1
#define FPT_STATE_WORDS 26
#define FPT_FAULT_WORD 13
#define FPT_MAP_WORD 26
#define FPT_HELD_WORD 26
#define FPT_USES_QUANTILES 0
#define FPT_USES_EXIT 0
#define FPT_USES_RING 1
#define FPT_USES_STACKS 0
#define FPT_SCRATCHES 1
#define FPT_VIA_0 pair
#define FPT_TIMED_0 0
#define FPT_HAS_ENTRY_0 1
#define FPT_HAS_EXIT_0 1
#define FPT_CLAIMS_0 0
#define FPT_SLEEPS_0 0
#define FPT_TURN_ENTRY_0 1
#define FPT_TURN_EXIT_0 0
#define FPT_VIA_KEPT_0 table
#define FPT_VIA_ARGS_0 0
#define FPT_VIA_REUSE_0 0
#define FPT_VIA_CANCELS_0 1
struct fpt_scratch {
	char e0_0[16];
	char e0_1[240];
	char e0_2[16];
	char e0_3[16];
};
#include "fpt_rt.h"
#if FPT_CORE
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct path { };
struct packed { };
struct file { struct path path; void * dir; s32 table[4]; struct packed packed; };
#pragma clang attribute pop
#endif
FPT_PAIR(0, 0, 0, 0)
#line 2 "whole-c.fp"
FPT_ENTRY(0)
{
	FPT_ENTER(0);
#line 2 "whole-c.fp"
	{ FPT_SCOPE(); char * a0 = FPT_BUF(KERNEL, z->e0_0, 16, ({ struct file *p0 = FPT_ARG_P(0, c, 0, struct file); u64 v = 0; FPT_FOLLOW(p0) { v = FPT_AT(p0, struct file, path, 56); } v; }), 16, fault, 2); char * a1 = FPT_BUF(KERNEL, z->e0_1, 240, ({ u64 q = FPT_ARG_S(0, c, 0); FPT_PEEK(KERNEL, q, struct file, dir, 72, u64, fault, 3); }), 240, fault, 4); char * a2 = FPT_BUF(KERNEL, z->e0_2, 16, ({ struct file *p0 = FPT_ARG_P(0, c, 0, struct file); u64 v = 0; FPT_FOLLOW(p0) { v = FPT_AT(p0, struct file, table, 88); } v; }), 16, fault, 6); FPT_SCOPED(); FPT_RECORD(0, r, 7, 272); if (r) { FPT_PUT_S(r, 0, a0, 16); FPT_PUT_S(r, 16, a1, 240); FPT_PUT_S(r, 256, a2, 16); FPT_SEND(r); } }
#line 2 "whole-c.fp"
	{ FPT_SCOPE(); char * a0 = FPT_BUF(KERNEL, z->e0_3, 16, ({ struct file *p0 = FPT_ARG_P(0, c, 0, struct file); u64 v = 0; FPT_FOLLOW(p0) { v = FPT_AT(p0, struct file, packed, 216); } v; }), 15, fault, 9); FPT_SCOPED(); FPT_RECORD(0, r, 10, 16); if (r) { FPT_PUT_S(r, 0, a0, 16); FPT_SEND(r); } }
#line 2 "whole-c.fp"
	{ FPT_SCOPE(); FPT_SCOPED(); FPT_RECORD(0, r, 11, 32); if (r) { FPT_PUT_U(r, 0, FPT_ARG_S(0, c, 0)); FPT_PUT_U(r, 8, FPT_ARG_U(0, c, 1)); FPT_PUT_U(r, 16, FPT_ARG_U(0, c, 2)); FPT_PUT_U(r, 24, FPT_ARG_U(0, c, 3)); FPT_SEND(r); } }
	FPT_OPEN(0, c, k, next);
	FPT_CLOSE(0, k);
	FPT_LEAVE(0);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_CANCEL(0, c);
	FPT_LEAVE(0);
}
#line 2 "whole-c.fp"
FPT_EXIT(0)
{
	FPT_ENTER(0);
	FPT_TAKE(0, c, k, next);
#line 2 "whole-c.fp"
	{ FPT_SCOPE(); FPT_SCOPED(); FPT_RECORD(0, r, 12, 8); if (r) { FPT_PUT_U(r, 0, FPT_RET_U(0, c, 4)); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(0, k);
	FPT_LEAVE(0);
}
#define FPT_PROBES(X) X(0, mini_read)
#define FPT_RUNS(X)
#define FPT_STORES(X)
#include "fpt_frame.h"
