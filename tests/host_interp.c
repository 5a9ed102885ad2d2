// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The interpreter: every integer operation at its edges, control flow, faults, strings, records,
 * and random expressions against an evaluator that does its arithmetic in 128 bits.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "runtime/host/format.h"
#include "runtime/host/interp.h"
#include "tests/host_test.h"

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))
#define MIN (1ull << 63)
#define MAX (MIN - 1)
#define M(v) (0 - (u64)(v))		/* minus */

static const char *const op_names[] = {
#define IR(name, signature, flags, doc) #name,
#include "sema/ir.def"
#undef IR
};

/* What a handler printed: "site:bytes" and the payload of the last. */
struct printed {
	char log[256];
	_Alignas(8) char payload[WIRE_MAX];
};

static void on_print(void *arg, unsigned site, const void *payload, size_t bytes)
{
	struct printed *to = arg;

	memcpy(to->payload, payload, bytes);
	snprintf(to->log + strlen(to->log), sizeof(to->log) - strlen(to->log), "%u:%zu ", site,
		 bytes);
}

/* A program of one handler. */
struct bench {
	struct test t;
	struct handler *h;
	struct interp in;
	struct printed printed;
	volatile u64 *state;
};

static void bench_init(struct bench *b)
{
	memset(b, 0, sizeof(*b));
	test_init(&b->t, "");
	b->h = add_probe(&b->t, PROBE_BEGIN, "begin")->entry;
	b->state = arena_array(&b->t.s.arena, u64, 1024);
}

static enum interp_end run(struct bench *b, struct ir *body)
{
	b->h->body = body;
	interp_init(&b->in, &b->t.p, b->state, on_print, &b->printed);
	return interp_run(&b->in, b->h);
}

static void bench_free(struct bench *b)
{
	test_free(&b->t);
}

/* ---- operations at their edges ---- */

