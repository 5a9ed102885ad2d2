/* Made by fptap. */
#define FPT_PROBES_N 1
#define FPT_STATE_WORDS 17
#define FPT_FAULT_WORD 13
#define FPT_MAP_WORD 17
#define FPT_HELD_WORD 17
#define FPT_USES_QUANTILES 0
#define FPT_USES_EXIT 0
#define FPT_USES_RING 1
#define FPT_USES_STACKS 0
#define FPT_SCRATCHES 1
#define FPT_VIA_0 pair
#define FPT_TIMED_0 1
#define FPT_HAS_ENTRY_0 1
#define FPT_HAS_EXIT_0 1
#define FPT_CLAIMS_0 0
#define FPT_SLEEPS_0 0
#define FPT_TURN_ENTRY_0 1
#define FPT_TURN_EXIT_0 1
#define FPT_VIA_KEPT_0 table
#define FPT_VIA_ARGS_0 0
#define FPT_VIA_REUSE_0 0
#define FPT_VIA_CANCELS_0 1
struct fpt_scratch {
	char e0_0[16];
	char e0_1[128];
	char e0_2[128];
};
#include "fpt_rt.h"
#if FPT_CORE
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct path { void * dir; };
struct file { struct path path; };
struct name { void * text; };
struct dir { struct name name; };
#pragma clang attribute pop
#endif
FPT_PAIR(0, 0, 1, 128)
#line 2 "emitted-pair.fp"
FPT_ENTRY(0)
{
	FPT_ENTER(0);
	u64 v1_asked = 0;
#line 2 "emitted-pair.fp"
	if ((u64)(!(u64)(({ FPT_SCOPE(); char *a_ = fpt_comm(z->e0_0); char *b_ = FPT_LIT("dd", 8); FPT_SCOPED(); fpt_str_cmp(a_, 16, b_, 8); }) == 0ull))) {
#line 2 "emitted-pair.fp"
	goto next;
	}
#line 3 "emitted-pair.fp"
	(void)fpt_str_kernel(z->e0_2, 128, ({ struct file *p0 = FPT_ARG_P(0, c, 0, struct file); u64 v = 0; FPT_FOLLOW(p0) { struct dir *p1 = FPT_STEP(p0, struct file, path.dir, 64, struct dir, fault, 1); FPT_FOLLOW(p1) { v = FPT_READ(p1, struct dir, name.text, 16, u64, fault, 1); } } if (FPT_DOUBT(v)) { u64 q = FPT_ARG_S(0, c, 0); q = FPT_PEEK(KERNEL, q, struct file, path.dir, 64, u64, fault, 1); v = FPT_PEEK(KERNEL, q, struct dir, name.text, 16, u64, fault, 1); } v; }), 0, fault, 2);
#line 4 "emitted-pair.fp"
	v1_asked = FPT_ARG_U(0, c, 2);
	FPT_OPEN(0, c, k, next);
	FPT_KEEP_U(0, k, 0, v1_asked);
	FPT_KEEP_S(0, k, 0, z->e0_2, 128);
	FPT_CLOSE(0, k);
	FPT_LEAVE(0);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_CANCEL(0, c);
	FPT_LEAVE(0);
}
#line 5 "emitted-pair.fp"
FPT_EXIT(0)
{
	FPT_ENTER(0);
	u64 v0_asked = 0;
	FPT_TAKE(0, c, k, next);
	u64 elapsed = FPT_ELAPSED(0, k);
	v0_asked = FPT_KEPT_U(0, k, 0);
#line 6 "emitted-pair.fp"
	{ FPT_SCOPE(); char * a0 = FPT_KEPT_S(0, k, 0); u64 a1 = v0_asked; FPT_SCOPED(); FPT_RECORD(0, r, 3, 152); if (r) { FPT_PUT_S(r, 0, a0, 128); FPT_PUT_U(r, 128, a1); FPT_PUT_U(r, 136, FPT_RET_U(0, c, 4)); FPT_PUT_U(r, 144, elapsed); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(0, k);
	FPT_LEAVE(0);
}
#define FPT_PROBES(X) X(0, mini_read)
#define FPT_RUNS(X)
#define FPT_STORES(X)
#include "fpt_frame.h"
