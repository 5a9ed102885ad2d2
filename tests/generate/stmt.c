// SPDX-License-Identifier: GPL-2.0-or-later
/* Statements. */

#include <stdio.h>

#include "tests/generate/gen.h"

void open_block(struct gen *g)
{
	fputs(" {", stdout);
	g->tabs++;
}

void close_block(struct gen *g)
{
	g->tabs--;
	line(g);
	putchar('}');
}

static void meet(struct scope *into, const struct scope *other)
{
	if (other->dead)
		return;
	if (into->dead) {
		into->ints = other->ints;
		into->strs = other->strs;
		into->dead = false;
		return;
	}
	into->ints &= other->ints;
	into->strs &= other->strs;
	into->tuples &= other->tuples;
}

static void print_statement(struct gen *g)
{
	unsigned n = 1 + below(g, 3), i;
	bool is_text;

	if (chance(g, 30)) {
		static const char *const forms[] = { "%d", "%u", "%x", "%v", "%5d", "%-6u", "%08x", "%o", "%X" };

		fputs("printf(\"", stdout);
		for (i = 0; i < n; i++)
			printf("%s ", PICK(g, forms));
		fputs("%s\\n\"", stdout);
		for (i = 0; i < n; i++) {
			fputs(", (c0 + ", stdout);
			number(g, 2);
			putchar(')');
		}
		fputs(", ", stdout);
		text(g, 2);
		putchar(')');
		return;
	}
	if (chance(g, 5)) {
		fputs("printf(\"%c|%s\\n\", 32 + (", stdout);
		number(g, 1);
		fputs(" & 63), ", stdout);
		compare(g, 1);
		putchar(')');
		return;
	}
	fputs("println(", stdout);
	for (i = 0; i < n; i++) {
		fputs(i ? ", " : "", stdout);
		is_text = chance(g, 30);
		if (is_text)
			text(g, 2);
		else
			number(g, 3);
	}
	putchar(')');
}

static void assign_number(struct gen *g)
{
	static const char *const ops[] = {
		" += ", " -= ", " *= ", " &= ", " |= ", " ^= ", " <<= ", " >>= ",
	};
	const struct function *fn = g->s.fn;
	unsigned x = below(g, NINTS);

	if (fn && fn->nparams && !fn->param_text[0] && chance(g, 15)) {
		fputs("p0", stdout);
		fputs(PICK(g, ops), stdout);
		number(g, 2);
		return;
	}
	if (chance(g, 50)) {
		printf("x%u = ", x);
		number(g, 3);
		g->s.ints |= 1u << x;
		return;
	}
	number_place(g, 1);
	if (chance(g, 20)) {
		fputs(chance(g, 50) ? "++" : "--", stdout);
	} else if (chance(g, 10)) {
		fputs(chance(g, 50) ? " /= " : " %= ", stdout);
		changing(g, 1);
	} else {
		fputs(chance(g, 30) ? " = " : PICK(g, ops), stdout);
		number(g, 2);
	}
}

static void assign_text(struct gen *g)
{
	unsigned s = below(g, NSTRS);

	switch (below(g, 4)) {
	case 0:
		printf("t%u = ", below(g, 4));
		short_text(g);
		return;
	case 1:
		printf("sm[%u] = ", below(g, 3));
		short_text(g);
		return;
	default:
		printf("s%u = ", s);
		stored(g, 2);
		g->s.strs |= 1u << s;
	}
}

static void tuple_statement(struct gen *g)
{
	unsigned q = below(g, NTUPLES);

	switch (below(g, 4)) {
	case 0:
		printf("q%u = ", q);
		tuple(g, 2);
		g->s.tuples |= 1u << q;
		return;
	case 1:
		fputs("println(", stdout);
		tuple(g, 2);
		putchar(')');
		return;
	case 2:
		fputs("delete ", stdout);
		return tuple_place(g);
	default:
		tuple_place(g);
		fputs(" = ", stdout);
		tuple(g, 2);
	}
}

static void other_statement(struct gen *g)
{
	struct scope before;

	switch (below(g, 10)) {
	case 8:
	case 9:
		return tuple_statement(g);
	case 0:
		printf("g%u = ", NGLOBALS - 1);
		number(g, 2);
		return;
	case 1:
		printf("g%u %s ", NGLOBALS - 1, chance(g, 50) ? "|=" : "^=");
		compare(g, 1);
		return;
	case 2:
		fputs("delete ", stdout);
		if (chance(g, 80))
			map_place(g, 0);
		else
			fputs(chance(g, 40) ? "th" : chance(g, 50) ? "m0" : "m1[\"a\", *]", stdout);
		return;
	case 3:
		fputs("h <<< ", stdout);
		number(g, 2);
		return;
	case 4:
		fputs("hk[", stdout);
		text(g, 0);
		fputs("] <<< ", stdout);
		number(g, 2);
		return;
	case 5:
		fputs("lin <<< ", stdout);
		number(g, 2);
		return;
	case 6:
		before = g->s;
		fputs("w[", stdout);
		number(g, 1);
		fputs(", ", stdout);
		text(g, 1);
		fputs("] += ", stdout);
		g->s = before;
		number(g, 1);
		return;
	default:
		fputs("m4[", stdout);
		key(g, 4, 0);
		fputs(chance(g, 50) ? "]++" : "] = 5", stdout);
	}
}

static void if_statement(struct gen *g)
{
	struct scope before, then;

	fputs("if (", stdout);
	number(g, 2);
	putchar(')');
	before = g->s;
	open_block(g);
	block(g, 1 + below(g, 3));
	close_block(g);
	then = g->s;
	g->s = before;
	if (chance(g, 50)) {
		fputs(" else", stdout);
		open_block(g);
		block(g, 1 + below(g, 3));
		close_block(g);
	}
	meet(&g->s, &then);
}