static const struct {
	enum ir_op op;
	u64 a, b, want;
} edges[] = {
	{ IR_ADD, MAX, 1, MIN }, { IR_ADD, ~0ull, 1, 0 }, { IR_SUB, 0, 1, ~0ull },
	{ IR_SUB, MIN, 1, MAX }, { IR_MUL, MIN, M(1), MIN }, { IR_MUL, 1ull << 32, 1ull << 32, 0 },
	{ IR_MUL, M(3), 7, M(21) }, { IR_SDIV, MIN, M(1), MIN }, { IR_SDIV, 7, M(2), M(3) },
	{ IR_SDIV, M(7), 2, M(3) }, { IR_SDIV, M(7), M(2), 3 }, { IR_SDIV, MIN, MIN, 1 },
	{ IR_SDIV, MAX, MIN, 0 }, { IR_SDIV, MIN, 1, MIN }, { IR_SREM, MIN, M(1), 0 },
	{ IR_SREM, 7, M(2), 1 }, { IR_SREM, M(7), 2, M(1) }, { IR_SREM, M(7), M(2), M(1) },
	{ IR_SREM, MIN, 10, M(8) }, { IR_SREM, MAX, MIN, MAX }, { IR_UDIV, ~0ull, 2, MAX },
	{ IR_UDIV, MIN, ~0ull, 0 }, { IR_UREM, ~0ull, 10, 5 }, { IR_UREM, MIN, ~0ull, MIN },
	{ IR_AND, 0xf0f0, 0xff00, 0xf000 }, { IR_OR, 0xf0f0, 0x0f00, 0xfff0 },
	{ IR_XOR, ~0ull, 0xff, ~0xffull }, { IR_SHL, 1, 63, MIN }, { IR_SHL, 1, 64, 1 },
	{ IR_SHL, 3, 65, 6 }, { IR_SHL, 1, M(1), MIN }, { IR_SHR, MIN, 63, 1 },
	{ IR_SHR, MIN, 64, MIN }, { IR_SHR, M(1), 60, 15 }, { IR_SAR, MIN, 63, ~0ull },
	{ IR_SAR, M(1), 5, M(1) }, { IR_SAR, M(9), 1, M(5) }, { IR_SAR, 9, 1, 4 },
	{ IR_SAR, MIN, 64, MIN }, { IR_SAR, MIN, 0, MIN }, { IR_SAR, MAX, 62, 1 },
	{ IR_EQ, 5, 5, 1 }, { IR_EQ, 5, M(5), 0 }, { IR_NE, 5, 5, 0 }, { IR_NE, 0, MIN, 1 },
	{ IR_SLT, MIN, MAX, 1 }, { IR_SLT, MAX, MIN, 0 }, { IR_SLT, M(1), 0, 1 },
	{ IR_SLT, 0, 0, 0 }, { IR_SLE, 0, 0, 1 }, { IR_SLE, 1, M(1), 0 }, { IR_SLE, MIN, MIN, 1 },
	{ IR_ULT, MIN, MAX, 0 }, { IR_ULT, 0, ~0ull, 1 }, { IR_ULE, MAX, MIN, 1 },
	{ IR_ULE, ~0ull, 0, 0 }, { IR_ULE, 3, 3, 1 },
	/* signed with unsigned: -14 is below any size_t */
	{ IR_SULT, M(14), 512, 1 }, { IR_SULT, 512, M(14), 1 }, { IR_SULT, 512, 512, 0 },
	{ IR_SULT, M(1), ~0ull, 1 }, { IR_SULT, MAX, MIN, 1 }, { IR_SULT, MIN, 0, 1 },
	{ IR_SULE, M(1), 0, 1 }, { IR_SULE, 5, 5, 1 }, { IR_SULE, 6, 5, 0 },
	{ IR_SULE, MAX, MAX, 1 },
	{ IR_USLT, 512, M(14), 0 }, { IR_USLT, 0, M(1), 0 }, { IR_USLT, 0, 1, 1 },
	{ IR_USLT, ~0ull, MAX, 0 }, { IR_USLT, MIN, MIN, 0 }, { IR_USLE, 0, M(1), 0 },
	{ IR_USLE, 7, 7, 1 }, { IR_USLE, MIN, MAX, 0 }, { IR_USLE, MAX, MAX, 1 },
	{ IR_SUEQ, M(1), ~0ull, 0 }, { IR_SUEQ, 9, 9, 1 }, { IR_SUEQ, MIN, MIN, 0 },
	{ IR_SUEQ, MAX, MAX, 1 }, { IR_SUEQ, 1, 2, 0 },
	{ IR_ANDAND, 0, 1, 0 }, { IR_ANDAND, 2, 4, 1 }, { IR_OROR, 0, 0, 0 }, { IR_OROR, 0, 8, 1 },
	{ IR_OROR, 8, 0, 1 },
	/* one operand */
	{ IR_NEG, MIN, 0, MIN }, { IR_NEG, 5, 0, M(5) }, { IR_NEG, 0, 0, 0 },
	{ IR_COMPL, 0, 0, ~0ull }, { IR_COMPL, MIN, 0, MAX }, { IR_NOT, 0, 0, 1 },
	{ IR_NOT, MIN, 0, 0 }, { IR_BOOL, MIN, 0, 1 }, { IR_BOOL, 0, 0, 0 },
};

static const struct {
	u64 v;
	int bytes;
	bool is_signed;
	u64 want;
} extensions[] = {
	{ 0xff, 1, true, M(1) }, { 0xff, 1, false, 255 }, { 0x17f, 1, true, 127 },
	{ 0x180, 1, true, M(128) }, { 0x8000, 2, true, M(32768) }, { 0x18000, 2, false, 32768 },
	{ 0x80000000, 4, true, M(2147483648) }, { 0x180000000, 4, false, 2147483648u },
	{ 0x7fffffff, 4, true, 0x7fffffff }, { MIN, 8, true, MIN }, { ~0ull, 8, false, ~0ull },
};

static u64 run_expression(struct bench *b, struct ir *expression)
{
	u32 word = add_global(&b->t, 0);

	run(b, seq(&b->t, with_imm(node(&b->t, IR_GSET, expression, NULL, NULL), word), NULL));
	return b->state[word];
}

