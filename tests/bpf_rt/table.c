/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What tests/bpf_rt_main.c runs as "table": tables of 32 slots, and a call that never returns. */
#define FPT_PROBES_N 2
#define FPT_STATE_WORDS 64
#define FPT_FAULT_WORD 40
#define FPT_USES_EXIT 1
#define FPT_USES_RING 1
#define FPT_VIA_0 pair
#define FPT_VIA_1 pair
#define FPT_VIA_KEPT_0 table
#define FPT_VIA_ARGS_0 0
#define FPT_VIA_REUSE_0 0
#define FPT_VIA_KEPT_1 table
#define FPT_VIA_ARGS_1 0
#define FPT_VIA_REUSE_1 0
#define FPT_SCRATCHES 1
#define FPT_TIMED_0 0
#define FPT_CLAIMS_0 0
#define FPT_SLEEPS_0 0
#define FPT_TIMED_1 0
#define FPT_CLAIMS_1 0
#define FPT_SLEEPS_1 0
struct fpt_scratch {
};
#include "fpt_rt.h"
FPT_PAIR(0, 0, 0, 65536)
FPT_PAIR(1, 0, 0, 65536)
FPT_ENTRY(0)
{
	FPT_ENTER(0);
	if (fpt_pid() != fpt_target() || FPT_ARG_U(0, c, 2) != 42)
		goto next;
	FPT_OPEN(0, c, k, fault);
	FPT_CLOSE(0, k);
	FPT_LEAVE(0);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_CANCEL(0, c);
	FPT_LEAVE(0);
}
FPT_EXIT(0)
{
	FPT_ENTER(0);
	FPT_TAKE(0, c, k, fault);
	FPT_RECORD(0, r, 1, 8);
	if (r) {
		FPT_PUT_U(r, 0, fpt_tid());
		FPT_SEND(r);
	}
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(0, k);
	FPT_LEAVE(0);
}
FPT_ENTRY(1)
{
	FPT_ENTER(1);
	fpt_g_add(50, 1);
	FPT_OPEN(1, c, k, fault);
	FPT_CLOSE(1, k);
	FPT_LEAVE(1);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_CANCEL(1, c);
	FPT_LEAVE(1);
}
FPT_EXIT(1)
{
	FPT_ENTER(1);
	FPT_TAKE(1, c, k, fault);
	fpt_g_add(51, 1);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(1, k);
	FPT_LEAVE(1);
}
#define FPT_PROBES(X) X(0, vfs_read) X(1, get_signal)
#include "fpt_frame.h"