/* break, continue: sometimes, behind a condition. */
static void jump(struct gen *g)
{
	line(g);
	fputs("if (", stdout);
	number(g, 1);
	fputs(") ", stdout);
	fputs(chance(g, 50) ? "break" : "continue", stdout);
}

static void loop_body(struct gen *g, bool may_jump)
{
	struct scope before = g->s;

	g->s.loops++;
	if (g->nest < g->s.loops)
		g->nest = g->s.loops;
	block(g, 1 + below(g, 3));
	if (may_jump && !g->s.dead && chance(g, 50)) {
		jump(g);
		block(g, 1);
	}
	close_block(g);
	g->s = before;
}

static void range_bounds(struct gen *g)
{
	switch (below(g, 4)) {
	case 0:
		fputs("0x7ffffffffffffffd..0x7fffffffffffffff", stdout);
		return;
	case 1:
		fputs("-2..", stdout);
		break;
	case 2:
		fputs("(c0 & 0)..", stdout);
		break;
	default:
		fputs("0..", stdout);
	}
	if (chance(g, 50)) {
		printf("%u", below(g, 5));
	} else {
		putchar('(');
		number(g, 1);
		fputs(" & 3)", stdout);
	}
}

static void range_loop(struct gen *g)
{
	unsigned n = g->names++;

	printf("for (i%u in ", n);
	range_bounds(g);
	putchar(')');
	open_block(g);
	if (g->nvisible[0] < NVISIBLE)
		snprintf(g->visible[0][g->nvisible[0]++], 8, "i%u", n);
	loop_body(g, true);
	g->nvisible[0]--;
}

static void counted_loop(struct gen *g)
{
	unsigned n = g->names++, rounds = below(g, 5);
	struct scope before;

	switch (below(g, 4)) {
	case 0:
		printf("n%u = %u", n, rounds);
		line(g);
		printf("while (n%u-- > 0", n);
		before = g->s;
		if (chance(g, 40)) {
			fputs(" && ", stdout);
			number(g, 2);
		}
		putchar(')');
		g->s = before;
		open_block(g);
		break;
	case 1:
		printf("for (n%u = %u; n%u > 0; n%u -= 2)", n, rounds * 2, n, n);
		open_block(g);
		break;
	case 2:
		printf("n%u = 0", n);
		line(g);
		fputs("for (;;)", stdout);
		open_block(g);
		line(g);
		printf("if (n%u++ > %u) break", n, rounds);
		break;
	default:
		printf("for (n%u = 0; n%u < %u; n%u++)", n, n, rounds, n);
		open_block(g);
	}
	loop_body(g, true);
}

static void endless_loop(struct gen *g)
{
	static const char *const ends[] = { "while (true) { }", "for (;;) { g0++ }", "for (;;) { if (c0 != c0) break }" };

	fputs(PICK(g, ends), stdout);
}

static void try_statement(struct gen *g)
{
	struct scope before = g->s, tried;
	unsigned n = g->names++;
	bool named = chance(g, 70);

	fputs("try", stdout);
	open_block(g);
	g->s.tries++;
	if (chance(g, 3)) {
		line(g);
		endless_loop(g);
	}
	block(g, 1 + below(g, 3));
	close_block(g);
	tried = g->s;
	g->s = before;
	if (named)
		printf(" catch (e%u)", n);
	else
		fputs(" catch", stdout);
	open_block(g);
	if (named) {
		line(g);
		printf("println(e%u)", n);
	}
	block(g, below(g, 3));
	close_block(g);
	tried.tries = before.tries;
	meet(&g->s, &tried);
}

/* What ends the body of code, at a place where that is possible. */
static void ending(struct gen *g)
{
	static const char *const messages[] = { "mine", "", "a % b", "other" };

	if (g->s.loops && chance(g, 50)) {
		fputs(chance(g, 50) ? "break" : "continue", stdout);
	} else if (chance(g, 40)) {
		printf("error(\"%s\")", PICK(g, messages));
	} else if (!g->s.fn) {
		fputs(chance(g, 90) ? "next" : "exit()", stdout);
	} else if (g->s.fn->nothing) {
		fputs("return;", stdout);
	} else {
		fputs("return ", stdout);
		g->returns = true;
		if (g->s.fn->text)
			stored(g, 2);
		else
			number(g, 2);
	}
	g->s.dead = true;
}

void statement(struct gen *g)
{
	const struct function *f;
	unsigned what = below(g, 100);
	bool may_loop = g->s.loops < NEST && g->budget > 3 && !(g->s.fn && g->s.loops);

	g->budget--;
	g->weight++;
	line(g);
	if (what < 22)
		return print_statement(g);
	if (what < 45)
		return assign_number(g);
	if (what < 55)
		return assign_text(g);
	if (what < 66)
		return other_statement(g);
	if (what < 75)
		return if_statement(g);
	if (what < 79 && may_loop)
		return range_loop(g);
	if (what < 83 && may_loop)
		return counted_loop(g);
	if (what < 86 && may_loop)
		return foreach_statement(g);
	if (what < 92)
		return try_statement(g);
	f = callable(g, false, true);
	if (what < 97 && f)
		return call(g, f, 1);
	if (g->s.loops || g->s.tries || g->s.fn || chance(g, 10))
		return ending(g);
	assign_number(g);
}

void block(struct gen *g, unsigned n)
{
	while (n-- && g->budget && !g->s.dead)
		statement(g);
}