static void test_edges(void)
{
	struct bench b;
	char name[96];
	size_t i;

	for (i = 0; i < COUNT(edges); i++) {
		bench_init(&b);
		snprintf(name, sizeof(name), "%s %#llx %#llx", op_names[edges[i].op],
			 (unsigned long long)edges[i].a, (unsigned long long)edges[i].b);
		is_number(run_expression(&b, node(&b.t, edges[i].op, constant(&b.t, edges[i].a),
						  constant(&b.t, edges[i].b), NULL)),
			  edges[i].want, name);
		bench_free(&b);
	}
	for (i = 0; i < COUNT(extensions); i++) {
		struct ir *e;

		bench_init(&b);
		e = node(&b.t, IR_EXT, constant(&b.t, extensions[i].v), NULL, NULL);
		e->imm = extensions[i].bytes;
		e->aux = extensions[i].is_signed;
		snprintf(name, sizeof(name), "EXT %#llx to %d bytes, %s",
			 (unsigned long long)extensions[i].v, extensions[i].bytes,
			 e->aux ? "signed" : "unsigned");
		is_number(run_expression(&b, e), extensions[i].want, name);
		bench_free(&b);
	}
}

/* ---- faults and control flow ---- */

static struct ir *divide(struct test *t, enum ir_op op, unsigned site)
{
	struct ir *i = node(t, op, constant(t, 1), constant(t, 0), NULL);

	i->site = site;
	return i;
}

static struct ir *add_word(struct test *t, u32 word, u64 v)
{
	return node(t, IR_EVAL, with_imm(node(t, IR_GADD, constant(t, v), NULL, NULL), word), NULL,
		    NULL);
}

static void test_faults(void)
{
	static const enum ir_op ops[] = { IR_SDIV, IR_SREM, IR_UDIV, IR_UREM };
	struct bench b;
	unsigned site;
	u32 word;
	size_t i;

	for (i = 0; i < COUNT(ops); i++) {
		bench_init(&b);
		add_fault_site(&b.t, FAULT_ADDRESS, NO_SPAN);
		site = add_fault_site(&b.t, FAULT_DIVIDE, NO_SPAN);
		word = add_global(&b.t, 0);
		struct ir *body = seq(&b.t, add_word(&b.t, word, 1),
				      node(&b.t, IR_EVAL, divide(&b.t, ops[i], site), NULL, NULL),
				      add_word(&b.t, word, 2), NULL);

		ok(run(&b, body) == INTERP_FAULT && run(&b, body) == INTERP_FAULT,
		   "%s by zero faults", op_names[ops[i]]);
		is_number(b.state[b.t.p.fault_word + site], 2, "… counted at its site");
		is_number(b.state[b.t.p.fault_word + site - 1], 0, "… and at no other");
		is_number(b.state[word], 2, "… and the handler was left there");
		bench_free(&b);
	}
}

static void test_short_circuits(void)
{
	struct bench b;
	struct test *t = &b.t;
	unsigned site;

	bench_init(&b);
	site = add_fault_site(t, FAULT_DIVIDE, NO_SPAN);
	is_number(run_expression(&b, node(t, IR_ANDAND, constant(t, 0),
					  divide(t, IR_UDIV, site), NULL)), 0,
		  "0 && x does not evaluate x");
	is_number(run_expression(&b, node(t, IR_OROR, constant(t, 4), divide(t, IR_UDIV, site),
					  NULL)), 1, "4 || x does not evaluate x");
	is_number(run_expression(&b, node(t, IR_COND, constant(t, 2), constant(t, 7),
					  divide(t, IR_UDIV, site))), 7, "c ? a : b runs only a");
	is_number(run_expression(&b, node(t, IR_COND, constant(t, 0), divide(t, IR_UDIV, site),
					  constant(t, 8))), 8, "… or only b");
	is_number(b.state[t->p.fault_word + site], 0, "… so nothing faulted");
	bench_free(&b);
}

static void test_control(void)
{
	struct bench b;
	struct test *t = &b.t;
	u32 word;

	bench_init(&b);
	word = add_global(t, 0);
	ok(run(&b, seq(t, node(t, IR_IF, constant(t, 9), seq(t, add_word(t, word, 1), NULL),
			       seq(t, add_word(t, word, 10), NULL)),
		       node(t, IR_IF, constant(t, 0), seq(t, add_word(t, word, 100), NULL), NULL),
		       node(t, IR_IF, constant(t, 0), seq(t, add_word(t, word, 1000), NULL),
			    seq(t, add_word(t, word, 10000), NULL)), NULL)) == INTERP_DONE,
	   "a handler comes to its end");
	is_number(b.state[word], 10001, "if and else");
	ok(run(&b, seq(t, node(t, IR_IF, constant(t, 1), seq(t, leaf(t, IR_NEXT),
							      NULL), NULL),
		       add_word(t, word, 1), NULL)) == INTERP_DONE, "next leaves the handler");
	is_number(b.state[word], 10001, "… at once");
	is_number(b.state[WIRE_STOP], 0, "… and does not stop the script");
	ok(run(&b, seq(t, leaf(t, IR_EXIT), add_word(t, word, 1), NULL)) ==
	   INTERP_EXIT, "exit() leaves the handler");
	is_number(b.state[word], 10001, "… at once");
	is_number(b.state[WIRE_STOP], 1, "… and stops the script");
	bench_free(&b);
}

