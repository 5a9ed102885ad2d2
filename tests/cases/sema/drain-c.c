/* Made by fptap. */
#define FPT_PROBES_N 2
#define FPT_STATE_WORDS 22
#define FPT_FAULT_WORD 18
#define FPT_MAP_WORD 19
#define FPT_HELD_WORD 20
#define FPT_USES_QUANTILES 0
#define FPT_USES_EXIT 0
#define FPT_USES_RING 0
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
	char e0_0[32];
	char e0_1[40];
	char e0_2[32];
	char e0_3[72];
	unsigned long long ek0_0[9];
};
#include "fpt_rt.h"
struct fpt_key_0 { char k0[72]; } __attribute__((aligned(8)));
struct fpt_value_0 { u64 v; } __attribute__((aligned(8)));
#define FPT_KIND_0 HASH
FPT_MAP(0, struct fpt_key_0, struct fpt_value_0, 10240, fpt_map_0);
FPT_MAP(0, struct fpt_key_0, struct fpt_value_0, 10240, fpt_other_0);
#define FPT_AT_0 FPT_EITHER(21, fpt_map_0, fpt_other_0)
#define FPT_EACH_OF_0(body, f) FPT_EACH_EITHER(21, fpt_map_0, fpt_other_0, body, f)
#line 2 "drain-c.fp"
FPT_ENTRY(0)
{
	FPT_ENTER(0);
#line 2 "drain-c.fp"
	(void)({ FPT_SCOPE(); u64 x_ = 1ull; char *k0_ = ({ FPT_SCOPE(); char *a_ = ({ FPT_SCOPE(); char *a_ = fpt_str_unsigned(z->e0_0, FPT_ARG_U(0, c, 2)); char *b_ = FPT_LIT("-", 8); FPT_SCOPED(); fpt_str_cat(z->e0_1, a_, 32, b_, 8); }); char *b_ = fpt_str_hex(z->e0_2, 7ull); FPT_SCOPED(); fpt_str_cat(z->e0_3, a_, 40, b_, 32); }); FPT_SCOPED(); struct fpt_key_0 *key_ = (void *)z->ek0_0; fpt_key_text(key_->k0, 72, k0_); FPT_MADD(0, key_, x_); });
FPT_LABEL(fault)
FPT_LABEL(next)
	FPT_LEAVE(0);
}
#define FPT_PROBES(X) X(0, mini_read)
#define FPT_RUNS(X)
#define FPT_STORES(X) X(0, map) X(0, other)
#include "fpt_frame.h"
