/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_RT_H
#define FPT_RT_H

/*
 * The dialect (doc/dialect.md) for BPF.  Needs nothing but clang: no kernel headers, no libbpf.
 *
 *	fpt_rt.h	types, helpers, state, task and time, integers, records
 *	fpt_read.h	kernel memory, strings
 *	fpt_via.h	what differs between the mechanisms: arguments, entry and exit
 *	fpt_regs.h	arguments in registers
 *	fpt_sys.h	the same for system calls
 *	fpt_user.h	the same of programs' functions
 *	fpt_usdt.h	layout of where usdt arguments are
 *	fpt_pair.h	layout of the pairing table
 *	fpt_stack.h	stacks, who called
 *	fpt_frame.h	at the end of a generated file
 *
 * Rules that the verifier and clang impose on everything here:
 *  - The context is read by inline assembly: clang merges plain reads of two branches into one read
 *    at a computed address, which the verifier refuses.
 *  - A helper whose result cannot change during one hit is wrapped in a function with
 *    __attribute__((const)): clang then calls it once, or not at all when nobody uses the result.
 *  - A pointer becomes a number by being negated twice; the verifier forgets its type at the first.
 */

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef signed char s8;
typedef short s16;
typedef int s32;
typedef long long s64;

#include "wire.h"

#define FPT_CORE 1

#define FPT_SEC(name) __attribute__((section(name), used))
#define FPT_INLINE static inline __attribute__((always_inline, unused))
#define FPT_CONST static inline __attribute__((always_inline, const, unused))
#define FPT_UNLIKELY(x) __builtin_expect(!!(x), 0)

/*
 * What clang knows of v ends here.  A test behind it is of v itself, not of what v is made of, and
 * stays where it could not fail: the verifier wants to see it.
 */
#define FPT_UNKNOWN(v) asm("" : "+r"(v))

/* Two steps, so that the arguments are expanded before they are pasted. */
#define FPT_CAT_(a, b) a##b
#define FPT_CAT(a, b) FPT_CAT_(a, b)

char fpt_license[] FPT_SEC("license") = "GPL";

/* ---- helpers: the numbers are those of enum bpf_func_id in linux/bpf.h ---- */

static void *(*const fpt_h_map_lookup)(void *map, const void *key) = (void *)1;
static u64 (*const fpt_h_ktime_get_ns)(void) = (void *)5;
static u32 (*const fpt_h_smp_processor_id)(void) = (void *)8;
static u64 (*const fpt_h_uid_gid)(void) = (void *)15;
static s64 (*const fpt_h_comm)(void *to, u32 size) = (void *)16;
static s64 (*const fpt_h_probe_read_user)(void *to, u32 size, const void *from) = (void *)112;
static s64 (*const fpt_h_probe_read_user_str)(void *to, u32 size, const void *from) = (void *)114;
static s64 (*const fpt_h_copy_from_user)(void *to, u32 size, const void *from) = (void *)148;
static u64 (*const fpt_h_cookie)(void *c) = (void *)174;
static s64 (*const fpt_h_probe_read)(void *to, u32 size, const void *from) = (void *)113;
static s64 (*const fpt_h_probe_read_str)(void *to, u32 size, const void *from) = (void *)115;
static s64 (*const fpt_h_snprintf)(char *to, u32 size, const char *format, const u64 *values, u32 bytes) = (void *)165;
static void *(*const fpt_h_ringbuf_reserve)(void *map, u64 size, u64 flags) = (void *)131;
static void (*const fpt_h_ringbuf_submit)(void *data, u64 flags) = (void *)132;
static s64 (*const fpt_h_stack)(void *c, void *to, u32 size, u64 flags) = (void *)67;
static u64 (*const fpt_h_func_ip)(void *c) = (void *)173;
static void *(*const fpt_h_task)(void) = (void *)158;
static s64 (*const fpt_h_loop)(u32 rounds, void *body, void *arg, u64 flags) = (void *)181;
static s64 (*const fpt_h_func_arg)(void *c, u32 n, u64 *value) = (void *)183;
static s64 (*const fpt_h_func_ret)(void *c, u64 *value) = (void *)184;