static struct ir *state_op(struct test *t, enum ir_op op, u32 word, u64 v)
{
	return with_imm(node(t, op, constant(t, v), NULL, NULL), word);
}

static void test_state(void)
{
	struct bench b;
	struct test *t = &b.t;
	u32 word;

	bench_init(&b);
	word = add_global(t, 0);
	b.state[word] = 0xf0;
	is_number(run_expression(&b, state_op(t, IR_GADD, word, 0x10)), 0xf0,
		  "GADD gives the old value");
	is_number(run_expression(&b, state_op(t, IR_GAND, word, 0x1ff)), 0x100, "GAND too");
	is_number(run_expression(&b, state_op(t, IR_GOR, word, 0x11)), 0x100, "GOR too");
	is_number(run_expression(&b, state_op(t, IR_GXOR, word, 0x101)), 0x111, "GXOR too");
	is_number(run_expression(&b, with_imm(leaf(t, IR_GLOBAL), word)), 0x10,
		  "a global has the result");
	b.h->nlocals = 2;
	b.h->locals = arena_array(&t->s.arena, struct ir_local, 2);
	b.h->locals[0].cls = b.h->locals[1].cls = 'l';
	run(&b, seq(t, with_imm(node(t, IR_SET, constant(t, 77), NULL, NULL), 1),
		    with_imm(node(t, IR_GSET, with_imm(leaf(t, IR_LOCAL), 1), NULL,
				  NULL), word), NULL));
	is_number(b.state[word], 77, "a local keeps its value");
	bench_free(&b);
}

static void test_builtins(void)
{
	struct bench b;
	struct test *t = &b.t;
	u64 now;

	bench_init(&b);
	b.state[WIRE_TARGET] = 4711;
	is_number(run_expression(&b, with_imm(leaf(t, IR_BUILTIN), BUILTIN_pid)),
		  getpid(), "pid()");
	is_number(run_expression(&b, with_imm(leaf(t, IR_BUILTIN), BUILTIN_uid)),
		  getuid(), "uid()");
	is_number(run_expression(&b, with_imm(leaf(t, IR_BUILTIN),
					      BUILTIN_target)), 4711, "target()");
	now = run_expression(&b, with_imm(leaf(t, IR_BUILTIN), BUILTIN_now));
	ok(run_expression(&b, with_imm(leaf(t, IR_BUILTIN), BUILTIN_now)) >= now &&
	   now > 0, "now() goes on");
	bench_free(&b);
}

/* ---- strings and records ---- */

static struct ir *compare(struct test *t, const char *a, const char *b)
{
	return node(t, IR_STRCMP, literal(t, a, 64), literal(t, b, 64), NULL);
}

static void test_string_order(void)
{
	static const char *const words[] = { "", "a", "aa", "ab", "b", "\x80", "\xff" };
	unsigned bad = 0;
	struct bench b;
	size_t i, j;

	for (i = 0; i < COUNT(words); i++) {
		for (j = 0; j < COUNT(words); j++) {
			bench_init(&b);
			bad += run_expression(&b, compare(&b.t, words[i], words[j])) !=
			       (i < j ? M(1) : (u64)(i > j));
			bench_free(&b);
		}
	}
	ok(!bad, "strings order as their bytes");
}

static void give_strings(struct bench *b, const u16 *widths, unsigned n)
{
	unsigned i;

	b->h->nslots = b->h->nlocals = n;
	b->h->slots = arena_array(&b->t.s.arena, u16, n);
	b->h->locals = arena_array(&b->t.s.arena, struct ir_local, n);
	for (i = 0; i < n; i++) {
		b->h->slots[i] = widths[i];
		b->h->locals[i] = (struct ir_local){ .cls = 's', .slot = i };
	}
}

