/* Made by fptap. */
#define FPT_PROBES_N 3
#define FPT_STATE_WORDS 31
#define FPT_FAULT_WORD 23
#define FPT_MAP_WORD 29
#define FPT_HELD_WORD 30
#define FPT_USES_QUANTILES 0
#define FPT_USES_EXIT 0
#define FPT_USES_RING 1
#define FPT_USES_STACKS 0
#define FPT_SCRATCHES 4
#define FPT_VIA_0 upair
#define FPT_TIMED_0 1
#define FPT_HAS_ENTRY_0 1
#define FPT_HAS_EXIT_0 1
#define FPT_CLAIMS_0 1
#define FPT_SLEEPS_0 0
#define FPT_TURN_ENTRY_0 0
#define FPT_TURN_EXIT_0 0
#define FPT_MANY_0 0
#define FPT_VIA_KEPT_0 table
#define FPT_VIA_ARGS_0 1
#define FPT_VIA_REUSE_0 0
#define FPT_VIA_CANCELS_0 1
#define FPT_VIA_1 upair
#define FPT_TIMED_1 0
#define FPT_HAS_ENTRY_1 1
#define FPT_HAS_EXIT_1 1
#define FPT_CLAIMS_1 1
#define FPT_SLEEPS_1 0
#define FPT_TURN_ENTRY_1 0
#define FPT_TURN_EXIT_1 0
#define FPT_MANY_1 1
#define FPT_VIA_KEPT_1 table
#define FPT_VIA_ARGS_1 1
#define FPT_VIA_REUSE_1 0
#define FPT_VIA_CANCELS_1 0
#define FPT_VIA_2 uprobe
#define FPT_TIMED_2 0
#define FPT_HAS_ENTRY_2 1
#define FPT_HAS_EXIT_2 0
#define FPT_CLAIMS_2 1
#define FPT_SLEEPS_2 1
#define FPT_TURN_ENTRY_2 1
#define FPT_TURN_EXIT_2 0
#define FPT_MANY_2 1
#define FPT_CALL_ARG_0 112
#define FPT_CALL_ARG_1 104
#define FPT_CALL_ARG_2 96
#define FPT_CALL_ARG_3 88
#define FPT_CALL_ARG_4 72
#define FPT_CALL_ARG_5 64
#define FPT_USERS 1
#define FPT_CALL_RESULT 80
#define FPT_CALL_SP 152
#define FPT_CALL_POPPED 8
struct fpt_scratch {
	unsigned long long claimed;
	char e2_0[128];
};
#include "fpt_rt.h"
struct fpt_key_0 { u64 k0; u64 k1; } __attribute__((aligned(8)));
struct fpt_value_0 { u64 v; } __attribute__((aligned(8)));
#define FPT_KIND_0 HASH
FPT_MAP(0, struct fpt_key_0, struct fpt_value_0, 10240, fpt_map_0);
#define FPT_AT_0 ((void *)&fpt_map_0)
#define FPT_EACH_OF_0(body, f) FPT_EACH_ONE(fpt_map_0, body, f)
FPT_PAIR(0, 1, 1, 0)
#line 2 "user-c.fp"
FPT_ENTRY(0)
{
	FPT_ENTER(0);
	u64 v0_n = 0;
#line 3 "user-c.fp"
	v0_n = FPT_EXT(FPT_ARG_O(0, c, 0), 4, 1);
	FPT_OPEN(0, c, k, next);
	FPT_KEEP_ARG(0, c, k, 0, 1);
	FPT_KEEP_U(0, k, 0, v0_n);
	FPT_CLOSE(0, k);
	FPT_LEAVE(0);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_CANCEL(0, c);
	FPT_LEAVE(0);
}
#line 4 "user-c.fp"
FPT_EXIT(0)
{
	FPT_ENTER(0);
	u64 v0_n = 0;
	FPT_TAKE(0, c, k, next);
	u64 elapsed = FPT_ELAPSED(0, k);
	v0_n = FPT_KEPT_U(0, k, 0);
#line 4 "user-c.fp"
	if ((u64)(!(u64)(FPT_RET_O(0, c, 6) != 0ull))) {
#line 4 "user-c.fp"
	goto next;
	}
#line 5 "user-c.fp"
	{ FPT_SCOPE(); u64 a0 = v0_n; FPT_SCOPED(); FPT_RECORD(0, r, 1, 32); if (r) { FPT_PUT_U(r, 0, a0); FPT_PUT_U(r, 8, FPT_KEPT_ARG_O(0, c, k, 0, 1)); FPT_PUT_U(r, 16, elapsed); FPT_PUT_U(r, 24, 0ull); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(0, k);
	FPT_LEAVE(0);
}
FPT_PAIR(1, 1, 0, 0)
#line 7 "user-c.fp"
FPT_ENTRY(1)
{
	FPT_ENTER(1);
	FPT_OPEN(1, c, k, next);
	FPT_KEEP_ARG(1, c, k, 0, 0);
	FPT_CLOSE(1, k);
	FPT_LEAVE(1);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_CANCEL(1, c);
	FPT_LEAVE(1);
}
#line 7 "user-c.fp"
FPT_EXIT(1)
{
	FPT_ENTER(1);
	FPT_TAKE(1, c, k, next);
#line 7 "user-c.fp"
	(void)({ FPT_SCOPE(); u64 x_ = 1ull; u64 k0_ = (u64)(FPT_USER_NAME(1, c) == 1ull); u64 k1_ = FPT_KEPT_ARG_O(1, c, k, 0, 0); FPT_SCOPED(); struct fpt_key_0 key__, *key_ = &key__; key_->k0 = k0_; key_->k1 = k1_; FPT_MADD(0, key_, x_); });
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(1, k);
	FPT_LEAVE(1);
}
FPT_USDT(2)
#line 8 "user-c.fp"
FPT_ENTRY(2)
{
	FPT_ENTER(2);
#line 8 "user-c.fp"
	{ FPT_SCOPE(); u64 a1 = FPT_USDT_ARG(2, c, 0, fault, 2); char * a2 = fpt_str_user(z->e2_0, 128, FPT_USDT_ARG(2, c, 1, fault, 3), 0, fault, 4); FPT_SCOPED(); FPT_RECORD(2, r, 5, 144); if (r) { FPT_PUT_U(r, 0, FPT_USDT_NAME(2, c)); FPT_PUT_U(r, 8, a1); FPT_PUT_S(r, 16, a2, 128); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(2);
}
#define FPT_PROBES(X) X(0, program) X(1, program) X(2, program)
#define FPT_RUNS(X)
#define FPT_STORES(X) X(0, map)
#include "fpt_frame.h"