#define FPT_RB_NO_WAKEUP 1
#define FPT_MAP_PERCPU_ARRAY 6
#define FPT_MAP_RINGBUF 27

FPT_CONST u64 fpt_number(const volatile void *p)
{
	u64 v = (u64)p;

	asm("%0 = -%0\n%0 = -%0" : "+r"(v));
	return v;
}

/* ---- state ---- */

/* In .bss alone and not static: libbpf then makes it mappable. */
u64 fpt_state[FPT_STATE_WORDS];

FPT_INLINE u64 fpt_g_get(u32 word)
{
	return *(volatile u64 *)&fpt_state[word];
}

FPT_INLINE void fpt_g_set(u32 word, u64 value)
{
	*(volatile u64 *)&fpt_state[word] = value;
}

#define fpt_g_add(word, v) __sync_fetch_and_add(&fpt_state[word], (u64)(v))
#define fpt_g_and(word, v) __sync_fetch_and_and(&fpt_state[word], (u64)(v))
#define fpt_g_or(word, v) __sync_fetch_and_or(&fpt_state[word], (u64)(v))
#define fpt_g_xor(word, v) __sync_fetch_and_xor(&fpt_state[word], (u64)(v))

#define FPT_COUNTER(id, counter) (WIRE_STATE_HEAD + (id)*WIRE_PROBE_WORDS + (counter))
/*
 * What seldom happens.  Without the comment behind it clang makes one addition of this and of another that
 * happens at each hit, at an address that each way has to have in a register.
 */
#define FPT_SELDOM(word)                                                                           \
	do {                                                                                       \
		fpt_g_add(word, 1);                                                                \
		asm volatile("# seldom");                                                          \
	} while (0)
#define fpt_count(id, counter) FPT_SELDOM(FPT_COUNTER(id, counter))
#define fpt_fault(S) FPT_SELDOM(FPT_FAULT_WORD + (S))
#define FPT_STOP() fpt_g_set(WIRE_STOP, 1)

/* ---- task and time ---- */

/*
 * The number of the period is in the upper bits of the word, how many there were in it in the lower 16.
 * Of two that come at once one may be refused, but there are never too many.
 */
#define fpt_at_most(word, most, ns)                                                                \
	({                                                                                         \
		u64 _now = fpt_now() / (ns) << 16, _old = fpt_g_get(word);                         \
		u64 _new = _old >> 16 == _now >> 16 ? _old + 1 : _now + 1;                         \
		(u64)(_new - 1 < _now + (most) &&                                                  \
		      __sync_val_compare_and_swap(&fpt_state[word], _old, _new) == _old);          \
	})

FPT_CONST u64 fpt_uid_gid(void)
{
	return fpt_h_uid_gid();
}

/* A program does not leave its CPU. */
FPT_CONST u64 fpt_cpu(void)
{
	return fpt_h_smp_processor_id();
}

/* The kernel's helper puts both into one number; two members cost less, since the task is a register away. */
#define fpt_pid() ((u64)(u32)fpt_current()->tgid)
#define fpt_tid() ((u64)(u32)fpt_current()->pid)
#define fpt_uid() ((u64)(u32)fpt_uid_gid())
#define fpt_gid() (fpt_uid_gid() >> 32)
#define fpt_now() (fpt_h_ktime_get_ns())
#define fpt_target() fpt_g_get(WIRE_TARGET)

/* ---- scratch: a program runs once per CPU, and a string slot belongs to one program ---- */

struct {
	u32 (*type)[FPT_MAP_PERCPU_ARRAY];
	u32 (*max_entries)[FPT_SCRATCHES];
	u32 (*key_size)[4];
	/* The host does not create the map of a script without string slots. */
	u8 (*value_size)[sizeof(struct fpt_scratch) ? sizeof(struct fpt_scratch) : 8];
} fpt_scratch_map FPT_SEC(".maps");

/*
 * Element 0 is always there, but the verifier wants a test.  The test is assembly that leaves the
 * program, so that it has no effect in clang's eyes: a handler that uses no slot has no lookup.
 */