/* The string that a node makes in its slot is `want`. */
static bool makes(struct bench *b, struct ir *i, const char *want)
{
	return !run_expression(b, node(&b->t, IR_STRCMP, i, literal(&b->t, want, 64), NULL));
}

/* One pair of words by each function, against libc's. */
static unsigned string_functions(const char *x, const char *y)
{
	static const u16 widths[] = { 128 };
	unsigned bad = 0, from, n;
	char want[128];
	struct bench b;
	struct ir *i;

	bench_init(&b);
	give_strings(&b, widths, COUNT(widths));
	bad += run_expression(&b, node(&b.t, IR_STRLEN, literal(&b.t, x, 64), NULL, NULL)) != strlen(x);
	bad += run_expression(&b, node(&b.t, IR_STRHEAD, literal(&b.t, x, 64), literal(&b.t, y, 64),
				       NULL)) != !strncmp(x, y, strlen(y));
	snprintf(want, sizeof(want), "%s%s", x, y);
	bad += !makes(&b, node(&b.t, IR_STRCAT, literal(&b.t, x, 64), literal(&b.t, y, 64), NULL), want);
	for (from = 0; from < 6; from++) {
		for (n = 0; n < 6; n++) {
			i = node(&b.t, IR_STRSUB, literal(&b.t, x, 64), constant(&b.t, from),
				 constant(&b.t, n));
			snprintf(want, sizeof(want), "%.*s", (int)n, from < strlen(x) ? x + from : "");
			bad += !makes(&b, i, want);
		}
	}
	i = node(&b.t, IR_STRSUB, literal(&b.t, x, 64), constant(&b.t, M(1)), constant(&b.t, 3));
	bad += !makes(&b, i, "");
	i = node(&b.t, IR_STRSUB, literal(&b.t, x, 64), constant(&b.t, 0), constant(&b.t, M(1)));
	bad += !makes(&b, i, "");
	bench_free(&b);
	return bad;
}

static void test_string_functions(void)
{
	static const char *const words[] = { "", "a", "ab", "abc", "b", "a\x80", "abcdefgh", "abcdefghi" };
	unsigned bad = 0;
	size_t i, j;

	for (i = 0; i < COUNT(words); i++)
		for (j = 0; j < COUNT(words); j++)
			bad += string_functions(words[i], words[j]);
	ok(!bad, "strlen, starts_with, + and substr are libc's: %u are not", bad);
}

static void test_strings(void)
{
	struct bench b;
	struct test *t = &b.t;
	struct type types[] = { type_string(16), type_string(8), type_int(8, true) };
	struct ir *name = NULL, *local;
	unsigned site;

	bench_init(&b);
	give_strings(&b, (const u16[]){ 8, 16, 16 }, 3);
	site = add_print_types(t, NULL, types, 3);
	local = with_imm(leaf(t, IR_LOCALS), 0);
	name = with_imm(leaf(t, IR_BUILTINS), BUILTIN_execname);
	name->slot = 2;
	ok(run(&b, seq(t, with_imm(node(t, IR_SETS, literal(t, "twelve bytes", 16), NULL, NULL), 0),
		       with_imm(node(t, IR_SETS, name, NULL, NULL), 1),
		       print(t, site, local, literal(t, "0123456789", 16), constant(t, 3), NULL),
		       NULL)) == INTERP_DONE, "a handler with strings");
	is_text(b.printed.log, "1:32 ", "… prints one record");
	is_text(b.printed.payload, "twelve ", "… a local is cut to its width");
	is_text(b.printed.payload + 16, "0123456", "… a value to the record's");
	is_number(b.printed.payload[24], 3, "… and what follows has its place");
	local = with_imm(leaf(t, IR_LOCALS), 1);
	prctl(PR_SET_NAME, "host tests");
	run(&b, seq(t, with_imm(node(t, IR_SETS, name, NULL, NULL), 1),
		    print(t, site, node(t, IR_CONDS, constant(t, 1), local, literal(t, "no", 8)),
			  literal(t, "", 8), constant(t, 0), NULL), NULL));
	is_text(b.printed.payload, "host tests", "execname()");
	is_number(b.printed.payload[11], 0, "bytes after the NUL are zero");
	bench_free(&b);
}

/* ---- what cannot be interpreted ---- */

