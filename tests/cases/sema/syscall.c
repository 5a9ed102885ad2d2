/* Made by fptap. */
#define FPT_PROBES_N 6
#define FPT_STATE_WORDS 45
#define FPT_FAULT_WORD 38
#define FPT_MAP_WORD 45
#define FPT_HELD_WORD 45
#define FPT_USES_QUANTILES 0
#define FPT_USES_EXIT 0
#define FPT_USES_RING 1
#define FPT_USES_STACKS 0
#define FPT_SCRATCHES 1
#define FPT_VIA_0 sys_enter
#define FPT_TIMED_0 0
#define FPT_HAS_ENTRY_0 1
#define FPT_HAS_EXIT_0 0
#define FPT_CLAIMS_0 0
#define FPT_SLEEPS_0 0
#define FPT_TURN_ENTRY_0 0
#define FPT_TURN_EXIT_0 0
#define FPT_VIA_1 sys_enter
#define FPT_TIMED_1 0
#define FPT_HAS_ENTRY_1 1
#define FPT_HAS_EXIT_1 0
#define FPT_CLAIMS_1 0
#define FPT_SLEEPS_1 0
#define FPT_TURN_ENTRY_1 0
#define FPT_TURN_EXIT_1 0
#define FPT_VIA_2 sys_pair
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
#define FPT_VIA_CANCELS_2 0
#define FPT_VIA_3 sys_pair
#define FPT_TIMED_3 0
#define FPT_HAS_ENTRY_3 1
#define FPT_HAS_EXIT_3 1
#define FPT_CLAIMS_3 0
#define FPT_SLEEPS_3 0
#define FPT_TURN_ENTRY_3 0
#define FPT_TURN_EXIT_3 0
#define FPT_VIA_KEPT_3 table
#define FPT_VIA_ARGS_3 1
#define FPT_VIA_REUSE_3 0
#define FPT_VIA_CANCELS_3 1
#define FPT_VIA_4 sys_pair
#define FPT_TIMED_4 0
#define FPT_HAS_ENTRY_4 1
#define FPT_HAS_EXIT_4 1
#define FPT_CLAIMS_4 0
#define FPT_SLEEPS_4 0
#define FPT_TURN_ENTRY_4 0
#define FPT_TURN_EXIT_4 0
#define FPT_VIA_KEPT_4 table
#define FPT_VIA_ARGS_4 1
#define FPT_VIA_REUSE_4 0
#define FPT_VIA_CANCELS_4 0
#define FPT_VIA_5 sys_enter
#define FPT_TIMED_5 0
#define FPT_HAS_ENTRY_5 1
#define FPT_HAS_EXIT_5 0
#define FPT_CLAIMS_5 0
#define FPT_SLEEPS_5 0
#define FPT_TURN_ENTRY_5 0
#define FPT_TURN_EXIT_5 0
#define FPT_CALLED_0(nr) ((nr) == 2)
#define FPT_COMPAT_0 0
#define FPT_CALLED_1(nr) ((nr) == 257)
#define FPT_COMPAT_1 0
#define FPT_CALLED_2(nr) ((nr) == 0)
#define FPT_COMPAT_2 0
#define FPT_CALLED_3(nr) ((nr) == 59)
#define FPT_COMPAT_3 0
#define FPT_CALLED_4(nr) fpt_in_calls(fpt_calls_4, nr)
static const volatile unsigned long long fpt_calls_4[] = { 0xefffffffffff7fff, 0xffffffffffffffff, 0xfc09bfffefffffff, 0xffffef7fff2fffff, 0xffffffffffffffff, 0x1ffff, 0xffffff0000000000, 0x1ffffff };
#define FPT_COMPAT_4 0
#define FPT_CALLED_5(nr) ((nr) == 20)
#define FPT_COMPAT_5 1
#define FPT_SYS_ARG_0 112
#define FPT_SYS_ARG_7 40
#define FPT_SYS_ARG_1 104
#define FPT_SYS_ARG_8 88
#define FPT_SYS_ARG_2 96
#define FPT_SYS_ARG_9 96
#define FPT_SYS_ARG_3 56
#define FPT_SYS_ARG_10 104
#define FPT_SYS_ARG_4 72
#define FPT_SYS_ARG_11 112
#define FPT_SYS_ARG_5 64
#define FPT_SYS_ARG_12 32
#define FPT_SYS_NUMBER 120
#define FPT_SYS_NUMBER_TYPE u64
#define FPT_SYS_COMPAT_FLAG 0
#define FPT_SYS_ENTERS 1
#define FPT_SYS_EXITS 1
#define FPT_SYSCALLS(X) X(0) X(1) X(2) X(3) X(4) X(5)
struct fpt_scratch {
};
#include "fpt_rt.h"
#line 2 "syscall.fp"
FPT_ENTRY(0)
{
	FPT_ENTER(0);
#line 2 "syscall.fp"
	{ FPT_SCOPE(); FPT_SCOPED(); FPT_RECORD(0, r, 1, 16); if (r) { FPT_PUT_U(r, 0, (u64)(FPT_ARG_U(0, c, 0) != 0ull)); FPT_PUT_U(r, 8, FPT_EXT(FPT_ARG_U(0, c, 1), 4, 1)); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(0);
}
#line 2 "syscall.fp"
FPT_ENTRY(1)
{
	FPT_ENTER(1);
#line 2 "syscall.fp"
	{ FPT_SCOPE(); FPT_SCOPED(); FPT_RECORD(1, r, 2, 16); if (r) { FPT_PUT_U(r, 0, (u64)(FPT_ARG_U(1, c, 1) != 0ull)); FPT_PUT_U(r, 8, FPT_EXT(FPT_ARG_U(1, c, 2), 4, 1)); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(1);
}
FPT_PAIR(2, 1, 0, 0)
#line 3 "syscall.fp"
FPT_ENTRY(2)
{
	FPT_ENTER(2);
	FPT_OPEN(2, c, k, next);
	FPT_KEEP_ARG(2, c, k, 0, 0);
	FPT_CLOSE(2, k);
	FPT_LEAVE(2);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_CANCEL(2, c);
	FPT_LEAVE(2);
}
#line 3 "syscall.fp"
FPT_EXIT(2)
{
	FPT_ENTER(2);
	FPT_TAKE(2, c, k, next);
	u64 elapsed = FPT_ELAPSED(2, k);
#line 3 "syscall.fp"
	if ((u64)(!(u64)((s64)FPT_RET_U(2, c, 6) < (s64)0ull))) {
#line 3 "syscall.fp"
	goto next;
	}
#line 3 "syscall.fp"
	{ FPT_SCOPE(); FPT_SCOPED(); FPT_RECORD(2, r, 3, 24); if (r) { FPT_PUT_U(r, 0, FPT_EXT(FPT_KEPT_ARG_U(2, c, k, 0, 0), 4, 0)); FPT_PUT_U(r, 8, FPT_RET_U(2, c, 6)); FPT_PUT_U(r, 16, elapsed); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(2, k);
	FPT_LEAVE(2);
}
FPT_PAIR(3, 1, 1, 0)
#line 4 "syscall.fp"
FPT_ENTRY(3)
{
	FPT_ENTER(3);
	u64 v0_a = 0;
#line 4 "syscall.fp"
	v0_a = FPT_ARG_U(3, c, 1);
	FPT_OPEN(3, c, k, next);
	FPT_KEEP_ARG(3, c, k, 0, 0);
	FPT_KEEP_U(3, k, 0, v0_a);
	FPT_CLOSE(3, k);
	FPT_LEAVE(3);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_CANCEL(3, c);
	FPT_LEAVE(3);
}
#line 4 "syscall.fp"
FPT_EXIT(3)
{
	FPT_ENTER(3);
	u64 v0_a = 0;
	FPT_TAKE(3, c, k, next);
	v0_a = FPT_KEPT_U(3, k, 0);
#line 4 "syscall.fp"
	{ FPT_SCOPE(); u64 a0 = (u64)(v0_a != 0ull); FPT_SCOPED(); FPT_RECORD(3, r, 4, 16); if (r) { FPT_PUT_U(r, 0, a0); FPT_PUT_U(r, 8, (u64)(FPT_KEPT_ARG_U(3, c, k, 0, 0) != 0ull)); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(3, k);
	FPT_LEAVE(3);
}
FPT_PAIR(4, 1, 0, 0)
#line 5 "syscall.fp"
FPT_ENTRY(4)
{
	FPT_ENTER(4);
	FPT_OPEN(4, c, k, next);
	FPT_KEEP_ARG(4, c, k, 0, 0);
	FPT_CLOSE(4, k);
	FPT_LEAVE(4);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_CANCEL(4, c);
	FPT_LEAVE(4);
}
#line 5 "syscall.fp"
FPT_EXIT(4)
{
	FPT_ENTER(4);
	u64 v0_symbol_ = 0;
	FPT_TAKE(4, c, k, next);
#line 5 "syscall.fp"
	v0_symbol_ = (FPT_ARG_U(4, c, 6) + 0ull);
#line 5 "syscall.fp"
	{ FPT_SCOPE(); u64 a2 = (u64)(v0_symbol_ == 0ull); FPT_SCOPED(); FPT_RECORD(4, r, 5, 24); if (r) { FPT_PUT_U(r, 0, (FPT_ARG_U(4, c, 6) + 0ull)); FPT_PUT_U(r, 8, FPT_KEPT_ARG_O(4, c, k, 0, 0)); FPT_PUT_U(r, 16, a2); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(4, k);
	FPT_LEAVE(4);
}
#line 6 "syscall.fp"
FPT_ENTRY(5)
{
	FPT_ENTER(5);
#line 6 "syscall.fp"
	{ FPT_SCOPE(); FPT_SCOPED(); FPT_RECORD(5, r, 6, 16); if (r) { FPT_PUT_U(r, 0, 39ull); FPT_PUT_U(r, 8, FPT_ARG_O(5, c, 8)); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(5);
}
#define FPT_PROBES(X)
#define FPT_RUNS(X)
#define FPT_STORES(X)
#include "fpt_frame.h"