FPT_CONST struct fpt_scratch *fpt_scratch(void)
{
	u32 key = 0;
	void *z = fpt_h_map_lookup(&fpt_scratch_map, &key);

	asm("if %0 != 0 goto +2\nr0 = 0\nexit" : "+r"(z) : : "r0");
	return z;
}

/*
 * Handlers of programs do not have their CPU to themselves: another one may run before this one is at
 * its end.  So each takes one of a few; a hit that finds none is counted as missed.
 */
FPT_INLINE struct fpt_scratch *fpt_scratch_claim(u64 *missed)
{
#if FPT_SCRATCHES > 1
	u32 key;

#pragma clang loop unroll(disable)
	for (key = 0; key < FPT_SCRATCHES; key++) {
		u32 k = key;
		struct fpt_scratch *z = fpt_h_map_lookup(&fpt_scratch_map, &k);

		if (z && !__sync_lock_test_and_set(&z->claimed, 1))
			return z;
	}
#endif
	__sync_fetch_and_add(missed, 1);
	return 0;
}

#define FPT_SCRATCH_0(id) struct fpt_scratch *z __attribute__((unused)) = fpt_scratch()
#define FPT_SCRATCH_1(id)                                                                          \
	struct fpt_scratch *z = fpt_scratch_claim(&fpt_state[FPT_COUNTER(id, WIRE_MISSED)]);       \
	if (!z)                                                                                    \
	return 0
#define FPT_LEFT_0(z) ((void)0)
#define FPT_LEFT_1(z) ((void)__sync_lock_test_and_set(&(z)->claimed, 0))

/* ---- frame ---- */

/* The host finds the programs by name: fpt_e0 is the entry of probe 0, fpt_x0 its exit, fpt_s0 both. */
#define FPT_CONTEXT __attribute__((unused)) u64 *c
#define FPT_ENTRY(id) FPT_CAT(FPT_ENTRY_, FPT_VIA_##id) int fpt_e##id(FPT_CONTEXT)
#define FPT_EXIT(id) FPT_CAT(FPT_EXIT_, FPT_VIA_##id) int fpt_x##id(FPT_CONTEXT)

#if FPT_USES_EXIT
#define FPT_GATE()                                                                                 \
	do {                                                                                       \
		if (FPT_UNLIKELY(fpt_g_get(WIRE_STOP)))                                            \
			return 0;                                                                  \
	} while (0)
#else
#define FPT_GATE() ((void)0)
#endif

