/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_READ_H
#define FPT_READ_H

/*
 * Memory and strings.  All reads of kernel memory are copy_from_kernel_nofault(), which neither
 * faults nor sleeps and refuses the user's half of the address space.  It tells a fault at once, so
 * that a typed read and a peek are the same here and nothing is ever in doubt.
 */

#define FPT_CORE 0
#define FPT_DOUBT(v) ((void)(v), 0)
#define FPT_DOUBT_POINTER(v) FPT_DOUBT(v)
#define FPT_FOLLOW(p)

static __always_inline bool fpt_nofault(void *to, u64 from, size_t size)
{
	return likely(!copy_from_kernel_nofault(to, (void *)(unsigned long)from, size));
}

static __always_inline bool fpt_nofault_user(void *to, u64 from, size_t size)
{
	return likely(!copy_from_user_nofault(to, (void __user *)(unsigned long)from, size));
}

/* W, from where: KERNEL or USER. */
#define FPT_COPY_KERNEL fpt_nofault
#define FPT_COPY_USER fpt_nofault_user

#define FPT_PEEK_AT(W, a, ctype, F, S)                                                                \
	({                                                                                         \
		ctype fpt_value;                                                                   \
		if (!FPT_COPY_##W(&fpt_value, (a), sizeof(fpt_value)))                              \
			FPT_FAULT(F, S);                                                           \
		(u64)fpt_value;                                                                    \
	})

/* Bit-fields are counted from the least significant bit, or from the most, as the machine does. */
#ifdef __BIG_ENDIAN
#define FPT_BIT_SHIFT(ctype, pos, n) (sizeof(ctype) * 8 - (pos) - (n))
#else
#define FPT_BIT_SHIFT(ctype, pos, n) (pos)
#endif

#define FPT_PEEK_BITS_AT(W, a, ctype, pos, n, F, S)                                                   \
	fpt_extend(FPT_PEEK_AT(W, a, ctype, F, S) >> FPT_BIT_SHIFT(ctype, pos, n), (n),               \
		   (ctype)-1 < (ctype)1)

#define FPT_NUMBER(p) ((u64)(unsigned long)(p))
#define FPT_ADDR(a, T, path, off) ((u64)(a) + (off))
#define FPT_AT(p, T, path, off) FPT_ADDR(FPT_NUMBER(p), T, path, off)

#define FPT_PEEK(W, a, T, path, off, ctype, F, S) FPT_PEEK_AT(W, (u64)(a) + (off), ctype, F, S)
#define FPT_PEEK_BITS(W, a, T, path, off, ctype, pos, n, F, S)                                        \
	FPT_PEEK_BITS_AT(W, (u64)(a) + (off), ctype, pos, n, F, S)

#define FPT_STEP(p, T, path, off, R, F, S)                                                         \
	((R *)(unsigned long)FPT_PEEK_AT(KERNEL, FPT_NUMBER(p) + (off), u64, F, S))
#define FPT_READ(p, T, path, off, ctype, F, S) FPT_PEEK_AT(KERNEL, FPT_NUMBER(p) + (off), ctype, F, S)
#define FPT_BITS(p, T, path, off, ctype, pos, n, F, S)                                             \
	FPT_PEEK_BITS_AT(KERNEL, FPT_NUMBER(p) + (off), ctype, pos, n, F, S)

#define FPT_ELEM(a, i, size, n, F, S)                                                              \
	({                                                                                         \
		u64 fpt_base = (a);                                                                \
		u64 fpt_index = (i);                                                               \
		if ((n) > 0 && unlikely(fpt_index >= (u64)(n)))                                    \
			FPT_FAULT(F, S);                                                           \
		fpt_base + fpt_index * (size);                                                     \
	})

#define FPT_STR_CHUNK 64	/* divides a page, so that an aligned piece never crosses one */

typedef bool (*fpt_copy_fn)(void *to, u64 from, size_t size);

/* Copies up to `limit` bytes and a NUL.  False: an address before the NUL cannot be read. */
static __always_inline bool fpt_read_by(fpt_copy_fn copy, char *d, u64 a, size_t limit)
{
	size_t n, at = 0;

	while (at < limit) {
		n = min_t(size_t, limit - at, FPT_STR_CHUNK - ((a + at) & (FPT_STR_CHUNK - 1)));
		if (!copy(d + at, a + at, n))
			return false;
		if (memchr(d + at, 0, n))
			return true;
		at += n;
	}
	d[limit] = 0;
	return true;
}

static noinline bool fpt_read_string(char *d, u64 a, size_t limit)
{
	return fpt_read_by(fpt_nofault, d, a, limit);
}

static noinline __maybe_unused bool fpt_read_user_string(char *d, u64 a, size_t limit)
{
	return fpt_read_by(fpt_nofault_user, d, a, limit);
}

#define fpt_str_kernel(d, w, a, max, F, S) FPT_STR_FROM(fpt_read_string, d, w, a, max, F, S)
#define fpt_str_user(d, w, a, max, F, S) FPT_STR_FROM(fpt_read_user_string, d, w, a, max, F, S)

#define FPT_STR_FROM(copy, d, w, a, max, F, S)                                                         \
	({                                                                                         \
		char *fpt_to = (d);                                                                \
		size_t fpt_limit = (max) > 0 && (max) < (w) ? (max) : (w) - 1;                     \
		if (unlikely(!copy(fpt_to, (a), fpt_limit)))                                       \
			FPT_FAULT(F, S);                                                           \
		fpt_to;                                                                            \
	})

/* Order of the bytes: -1, 0 or 1.  Strings end at their NUL, at the latest with their width. */
static inline u64 fpt_str_cmp(const char *a, size_t aw, const char *b, size_t bw)
{
	size_t i;

	for (i = 0; i < aw && i < bw; i++) {
		unsigned char x = a[i], y = b[i];

		if (x != y)
			return x < y ? -1 : 1;
		if (!x)
			break;
	}
	return 0;
}

static inline char *fpt_str_copy(char *d, size_t w, const char *s, size_t sw)
{
	size_t n = strnlen(s, min(w - 1, sw));

	memcpy(d, s, n);
	d[n] = 0;
	return d;
}

#define fpt_str_len(d, s, w) ((u64)strnlen((s), (w) - 1))

static inline u64 fpt_str_head(const char *a, size_t aw, const char *b, size_t bw)
{
	size_t n = fpt_str_len(NULL, b, bw);

	return n <= fpt_str_len(NULL, a, aw) && !memcmp(a, b, n);
}

/* d is aw + bw bytes wide. */
static inline char *fpt_str_cat(char *d, const char *a, size_t aw, const char *b, size_t bw)
{
	size_t n = fpt_str_len(NULL, a, aw), m = fpt_str_len(NULL, b, bw);

	memcpy(d, a, n);
	memcpy(d + n, b, m);
	d[n + m] = 0;
	return d;
}

/* n bytes as they are, zeros behind them up to w. */
#define FPT_BUF(W, d, w, a, n, F, S)                                                               \
	({                                                                                         \
		char *fpt_to = (d);                                                                    \
		if ((n) < (w))                                                                     \
			*(u64 *)(fpt_to + (w)-8) = 0;                                              \
		if (unlikely(!FPT_COPY_##W(fpt_to, (a), (n))))                                     \
			FPT_FAULT(F, S);                                                           \
		fpt_to;                                                                            \
	})

/* Numbers as text, into 32 bytes. */
static inline char *fpt_str_based(char *d, u64 v, unsigned int base, bool minus)
{
	char digits[24], *p = digits + sizeof(digits);

	do {
		*--p = "0123456789abcdef"[v % base];
		v /= base;
	} while (v);
	if (minus)
		*--p = '-';
	memcpy(d, p, digits + sizeof(digits) - p);
	d[digits + sizeof(digits) - p] = 0;
	return d;
}

#define fpt_str_unsigned(d, v) fpt_str_based(d, v, 10, false)
#define fpt_str_hex(d, v) fpt_str_based(d, v, 16, false)

static inline char *fpt_str_signed(char *d, u64 v)
{
	return fpt_str_based(d, (s64)v < 0 ? -v : v, 10, (s64)v < 0);
}

#define FPT_TABLE
#define FPT_STRTOL static __maybe_unused
#include "../number.h"

static inline char *fpt_usym(char *d, u64 address)
{
	((u64 *)d)[0] = fpt_pid();
	((u64 *)d)[1] = address;
	return d;
}

static inline char *fpt_str_char(char *d, u64 v)
{
	d[0] = v;
	d[1] = 0;
	return d;
}

#define FPT_FIND_BODY(name, aw, bw)

static inline u64 fpt_str_find(const char *a, size_t aw, const char *b, size_t bw)
{
	size_t n = fpt_str_len(NULL, a, aw), m = fpt_str_len(NULL, b, bw), i;

	for (i = 0; i + m <= n; i++)
		if (!memcmp(a + i, b, m))
			return i;
	return -1;
}

#define FPT_FIND(name, a, aw, b, bw) fpt_str_find(a, aw, b, bw)

/* d is as wide as s; a negative number is a large one. */
static inline char *fpt_str_sub(char *d, const char *s, size_t w, u64 from, u64 n)
{
	size_t len = fpt_str_len(NULL, s, w);

	if ((s64)n < 0 || from > len)
		from = len;
	n = min_t(u64, n, len - from);
	memcpy(d, s + from, n);
	d[n] = 0;
	return d;
}

/* d is n bytes wider than s. */
static inline char *fpt_str_pad(char *d, const char *s, size_t w, size_t n, char with)
{
	size_t len = fpt_str_len(NULL, s, w), minus = with == '0' && *s == '-';

	n -= min(n, len);
	d[0] = '-';
	memset(d + minus, with, n);
	memcpy(d + minus + n, s + minus, len - minus);
	d[n + len] = 0;
	return d;
}

#define fpt_str_pad_before(d, s, w, n) fpt_str_pad(d, s, w, n, ' ')
#define fpt_str_pad_zeros(d, s, w, n) fpt_str_pad(d, s, w, n, '0')

static inline char *fpt_str_pad_behind(char *d, const char *s, size_t w, size_t n)
{
	size_t len = fpt_str_len(NULL, s, w);

	memcpy(d, s, len);
	n = max(n, len);
	memset(d + len, ' ', n - len);
	d[n] = 0;
	return d;
}

/*
 * A store to the kernel's memory.  What cannot be read is not written either: the copy is what refuses
 * the user's half of the addresses.  Memory that can only be read is a fault.
 */
static noinline __maybe_unused bool fpt_store_nofault(u64 a, u64 v, unsigned int size)
{
	void *to = (void *)(unsigned long)a;
	u64 old;
	bool done = true;

	if (!fpt_nofault(&old, a, size))
		return false;
	pagefault_disable();
	switch (size) {
	case 1:
		__put_kernel_nofault(to, &v, u8, fault);
		break;
	case 2:
		__put_kernel_nofault(to, &v, u16, fault);
		break;
	case 4:
		__put_kernel_nofault(to, &v, u32, fault);
		break;
	default:
		__put_kernel_nofault(to, &v, u64, fault);
	}
	if (0) {
fault:
		done = false;
	}
	pagefault_enable();
	return done;
}

#define FPT_STORE_TO(a, v, size, F, S)                                                             \
	({                                                                                         \
		u64 fpt_to = (a), fpt_value = (v);                                                 \
		if (unlikely(!fpt_store_nofault(fpt_to, fpt_value, size)))                         \
			FPT_FAULT(F, S);                                                           \
		fpt_value;                                                                         \
	})

/* Variables of the kernel's are not exported: the host knows where they are, and says so when it loads. */
#define FPT_VAR_DECL(name)                                                                         \
	static unsigned long fpt_var_##name;                                                       \
	module_param_named(var_##name, fpt_var_##name, ulong, 0)
#define FPT_VAR(name) ((u64)fpt_var_##name)

#define FPT_LIT(text, w)                                                                           \
	({                                                                                         \
		static const char fpt_literal[w] = text;                                           \
		(char *)fpt_literal;                                                               \
	})

#endif
