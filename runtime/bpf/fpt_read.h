/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_READ_H
#define FPT_READ_H

/*
 * The dialect's "Memory" and "Strings" for BPF.
 *
 * Typed reads are plain loads: the kernel makes them safe, a fault reads as 0.  FPT_DOUBT therefore
 * doubts every 0, and the PEEKs that follow tell a fault from a true 0.  Members are found by
 * relocation; the `off` of the dialect is for the module.
 *
 * A pointer that may be NULL for the kernel has to be tested before it is followed: arguments of
 * tracepoints, and members that newer kernels have in a list (BTF_TYPE_SAFE_TRUSTED_OR_NULL).  Where
 * it knows that one is not, the test costs nothing: the kernel takes it out.
 */

#define FPT_FOLLOW(p) if (p)

#define FPT_STEP(p, T, path, off, R, F, S) ((R *)(p)->path)
#define FPT_READ(p, T, path, off, ctype, F, S) ((u64)(ctype)(p)->path)

/* Only read from: a typed pointer may be added to; a bad address is for the reader to find out. */
#define FPT_AT(p, T, path, off) ((u64)&(p)->path)

#define FPT_DOUBT(v) ((v) == 0)
/* clang must not learn that v is 0 here: it would follow a constant instead of the pointer. */
#define FPT_DOUBT_POINTER(v)                                                                       \
	({                                                                                         \
		u64 _d = (u64)(v);                                                                 \
		asm("" : "+r"(_d));                                                                \
		_d == 0;                                                                           \
	})
#define FPT_NUMBER(p) fpt_number(p)

/* ---- variables: libbpf finds the addresses in /proc/kallsyms ---- */

#define FPT_VAR_DECL(name) extern const void name __attribute__((section(".ksyms")))
#define FPT_VAR(name) ((u64)&name)

/* ---- bit-fields: all five properties are relocated ---- */

enum fpt_field {
	FPT_FIELD_OFFSET = 0,
	FPT_FIELD_SIZE = 1,
	FPT_FIELD_LSHIFT = 4,
	FPT_FIELD_RSHIFT = 5,
};

#define FPT_FIELD(p, path, what) __builtin_preserve_field_info((p)->path, what)

/* The unit is shifted up until the field's sign is bit 63, and down again. */
#define FPT_FIELD_VALUE(p, path, ctype, unit)                                                      \
	({                                                                                         \
		u64 _u = (unit) << FPT_FIELD(p, path, FPT_FIELD_LSHIFT);                           \
		u32 _r = FPT_FIELD(p, path, FPT_FIELD_RSHIFT);                                     \
		(ctype)-1 < 0 ? (u64)((s64)_u >> _r) : _u >> _r;                                   \
	})

/* The size is a constant for the verifier, which then looks at one case only. */
#define FPT_UNIT(p, path)                                                                          \
	({                                                                                         \
		const char *_p = (const char *)(p) + FPT_FIELD(p, path, FPT_FIELD_OFFSET);         \
		u64 _v = 0;                                                                        \
		asm("" : "+r"(_p));                                                                \
		switch (FPT_FIELD(p, path, FPT_FIELD_SIZE)) {                                      \
		case 1:                                                                            \
			_v = *(const u8 *)_p;                                                      \
			break;                                                                     \
		case 2:                                                                            \
			_v = *(const u16 *)_p;                                                     \
			break;                                                                     \
		case 4:                                                                            \
			_v = *(const u32 *)_p;                                                     \
			break;                                                                     \
		case 8:                                                                            \
			_v = *(const u64 *)_p;                                                     \
			break;                                                                     \
		}                                                                                  \
		_v;                                                                                \
	})

#define FPT_BITS(p, T, path, off, ctype, pos, n, F, S)                                             \
	FPT_FIELD_VALUE(p, path, ctype, FPT_UNIT(p, path))

/* ---- reads that tell a fault ---- */

