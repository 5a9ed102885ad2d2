/* Made by fptap. */
#define FPT_PROBES_N 4
#define FPT_STATE_WORDS 34
#define FPT_FAULT_WORD 28
#define FPT_MAP_WORD 34
#define FPT_HELD_WORD 34
#define FPT_USES_QUANTILES 0
#define FPT_USES_EXIT 1
#define FPT_USES_RING 1
#define FPT_USES_STACKS 0
#define FPT_SCRATCHES 1
#define FPT_VIA_0 tp_btf
#define FPT_TIMED_0 0
#define FPT_HAS_ENTRY_0 1
#define FPT_HAS_EXIT_0 0
#define FPT_CLAIMS_0 0
#define FPT_SLEEPS_0 0
#define FPT_TURN_ENTRY_0 1
#define FPT_TURN_EXIT_0 0
#define FPT_SLOTS_OF_0 4
#define FPT_VIA_1 raw_tp
#define FPT_TIMED_1 0
#define FPT_HAS_ENTRY_1 1
#define FPT_HAS_EXIT_1 0
#define FPT_CLAIMS_1 0
#define FPT_SLEEPS_1 0
#define FPT_TURN_ENTRY_1 1
#define FPT_TURN_EXIT_1 0
#define FPT_SLOTS_OF_1 4
#define FPT_VIA_2 raw_tp
#define FPT_TIMED_2 0
#define FPT_HAS_ENTRY_2 1
#define FPT_HAS_EXIT_2 0
#define FPT_CLAIMS_2 0
#define FPT_SLEEPS_2 0
#define FPT_TURN_ENTRY_2 0
#define FPT_TURN_EXIT_2 0
#define FPT_SLOTS_OF_2 12
#define FPT_VIA_3 raw_tp
#define FPT_TIMED_3 0
#define FPT_HAS_ENTRY_3 1
#define FPT_HAS_EXIT_3 0
#define FPT_CLAIMS_3 0
#define FPT_SLEEPS_3 0
#define FPT_TURN_ENTRY_3 0
#define FPT_TURN_EXIT_3 0
#define FPT_SLOTS_OF_3 4
struct fpt_scratch {
};
#include "fpt_rt.h"
#if FPT_CORE
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct file { u32 flags; };
#pragma clang attribute pop
#endif
#line 2 "tracepoints.fp"
FPT_ENTRY(0)
{
	FPT_ENTER(0);
#line 2 "tracepoints.fp"
	{ FPT_SCOPE(); u64 a0 = ({ struct file *p0 = FPT_ARG_P(0, c, 1, struct file); u64 v = 0; FPT_FOLLOW(p0) { v = FPT_READ(p0, struct file, flags, 8, u32, fault, 1); } if (FPT_DOUBT(v)) { u64 q = FPT_ARG_S(0, c, 1); v = FPT_PEEK(KERNEL, q, struct file, flags, 8, u32, fault, 1); } v; }); char * a1 = FPT_LIT("tracepoint(\"mini:mini_*, mini:mini_switch\")", 48); FPT_SCOPED(); FPT_RECORD(0, r, 2, 64); if (r) { FPT_PUT_U(r, 0, a0); FPT_PUT_S(r, 8, a1, 48); FPT_PUT_U(r, 56, 0ull); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(0);
}
#line 3 "tracepoints.fp"
FPT_ENTRY(1)
{
	FPT_ENTER(1);
#line 3 "tracepoints.fp"
	{ FPT_SCOPE(); u64 a0 = ({ u64 q = FPT_ARG_S(1, c, 1); FPT_PEEK(KERNEL, q, struct file, flags, 8, u32, fault, 3); }); FPT_SCOPED(); FPT_RECORD(1, r, 4, 24); if (r) { FPT_PUT_U(r, 0, a0); FPT_PUT_U(r, 8, FPT_EXT(FPT_ARG_U(1, c, 2), 4, 0)); FPT_PUT_U(r, 16, FPT_ARG_O(1, c, 0)); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(1);
}
#line 4 "tracepoints.fp"
FPT_ENTRY(2)
{
	FPT_ENTER(2);
#line 4 "tracepoints.fp"
	{ FPT_SCOPE(); FPT_SCOPED(); FPT_RECORD(2, r, 5, 16); if (r) { FPT_PUT_U(r, 0, FPT_ARG_O(2, c, 11)); FPT_PUT_U(r, 8, 1ull); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(2);
}
#line 5 "tracepoints.fp"
FPT_ENTRY(3)
{
	FPT_ENTER(3);
#line 5 "tracepoints.fp"
	FPT_STOP(); goto next;
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(3);
}
#define FPT_PROBES(X) X(0, mini_switch) X(1, mini_switch) X(2, of_a_module) X(3, mini_switch)
#define FPT_RUNS(X)
#define FPT_STORES(X)
#include "fpt_frame.h"