static void test_broken(void)
{
	struct bench b;
	struct test *t = &b.t;
	struct ir *deep;
	unsigned i;

	bench_init(&b);
	ok(run(&b, seq(t, node(t, IR_EVAL, leaf(t, IR_ELAPSED), NULL, NULL), NULL)) ==
	   INTERP_BROKEN, "an operation of the kernel's is refused");
	is_text(b.in.broken, "ELAPSED: this cannot run in user space", "… with its name");
	ok(run(&b, seq(t, leaf(t, IR_EVAL), NULL)) == INTERP_BROKEN,
	   "an operand that is missing");
	ok(run(&b, seq(t, with_imm(node(t, IR_SET, constant(t, 1), NULL, NULL), 5), NULL)) ==
	   INTERP_BROKEN, "a local that is not there");
	ok(run(&b, seq(t, with_imm(node(t, IR_GSET, constant(t, 1), NULL, NULL), 1 << 20), NULL)) ==
	   INTERP_BROKEN, "a state word that is not there");
	ok(run(&b, seq(t, print(t, 0, NULL), NULL)) == INTERP_BROKEN, "a printf that is not there");
	ok(run(&b, seq(t, print(t, add_print(t, "%d", "l"), NULL), NULL)) == INTERP_BROKEN,
	   "a printf without its value");
	for (deep = constant(t, 1), i = 0; i < 100000; i++)
		deep = node(t, IR_NEG, deep, NULL, NULL);
	ok(run(&b, seq(t, node(t, IR_EVAL, deep, NULL, NULL), NULL)) == INTERP_BROKEN,
	   "a tree of 100,000 levels");
	bench_free(&b);
}

/* ---- random expressions ---- */

typedef __int128 wide;

#define UNSIGNED(v) ((wide)(v))
#define SIGNED(v) ((wide)(v) - ((v) & MIN ? (wide)1 << 64 : 0))

static u64 wrap(wide v)
{
	return (u64)((unsigned __int128)v & ~0ull);
}

/* Floor division by a power of two. */
static wide floor_shift(wide v, unsigned by)
{
	wide unit = (wide)1 << by, r = v % unit;

	return (v - (r < 0 ? r + unit : r)) / unit;
}

static u64 reference_binary(enum ir_op op, u64 a, u64 b)
{
	wide sa = SIGNED(a), sb = SIGNED(b), ua = UNSIGNED(a), ub = UNSIGNED(b);

	switch ((int)op) {
	case IR_ADD: return wrap(ua + ub);
	case IR_SUB: return wrap(ua - ub);
	case IR_MUL: return wrap((wide)((unsigned __int128)ua * (unsigned __int128)ub));
	case IR_SDIV: return wrap(sa / sb);
	case IR_SREM: return wrap(sa % sb);
	case IR_UDIV: return wrap(ua / ub);
	case IR_UREM: return wrap(ua % ub);
	case IR_AND: return a & b;
	case IR_OR: return a | b;
	case IR_XOR: return (a | b) - (a & b);
	case IR_SHL: return wrap((wide)((unsigned __int128)ua << b % 64));
	case IR_SHR: return wrap(ua >> b % 64);
	case IR_SAR: return wrap(floor_shift(sa, b % 64));
	case IR_EQ: return sa == sb;
	case IR_NE: return sa != sb;
	case IR_SLT: return sa < sb;
	case IR_SLE: return sa <= sb;
	case IR_ULT: return ua < ub;
	case IR_ULE: return ua <= ub;
	case IR_SULT: return sa < ub;
	case IR_SULE: return sa <= ub;
	case IR_USLT: return ua < sb;
	case IR_USLE: return ua <= sb;
	case IR_SUEQ: return sa == ub;
	}
	abort();
}

static u64 reference_unary(const struct ir *i, u64 a)
{
	wide modulus, low;

	switch ((int)i->op) {
	case IR_NEG: return wrap(-SIGNED(a));
	case IR_COMPL: return wrap(-SIGNED(a) - 1);
	case IR_NOT: return a == 0;
	case IR_BOOL: return a != 0;
	case IR_EXT:
		modulus = (wide)1 << 8 * i->imm;
		low = UNSIGNED(a) % modulus;
		return wrap(i->aux && low >= modulus / 2 ? low - modulus : low);
	}
	abort();
}

