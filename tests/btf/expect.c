// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where this compiler put the members of layout.h's structs: lines of "STRUCT MEMBER OFFSET WIDTH",
 * in bits, found by writing ones into a member and looking for them.
 */

#include "layout.h"

#include <stdio.h>
#include <string.h>

#define MAX_BITS 1024

/* The run of ones. */
static void print_run(const char *type, const char *member, const unsigned char *p, size_t size)
{
	size_t i, first = 0, n = 0;

	for (i = 0; i < size * 8; i++)
		if (p[i / 8] >> i % 8 & 1 && !n++)
			first = i;
	printf("%s %s %zu %zu\n", type, member, first, n);
}

#define SHOW(type, tag, member)                                                                    \
	do {                                                                                       \
		type tag x;                                                                        \
		memset(&x, 0, sizeof(x));                                                          \
		x.member = (__typeof__(x.member + 0))-1;                                           \
		print_run(#tag, #member, (unsigned char *)&x, sizeof(x));                          \
	} while (0)

int main(void)
{
	SHOW(struct, anonymous, first);
	SHOW(struct, anonymous, a);
	SHOW(struct, anonymous, b);
	SHOW(struct, anonymous, c);
	SHOW(struct, anonymous, named.d);
	SHOW(struct, anonymous, named.wide);
	SHOW(struct, anonymous, pair.deep_y);
	SHOW(struct, anonymous, last);
	SHOW(struct, bits, one);
	SHOW(struct, bits, three);
	SHOW(struct, bits, sixteen);
	SHOW(struct, bits, forty);
	SHOW(struct, bits, in_a);
	SHOW(struct, bits, in_b);
	SHOW(struct, bits, full);
	SHOW(struct, bits, flag);
	SHOW(struct, bits, plain);
	SHOW(struct, extended, before);
	SHOW(struct, extended, lent_a);
	SHOW(struct, extended, lent_b);
	SHOW(struct, extended, u);
	SHOW(struct, extended, skip);
	SHOW(struct, extended, three);
	SHOW(struct, extended, forty);
	SHOW(struct, extended, in_b);
	SHOW(struct, extended, plain);
	SHOW(struct, extended, after);
	SHOW(union, either, i);
	SHOW(union, either, c1);
	SHOW(union, either, l);
	printf("size anonymous %zu\n", sizeof(struct anonymous));
	printf("size bits %zu\n", sizeof(struct bits));
	printf("size extended %zu\n", sizeof(struct extended));
	return 0;
}
