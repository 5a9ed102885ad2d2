// SPDX-License-Identifier: GPL-2.0-or-later
/* Chance, and literals. */

#include <stdio.h>

#include "tests/generate/gen.h"

uint64_t next(struct gen *g)
{
	uint64_t z = g->state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

unsigned below(struct gen *g, unsigned n)
{
	return next(g) % n;
}

bool chance(struct gen *g, unsigned percent)
{
	return below(g, 100) < percent;
}

static unsigned bits(unsigned mask)
{
	return (unsigned)__builtin_popcount(mask);
}

unsigned pick_bit(struct gen *g, unsigned mask)
{
	unsigned n = below(g, bits(mask)), i;

	for (i = 0;; i++)
		if (mask >> i & 1 && !n--)
			return i;
}

void line(struct gen *g)
{
	unsigned i;

	putchar('\n');
	for (i = 0; i < g->tabs; i++)
		putchar('\t');
}

void literal(struct gen *g)
{
	static const char *const numbers[] = {
		"0", "1", "-1", "2", "7", "-9223372036854775808", "9223372036854775807",
		"0x8000000000000000", "0xffffffffffffffff", "2147483648", "-2147483648", "2147483647",
		"4294967295", "4294967296", "255", "256", "-128", "-129", "32768", "65535", "63", "64",
		"0x1_0000_0001", "true", "false", "'a'", "1ms", "4K", "1_000",
	};

	if (chance(g, 40))
		printf("%u", below(g, 12));
	else
		fputs(PICK(g, numbers), stdout);
}

const char *text_literal(struct gen *g)
{
	static const char *const texts[] = {
		"", "a", "b", "ab", "abc", "zz", "Z", "seven77", "eight888", "nine 9999", "a\\tb", "\xc3\xa9",
		"fptap", "a somewhat longer text of 37 bytes...", "abcdefgh", "abcdefghi", "abcdefgi", "\\xff",
	};

	return PICK(g, texts);
}