/* The site that faults first is left in *fault; after that the value means nothing. */
static u64 reference(const struct ir *i, unsigned *fault)
{
	u64 a, b;

	if (i->op == IR_CONST)
		return (u64)i->imm;
	a = reference(i->arg[0], fault);
	if (*fault || !i->arg[1])
		return *fault ? 0 : reference_unary(i, a);
	if (i->op == IR_COND)
		return reference(a ? i->arg[1] : i->arg[2], fault);
	if (i->op == IR_ANDAND)
		return a ? reference(i->arg[1], fault) != 0 : 0;
	if (i->op == IR_OROR)
		return a ? 1 : reference(i->arg[1], fault) != 0;
	b = reference(i->arg[1], fault);
	if (!*fault && !b && i->op >= IR_SDIV && i->op <= IR_UREM)
		*fault = i->site;
	return *fault ? 0 : reference_binary(i->op, a, b);
}

static u64 seed;

static u64 chance(u64 n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed % n;
}

static u64 random_number(void)
{
	static const u64 corners[] = { 0, 1, M(1), MIN, MAX, 2, M(2), 63, 64, 0xffffffff, MIN + 1 };

	switch (chance(4)) {
	case 0:
	case 1:
		return corners[chance(COUNT(corners))];
	case 2:
		return chance(200) - 100;
	}
	return chance(~0ull);
}

static struct ir *random_tree(struct test *t, unsigned depth)
{
	enum ir_op op;
	struct ir *i;
	char args;

	if (!depth || !chance(8))
		return constant(t, random_number());
	do
		op = IR_EXT + chance(IR_COND - IR_EXT + 1);
	while (op == IR_CONDS);
	args = strlen(ir_info[op].signature) - strlen("l()");
	i = node(t, op, random_tree(t, depth - 1), args > 1 ? random_tree(t, depth - 1) : NULL,
		 args > 2 ? random_tree(t, depth - 1) : NULL);
	if (op == IR_EXT) {
		i->imm = 1 << chance(4);
		i->aux = chance(2);
	}
	if (op >= IR_SDIV && op <= IR_UREM && t->p.nsites < TEST_SITES)
		i->site = add_fault_site(t, FAULT_DIVIDE, NO_SPAN);
	else if (op >= IR_SDIV && op <= IR_UREM)
		i->op = IR_XOR;
	return i;
}

/* The value goes into a record and through the formatter, and is compared with libc's text. */
static bool is_printed(struct bench *b, unsigned site, u64 want)
{
	char text[OUTPUT_BUFFER], libc[32];
	struct output out = { .fd = -1, .buffer = text };
	struct formatter f;

	if (!formatter_init(&f, &b->t.p, &out) || !format_record(&f, site, b->printed.payload, 8))
		return false;
	snprintf(libc, sizeof(libc), "%lld", (long long)want);
	return out.used == strlen(libc) && !memcmp(text, libc, out.used);
}

static bool random_case(void)
{
	unsigned i, site, fault = 0, faults = 0;
	enum interp_end end;
	struct bench b;
	struct ir *tree;
	u64 want;
	bool good;

	bench_init(&b);
	site = add_print(&b.t, "%d", "l");
	tree = random_tree(&b.t, 6);
	want = reference(tree, &fault);
	end = run(&b, seq(&b.t, print(&b.t, site, tree, NULL), NULL));
	for (i = 0; i < TEST_SITES; i++)
		faults += b.state[b.t.p.fault_word + i];
	if (fault)
		good = end == INTERP_FAULT && faults == 1 &&
		       b.state[b.t.p.fault_word + fault] == 1 && !b.printed.log[0];
	else
		good = end == INTERP_DONE && !faults && is_printed(&b, site, want);
	bench_free(&b);
	return good;
}

static void test_random(void)
{
	unsigned bad = 0, n;
	u64 at;

	for (n = 0; n < 20000; n++) {
		at = seed = 0x9e3779b97f4a7c15ull * (n + 1);
		if (!random_case() && bad++ < 5)
			printf("#  seed %#llx\n", (unsigned long long)at);
	}
	ok(!bad, "%u random expressions as 128-bit arithmetic has them", n);
}

void test_interp(void)
{
	test_edges();
	test_faults();
	test_short_circuits();
	test_control();
	test_state();
	test_builtins();
	test_string_order();
	test_string_functions();
	test_strings();
	test_broken();
	test_random();
}
