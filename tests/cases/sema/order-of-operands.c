/* Made by fptap. */
#define FPT_PROBES_N 1
#define FPT_STATE_WORDS 24
#define FPT_FAULT_WORD 13
#define FPT_MAP_WORD 23
#define FPT_HELD_WORD 23
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
	char e0_0[128];
	char e0_1[128];
};
#include "fpt_rt.h"
#if FPT_CORE
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct file { u32 flags; s64 pos; void * title; void * dir; };
struct name { void * text; };
struct dir { struct name name; };
#pragma clang attribute pop
#endif
#line 3 "order-of-operands.fp"
FPT_ENTRY(0)
{
	FPT_ENTER(0);
#line 4 "order-of-operands.fp"
	{ FPT_SCOPE(); u64 a0 = ({ FPT_SCOPE(); u64 a_ = fpt_g_add(23, 1ull); u64 b_ = fpt_g_add(23, (u64)-1ll); FPT_SCOPED(); (a_ - b_); }); u64 a1 = ({ FPT_SCOPE(); u64 a_ = fpt_sdiv(({ struct file *p0 = FPT_ARG_P(0, c, 0, struct file); u64 v = 0; FPT_FOLLOW(p0) { v = FPT_READ(p0, struct file, flags, 8, u32, fault, 1); } if (FPT_DOUBT(v)) { u64 q = FPT_ARG_S(0, c, 0); v = FPT_PEEK(KERNEL, q, struct file, flags, 8, u32, fault, 1); } v; }), fpt_g_get(23), fault, 2); u64 b_ = fpt_sdiv(fpt_g_get(23), ({ struct file *p0 = FPT_ARG_P(0, c, 0, struct file); u64 v = 0; FPT_FOLLOW(p0) { v = FPT_READ(p0, struct file, pos, 16, s64, fault, 3); } if (FPT_DOUBT(v)) { u64 q = FPT_ARG_S(0, c, 0); v = FPT_PEEK(KERNEL, q, struct file, pos, 16, s64, fault, 3); } v; }), fault, 4); FPT_SCOPED(); (a_ + b_); }); u64 a2 = (u64)(({ FPT_SCOPE(); char *a_ = fpt_str_kernel(z->e0_0, 128, ({ struct file *p0 = FPT_ARG_P(0, c, 0, struct file); u64 v = 0; FPT_FOLLOW(p0) { v = FPT_READ(p0, struct file, title, 184, u64, fault, 5); } if (FPT_DOUBT(v)) { u64 q = FPT_ARG_S(0, c, 0); v = FPT_PEEK(KERNEL, q, struct file, title, 184, u64, fault, 5); } v; }), 0, fault, 6); char *b_ = fpt_str_kernel(z->e0_1, 128, ({ struct file *p0 = FPT_ARG_P(0, c, 0, struct file); u64 v = 0; FPT_FOLLOW(p0) { struct dir *p1 = FPT_STEP(p0, struct file, dir, 72, struct dir, fault, 7); FPT_FOLLOW(p1) { v = FPT_READ(p1, struct dir, name.text, 16, u64, fault, 7); } } if (FPT_DOUBT(v)) { u64 q = FPT_ARG_S(0, c, 0); q = FPT_PEEK(KERNEL, q, struct file, dir, 72, u64, fault, 7); v = FPT_PEEK(KERNEL, q, struct dir, name.text, 16, u64, fault, 7); } v; }), 0, fault, 8); FPT_SCOPED(); fpt_str_cmp(a_, 128, b_, 128); }) == 0ull); FPT_SCOPED(); FPT_RECORD(0, r, 9, 24); if (r) { FPT_PUT_U(r, 0, a0); FPT_PUT_U(r, 8, a1); FPT_PUT_U(r, 16, a2); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(0);
}
#define FPT_PROBES(X) X(0, mini_read)
#define FPT_RUNS(X)
#define FPT_STORES(X)
#include "fpt_frame.h"
