// SPDX-License-Identifier: GPL-2.0-or-later
/* Expressions. */

#include <stdio.h>

#include "tests/generate/gen.h"

void changing(struct gen *g, unsigned depth)	/* a number that is no constant */
{
	fputs("(c0 + ", stdout);
	number(g, depth);
	putchar(')');
}

static bool variable(struct gen *g)
{
	unsigned nparams = g->s.fn ? g->s.fn->nparams : 0, i;

	switch (below(g, 5)) {
	case 0:
		if (g->nvisible[0]) {
			fputs(g->visible[0][below(g, g->nvisible[0])], stdout);
			return false;
		}
		/* fall through */
	case 1:
		if (nparams) {
			i = below(g, nparams);
			printf(g->s.fn->param_text[i] ? "strlen(p%u)" : "p%u", i);
			return false;
		}
		/* fall through */
	case 2:
	case 3:
		if (g->s.ints && !g->pure) {
			printf("x%u", pick_bit(g, g->s.ints));
			return false;
		}
		/* fall through */
	default:
		if (chance(g, 50) || g->pure)
			printf("c%u", below(g, 6));
		else
			printf("g%u", below(g, NGLOBALS));
		return false;
	}
}

/* Effects in an expression. */
static void effect(struct gen *g, unsigned depth)
{
	static const char *const assigns[] = {
		" = ", " += ", " -= ", " *= ", " &= ", " |= ", " ^= ", " <<= ", " >>= ",
	};
	unsigned x;

	switch (below(g, 5)) {
	case 0:
		putchar('(');
		number_place(g, 0);
		fputs(chance(g, 50) ? "++)" : "--)", stdout);
		return;
	case 1:
		fputs(chance(g, 50) ? "(++" : "(--", stdout);
		number_place(g, 0);
		putchar(')');
		return;
	case 2:
		x = below(g, NINTS);
		printf("(x%u = ", x);
		number(g, depth);
		putchar(')');
		g->s.ints |= 1u << x;
		return;
	default:
		if (!g->s.ints) {
			printf("g%u", below(g, NGLOBALS));
			return;
		}
		x = chance(g, 50) ? pick_bit(g, g->s.ints) : NINTS;
		if (x < NINTS)
			printf("(x%u%s", x, PICK(g, assigns));
		else
			printf("(g%u%s", below(g, NGLOBALS - 1), PICK(g, assigns));
		number(g, depth);
		putchar(')');
	}
}

/* One that may run or not. */
static bool perhaps(struct gen *g, bool (*expr)(struct gen *g, unsigned depth), unsigned depth)
{
	unsigned ints = g->s.ints, strs = g->s.strs;
	bool is_const = expr(g, depth);

	g->s.ints = ints;
	g->s.strs = strs;
	return is_const;
}

bool compare(struct gen *g, unsigned depth)
{
	static const char *const ops[] = { " == ", " != ", " < ", " > ", " <= ", " >= " };

	putchar('(');
	if (chance(g, 30)) {
		if (chance(g, 20) && !g->pure)
			fputs("execname()", stdout);
		else
			text(g, depth);
		fputs(PICK(g, ops), stdout);
		text(g, depth);
	} else {
		changing(g, depth);
		fputs(PICK(g, ops), stdout);
		changing(g, depth);
	}
	putchar(')');
	return false;
}

static bool binary(struct gen *g, unsigned depth)
{
	static const char *const ops[] = {
		" + ", " - ", " * ", " & ", " | ", " ^ ", " << ", " >> ", " / ", " % ",
	};
	static const char *const divisors[] = { "3", "-1", "7", "16", "-5", "0xffffffffffffffff", "1" };
	unsigned op = below(g, 10);
	bool is_const;

	putchar('(');
	is_const = number(g, depth);
	fputs(ops[op], stdout);
	if (op < 8) {
		is_const &= number(g, depth);
	} else if (g->pure || chance(g, 40)) {
		fputs(PICK(g, divisors), stdout);
	} else if (chance(g, 60)) {
		is_const = false;
		putchar('(');
		changing(g, depth);
		fputs(" | 1)", stdout);
	} else {
		is_const = false;
		changing(g, depth);
	}
	putchar(')');
	return is_const;
}

