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
#define FPT_VIA_0 fentry
#define FPT_TIMED_0 0
#define FPT_HAS_ENTRY_0 1
#define FPT_HAS_EXIT_0 0
#define FPT_CLAIMS_0 0
#define FPT_SLEEPS_0 0
#define FPT_TURN_ENTRY_0 1
#define FPT_TURN_EXIT_0 0
struct fpt_scratch {
};
#include "fpt_rt.h"
#if FPT_CORE
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct file { void * pcount; void * dir; s32 minus : 4; s32 table[4]; enum state { fpt_enumerator_0 } state; };
struct name { u32 len; };
struct dir { struct name name; };
typedef struct { s32 counter; } count_t;
#pragma clang attribute pop
#endif
#line 2 "emitted-types.fp"
FPT_ENTRY(0)
{
	FPT_ENTER(0);
	u64 v0_c = 0;
#line 3 "emitted-types.fp"
	v0_c = ({ u64 q = FPT_ARG_S(0, c, 0); FPT_PEEK(KERNEL, q, struct file, pcount, 168, u64, fault, 1); });
#line 4 "emitted-types.fp"
	{ FPT_SCOPE(); u64 a0 = ({ struct file *p0 = FPT_ARG_P(0, c, 0, struct file); u64 v = 0; FPT_FOLLOW(p0) { struct dir *p1 = FPT_STEP(p0, struct file, dir, 72, struct dir, fault, 2); FPT_FOLLOW(p1) { v = FPT_READ(p1, struct dir, name.len, 8, u32, fault, 2); } } if (FPT_DOUBT(v)) { u64 q = FPT_ARG_S(0, c, 0); q = FPT_PEEK(KERNEL, q, struct file, dir, 72, u64, fault, 2); v = FPT_PEEK(KERNEL, q, struct dir, name.len, 8, u32, fault, 2); } v; }); u64 a1 = ({ struct file *p0 = FPT_ARG_P(0, c, 0, struct file); u64 v = 0; FPT_FOLLOW(p0) { v = FPT_BITS(p0, struct file, minus, 44, s32, 8, 4, fault, 3); } if (FPT_DOUBT(v)) { u64 q = FPT_ARG_S(0, c, 0); v = FPT_PEEK_BITS(KERNEL, q, struct file, minus, 44, s32, 8, 4, fault, 3); } v; }); u64 a2 = ({ u64 q = FPT_ELEM(FPT_ADDR(FPT_ARG_S(0, c, 0), struct file, table, 88), FPT_EXT(FPT_ARG_U(0, c, 2), 4, 1), 4, 4, fault, 4); FPT_PEEK_AT(KERNEL, q, s32, fault, 5); }); u64 a3 = ({ struct file *p0 = FPT_ARG_P(0, c, 0, struct file); u64 v = 0; FPT_FOLLOW(p0) { v = FPT_READ(p0, struct file, state, 36, u32, fault, 6); } if (FPT_DOUBT(v)) { u64 q = FPT_ARG_S(0, c, 0); v = FPT_PEEK(KERNEL, q, struct file, state, 36, u32, fault, 6); } v; }); u64 a4 = ({ u64 q = v0_c; FPT_PEEK(KERNEL, q, count_t, counter, 0, s32, fault, 7); }); u64 a5 = v0_c; FPT_SCOPED(); FPT_RECORD(0, r, 8, 48); if (r) { FPT_PUT_U(r, 0, a0); FPT_PUT_U(r, 8, a1); FPT_PUT_U(r, 16, a2); FPT_PUT_U(r, 24, a3); FPT_PUT_U(r, 32, a4); FPT_PUT_U(r, 40, a5); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(0);
}
#define FPT_PROBES(X) X(0, mini_open)
#define FPT_RUNS(X)
#define FPT_STORES(X)
#include "fpt_frame.h"
