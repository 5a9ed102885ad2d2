// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * differential SEED NUMBER: prints a random script that is right by the language's rules and ends.
 *
 * What it prints must not depend on who runs it: no times, no CPUs, no order of a map's keys.  The
 * generator knows which locals are written, and no more of types than number or string; constants are
 * kept out of comparisons and divisors, where they would be errors.
 */

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	NINTS = 6, NSTRS = 3, NGLOBALS = 6, NFUNCS = 4, NPARAMS = 3, NVISIBLE = 16,
	STATEMENTS = 22,		/* in the handler */
	WEIGHT = 40,			/* … with functions expanded; a little more may come */
	NEST = 3,
};

struct function {
	unsigned nparams, weight, nest;
	bool param_text[NPARAMS], text, nothing;
};

/* What one body of code, the handler's or a function's, has. */
struct scope {
	unsigned ints, strs;		/* bits: x0 …, s0 … are written */
	bool dead;
	const struct function *fn;	/* NULL: the handler */
	unsigned loops;			/* around here */
	unsigned tries;
};

struct gen {
	uint64_t state;
	struct scope s;
	struct function f[NFUNCS];
	unsigned nfuncs;
	char visible[2][NVISIBLE][8];	/* loop variables: numbers, strings */
	unsigned nvisible[2];
	unsigned names, budget, weight, nest, tabs;
	bool returns;			/* the function being made does somewhere */
	bool storing;			/* a string that is kept: not much wider than what it is made of */
	bool pure;			/* no effect, no fault, no call, no map */
};

/* ---- chance ---- */

static uint64_t next(struct gen *g)
{
	uint64_t z = g->state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static unsigned below(struct gen *g, unsigned n)
{
	return next(g) % n;
}

static bool chance(struct gen *g, unsigned percent)
{
	return below(g, 100) < percent;
}

#define PICK(g, array) ((array)[below((g), sizeof(array) / sizeof(*(array)))])

static unsigned bits(unsigned mask)
{
	return (unsigned)__builtin_popcount(mask);
}

/* The number of one of the bits that are set; there is one. */
static unsigned pick_bit(struct gen *g, unsigned mask)
{
	unsigned n = below(g, bits(mask)), i;

	for (i = 0;; i++)
		if (mask >> i & 1 && !n--)
			return i;
}

/* ---- text ---- */

static void line(struct gen *g)
{
	unsigned i;

	putchar('\n');
	for (i = 0; i < g->tabs; i++)
		putchar('\t');
}

static void literal(struct gen *g)
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

static const char *text_literal(struct gen *g)
{
	static const char *const texts[] = {
		"", "a", "b", "ab", "abc", "zz", "Z", "seven77", "eight888", "nine 9999", "a\\tb", "\xc3\xa9",
		"fptap", "a somewhat longer text of 37 bytes...", "abcdefgh", "abcdefghi", "abcdefgi", "\\xff",
	};

	return PICK(g, texts);
}

/* ---- expressions: each returns whether it is a constant ---- */

static bool number(struct gen *g, unsigned depth);
static bool text(struct gen *g, unsigned depth);
static bool stored(struct gen *g, unsigned depth);
static void call(struct gen *g, const struct function *f, unsigned depth);

static void changing(struct gen *g, unsigned depth)	/* a number that is no constant */
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

static void key(struct gen *g, unsigned map, unsigned depth)
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
static void map_place(struct gen *g, unsigned depth)
{
	unsigned map = below(g, 5);
	struct scope before = g->s;

	/* Where a key comes among the rest of its statement is not the matter here. */
	printf("m%u[", map);
	key(g, map, depth);
	putchar(']');
	g->s = before;
}

static void number_place(struct gen *g, unsigned depth)
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

static bool compare(struct gen *g, unsigned depth)
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
static const struct function *callable(struct gen *g, bool is_text, bool as_statement)
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

static bool number(struct gen *g, unsigned depth)
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
	} else if (chance(g, 70)) {
		printf("t%u", below(g, 4));
	} else {
		printf("sm[%u]", below(g, 4));
	}
	return false;
}

static bool text(struct gen *g, unsigned depth)
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
		return choice(g, text, depth);
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

static bool stored(struct gen *g, unsigned depth)
{
	bool outer = g->storing, is_const;

	g->storing = true;
	is_const = text(g, depth);
	g->storing = outer;
	return is_const;
}

/* What does not grow when the script's passes come to it again and again. */
static void short_text(struct gen *g)
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

static void call(struct gen *g, const struct function *f, unsigned depth)
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

/* ---- statements ---- */

static void block(struct gen *g, unsigned n);

static void open_block(struct gen *g)
{
	fputs(" {", stdout);
	g->tabs++;
}

static void close_block(struct gen *g)
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

