/* Made by fptap. */
#define FPT_PROBES_N 2
#define FPT_STATE_WORDS 36
#define FPT_FAULT_WORD 18
#define FPT_MAP_WORD 24
#define FPT_HELD_WORD 30
#define FPT_USES_QUANTILES 1
#define FPT_USES_EXIT 0
#define FPT_USES_RING 0
#define FPT_USES_STACKS 0
#define FPT_SCRATCHES 1
#define FPT_VIA_0 pair
#define FPT_TIMED_0 1
#define FPT_HAS_ENTRY_0 1
#define FPT_HAS_EXIT_0 1
#define FPT_CLAIMS_0 0
#define FPT_SLEEPS_0 0
#define FPT_TURN_ENTRY_0 0
#define FPT_TURN_EXIT_0 1
#define FPT_VIA_KEPT_0 table
#define FPT_VIA_ARGS_0 0
#define FPT_VIA_REUSE_0 0
#define FPT_VIA_CANCELS_0 0
struct fpt_scratch {
	unsigned long long way, left, caught;
	char x0_0[16];
	char x0_1[152];
	char x0_2[152];
	char x0_3[160];
	char x0_4[152];
	char x0_5[144];
	char x0_6[144];
	unsigned long long xa0;
	unsigned long long xk0_0[19];
	char xb0_1[152];
	unsigned long long xk0_3[19];
	unsigned long long xk0_5[1];
	char xb0_5[152];
	unsigned long long xl0_1;
};
#include "fpt_rt.h"
struct fpt_key_0 { char k0[144]; u64 k1; } __attribute__((aligned(8)));
struct fpt_value_0 { u64 v; } __attribute__((aligned(8)));
#define FPT_KIND_0 LRU
FPT_MAP(0, struct fpt_key_0, struct fpt_value_0, 4, fpt_map_0);
#define FPT_AT_0 ((void *)&fpt_map_0)
#define FPT_EACH_OF_0(body, f) FPT_EACH_ONE(fpt_map_0, body, f)
struct fpt_key_1;
struct fpt_value_1 { char s[152]; } __attribute__((aligned(8)));
#define FPT_KIND_1 ONE
FPT_MAP(1, struct fpt_key_1, struct fpt_value_1, 10240, fpt_map_1);
#define FPT_AT_1 ((void *)&fpt_map_1)
#define FPT_EACH_OF_1(body, f) FPT_EACH_ONE(fpt_map_1, body, f)
struct fpt_key_2;
struct fpt_value_2 { u64 v; } __attribute__((aligned(8)));
#define FPT_KIND_2 THREAD
FPT_MAP(2, struct fpt_key_2, struct fpt_value_2, 10240, fpt_map_2);
#define FPT_AT_2 ((void *)&fpt_map_2)
#define FPT_EACH_OF_2(body, f) FPT_EACH_ONE(fpt_map_2, body, f)
struct fpt_key_3 { char k0[144]; u64 k1; } __attribute__((aligned(8)));
struct fpt_value_3 { u64 v; } __attribute__((aligned(8)));
#define FPT_KIND_3 HASH
FPT_MAP(3, struct fpt_key_3, struct fpt_value_3, 10240, fpt_map_3);
#define FPT_AT_3 ((void *)&fpt_map_3)
#define FPT_EACH_OF_3(body, f) FPT_EACH_ONE(fpt_map_3, body, f)
struct fpt_key_4 { u64 k0; } __attribute__((aligned(8)));
struct fpt_value_4 { u64 count, sum, min, max; u64 linear[12]; u64 id; } __attribute__((aligned(8)));
#define FPT_KIND_4 AGG_HASH
FPT_MAP(4, struct fpt_key_4, struct fpt_value_4, 10240, fpt_map_4);
#define FPT_AT_4 ((void *)&fpt_map_4)
#define FPT_EACH_OF_4(body, f) FPT_EACH_ONE(fpt_map_4, body, f)
static const struct fpt_value_4 fpt_nothing_4 FPT_SEC(".rodata") = { 0 };
FPT_BUCKETS(4, 655360);
struct fpt_key_5 { char k0[8]; } __attribute__((aligned(8)));
struct fpt_value_5 { char s[152]; } __attribute__((aligned(8)));
#define FPT_KIND_5 HASH
FPT_MAP(5, struct fpt_key_5, struct fpt_value_5, 10240, fpt_map_5);
#define FPT_AT_5 ((void *)&fpt_map_5)
#define FPT_EACH_OF_5(body, f) FPT_EACH_ONE(fpt_map_5, body, f)
FPT_PAIR(0, 1, 0, 0)
#line 5 "map-c.fp"
FPT_ENTRY(0)
{
	FPT_ENTER(0);
	FPT_OPEN(0, c, k, next);
	FPT_KEEP_ARG(0, c, k, 0, 2);
	FPT_CLOSE(0, k);
	FPT_LEAVE(0);
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_CANCEL(0, c);
	FPT_LEAVE(0);
}
FPT_EACH_BODY(0, x0_1)
{
	FPT_LOOP_ENTER(f);
	FPT_LOOP_KEPT(0, f, k);
	u64 v1_b = 0;
	u64 v2_v = 0;
	FPT_EACH_TAKE(0);
	fpt_str_copy(z->x0_5, 144, key->k0, 144);
	v1_b = key->k1;
	v2_v = value->v;
	FPT_EACH_TAKEN(0);
	if (!z->xl0_1)
	return 1;
	z->xl0_1--;
#line 13 "map-c.fp"
#line 13 "map-c.fp"
	if ((u64)(v2_v == 9ull)) {
#line 13 "map-c.fp"
	return 1;
	}
#line 13 "map-c.fp"
	(void)({ FPT_SCOPE(); u64 x_ = (-v2_v); char *k0_ = z->x0_5; u64 k1_ = v1_b; FPT_SCOPED(); struct fpt_key_3 *key_ = (void *)z->xk0_3; fpt_key_text(key_->k0, 144, k0_); key_->k1 = k1_; FPT_MADD(3, key_, x_); });
FPT_LABEL(L2)
	return 0;
FPT_LABEL(next)
	FPT_WAY(z) = FPT_WAY_NEXT;
	return 1;
FPT_LABEL(fault)
	FPT_WAY_FAULTED(z);
	return 1;
}
FPT_EACH_BODY(3, x0_3)
{
	FPT_LOOP_ENTER(f);
	FPT_LOOP_KEPT(0, f, k);
	u64 v4_key_ = 0;
	FPT_EACH_TAKE(3);
	fpt_str_copy(z->x0_6, 144, key->k0, 144);
	v4_key_ = key->k1;
	FPT_EACH_TAKEN(3);
	if (!(u64)(1ull && (u64)(({ FPT_SCOPE(); char *a_ = z->x0_6; char *b_ = FPT_LIT("x", 8); FPT_SCOPED(); fpt_str_cmp(a_, 144, b_, 8); }) == 0ull)))
	return 0;
#line 14 "map-c.fp"
	{ FPT_SCOPE(); char *k0_ = z->x0_6; u64 k1_ = v4_key_; FPT_SCOPED(); struct fpt_key_3 *key_ = (void *)z->xk0_3; fpt_key_text(key_->k0, 144, k0_); key_->k1 = k1_; FPT_MDEL(3, key_); }
	return 0;
FPT_LABEL(next)
	FPT_WAY(z) = FPT_WAY_NEXT;
	return 1;
FPT_LABEL(fault)
	FPT_WAY_FAULTED(z);
	return 1;
}
#line 5 "map-c.fp"
FPT_EXIT(0)
{
	FPT_ENTER(0);
	FPT_TAKE(0, c, k, next);
	u64 elapsed = FPT_ELAPSED(0, k);
	FPT_FRAME(f, c, z, k, elapsed);
#line 6 "map-c.fp"
	(void)({ FPT_SCOPE(); u64 x_ = 1ull; char *k0_ = fpt_comm(z->x0_0); u64 k1_ = fpt_tid(); FPT_SCOPED(); struct fpt_key_3 *key_ = (void *)z->xk0_3; fpt_key_padded(key_->k0, 144, k0_, 16); key_->k1 = k1_; FPT_MADD(3, key_, x_); });
#line 7 "map-c.fp"
	(void)({ FPT_SCOPE(); u64 x_ = 3ull; char *k0_ = ({ FPT_SCOPE(); FPT_SCOPED(); struct fpt_key_1 *key_ = 0; (void)key_; FPT_MGETS(1, key_, z->x0_1, 152, 152); }); u64 k1_ = FPT_EXT(FPT_KEPT_ARG_U(0, c, k, 0, 2), 4, 0); FPT_SCOPED(); struct fpt_key_0 *key_ = (void *)z->xk0_0; fpt_key_text(key_->k0, 144, k0_); key_->k1 = k1_; FPT_MADD(0, key_, x_); });
#line 8 "map-c.fp"
	{ FPT_SCOPE(); u64 x_ = 4464ull; char *k0_ = FPT_LIT("a", 8); u64 k1_ = 1ull; FPT_SCOPED(); struct fpt_key_0 *key_ = (void *)z->xk0_0; fpt_key_padded(key_->k0, 144, k0_, 8); key_->k1 = k1_; FPT_MSET(0, key_, x_); }
#line 9 "map-c.fp"
	{ FPT_SCOPE(); u64 x_ = elapsed; u64 k0_ = 0ull; FPT_SCOPED(); struct fpt_key_4 key__, *key_ = &key__; key_->k0 = k0_; FPT_APART(z->xa0, x_); FPT_AGG_HOLD(4, a_, key_); if (a_) { FPT_AGG_BASE(a_, x_); FPT_AGG_LINEAR(a_, x_, 0ll, 10ll, 1ll, 12u); FPT_AGG_QUANTILE(4, a_, x_); FPT_AGG_LET_GO(4, a_); } }
#line 10 "map-c.fp"
	{ FPT_SCOPE(); u64 x_ = FPT_EXT((FPT_EXT(({ FPT_SCOPE(); FPT_SCOPED(); void *key_ = fpt_h_task(); FPT_MGET(2, key_); }), 4, 1) + 1ull), 4, 1); FPT_SCOPED(); void *key_ = fpt_h_task(); FPT_MSET(2, key_, x_); }
#line 11 "map-c.fp"
	{ FPT_SCOPE(); char *x_ = ({ FPT_SCOPE(); char *a_ = ({ FPT_SCOPE(); FPT_SCOPED(); struct fpt_key_1 *key_ = 0; (void)key_; FPT_MGETS(1, key_, z->x0_2, 152, 152); }); char *b_ = FPT_LIT("!", 8); FPT_SCOPED(); fpt_str_cat(z->x0_3, a_, 152, b_, 8); }); char *k0_ = FPT_LIT("k", 8); FPT_SCOPED(); struct fpt_key_5 *key_ = (void *)z->xk0_5; fpt_key_padded(key_->k0, 8, k0_, 8); FPT_MSETS(5, key_, z->xb0_5, 152, x_, 160); }
#line 12 "map-c.fp"
	if ((u64)(({ FPT_SCOPE(); char *k0_ = FPT_LIT("k", 8); FPT_SCOPED(); struct fpt_key_5 *key_ = (void *)z->xk0_5; fpt_key_padded(key_->k0, 8, k0_, 8); FPT_MHAS(5, key_); }) && (u64)(FPT_EXT(({ FPT_SCOPE(); FPT_SCOPED(); void *key_ = fpt_h_task(); FPT_MGET(2, key_); }), 4, 1) == 2ull))) {
#line 12 "map-c.fp"
	{ FPT_SCOPE(); char *k0_ = FPT_LIT("k", 8); FPT_SCOPED(); struct fpt_key_5 *key_ = (void *)z->xk0_5; fpt_key_padded(key_->k0, 8, k0_, 8); FPT_MDEL(5, key_); }
#line 12 "map-c.fp"
	{ FPT_SCOPE(); char *x_ = ({ FPT_SCOPE(); char *k0_ = FPT_LIT("j", 8); FPT_SCOPED(); struct fpt_key_5 *key_ = (void *)z->xk0_5; fpt_key_padded(key_->k0, 8, k0_, 8); FPT_MGETS(5, key_, z->x0_4, 152, 152); }); FPT_SCOPED(); struct fpt_key_1 *key_ = 0; (void)key_; FPT_MSETS(1, key_, z->xb0_1, 152, x_, 152); }
	}
#line 13 "map-c.fp"
	z->xl0_1 = 5ull;
	FPT_EACH(0, x0_1, f, z, fault, 1);
	if (FPT_WAY(z) == FPT_WAY_FAULT) FPT_WAY_ON_FAULT(z, fault);
#line 14 "map-c.fp"
	FPT_EACH(3, x0_3, f, z, fault, 2);
	if (FPT_WAY(z) == FPT_WAY_FAULT) FPT_WAY_ON_FAULT(z, fault);
#line 15 "map-c.fp"
	{ FPT_MCLEAR(5); }
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_RELEASE(0, k);
	FPT_LEAVE(0);
}
#define FPT_PROBES(X) X(0, mini_read)
#define FPT_RUNS(X)
#define FPT_STORES(X) X(0, map) X(1, map) X(2, map) X(3, map) X(4, map) X(4, buckets) X(5, map)
#include "fpt_frame.h"
