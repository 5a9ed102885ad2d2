/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_HOST_TEST_H
#define TESTS_HOST_TEST_H

/*
 * What the parts of host-main share: TAP output, and programs built by hand.
 *
 * A program has a script text of its own, so that places can be tested; site 0 is none, and one
 * state word per fault site follows the probes' counters, as sema lays it out.
 */

#include <stdbool.h>
#include <stddef.h>

#include "runtime/host/backend.h"

/* ---- TAP ---- */

bool ok(bool passed, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
bool is_number(u64 got, u64 want, const char *name);
bool is_text(const char *got, const char *want, const char *name);
void skip(const char *name, const char *why);
int tap_done(void);

/* ---- programs ---- */

#define TEST_PROBES 8
#define TEST_SITES 64

struct test {
	struct session s;
	struct program p;
	struct source *src;
};

void test_init(struct test *t, const char *script);
void test_free(struct test *t);

/* The span of the n-th (from 0) occurrence of a word in the script. */
struct span place_of(const struct test *t, const char *word, unsigned n);

struct probe *add_probe(struct test *t, enum probe_kind kind, const char *name);
unsigned add_fault_site(struct test *t, enum fault_kind kind, struct span span);
/* kinds: one letter for each value: l an integer, u an unsigned one, s a string of 16 bytes;
 * they are named v1, v2 … */
unsigned add_print(struct test *t, const char *format, const char *kinds);
unsigned add_print_types(struct test *t, const char *format, const struct type *types, unsigned n);
/* A state word after those that are taken. */
u32 add_global(struct test *t, int64_t initial);

/* ---- IR ---- */

struct ir *node(struct test *t, enum ir_op op, struct ir *a, struct ir *b, struct ir *c);
struct ir *leaf(struct test *t, enum ir_op op);
struct ir *constant(struct test *t, u64 v);
struct ir *with_imm(struct ir *i, int64_t imm);
struct ir *literal(struct test *t, const char *text, u32 width);
/* Both end with NULL. */
struct ir *seq(struct test *t, ...);
struct ir *print(struct test *t, unsigned site, ...);

/* ---- parts ---- */

void test_text(void);
void test_json(void);
void test_interp(void);
void test_life(void);

#endif
