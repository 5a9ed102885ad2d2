/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What tests/bpf_rt_main.c runs as "broken": a number used as a pointer. */
#define FPT_PROBES_N 1
#define FPT_STATE_WORDS 32
#define FPT_FAULT_WORD 16
#define FPT_VIA_0 tp_btf
#define FPT_SCRATCHES 1
#define FPT_TIMED_0 0
#define FPT_CLAIMS_0 0
#define FPT_SLEEPS_0 0
struct fpt_scratch {
};
#include "fpt_rt.h"
#line 3 "broken.fp"
FPT_ENTRY(0)
{ FPT_ENTER(0); fpt_g_set(24, 1);
#line 4 "broken.fp"
	fpt_g_set(25, *(u64 *)FPT_ARG_U(0, c, 1));
#line 5 "broken.fp"
	FPT_LEAVE(0); }
#define FPT_PROBES(X) X(0, sys_enter)
#include "fpt_frame.h"
