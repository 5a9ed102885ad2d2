/* Made by fptap. */
#define FPT_PROBES_N 2
#define FPT_STATE_WORDS 24
#define FPT_FAULT_WORD 18
#define FPT_MAP_WORD 24
#define FPT_HELD_WORD 24
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
#define FPT_VIA_1 fentry
#define FPT_TIMED_1 0
#define FPT_HAS_ENTRY_1 1
#define FPT_HAS_EXIT_1 0
#define FPT_CLAIMS_1 0
#define FPT_SLEEPS_1 0
#define FPT_TURN_ENTRY_1 1
#define FPT_TURN_EXIT_1 0
struct fpt_scratch {
};
#include "fpt_rt.h"
#if FPT_CORE
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct name { u32 len; };
#pragma clang attribute pop
struct twin___N { union { struct { char fpt_before_0[0]; s32 key; } __attribute__((packed, aligned(8))); struct { char fpt_before_1[8]; struct name name; } __attribute__((packed, aligned(8))); }; };
struct twin___N { union { struct { char fpt_before_0[8]; s32 key; } __attribute__((packed, aligned(8))); }; };
#endif
#line 2 "emitted-twins.fp"
FPT_ENTRY(0)
{
	FPT_ENTER(0);
#line 2 "emitted-twins.fp"
	{ FPT_SCOPE(); u64 a0 = ({ struct twin___N *p0 = FPT_ARG_P(0, c, 0, struct twin___N); u64 v = 0; FPT_FOLLOW(p0) { v = FPT_READ(p0, struct twin___N, key, 0, s32, fault, 1); } if (FPT_DOUBT(v)) { u64 q = FPT_ARG_S(0, c, 0); v = FPT_PEEK(KERNEL, q, struct twin___N, key, 0, s32, fault, 1); } v; }); u64 a1 = ({ struct twin___N *p0 = FPT_ARG_P(0, c, 0, struct twin___N); u64 v = 0; FPT_FOLLOW(p0) { v = FPT_READ(p0, struct twin___N, name.len, 8, u32, fault, 2); } if (FPT_DOUBT(v)) { u64 q = FPT_ARG_S(0, c, 0); v = FPT_PEEK(KERNEL, q, struct twin___N, name.len, 8, u32, fault, 2); } v; }); FPT_SCOPED(); FPT_RECORD(0, r, 3, 16); if (r) { FPT_PUT_U(r, 0, a0); FPT_PUT_U(r, 8, a1); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(0);
}
#line 3 "emitted-twins.fp"
FPT_ENTRY(1)
{
	FPT_ENTER(1);
	struct twin___N *v0_t = 0;
#line 3 "emitted-twins.fp"
	v0_t = FPT_ARG_P(1, c, 0, struct twin___N);
#line 3 "emitted-twins.fp"
	{ FPT_SCOPE(); u64 a0 = ({ struct twin___N *p0 = v0_t; u64 v = 0; FPT_FOLLOW(p0) { v = FPT_READ(p0, struct twin___N, key, 8, s32, fault, 4); } if (FPT_DOUBT(v)) { u64 q = FPT_NUMBER(v0_t); v = FPT_PEEK(KERNEL, q, struct twin___N, key, 8, s32, fault, 4); } v; }); FPT_SCOPED(); FPT_RECORD(1, r, 5, 8); if (r) { FPT_PUT_U(r, 0, a0); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(1);
}
#define FPT_PROBES(X) X(0, mini_twin_one) X(1, mini_twin_two)
#define FPT_RUNS(X)
#define FPT_STORES(X)
#include "fpt_frame.h"
