// SPDX-License-Identifier: GPL-2.0-or-later
/* foreach: a body that does the same in any order. */

#include <stdio.h>
#include <string.h>

#include "tests/generate/gen.h"

static void see(struct gen *g, bool is_text, const char *name)
{
	if (g->nvisible[is_text] < NVISIBLE)
		snprintf(g->visible[is_text][g->nvisible[is_text]++], 8, "%s", name);
}

static void each_head(struct gen *g, unsigned map, unsigned n)
{
	static const char *const kinds[] = { "n", "sn", "nns", "n", "n" };
	unsigned parts = (unsigned)strlen(kinds[map]), i;
	bool slice = map == 1 && chance(g, 40);
	char name[8];

	fputs("foreach (", stdout);
	if (chance(g, 50)) {
		printf("v%u = ", n);
		snprintf(name, sizeof(name), "v%u", n);
		see(g, false, name);
	}
	fputs(parts > 1 ? "[" : "", stdout);
	for (i = 0; i < parts; i++) {
		snprintf(name, sizeof(name), "k%u%c", n, 'a' + i);
		see(g, kinds[map][i] == 's', name);
		printf("%s%s", i ? ", " : "", name);
	}
	printf("%s in m%u%s)", parts > 1 ? "]" : "", map, slice ? "[\"a\", *]" : "");
}

static void each_delete(unsigned map, unsigned n)
{
	printf("delete m%u[k%ua", map, n);
	if (map == 1 || map == 2)
		printf(", k%ub", n);
	if (map == 2)
		printf(", k%uc", n);
	putchar(']');
}

static void each_body(struct gen *g, unsigned map, unsigned n, unsigned acc, bool inner)
{
	line(g);
	printf("a%u += ", acc);
	number(g, 2);
	if (chance(g, 40)) {
		line(g);
		fputs("if (", stdout);
		number(g, 2);
		fputs(") continue", stdout);
	}
	line(g);
	printf("b%u ^= ", acc);
	number(g, 3);
	if (chance(g, 30)) {
		line(g);
		fputs("try { if (", stdout);
		number(g, 1);
		printf(") error(\"each\") } catch { a%u += 77 }", acc);
	}
	if (!inner && chance(g, 40)) {
		line(g);
		fputs("if (", stdout);
		number(g, 1);
		fputs(") ", stdout);
		each_delete(map, n);
	}
}

void foreach_statement(struct gen *g)
{
	unsigned n = g->names++, map = below(g, 5), acc = n, numbers = g->nvisible[0], texts = g->nvisible[1];
	bool two = chance(g, 30) && g->s.loops + 2 <= NEST;

	printf("a%u = b%u = 0", acc, acc);
	line(g);
	if (chance(g, 20)) {
		printf("foreach (v%u = k%u in sm) a%u += strlen(v%u) * k%u + (v%u == \"%s\")", n, n, acc, n, n, n,
		       text_literal(g));
		line(g);
	}
	if (chance(g, 15)) {	/* which ones come is open, but not how many */
		printf("foreach (%s in m%u limit (g0 & 3)) a%u++", map == 1 ? "[k, l]" : map == 2 ? "[k, l, m]" : "k",
		       map, acc);
		line(g);
	}
	each_head(g, map, n);
	open_block(g);
	g->pure = true;
	each_body(g, map, n, acc, two);
	if (two) {
		unsigned m = below(g, 5), k = g->names++;

		line(g);
		each_head(g, m, k);
		open_block(g);
		each_body(g, m, k, acc, true);
		close_block(g);
	}
	g->pure = false;
	close_block(g);
	if (g->nest < g->s.loops + 1 + two)
		g->nest = g->s.loops + 1 + two;
	g->nvisible[0] = numbers;
	g->nvisible[1] = texts;
	line(g);
	printf("println(\"each\", a%u, b%u)", acc, acc);
}
