/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_GENERATE_GEN_H
#define TESTS_GENERATE_GEN_H

/*
 * What makes random scripts: struct gen is the script so far, each function prints some more of it.
 *
 * What a script prints must not depend on who runs it: no times, no CPUs, no order of a map's keys.  The
 * generator knows which locals are written, and no more of types than number, string and tuple (a number,
 * a string, a number); constants are kept out of comparisons and divisors, where they would be errors.
 */

#include <stdbool.h>
#include <stdint.h>

enum {
	NINTS = 6, NSTRS = 3, NTUPLES = 2, NGLOBALS = 6, NFUNCS = 4, NPARAMS = 3, NVISIBLE = 16,
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
	unsigned ints, strs, tuples;	/* bits: x0 …, s0 …, q0 … are written */
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

/* chance.c */
uint64_t next(struct gen *g);
unsigned below(struct gen *g, unsigned n);		/* 0 to n - 1 */
bool chance(struct gen *g, unsigned percent);
#define PICK(g, array) ((array)[below((g), sizeof(array) / sizeof(*(array)))])
/* The number of one of the bits that are set; there is one. */
unsigned pick_bit(struct gen *g, unsigned mask);
void line(struct gen *g);				/* a new one, indented */
void literal(struct gen *g);
const char *text_literal(struct gen *g);

/* expr.c: expressions; each returns whether it is a constant */
bool number(struct gen *g, unsigned depth);
bool text(struct gen *g, unsigned depth);
bool compare(struct gen *g, unsigned depth);
void changing(struct gen *g, unsigned depth);		/* a number that is no constant */
bool stored(struct gen *g, unsigned depth);		/* a string that is kept */
void call(struct gen *g, const struct function *f, unsigned depth);
const struct function *callable(struct gen *g, bool is_text, bool as_statement);

/* place.c: what can be written to */
void key(struct gen *g, unsigned map, unsigned depth);
void map_place(struct gen *g, unsigned depth);		/* m0[…] … m4[…]: values are numbers */
void number_place(struct gen *g, unsigned depth);
void short_text(struct gen *g);				/* does not grow when passes come to it again */
void tuple_place(struct gen *g);			/* tm[…] */
void tuple(struct gen *g, unsigned depth);

/* stmt.c, each.c */
void open_block(struct gen *g);
void close_block(struct gen *g);
void block(struct gen *g, unsigned n);
void statement(struct gen *g);
void foreach_statement(struct gen *g);

#endif
