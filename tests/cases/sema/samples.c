/* Made by fptap. */
#define FPT_PROBES_N 9
#define FPT_STATE_WORDS 58
#define FPT_FAULT_WORD 53
#define FPT_MAP_WORD 55
#define FPT_HELD_WORD 56
#define FPT_USES_QUANTILES 0
#define FPT_USES_EVENTS 1
#define FPT_USES_EXIT 0
#define FPT_USES_RING 0
#define FPT_USES_STACKS 0
#define FPT_SCRATCHES 1
#define FPT_VIA_0 perf_event
#define FPT_TIMED_0 0
#define FPT_HAS_ENTRY_0 1
#define FPT_HAS_EXIT_0 0
#define FPT_CLAIMS_0 0
#define FPT_SLEEPS_0 0
#define FPT_TURN_ENTRY_0 0
#define FPT_TURN_EXIT_0 0
#define FPT_EVENT_0 1, 0x0, 99, 1, 0
#define FPT_VIA_1 perf_event
#define FPT_TIMED_1 0
#define FPT_HAS_ENTRY_1 1
#define FPT_HAS_EXIT_1 0
#define FPT_CLAIMS_1 0
#define FPT_SLEEPS_1 0
#define FPT_TURN_ENTRY_1 0
#define FPT_TURN_EXIT_1 0
#define FPT_EVENT_1 1, 0x0, 49, 1, 0
#define FPT_VIA_2 perf_event
#define FPT_TIMED_2 0
#define FPT_HAS_ENTRY_2 1
#define FPT_HAS_EXIT_2 0
#define FPT_CLAIMS_2 0
#define FPT_SLEEPS_2 0
#define FPT_TURN_ENTRY_2 0
#define FPT_TURN_EXIT_2 0
#define FPT_EVENT_2 0, 0x0, 1000000, 0, 0
#define FPT_VIA_3 perf_event
#define FPT_TIMED_3 0
#define FPT_HAS_ENTRY_3 1
#define FPT_HAS_EXIT_3 0
#define FPT_CLAIMS_3 0
#define FPT_SLEEPS_3 0
#define FPT_TURN_ENTRY_3 0
#define FPT_TURN_EXIT_3 0
#define FPT_EVENT_3 1, 0x0, 1000000, 0, 0
#define FPT_VIA_4 perf_event
#define FPT_TIMED_4 0
#define FPT_HAS_ENTRY_4 1
#define FPT_HAS_EXIT_4 0
#define FPT_CLAIMS_4 0
#define FPT_SLEEPS_4 0
#define FPT_TURN_ENTRY_4 0
#define FPT_TURN_EXIT_4 0
#define FPT_EVENT_4 4, 0x1c2, 100, 0, 0
#define FPT_VIA_5 perf_event
#define FPT_TIMED_5 0
#define FPT_HAS_ENTRY_5 1
#define FPT_HAS_EXIT_5 0
#define FPT_CLAIMS_5 0
#define FPT_SLEEPS_5 0
#define FPT_TURN_ENTRY_5 0
#define FPT_TURN_EXIT_5 0
#define FPT_EVENT_5 1, 0x0, 100000, 0, 1
#define FPT_VIA_6 perf_event
#define FPT_TIMED_6 0
#define FPT_HAS_ENTRY_6 1
#define FPT_HAS_EXIT_6 0
#define FPT_CLAIMS_6 0
#define FPT_SLEEPS_6 0
#define FPT_TURN_ENTRY_6 0
#define FPT_TURN_EXIT_6 0
#define FPT_EVENT_6 1, 0x0, 50000, 0, 1
#define FPT_VIA_7 perf_event
#define FPT_TIMED_7 0
#define FPT_HAS_ENTRY_7 1
#define FPT_HAS_EXIT_7 0
#define FPT_CLAIMS_7 0
#define FPT_SLEEPS_7 0
#define FPT_TURN_ENTRY_7 0
#define FPT_TURN_EXIT_7 0
#define FPT_EVENT_7 1, 0x0, 200000, 0, 1
struct fpt_scratch {
};
#include "fpt_rt.h"
struct fpt_key_0 { u64 k0; } __attribute__((aligned(8)));
struct fpt_value_0 { u64 v; } __attribute__((aligned(8)));
#define FPT_KIND_0 HASH
FPT_MAP(0, struct fpt_key_0, struct fpt_value_0, 10240, fpt_map_0);
#define FPT_AT_0 ((void *)&fpt_map_0)
#define FPT_EACH_OF_0(body, f) FPT_EACH_ONE(fpt_map_0, body, f)
#line 2 "samples.fp"
FPT_ENTRY(0)
{
	FPT_ENTER(0);
#line 2 "samples.fp"
	(void)fpt_g_add(57, 1ull);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(0);
}
#line 2 "samples.fp"
FPT_ENTRY(1)
{
	FPT_ENTER(1);
#line 2 "samples.fp"
	(void)fpt_g_add(57, 1ull);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(1);
}
#line 3 "samples.fp"
FPT_ENTRY(2)
{
	FPT_ENTER(2);
#line 3 "samples.fp"
	(void)({ FPT_SCOPE(); u64 x_ = 1ull; u64 k0_ = FPT_REG(2, c, 128, u64); FPT_SCOPED(); struct fpt_key_0 key__, *key_ = &key__; key_->k0 = k0_; FPT_MADD(0, key_, x_); });
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(2);
}
#line 3 "samples.fp"
FPT_ENTRY(3)
{
	FPT_ENTER(3);
#line 3 "samples.fp"
	(void)({ FPT_SCOPE(); u64 x_ = 1ull; u64 k0_ = FPT_REG(3, c, 128, u64); FPT_SCOPED(); struct fpt_key_0 key__, *key_ = &key__; key_->k0 = k0_; FPT_MADD(0, key_, x_); });
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(3);
}
#line 3 "samples.fp"
FPT_ENTRY(4)
{
	FPT_ENTER(4);
#line 3 "samples.fp"
	(void)({ FPT_SCOPE(); u64 x_ = 1ull; u64 k0_ = FPT_REG(4, c, 128, u64); FPT_SCOPED(); struct fpt_key_0 key__, *key_ = &key__; key_->k0 = k0_; FPT_MADD(0, key_, x_); });
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(4);
}
#line 4 "samples.fp"
FPT_ENTRY(5)
{
	FPT_ENTER(5);
#line 4 "samples.fp"
	(void)fpt_g_add(57, 1ull);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(5);
}
#line 4 "samples.fp"
FPT_ENTRY(6)
{
	FPT_ENTER(6);
#line 4 "samples.fp"
	(void)fpt_g_add(57, 1ull);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(6);
}
#line 4 "samples.fp"
FPT_ENTRY(7)
{
	FPT_ENTER(7);
#line 4 "samples.fp"
	(void)fpt_g_add(57, 1ull);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(7);
}
#define FPT_PROBES(X) X(0, event) X(1, event) X(2, event) X(3, event) X(4, event) X(5, event) X(6, event) X(7, event)
#define FPT_RUNS(X)
#define FPT_STORES(X) X(0, map)
#include "fpt_frame.h"
