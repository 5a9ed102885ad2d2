/* Made by fptap. */
#define FPT_PROBES_N 7
#define FPT_STATE_WORDS 53
#define FPT_FAULT_WORD 43
#define FPT_MAP_WORD 53
#define FPT_HELD_WORD 53
#define FPT_USES_QUANTILES 0
#define FPT_USES_EXIT 0
#define FPT_USES_RING 1
#define FPT_USES_STACKS 0
#define FPT_SCRATCHES 1
#define FPT_VIA_0 kprobe
#define FPT_TIMED_0 0
#define FPT_HAS_ENTRY_0 1
#define FPT_HAS_EXIT_0 0
#define FPT_CLAIMS_0 0
#define FPT_SLEEPS_0 0
#define FPT_TURN_ENTRY_0 1
#define FPT_TURN_EXIT_0 0
#define FPT_OFFSET_0 0
#define FPT_VIA_1 kprobe
#define FPT_TIMED_1 0
#define FPT_HAS_ENTRY_1 1
#define FPT_HAS_EXIT_1 0
#define FPT_CLAIMS_1 0
#define FPT_SLEEPS_1 0
#define FPT_TURN_ENTRY_1 1
#define FPT_TURN_EXIT_1 0
#define FPT_OFFSET_1 28
#define FPT_VIA_2 kprobe
#define FPT_TIMED_2 0
#define FPT_HAS_ENTRY_2 1
#define FPT_HAS_EXIT_2 0
#define FPT_CLAIMS_2 0
#define FPT_SLEEPS_2 0
#define FPT_TURN_ENTRY_2 1
#define FPT_TURN_EXIT_2 0
#define FPT_OFFSET_2 4
#define FPT_VIA_3 kprobe
#define FPT_TIMED_3 0
#define FPT_HAS_ENTRY_3 1
#define FPT_HAS_EXIT_3 0
#define FPT_CLAIMS_3 0
#define FPT_SLEEPS_3 0
#define FPT_TURN_ENTRY_3 0
#define FPT_TURN_EXIT_3 0
#define FPT_OFFSET_3 0
#define FPT_VIA_4 fentry
#define FPT_TIMED_4 0
#define FPT_HAS_ENTRY_4 1
#define FPT_HAS_EXIT_4 0
#define FPT_CLAIMS_4 0
#define FPT_SLEEPS_4 0
#define FPT_TURN_ENTRY_4 0
#define FPT_TURN_EXIT_4 0
#define FPT_VIA_5 fexit
#define FPT_TIMED_5 0
#define FPT_HAS_ENTRY_5 0
#define FPT_HAS_EXIT_5 1
#define FPT_CLAIMS_5 0
#define FPT_SLEEPS_5 0
#define FPT_TURN_ENTRY_5 0
#define FPT_TURN_EXIT_5 0
#define FPT_VIA_6 sys_enter
#define FPT_TIMED_6 0
#define FPT_HAS_ENTRY_6 1
#define FPT_HAS_EXIT_6 0
#define FPT_CLAIMS_6 0
#define FPT_SLEEPS_6 0
#define FPT_TURN_ENTRY_6 0
#define FPT_TURN_EXIT_6 0
#define FPT_CALL_ARG_0 112
#define FPT_CALL_ARG_1 104
#define FPT_CALL_ARG_2 96
#define FPT_CALL_ARG_3 88
#define FPT_CALL_ARG_4 72
#define FPT_CALL_ARG_5 64
#define FPT_CALLED_6(nr) ((nr) == 0)
#define FPT_COMPAT_6 0
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
#define FPT_SYS_EXITS 0
#define FPT_SYSCALLS(X) X(6)
struct fpt_scratch {
};
#include "fpt_rt.h"
#if FPT_CORE
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct file { u32 flags; };
#pragma clang attribute pop
#endif
#line 2 "kprobe.fp"
FPT_ENTRY(0)
{
	FPT_ENTER(0);
#line 2 "kprobe.fp"
	{ FPT_SCOPE(); u64 a1 = ({ u64 q = FPT_ARG_S(0, c, 0); FPT_PEEK(KERNEL, q, struct file, flags, 8, u32, fault, 1); }); u64 a6 = ({ u64 q = FPT_REG(0, c, 152, u64); FPT_PEEK_AT(KERNEL, q, u64, fault, 2); }); FPT_SCOPED(); FPT_RECORD(0, r, 3, 64); if (r) { FPT_PUT_U(r, 0, FPT_ARG_U(0, c, 2)); FPT_PUT_U(r, 8, a1); FPT_PUT_U(r, 16, FPT_ARG_O(0, c, 1)); FPT_PUT_U(r, 24, FPT_REG(0, c, 96, u64)); FPT_PUT_U(r, 32, FPT_REG(0, c, 136, u16)); FPT_PUT_U(r, 40, (FPT_REG(0, c, 128, u64) - 1ull)); FPT_PUT_U(r, 48, a6); FPT_PUT_U(r, 56, 0ull); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(0);
}
#line 3 "kprobe.fp"
FPT_ENTRY(1)
{
	FPT_ENTER(1);
#line 3 "kprobe.fp"
	{ FPT_SCOPE(); char * a4 = FPT_LIT("kprobe(\"mini_read+0x1c\")", 32); FPT_SCOPED(); FPT_RECORD(1, r, 4, 64); if (r) { FPT_PUT_U(r, 0, (FPT_REG(1, c, 128, u64) - 1ull)); FPT_PUT_U(r, 8, FPT_REG(1, c, 152, u64)); FPT_PUT_U(r, 16, FPT_REG(1, c, 40, u64)); FPT_PUT_U(r, 24, 0ull); FPT_PUT_S(r, 32, a4, 32); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(1);
}
#line 3 "kprobe.fp"
FPT_ENTRY(2)
{
	FPT_ENTER(2);
#line 3 "kprobe.fp"
	{ FPT_SCOPE(); char * a4 = FPT_LIT("kprobe(\"mini_open+4\")", 24); FPT_SCOPED(); FPT_RECORD(2, r, 5, 56); if (r) { FPT_PUT_U(r, 0, (FPT_REG(2, c, 128, u64) - 1ull)); FPT_PUT_U(r, 8, FPT_REG(2, c, 152, u64)); FPT_PUT_U(r, 16, FPT_REG(2, c, 40, u64)); FPT_PUT_U(r, 24, 1ull); FPT_PUT_S(r, 32, a4, 24); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(2);
}
#line 4 "kprobe.fp"
FPT_ENTRY(3)
{
	FPT_ENTER(3);
#line 4 "kprobe.fp"
	{ FPT_SCOPE(); FPT_SCOPED(); FPT_RECORD(3, r, 6, 8); if (r) { FPT_PUT_U(r, 0, (u64)(FPT_ARG_S(3, c, 0) != 0ull)); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(3);
}
#line 5 "kprobe.fp"
FPT_ENTRY(4)
{
	FPT_ENTER(4);
#line 5 "kprobe.fp"
	{ FPT_SCOPE(); u64 a2 = FPT_CALLER(4, c); FPT_SCOPED(); FPT_RECORD(4, r, 7, 24); if (r) { FPT_PUT_U(r, 0, FPT_ARG_O(4, c, 0)); FPT_PUT_U(r, 8, FPT_ARG_O(4, c, 1)); FPT_PUT_U(r, 16, a2); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(4);
}
#line 6 "kprobe.fp"
FPT_EXIT(5)
{
	FPT_ENTER(5);
#line 6 "kprobe.fp"
	{ FPT_SCOPE(); u64 a1 = FPT_CALLER(5, c); FPT_SCOPED(); FPT_RECORD(5, r, 8, 16); if (r) { FPT_PUT_U(r, 0, FPT_RET_O(5, c, 4)); FPT_PUT_U(r, 8, a1); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(5);
}
#line 7 "kprobe.fp"
FPT_ENTRY(6)
{
	FPT_ENTER(6);
#line 7 "kprobe.fp"
	{ FPT_SCOPE(); FPT_SCOPED(); FPT_RECORD(6, r, 9, 24); if (r) { FPT_PUT_U(r, 0, FPT_REG(6, c, 128, u64)); FPT_PUT_U(r, 8, FPT_REG(6, c, 152, u64)); FPT_PUT_U(r, 16, FPT_REG(6, c, 24, u64)); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(6);
}
#define FPT_PROBES(X) X(0, mini_read) X(1, mini_read) X(2, mini_open) X(3, mini_close) X(4, mini_read) X(5, mini_read)
#define FPT_RUNS(X)
#define FPT_STORES(X)
#include "fpt_frame.h"
