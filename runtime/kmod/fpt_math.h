/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_MATH_H
#define FPT_MATH_H

/* 64-bit arithmetic of the dialect.  What C leaves undefined is defined here. */

/* Divisors are not zero here: the macros below have looked. */
static __always_inline u64 fpt_quotient(u64 a, u64 b)
{
	return b == (u64)-1 ? -a : (u64)((s64)a / (s64)b);
}

static __always_inline u64 fpt_remainder(u64 a, u64 b)
{
	return b == (u64)-1 ? 0 : (u64)((s64)a % (s64)b);
}

static __always_inline u64 fpt_uquotient(u64 a, u64 b)
{
	return a / b;
}

static __always_inline u64 fpt_uremainder(u64 a, u64 b)
{
	return a % b;
}

#define FPT_DIVIDE(op, a, b, F, S)                                                                 \
	({                                                                                         \
		u64 fpt_dividend = (a);                                                            \
		u64 fpt_divisor = (b);                                                             \
		if (unlikely(!fpt_divisor))                                                        \
			FPT_FAULT(F, S);                                                           \
		op(fpt_dividend, fpt_divisor);                                                     \
	})

#define fpt_sdiv(a, b, F, S) FPT_DIVIDE(fpt_quotient, a, b, F, S)
#define fpt_srem(a, b, F, S) FPT_DIVIDE(fpt_remainder, a, b, F, S)
#define fpt_udiv(a, b, F, S) FPT_DIVIDE(fpt_uquotient, a, b, F, S)
#define fpt_urem(a, b, F, S) FPT_DIVIDE(fpt_uremainder, a, b, F, S)

static __always_inline u64 fpt_shl(u64 a, u64 n)
{
	return a << (n & 63);
}

static __always_inline u64 fpt_shr(u64 a, u64 n)
{
	return a >> (n & 63);
}

static __always_inline u64 fpt_sar(u64 a, u64 n)
{
	return (s64)a >> (n & 63);
}

/* The low `bits` of v, extended; bits is 1 … 64. */
static __always_inline u64 fpt_extend(u64 v, unsigned int bits, bool is_signed)
{
	unsigned int up = 64 - bits;

	return is_signed ? (u64)((s64)(v << up) >> up) : v << up >> up;
}

#define FPT_EXT(v, bytes, is_signed) fpt_extend((v), (bytes) * 8, (is_signed))

/* Comparisons by value of a signed with an unsigned; the first operand's sign comes first. */
static __always_inline u64 fpt_sult(u64 a, u64 b)
{
	return (s64)a < 0 || a < b;
}

static __always_inline u64 fpt_sule(u64 a, u64 b)
{
	return (s64)a < 0 || a <= b;
}

static __always_inline u64 fpt_uslt(u64 a, u64 b)
{
	return (s64)b >= 0 && a < b;
}

static __always_inline u64 fpt_usle(u64 a, u64 b)
{
	return (s64)b >= 0 && a <= b;
}

static __always_inline u64 fpt_sueq(u64 a, u64 b)
{
	return (s64)a >= 0 && a == b;
}

#endif
