// SPDX-License-Identifier: GPL-2.0-or-later
/* Places: variables, elements of maps; and what is put into them. */

#include <stdio.h>

#include "tests/generate/gen.h"

void key(struct gen *g, unsigned map, unsigned depth)
{
	switch (map) {
	case 0:
	case 3:
		if (chance(g, 60))
			printf("%u", below(g, 5));
		else
			number(g, depth);
		return;
	case 1:
		text(g, 0);
		fputs(", ", stdout);
		number(g, chance(g, 50) ? 0 : depth);
		return;
	case 2:
		fputs("(c0 < ", stdout);
		changing(g, 0);
		fputs("), ", stdout);
		number(g, 0);
		fputs(", ", stdout);
		text(g, depth);
		return;
	case 4:
		if (chance(g, 50)) {
			number(g, 0);
			fputs(" & 7", stdout);
		} else {
			printf("%u", below(g, 8));
		}
		return;
	default:
		printf("%u", below(g, 3));
	}
}

/* m0[…] … m4[…]: values are numbers. */
void map_place(struct gen *g, unsigned depth)
{
	unsigned map = below(g, 5);
	struct scope before = g->s;

	/* Where a key comes among the rest of its statement is not the matter here. */
	printf("m%u[", map);
	key(g, map, depth);
	putchar(']');
	g->s = before;
}

void number_place(struct gen *g, unsigned depth)
{
	unsigned i;

	switch (below(g, 4)) {
	case 0:
		if (g->s.ints) {
			printf("x%u", pick_bit(g, g->s.ints));
			return;
		}
		/* fall through */
	case 1:
		map_place(g, depth);
		return;
	case 2:
		i = below(g, 4);
		fputs(i == 0 ? "th" : i == 1 ? "pc" : "g0", stdout);
		return;
	default:
		printf("g%u", below(g, NGLOBALS - 1));	/* the last is a bool */
	}
}

/* What does not grow when the script's passes come to it again and again. */
void short_text(struct gen *g)
{
	switch (below(g, 4)) {
	case 0:
		printf("substr(\"%s\", ", text_literal(g));
		number(g, 1);
		putchar(')');
		return;
	case 1:
		printf("(\"%s\" + ", text_literal(g));
		printf("\"%s\")", text_literal(g));
		return;
	case 2:
		putchar('(');
		number(g, 2);
		printf(" ? t%u : ", below(g, 4));
		printf("\"%s\")", text_literal(g));
		return;
	default:
		printf(chance(g, 50) ? "sm[%u]" : "t%u", below(g, 2));
	}
}

void tuple_place(struct gen *g)
{
	struct scope before = g->s;

	fputs("tm[", stdout);
	if (chance(g, 70))
		printf("%u", below(g, 4));
	else
		number(g, 1);
	putchar(']');
	g->s = before;
}

void tuple(struct gen *g, unsigned depth)
{
	unsigned q;

	if (g->s.tuples && chance(g, 30)) {
		q = pick_bit(g, g->s.tuples);
		printf(chance(g, 50) ? "q%u" : "[q%u[2], q%u[1], q%u[0]]", q, q, q);
		return;
	}
	if (chance(g, 30))
		return tuple_place(g);
	putchar('[');
	number(g, depth);
	fputs(", ", stdout);
	short_text(g);
	fputs(", ", stdout);
	number(g, depth);
	putchar(']');
}
