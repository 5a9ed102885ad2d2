/* Made by fptap. */
#define FPT_PROBES_N 5
#define FPT_STATE_WORDS 63
#define FPT_FAULT_WORD 33
#define FPT_MAP_WORD 59
#define FPT_HELD_WORD 61
#define FPT_USES_QUANTILES 0
#define FPT_USES_EXIT 0
#define FPT_USES_RING 1
#define FPT_USES_STACKS 0
#define FPT_SCRATCHES 1
#define FPT_VIA_0 tp_format
#define FPT_TIMED_0 0
#define FPT_HAS_ENTRY_0 1
#define FPT_HAS_EXIT_0 0
#define FPT_CLAIMS_0 0
#define FPT_SLEEPS_0 0
#define FPT_TURN_ENTRY_0 1
#define FPT_TURN_EXIT_0 0
#define FPT_SLOTS_OF_0 0
#define FPT_VIA_1 tp_format
#define FPT_TIMED_1 0
#define FPT_HAS_ENTRY_1 1
#define FPT_HAS_EXIT_1 0
#define FPT_CLAIMS_1 0
#define FPT_SLEEPS_1 0
#define FPT_TURN_ENTRY_1 1
#define FPT_TURN_EXIT_1 0
#define FPT_SLOTS_OF_1 0
#define FPT_VIA_2 tp_btf
#define FPT_TIMED_2 0
#define FPT_HAS_ENTRY_2 1
#define FPT_HAS_EXIT_2 0
#define FPT_CLAIMS_2 0
#define FPT_SLEEPS_2 0
#define FPT_TURN_ENTRY_2 0
#define FPT_TURN_EXIT_2 0
#define FPT_SLOTS_OF_2 4
#define FPT_VIA_3 tp_format
#define FPT_TIMED_3 0
#define FPT_HAS_ENTRY_3 1
#define FPT_HAS_EXIT_3 0
#define FPT_CLAIMS_3 0
#define FPT_SLEEPS_3 0
#define FPT_TURN_ENTRY_3 1
#define FPT_TURN_EXIT_3 0
#define FPT_SLOTS_OF_3 0
#define FPT_VIA_4 tp_format
#define FPT_TIMED_4 0
#define FPT_HAS_ENTRY_4 1
#define FPT_HAS_EXIT_4 0
#define FPT_CLAIMS_4 0
#define FPT_SLEEPS_4 0
#define FPT_TURN_ENTRY_4 1
#define FPT_TURN_EXIT_4 0
#define FPT_SLOTS_OF_4 0
struct fpt_scratch {
	char e0_0[128];
	char e0_1[128];
	char e0_2[128];
	char e0_3[256];
	char e0_4[8];
	char e0_5[128];
	char e0_6[128];
	char e0_7[128];
	unsigned long long ek0_0[16];
	char e1_0[24];
	char e1_1[24];
	char e3_0[128];
	unsigned long long ek3_1[16];
	char e4_0[128];
	unsigned long long ek4_1[16];
};
#include "fpt_rt.h"
#if FPT_CORE
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct file { u32 flags; };
struct pair { s64 second; };
#pragma clang attribute pop
#endif
struct fpt_key_0 { char k0[128]; } __attribute__((aligned(8)));
struct fpt_value_0 { u64 v; } __attribute__((aligned(8)));
#define FPT_KIND_0 HASH
FPT_MAP(0, struct fpt_key_0, struct fpt_value_0, 10240, fpt_map_0);
#define FPT_AT_0 ((void *)&fpt_map_0)
#define FPT_EACH_OF_0(body, f) FPT_EACH_ONE(fpt_map_0, body, f)
struct fpt_key_1 { char k0[128]; } __attribute__((aligned(8)));
struct fpt_value_1 { u64 v; } __attribute__((aligned(8)));
#define FPT_KIND_1 HASH
FPT_MAP(1, struct fpt_key_1, struct fpt_value_1, 10240, fpt_map_1);
#define FPT_AT_1 ((void *)&fpt_map_1)
#define FPT_EACH_OF_1(body, f) FPT_EACH_ONE(fpt_map_1, body, f)
#line 3 "fields.fp"
FPT_ENTRY(0)
{
	FPT_TRACED_GATE();
	FPT_ENTER(0);
#line 4 "fields.fp"
	{ FPT_SCOPE(); char * a0 = fpt_str_kernel(z->e0_0, 128, (FPT_TRACED_AT(c, 0) + (FPT_TRACED(c, 8, u32) & 65535ull)), 127, fault, 1); char * a1 = fpt_str_kernel(z->e0_1, 128, (FPT_TRACED_AT(c, 16) + (FPT_TRACED(c, 12, u32) & 65535ull)), 127, fault, 2); char * a2 = fpt_str_kernel(z->e0_3, 256, (FPT_TRACED_AT(c, 0) + (FPT_TRACED(c, 8, u32) & 65535ull)), 255, fault, 4); char * a3 = FPT_BUF(KERNEL, z->e0_4, 8, FPT_TRACED_AT(c, 16), 6, fault, 5); u64 a4 = ({ u64 q = FPT_ELEM(FPT_TRACED_AT(c, 16), 5ull, 1, 6, fault, 6); FPT_PEEK_AT(KERNEL, q, u8, fault, 7); }); u64 a7 = ({ u64 q = FPT_TRACED_AT(c, 26); FPT_PEEK_AT(KERNEL, q, u32, fault, 8); }); FPT_SCOPED(); FPT_RECORD(0, r, 9, 552); if (r) { FPT_PUT_S(r, 0, a0, 128); FPT_PUT_S(r, 128, a1, 128); FPT_PUT_S(r, 256, a2, 256); FPT_PUT_S(r, 512, a3, 8); FPT_PUT_U(r, 520, a4); FPT_PUT_U(r, 528, FPT_TRACED(c, 22, u8)); FPT_PUT_U(r, 536, FPT_EXT(FPT_TRACED(c, 24, u16), 2, 1)); FPT_PUT_U(r, 544, a7); FPT_SEND(r); } }
#line 5 "fields.fp"
	{ FPT_SCOPE(); char * a0 = fpt_str_kernel(z->e0_5, 128, FPT_TRACED(c, 40, u64), 0, fault, 10); u64 a1 = ({ u64 q = FPT_TRACED(c, 32, u64); FPT_PEEK(KERNEL, q, struct file, flags, 8, u32, fault, 11); }); u64 a4 = ({ u64 q = FPT_ELEM(FPT_TRACED_AT(c, 56), 2ull, 8, 3, fault, 12); FPT_PEEK_AT(KERNEL, q, u64, fault, 13); }); u64 a5 = ({ u64 q = FPT_ELEM((FPT_TRACED_AT(c, 0) + (FPT_TRACED(c, 80, u32) & 65535ull)), 0ull, 8, 0, fault, 14); FPT_PEEK_AT(KERNEL, q, u64, fault, 15); }); u64 a6 = ({ u64 q = FPT_TRACED_AT(c, 112); FPT_PEEK(KERNEL, q, struct pair, second, 8, s64, fault, 16); }); FPT_SCOPED(); FPT_RECORD(0, r, 17, 176); if (r) { FPT_PUT_S(r, 0, a0, 128); FPT_PUT_U(r, 128, a1); FPT_PUT_U(r, 136, FPT_TRACED(c, 48, u32)); FPT_PUT_U(r, 144, (u64)(FPT_TRACED(c, 48, u32) == 5ull)); FPT_PUT_U(r, 152, a4); FPT_PUT_U(r, 160, a5); FPT_PUT_U(r, 168, a6); FPT_SEND(r); } }
#line 6 "fields.fp"
	if ((u64)((u64)(fpt_uslt(FPT_TRACED(c, 128, u64), FPT_EXT(FPT_TRACED(c, 24, u16), 2, 1)) && (u64)(({ FPT_SCOPE(); char *a_ = fpt_str_kernel(z->e0_6, 128, (FPT_TRACED_AT(c, 0) + (FPT_TRACED(c, 8, u32) & 65535ull)), 127, fault, 18); char *b_ = FPT_LIT("", 8); FPT_SCOPED(); fpt_str_cmp(a_, 128, b_, 8); }) != 0ull)) && 1ull)) {
#line 6 "fields.fp"
	(void)({ FPT_SCOPE(); u64 x_ = 1ull; char *k0_ = fpt_str_kernel(z->e0_7, 128, (FPT_TRACED_AT(c, 16) + (FPT_TRACED(c, 12, u32) & 65535ull)), 127, fault, 19); FPT_SCOPED(); struct fpt_key_0 *key_ = (void *)z->ek0_0; fpt_key_text(key_->k0, 128, k0_); FPT_MADD(0, key_, x_); });
	}
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(0);
}
#line 8 "fields.fp"
FPT_ENTRY(1)
{
	FPT_TRACED_GATE();
	FPT_ENTER(1);
#line 8 "fields.fp"
	if ((u64)(!(u64)(!(u64)((s64)FPT_EXT(FPT_TRACED(c, 24, u32), 4, 1) <= (s64)0ull)))) {
#line 8 "fields.fp"
	goto next;
	}
#line 8 "fields.fp"
	{ FPT_SCOPE(); char * a0 = fpt_str_kernel(z->e1_0, 24, FPT_TRACED_AT(c, 8), 16, fault, 20); char * a2 = fpt_str_kernel(z->e1_1, 24, FPT_TRACED_AT(c, 8), 16, fault, 21); FPT_SCOPED(); FPT_RECORD(1, r, 22, 72); if (r) { FPT_PUT_S(r, 0, a0, 24); FPT_PUT_U(r, 24, FPT_TRACED(c, 32, u64)); FPT_PUT_S(r, 32, a2, 24); FPT_PUT_U(r, 56, FPT_EXT(FPT_TRACED(c, 24, u32), 4, 1)); FPT_PUT_U(r, 64, FPT_TRACED(c, 32, u64)); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(1);
}
#line 9 "fields.fp"
FPT_ENTRY(2)
{
	FPT_ENTER(2);
#line 9 "fields.fp"
	{ FPT_SCOPE(); FPT_SCOPED(); FPT_RECORD(2, r, 23, 8); if (r) { FPT_PUT_U(r, 0, FPT_EXT(FPT_ARG_U(2, c, 2), 4, 0)); FPT_SEND(r); } }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(2);
}
#line 10 "fields.fp"
FPT_ENTRY(3)
{
	FPT_TRACED_GATE();
	FPT_ENTER(3);
#line 10 "fields.fp"
	(void)({ FPT_SCOPE(); u64 x_ = 1ull; char *k0_ = fpt_str_kernel(z->e3_0, 128, (FPT_TRACED_AT(c, 0) + (FPT_TRACED(c, 8, u32) & 65535ull)), 127, fault, 24); FPT_SCOPED(); struct fpt_key_1 *key_ = (void *)z->ek3_1; fpt_key_text(key_->k0, 128, k0_); FPT_MADD(1, key_, x_); });
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(3);
}
#line 10 "fields.fp"
FPT_ENTRY(4)
{
	FPT_TRACED_GATE();
	FPT_ENTER(4);
#line 10 "fields.fp"
	(void)({ FPT_SCOPE(); u64 x_ = 1ull; char *k0_ = fpt_str_kernel(z->e4_0, 128, (FPT_TRACED_AT(c, 0) + (FPT_TRACED(c, 8, u32) & 65535ull)), 127, fault, 25); FPT_SCOPED(); struct fpt_key_1 *key_ = (void *)z->ek4_1; fpt_key_text(key_->k0, 128, k0_); FPT_MADD(1, key_, x_); });
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(4);
}
#define FPT_PROBES(X) X(0, parcel_sent) X(1, mini_switch) X(2, mini_switch) X(3, parcel_sent) X(4, parcel_lost)
#define FPT_RUNS(X)
#define FPT_STORES(X) X(0, map) X(1, map)
#include "fpt_frame.h"