static void other_statement(struct gen *g)
{
	struct scope before;

	switch (below(g, 8)) {
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

/* ---- foreach: a body that does the same in any order ---- */

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

static void foreach_statement(struct gen *g)
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

static void statement(struct gen *g)
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

static void block(struct gen *g, unsigned n)
{
	while (n-- && g->budget && !g->s.dead)
		statement(g);
}

/* ---- the script ---- */

static void globals(struct gen *g)
{
	static const struct {
		const char *type, *values[4];
	} kinds[] = {
		{ "", { "0", "-1", "0x8000000000000000", "5" } },
		{ ": u64", { "0xffffffffffffffff", "0", "9223372036854775808", "3" } },
		{ ": s64", { "-9223372036854775808", "9223372036854775807", "1", "-2" } },
		{ ": s32", { "-2147483648", "2147483647", "0", "-7" } },
		{ ": u32", { "4294967295", "2147483648", "0", "9" } },
		{ ": s16", { "-32768", "32767", "-1", "300" } },
		{ ": u16", { "65535", "32768", "0", "300" } },
		{ ": s8", { "-128", "127", "-1", "5" } },
		{ ": u8", { "255", "128", "0", "7" } },
		{ ": bool", { "true", "false", "true", "false" } },
	};
	unsigned i, k;

	printf("global c0 = 0\n");
	for (i = 1; i < 6; i++) {
		k = below(g, 10);
		printf("global c%u%s = %s\n", i, kinds[k].type, kinds[k].values[below(g, 4)]);
	}
	for (i = 0; i < NGLOBALS; i++) {
		k = i == NGLOBALS - 1 ? 9 : below(g, 9);
		printf("global g%u%s = %s\n", i, kinds[k].type, kinds[k].values[below(g, 4)]);
	}
	printf("global t0 = \"%s\"\nglobal t1: string\nthread t2: string\npercpu t3: string\n", text_literal(g));
	printf("thread th: %s\npercpu pc: %s\n", chance(g, 50) ? "u64" : "s16", chance(g, 50) ? "u64" : "s32");
	printf("global m3[%s]: %s\n", chance(g, 50) ? "s8" : "u64", chance(g, 50) ? "u8" : "s32");
	printf("global m4[u64]: u64 limit %u\n", 1 + below(g, 5));
	printf("global h: hist_log\nglobal lin: hist_linear(%d, 100, %u)\n", -(int)below(g, 20), 1 + below(g, 30));
}

static void function(struct gen *g, unsigned i)
{
	static const char *const types[] = { "", "", "", ": s8", ": u64", ": u16", ": bool", ": s64" };
	struct function *f = &g->f[i];
	unsigned k;

	*f = (struct function){ .nparams = below(g, NPARAMS + 1), .text = chance(g, 30), .nothing = chance(g, 15) };
	printf("function f%u(", i);
	for (k = 0; k < f->nparams; k++) {
		f->param_text[k] = chance(g, 30);
		printf("%sp%u%s", k ? ", " : "", k, f->param_text[k] ? "" : PICK(g, types));
	}
	printf(")%s", f->text || f->nothing ? "" : PICK(g, types));
	g->s = (struct scope){ .fn = f };
	g->budget = 8;
	g->returns = false;
	g->weight = g->nest = 0;
	open_block(g);
	block(g, 2 + below(g, 4));
	if (!f->nothing && !g->s.dead) {
		line(g);
		fputs("return ", stdout);
		g->returns = true;
		if (f->text)
			stored(g, 2);
		else
			number(g, 2);
	}
	close_block(g);
	putchar('\n');
	f->nothing = !g->returns;
	f->weight = g->weight + 1;
	f->nest = g->nest;
}

int main(int argc, char **argv)
{
	struct gen g = { 0 };
	unsigned i;

	if (argc != 3) {
		fputs("usage: differential SEED NUMBER\n", stderr);
		return 2;
	}
	g.state = strtoull(argv[1], NULL, 0);
	g.state = next(&g) ^ strtoull(argv[2], NULL, 0) * 0xd1342543de82ef95;
	printf("// seed %s, number %s\n", argv[1], argv[2]);
	globals(&g);
	g.nfuncs = below(&g, NFUNCS + 1);
	for (i = 0; i < g.nfuncs; i++)
		function(&g, i);
	g.s = (struct scope){ 0 };
	g.budget = STATEMENTS;
	g.weight = g.nest = 0;
	fputs("probe begin", stdout);
	open_block(&g);
	line(&g);
	fputs("m0[0] = 1; m1[\"a\", 1] = 2; m2[true, 3, \"b\"] = 3; m3[0] = 4; sm[0] = \"zero\"; t1 = \"\"; t2 = t3 = \"t\"", stdout);
	line(&g);
	fputs("m4[1] = 1; th = 1; pc = 2; h <<< 1; hk[\"a\"] <<< 2; lin <<< 3; w[1, \"b\"] = 1", stdout);
	while (g.budget && !g.s.dead)
		statement(&g);
	close_block(&g);
	fputs("\nprobe begin(1) { println(g0, g1, g2, g3, g4, g5, t0, t1, th)", stdout);
	fputs("; println(m0[0], m0[1], m1[\"a\", 1], m3[0], m4[1], sm[0], sm[1]) }\n", stdout);
	return 0;
}