static bool logic(struct gen *g, unsigned depth)
{
	bool is_const;

	putchar('(');
	is_const = number(g, depth);
	fputs(chance(g, 50) ? " && " : " || ", stdout);
	is_const &= perhaps(g, number, depth);
	putchar(')');
	return is_const;
}

static bool choice(struct gen *g, bool (*expr)(struct gen *g, unsigned depth), unsigned depth)
{
	bool c, a;

	putchar('(');
	c = number(g, depth);
	fputs(" ? ", stdout);
	a = perhaps(g, expr, depth);
	fputs(" : ", stdout);
	a |= perhaps(g, expr, depth);
	putchar(')');
	return c && a;
}

static bool of_text(struct gen *g, unsigned depth)
{
	if (chance(g, 60)) {
		fputs("strlen(", stdout);
		text(g, depth);
	} else {
		fputs("starts_with(", stdout);
		text(g, depth);
		fputs(", ", stdout);
		text(g, depth);
	}
	putchar(')');
	return false;
}

static bool from_map(struct gen *g, unsigned depth)
{
	unsigned map = below(g, 5);

	if (chance(g, 15)) {
		fputs(chance(g, 50) ? "th" : "pc", stdout);
	} else if (chance(g, 15)) {
		tuple_place(g);
		fputs(chance(g, 50) ? "[0]" : "[2]", stdout);
	} else if (g->s.tuples && chance(g, 30)) {
		printf("q%u[%u]", pick_bit(g, g->s.tuples), 2 * below(g, 2));
	} else if (chance(g, 60)) {
		map_place(g, depth);
	} else {
		fputs(map == 1 || map == 2 ? "([" : "(", stdout);
		key(g, map, depth);
		printf("%s in m%u)", map == 1 || map == 2 ? "]" : "", map);
	}
	return false;
}

static bool cast(struct gen *g, unsigned depth)
{
	static const char *const types[] = {
		"s8", "u8", "s16", "u16", "s32", "u32", "s64", "u64", "bool", "int", "unsigned long", "char",
	};
	bool is_const;

	printf("((%s)", PICK(g, types));
	is_const = number(g, depth);
	putchar(')');
	return is_const;
}

static bool unary(struct gen *g, unsigned depth)
{
	static const char *const ops[] = { "- ", "~", "!", "+" };
	bool is_const;

	printf("(%s", PICK(g, ops));
	is_const = number(g, depth);
	putchar(')');
	return is_const;
}

/* A function that may be called here and yields one or the other; NULL: none. */
const struct function *callable(struct gen *g, bool is_text, bool as_statement)
{
	unsigned n = g->s.fn ? (unsigned)(g->s.fn - g->f) : g->nfuncs, i;
	const struct function *f;

	if (!n || g->pure)
		return NULL;
	i = below(g, n);
	f = &g->f[i];
	if (g->s.loops + f->nest > NEST || g->weight + f->weight > WEIGHT)
		return NULL;
	if (!as_statement && (f->nothing || f->text != is_text))
		return NULL;
	return f;
}

bool number(struct gen *g, unsigned depth)
{
	const struct function *f;

	if (!depth) {
		if (chance(g, 40)) {
			literal(g);
			return true;
		}
		return variable(g);
	}
	depth--;
	switch (below(g, 16)) {
	case 0:
	case 1:
	case 2:
	case 3:
		return binary(g, depth);
	case 4:
	case 5:
		return compare(g, depth);
	case 6:
		return logic(g, depth);
	case 7:
		return choice(g, number, depth);
	case 8:
		return cast(g, depth);
	case 9:
		return unary(g, depth);
	case 10:
		return of_text(g, depth);
	case 11:
		if (!g->pure)
			return from_map(g, depth);
		break;
	case 12:
	case 13:
		if (!g->pure) {
			effect(g, depth);
			return false;
		}
		break;
	case 14:
		f = callable(g, false, false);
		if (f) {
			call(g, f, depth);
			return false;
		}
		break;
	}
	return number(g, 0);
}