/* fpt_at: the time of this hit, once somebody has asked for it. */
#define FPT_ENTER(id)                                                                              \
	FPT_GATE();                                                                                \
	FPT_CAT(FPT_SCRATCH_, FPT_CLAIMS_##id)(id);                                                \
	__attribute__((unused)) const u32 fpt_sleeps = FPT_SLEEPS_##id;                            \
	__attribute__((unused)) u64 fpt_at = 0;                                                    \
	__attribute__((unused)) u32 fpt_caught = 0

#define FPT_CONTEXT_PTR u64 *
#define FPT_NOINLINE __attribute__((noinline))
#define FPT_RUN_LOOP(body, f) fpt_h_loop(FPT_LOOP_MAX + 1, (void *)(body), (f), 0)
#include "loop.h"

/*
 * clang ends the life of variables in code that all ways out of their scope go through, also the one of a
 * fault: what comes next may then be calculated on that way too, from registers without a value, which the
 * verifier refuses.  Variables that a jump may lead past have no such life.
 */
#define FPT_SCOPE()                                                                                \
	__label__ fpt_in;                                                                          \
	if (0)                                                                                     \
	goto fpt_in
#define FPT_SCOPED() fpt_in: __attribute__((unused))

#define FPT_LEAVE(id)                                                                              \
	do {                                                                                       \
		FPT_CAT(FPT_LEFT_, FPT_CLAIMS_##id)(z);                                            \
		return 0;                                                                          \
	} while (0)
#define FPT_LABEL(name) name: __attribute__((unused));

/* ---- integers ---- */

/* All divisions are unsigned: clang 14 has no signed one for BPF. */
FPT_CONST u64 fpt_abs(u64 a)
{
	return (s64)a < 0 ? -a : a;
}

FPT_CONST u64 fpt_sdiv_(u64 a, u64 b)
{
	u64 q = fpt_abs(a) / fpt_abs(b);

	return (s64)(a ^ b) < 0 ? -q : q;
}

FPT_CONST u64 fpt_srem_(u64 a, u64 b)
{
	u64 r = fpt_abs(a) % fpt_abs(b);

	return (s64)a < 0 ? -r : r;
}

#define FPT_DIVIDE(a, b, F, S, how)                                                                \
	({                                                                                         \
		FPT_SCOPE();                                                                       \
		u64 _a = (a), _b = (b);                                                            \
		FPT_SCOPED();                                                                      \
		if (FPT_UNLIKELY(!_b))                                                             \
			FPT_FAULT(F, S);                                                           \
		how;                                                                               \
	})

#define fpt_sdiv(a, b, F, S) FPT_DIVIDE(a, b, F, S, fpt_sdiv_(_a, _b))
#define fpt_srem(a, b, F, S) FPT_DIVIDE(a, b, F, S, fpt_srem_(_a, _b))
#define fpt_udiv(a, b, F, S) FPT_DIVIDE(a, b, F, S, _a / _b)
#define fpt_urem(a, b, F, S) FPT_DIVIDE(a, b, F, S, _a % _b)

#define fpt_shl(a, b) ((u64)(a) << ((b) & 63))
#define fpt_shr(a, b) ((u64)(a) >> ((b) & 63))
#define fpt_sar(a, b) ((u64)((s64)(a) >> ((b) & 63)))

FPT_CONST u64 FPT_EXT(u64 v, u32 bytes, u32 is_signed)
{
	u32 shift = 64 - 8 * bytes;

	return is_signed ? (u64)((s64)(v << shift) >> shift) : v << shift >> shift;
}

/* A signed s with an unsigned u, by value. */
FPT_CONST u64 fpt_sult(u64 s, u64 u)
{
	return (s64)s < 0 || s < u;
}

FPT_CONST u64 fpt_sule(u64 s, u64 u)
{
	return (s64)s < 0 || s <= u;
}

FPT_CONST u64 fpt_uslt(u64 u, u64 s)
{
	return (s64)s >= 0 && u < s;
}

FPT_CONST u64 fpt_usle(u64 u, u64 s)
{
	return (s64)s >= 0 && u <= s;
}

FPT_CONST u64 fpt_sueq(u64 s, u64 u)
{
	return (s64)s >= 0 && s == u;
}

#include "fpt_task.h"
#include "fpt_read.h"
#include "fpt_map.h"
#include "fpt_via.h"
#include "fpt_stack.h"

/* ---- output ---- */

#if FPT_USES_RING
/* The host sets the size. */
struct {
	u32 (*type)[FPT_MAP_RINGBUF];
	u32 (*max_entries)[4096];
} fpt_ring FPT_SEC(".maps");

#define FPT_RECORD(id, r, S, bytes)                                                                \
	struct wire_record *r = fpt_h_ringbuf_reserve(&fpt_ring, WIRE_HEADER + (bytes), 0);        \
	if (r) {                                                                                   \
		r->site = (S);                                                                     \
		r->len = WIRE_HEADER + (bytes);                                                    \
		r->cpu = fpt_cpu();                                                                \
		r->ns = fpt_at ? fpt_at : fpt_now();                                               \
	} else {                                                                                   \
		fpt_count(id, WIRE_LOST);                                                          \
	}

#define FPT_PAYLOAD(r, at) ((char *)((r) + 1) + (at))
#define FPT_PUT_U(r, at, v) (*(u64 *)FPT_PAYLOAD(r, at) = (v))
#define FPT_PUT_S(r, at, s, w) fpt_words(FPT_PAYLOAD(r, at), (s), (w))
/* The host polls; waking it at each record costs more than the record. */
#define FPT_SEND(r) fpt_h_ringbuf_submit((r), FPT_RB_NO_WAKEUP)
#endif

#endif