/* W, from where: KERNEL or USER. */
/* What a handler that may sleep reads of its process is paged in if it has to be. */
#define FPT_COPY_KERNEL(to, size, from) fpt_h_probe_read((to), (size), (from))
#define FPT_COPY_USER(to, size, from)                                                              \
	(fpt_sleeps ? fpt_h_copy_from_user((to), (size), (from)) :                                 \
		      fpt_h_probe_read_user((to), (size), (from)))
#define FPT_COPY(W, to, size, from, F, S)                                                          \
	do {                                                                                       \
		if (FPT_UNLIKELY(FPT_COPY_##W((to), (size), (const void *)(from)) < 0))            \
			FPT_FAULT(F, S);                                                           \
	} while (0)

/* fpt_number: the base may be a typed pointer behind a cast; clang must not add to that early. */
#define FPT_ADDR(a, T, path, off)                                                                  \
	({                                                                                         \
		T *_t = (T *)fpt_number((const void *)(a));                                        \
		(u64)&_t->path;                                                                    \
	})

#define FPT_PEEK_AT(W, a, ctype, F, S)                                                             \
	({                                                                                         \
		ctype _v;                                                                          \
		FPT_COPY(W, &_v, sizeof(_v), (a), F, S);                                              \
		(u64) _v;                                                                          \
	})

#define FPT_PEEK(W, a, T, path, off, ctype, F, S)                                                  \
	FPT_PEEK_AT(W, FPT_ADDR(a, T, path, off), ctype, F, S)

#define FPT_PEEK_BITS(W, a, T, path, off, ctype, pos, n, F, S)                                        \
	({                                                                                         \
		T *_t = (T *)fpt_number((const void *)(a));                                        \
		const char *_b = (const char *)_t + FPT_FIELD(_t, path, FPT_FIELD_OFFSET);         \
		u64 _v = 0;                                                                        \
		FPT_COPY(W, &_v, FPT_FIELD(_t, path, FPT_FIELD_SIZE), _b, F, S);                      \
		FPT_FIELD_VALUE(_t, path, ctype, _v);                                              \
	})

#define FPT_ELEM(a, i, size, n, F, S)                                                              \
	({                                                                                         \
		u64 _a = (a), _i = (i);                                                            \
		if ((n) > 0 && FPT_UNLIKELY(_i >= (u64)(n)))                                       \
			FPT_FAULT(F, S);                                                           \
		_a + _i * (size);                                                                  \
	})

/* ---- strings: 8-byte aligned, widths are constants and multiples of 8 ---- */

/* clang writes a small copy out, word by word; beyond that the kernel does it. */
#define FPT_WORDS_MAX 512

FPT_INLINE char *fpt_words(char *d, const char *s, u32 bytes)
{
	if (bytes > FPT_WORDS_MAX)
		fpt_h_probe_read(d, bytes, s);
	else
		__builtin_memcpy(__builtin_assume_aligned(d, 8), __builtin_assume_aligned(s, 8),
				 bytes);
	return d;
}

FPT_INLINE char *fpt_str_copy(char *d, u32 w, const char *s, u32 sw)
{
	fpt_words(d, s, sw < w ? sw : w);
	if (sw > w)
		d[w - 1] = 0;
	return d;
}

/* The section is named, or clang would choose .rodata.cst16, which libbpf does not take. */
#define FPT_LIT(text, w)                                                                           \
	({                                                                                         \
		static const char _text[w] FPT_SEC(".rodata") __attribute__((aligned(8))) = text;  \
		(char *)_text;                                                                     \
	})

#define fpt_str_kernel(d, w, a, max, F, S) FPT_STR_FROM(fpt_h_probe_read_str, d, w, a, max, F, S)

/* There is no way to read a string that sleeps: its pages are touched, and it is read again. */
FPT_INLINE s64 fpt_touched_str(void *to, u32 size, const void *from)
{
	s64 n = fpt_h_probe_read_user_str(to, size, from);
	u8 byte;

	if (n >= 0)
		return n;
	fpt_h_copy_from_user(&byte, 1, from);
	fpt_h_copy_from_user(&byte, 1, (const void *)((fpt_number(from) + size) | 4095) - 4095);
	return fpt_h_probe_read_user_str(to, size, from);
}

#define FPT_READ_USER_STR(to, size, from)                                                          \
	(fpt_sleeps ? fpt_touched_str((to), (size), (from)) :                                      \
		      fpt_h_probe_read_user_str((to), (size), (from)))
#define fpt_str_user(d, w, a, max, F, S) FPT_STR_FROM(FPT_READ_USER_STR, d, w, a, max, F, S)

#define FPT_STR_FROM(copy, d, w, a, max, F, S)                                                     \
	({                                                                                         \
		char *_d = (d);                                                                    \
		u32 _n = (max) > 0 && (u64)(max) < (w) ? (max) + 1 : (w);                          \
		if (FPT_UNLIKELY(copy(_d, _n, (const void *)(a)) < 0))                             \
			FPT_FAULT(F, S);                                                           \
		_d;                                                                                \
	})

/*
 * The kernel's own copy finds the end of a string in few instructions.  It returns the bytes with the
 * NUL, and cannot fail on memory that is ours; the verifier wants to see that.
 */
FPT_INLINE u64 fpt_str_move(char *d, u32 w, const char *s)
{
	s64 n = fpt_h_probe_read_str(d, w, s);

	return n < 1 ? 0 : n - 1;
}

/*
 * A copy to nowhere counts the bytes.  A loop would leave each of its ends to the verifier as a number of
 * its own, and all that follows would be looked at once for each.
 */
#define fpt_str_len(d, s, w) fpt_str_move((d), (w), (s))

/* d is aw + bw bytes wide: wherever a ends, all of b fits behind it. */
FPT_INLINE char *fpt_str_cat(char *d, const char *a, u32 aw, const char *b, u32 bw)
{
	u64 n = fpt_str_move(d, aw, a);

	if (n < aw)
		fpt_str_move(d + n, bw, b);
	return d;
}

/* The top bit of each byte that is 0, and of no byte below the first such one. */
FPT_CONST u64 fpt_zero_bytes(u64 x)
{
	return (x - 0x0101010101010101) & ~x & 0x8080808080808080;
}

/* The bytes below the first NUL of a word, as a mask; all when there is none. */
FPT_CONST u64 fpt_text_mask(u64 x)
{
	u64 z = fpt_zero_bytes(x);

	return (z & -z) / 128 - 1;
}

/* Padded, since it may become a key: kernels like 6.1 copy what a longer name has left behind the NUL. */
FPT_INLINE char *fpt_comm(char *d)
{
	u64 *w = (u64 *)d, low, high;

	fpt_h_comm(d, 16);
	low = fpt_text_mask(w[0]);
	high = low + 1 ? 0 : fpt_text_mask(w[1]);
	w[0] &= low;
	w[1] &= high;
	return d;
}

/* Two words that differ, or that end the string: the order of their bytes up to the first NUL. */
FPT_INLINE u64 fpt_word_order(u64 x, u64 y)
{
	u32 i;

#pragma clang loop unroll(disable)
	for (i = 0; i < 8; i++) {
		u8 a = x, b = y;

		if (a != b)
			return a < b ? -1 : 1;
		if (!a)
			break;
		x >>= 8;
		y >>= 8;
	}
	return 0;
}

/*
 * One way out of the loop: with two, clang carries a register round it that has no value in the first
 * round, which is nothing to the verifier.  Where all words are equal, which the NUL of the shorter string
 * rules out, so are the last two.
 */
FPT_INLINE u64 fpt_str_cmp(const char *a, u32 aw, const char *b, u32 bw)
{
	u32 i, n = (aw < bw ? aw : bw) / 8;
	u64 x = 0, y = 0;

#pragma clang loop unroll(disable)
	for (i = 0; i < n; i++) {
		x = ((const u64 *)a)[i];
		y = ((const u64 *)b)[i];
		if (x != y || fpt_zero_bytes(x))
			break;
	}
	return fpt_word_order(x, y);
}

/* Byte by byte in the word where b ends, by words before. */
FPT_INLINE u64 fpt_str_head(const char *a, u32 aw, const char *b, u32 bw)
{
	u32 i, k, n = (aw < bw ? aw : bw) / 8;

#pragma clang loop unroll(disable)
	for (i = 0; i < n; i++) {
		u64 x = ((const u64 *)a)[i], y = ((const u64 *)b)[i];

		if (x != y && !fpt_zero_bytes(y))
			return 0;
		if (!fpt_zero_bytes(y))
			continue;
#pragma clang loop unroll(disable)
		for (k = 0; k < 8 && (u8)y; k++) {
			if ((u8)x != (u8)y)
				return 0;
			x >>= 8;
			y >>= 8;
		}
		return 1;
	}
	return 0;	/* b is longer than a can be */
}

/* n bytes as they are, zeros behind them up to w. */
#define FPT_BUF(W, d, w, a, n, F, S)                                                               \
	({                                                                                         \
		char *_d = (d);                                                                    \
		if ((n) < (w))                                                                     \
			*(u64 *)(_d + (w)-8) = 0;                                                  \
		FPT_COPY(W, _d, (n), (a), F, S);                                                   \
		_d;                                                                                \
	})

/*
 * Numbers as text, into 32 bytes.  All digits are made, from the last place down, and the text begins
 * behind the zeros in front: no branch, which would leave the verifier as many lengths to look at.
 */
#define FPT_DIGITS 24		/* the last one's place */

/* 1 if v is 0. */
FPT_CONST u64 fpt_is_zero(u64 v)
{
	v |= -v;
	FPT_UNKNOWN(v);
	return ~v >> 63;
}

static const char fpt_figures[16] FPT_SEC(".rodata") = "0123456789abcdef";

/*
 * Functions of their own, not inlined: each use would take stack.  The verifier takes a shift by 63 for
 * two ways to go on, so a figure is looked up rather than calculated.
 */
static FPT_NOINLINE __attribute__((unused)) u64 fpt_figure(char *d, u64 v, u64 base, u64 minus)
{
	u64 first = FPT_DIGITS, figure, i;

	if (!d)
		return 0;
	d[FPT_DIGITS + 1] = 0;
#pragma clang loop unroll(disable)
	for (i = 0; i < 20; i++) {
		figure = v % base;
		FPT_UNKNOWN(figure);	/* clang may know the base */
		d[FPT_DIGITS - i] = *(const volatile char *)&fpt_figures[figure & 15];
		v /= base;
		first -= 1 - fpt_is_zero(v);
	}
	first -= minus;
	FPT_UNKNOWN(first);
	first &= 31;
	d[first] += minus * ('-' - d[first]);
	fpt_h_probe_read_str(d, 32, (const void *)(fpt_number(d) + first));
	return 0;
}

FPT_INLINE char *fpt_str_digits(char *d, u64 v, u64 minus)
{
	fpt_figure(d, v, 10, minus);
	return d;
}

#define FPT_TABLE FPT_SEC(".rodata")
#define FPT_STRTOL static FPT_NOINLINE __attribute__((unused))
#include "number.h"

FPT_INLINE char *fpt_str_unsigned(char *d, u64 v)
{
	return fpt_str_digits(d, v, 0);
}

FPT_INLINE char *fpt_str_signed(char *d, u64 v)
{
	return fpt_str_digits(d, fpt_abs(v), v >> 63);
}

FPT_INLINE char *fpt_str_hex(char *d, u64 v)
{
	fpt_figure(d, v, 16, 0);
	return d;
}

FPT_INLINE char *fpt_usym(char *d, u64 address)
{
	((u64 *)d)[0] = fpt_pid();
	((u64 *)d)[1] = address;
	return d;
}

FPT_INLINE char *fpt_str_char(char *d, u64 v)
{
	d[0] = v;
	d[1] = 0;
	return d;
}

/*
 * Looking for a string in another, position by position: the body of a bpf_loop(), which compares at
 * one of them.  Widths are constants, and each pair of them a function of its own.
 */
struct fpt_find {
	const char *a, *b;
	s64 at;
};

#define FPT_FIND_BODY(name, aw, bw)                                                                \
	static FPT_NOINLINE long fpt_find_##name(u32 i, struct fpt_find *f)                        \
	{                                                                                          \
		const char *a = f->a, *b = f->b;                                                   \
		u32 k, n;                                                                          \
                                                                                                   \
		_Pragma("clang loop unroll(disable)") for (k = 0; k < (bw); k++)                   \
		{                                                                                  \
			n = i + k;                                                                 \
			FPT_UNKNOWN(n);                                                            \
			if (!b[k])                                                                 \
				break;                                                             \
			if (n >= (aw))                                                             \
				return 1;                                                          \
			if (a[n] != b[k])                                                          \
				return !a[n];                                                      \
		}                                                                                  \
		f->at = i;                                                                         \
		return 1;                                                                          \
	}

#define FPT_FIND(name, a_, aw, b_, bw)                                                             \
	({                                                                                         \
		struct fpt_find _f = { (a_), (b_), -1 };                                           \
		fpt_h_loop(aw, (void *)fpt_find_##name, &_f, 0);                                   \
		(u64) _f.at;                                                                       \
	})

/* d is as wide as s; a negative number is a large one. */
FPT_INLINE char *fpt_str_sub(char *d, const char *s, u32 w, u64 from, u64 n)
{
	u64 len = fpt_str_len(d, s, w);

	if ((s64)n < 0 || from > len)
		from = len;
	fpt_str_move(d, w, (const char *)(fpt_number(s) + from));
	FPT_UNKNOWN(n);
	if (n < w)
		d[n] = 0;
	return d;
}

/* What strings are filled up with; the copies end with its NUL. */
#define FPT_PAD_MAX 128
#define FPT_16(c) c c c c c c c c c c c c c c c c

static const char fpt_pad_blanks[FPT_PAD_MAX + 1] FPT_SEC(".rodata") =
	FPT_16(" ") FPT_16(" ") FPT_16(" ") FPT_16(" ") FPT_16(" ") FPT_16(" ") FPT_16(" ") FPT_16(" ");
static const char fpt_pad_zero_signs[FPT_PAD_MAX + 1] FPT_SEC(".rodata") =
	FPT_16("0") FPT_16("0") FPT_16("0") FPT_16("0") FPT_16("0") FPT_16("0") FPT_16("0") FPT_16("0");

/* d is n bytes wider than s; its first n bytes are filled as far as s needs no room.  Returns how far. */
FPT_INLINE u64 fpt_str_pad(char *d, const char *s, u32 w, u32 n, const char *with)
{
	u64 len = fpt_str_len(d, s, w), room = len < n ? n - len : 0;

	FPT_UNKNOWN(room);
	if (room > n)
		return 0;
	fpt_str_move(d, n + 1, (const char *)(fpt_number(with) + FPT_PAD_MAX - room));
	fpt_str_move(d + room, w, s);
	return room;
}

FPT_INLINE char *fpt_str_pad_before(char *d, const char *s, u32 w, u32 n)
{
	fpt_str_pad(d, s, w, n, fpt_pad_blanks);
	return d;
}

FPT_INLINE char *fpt_str_pad_zeros(char *d, const char *s, u32 w, u32 n)
{
	u64 room = fpt_str_pad(d, s, w, n, fpt_pad_zero_signs);

	FPT_UNKNOWN(room);
	if (*s == '-' && room <= n) {
		d[room] = '0';
		d[0] = '-';
	}
	return d;
}

FPT_INLINE char *fpt_str_pad_behind(char *d, const char *s, u32 w, u32 n)
{
	u64 len = fpt_str_move(d, w, s);

	FPT_UNKNOWN(len);
	if (len < n)
		fpt_str_move(d + len, n + 1, (const char *)(fpt_number(fpt_pad_blanks) + FPT_PAD_MAX - n + len));
	return d;
}

#endif