static bool text_variable(struct gen *g)
{
	const struct function *fn = g->s.fn;
	unsigned i;

	if (g->nvisible[1] && chance(g, 50)) {
		fputs(g->visible[1][below(g, g->nvisible[1])], stdout);
	} else if (g->pure) {
		printf("\"%s\"", text_literal(g));
	} else if (fn && fn->nparams && chance(g, 50) && fn->param_text[i = below(g, fn->nparams)]) {
		printf("p%u", i);
	} else if (g->s.strs && chance(g, 70)) {
		printf("s%u", pick_bit(g, g->s.strs));
	} else if (g->s.tuples && chance(g, 40)) {
		printf("q%u[1]", pick_bit(g, g->s.tuples));
	} else if (chance(g, 70)) {
		printf("t%u", below(g, 4));
	} else {
		printf("sm[%u]", below(g, 4));
	}
	return false;
}

/* sprintf() with a width, and perhaps less than all of a text; what is stored must not grow. */
static void filled_up(struct gen *g, unsigned depth)
{
	static const char *const flags[] = { "", "-", "0" };
	unsigned n = below(g, 24);

	if (chance(g, 50)) {
		printf("sprintf(\"%%%s%u%c\", ", flags[below(g, 3)], n, "dux"[below(g, 3)]);
		number(g, depth);
	} else {
		printf("sprintf(\"%%%s%u.%us\", ", flags[below(g, 2)], n, below(g, 24));
		text(g, depth);
	}
	putchar(')');
}

bool text(struct gen *g, unsigned depth)
{
	const struct function *f;

	if (!depth || chance(g, 30)) {
		if (chance(g, 50))
			return text_variable(g);
		printf("\"%s\"", text_literal(g));
		return true;
	}
	depth--;
	switch (below(g, 6)) {
	case 0:
	case 1:
		putchar('(');
		if (g->storing)
			text_variable(g);
		else
			text(g, depth);
		fputs(" + ", stdout);
		if (g->storing)
			printf("\"%.*s\"", (int)below(g, 8), "+-+-+-+");
		else
			text(g, 0);
		putchar(')');
		return false;
	case 2:
		fputs("substr(", stdout);
		text(g, depth);
		fputs(", ", stdout);
		if (chance(g, 80))
			printf("%u", below(g, 10));
		else
			number(g, depth);
		if (chance(g, 60)) {
			fputs(", ", stdout);
			number(g, 0);
		}
		putchar(')');
		return false;
	case 3:
		if (chance(g, 50))
			return choice(g, text, depth);
		filled_up(g, depth);
		return false;
	case 4:
		f = callable(g, true, false);
		if (f) {
			call(g, f, depth);
			return false;
		}
		break;
	case 5:
		if (!g->pure) {
			unsigned s = below(g, NSTRS);

			printf("(s%u = ", s);
			stored(g, depth);
			putchar(')');
			g->s.strs |= 1u << s;
			return false;
		}
		break;
	}
	return text_variable(g);
}

bool stored(struct gen *g, unsigned depth)
{
	bool outer = g->storing, is_const;

	g->storing = true;
	is_const = text(g, depth);
	g->storing = outer;
	return is_const;
}

void call(struct gen *g, const struct function *f, unsigned depth)
{
	unsigned i;

	g->weight += f->weight;
	if (g->nest < g->s.loops + f->nest)
		g->nest = g->s.loops + f->nest;
	printf("f%u(", (unsigned)(f - g->f));
	for (i = 0; i < f->nparams; i++) {
		fputs(i ? ", " : "", stdout);
		if (f->param_text[i])
			stored(g, depth ? 1 : 0);
		else
			number(g, depth ? 1 : 0);
	}
	putchar(')');
}
