/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_NUMBER_H
#define RUNTIME_NUMBER_H

/*
 * strtol() for handlers and host: the same text for three compilers.
 *
 * Blanks, a sign, 0x where the base is 16, digits; what follows is not looked at.  0 where there is no
 * digit; a number of more than 64 bits wraps.
 *
 * No branch depends on the text, since the verifier would follow both ends of each: a byte's value and what
 * it may be are looked up, and what comes of it is arithmetic on bits.
 *
 * Defined before: FPT_TABLE, the section of constants; FPT_STRTOL, what kind of function.
 */

#define NUMBER_BYTES 80		/* looked at: blanks, a sign, 64 binary digits */

enum { NUMBER_BLANK = 1, NUMBER_MINUS = 2, NUMBER_SIGN = 4, NUMBER_X = 8, NUMBER_ZERO = 16 };

/* 1 + the digit's value; 0: none. */
static const u8 number_digits[256] FPT_TABLE = {
	['0'] = 1,  2, 3, 4, 5, 6, 7, 8, 9, 10,
	['A'] = 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33,
	34, 35, 36,
	['a'] = 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33,
	34, 35, 36,
};

static const u8 number_kinds[256] FPT_TABLE = {
	[' '] = NUMBER_BLANK, ['\t'] = NUMBER_BLANK, ['\n'] = NUMBER_BLANK, ['\r'] = NUMBER_BLANK,
	['-'] = NUMBER_SIGN | NUMBER_MINUS, ['+'] = NUMBER_SIGN,
	['x'] = NUMBER_X, ['X'] = NUMBER_X, ['0'] = NUMBER_ZERO,
};

/* base: 2 to 36. */
FPT_STRTOL u64 fpt_strtol(const char *s, u64 width, u64 base)
{
	u64 v = 0, minus = 0, alive = 1, started = 0, some = 0, zero = 0, hex = base == 16, i;

	if (!s)
		return 0;
	for (i = 0; i < NUMBER_BYTES && i < width; i++) {
		u8 c = *(const volatile char *)(s + i);
		u64 at = *(const volatile u8 *)&number_digits[c] + 63, kind = *(const volatile u8 *)&number_kinds[c];
		/* 64 + the digit, or 63: less than 64 + base is one of the base's, and at least 64. */
		u64 digit = at >> 6 & ~((at - base) >> 6) & alive;
		u64 blank = kind & ~started & 1, sign = kind >> 2 & ~started & 1;
		u64 x = kind >> 3 & zero & hex;

		v += digit * (v * (base - 1) + at - 64);
		minus |= kind >> 1 & sign & alive;
		zero = digit & ~some & kind >> 4 & 1;
		started |= (digit | sign) & 1;
		some |= digit;
		alive &= digit | blank | sign | x;
	}
	return (v ^ (0 - minus)) + minus;
}

#endif
