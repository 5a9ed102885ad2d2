// SPDX-License-Identifier: GPL-2.0-or-later
/* Tests of runtime/host without a compiler and a kernel: programs are built by hand. */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/host_test.h"

/* ---- TAP ---- */

static unsigned tests, failures;

bool ok(bool passed, const char *fmt, ...)
{
	va_list ap;

	printf("%sok %u - ", passed ? "" : "not ", ++tests);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	fflush(stdout);
	failures += !passed;
	return passed;
}

bool is_number(u64 got, u64 want, const char *name)
{
	if (ok(got == want, "%s", name))
		return true;
	printf("#  got %#llx, expected %#llx\n", (unsigned long long)got, (unsigned long long)want);
	return false;
}

static void comment(const char *label, const char *text)
{
	const char *line = text;

	for (; *line; line += strcspn(line, "\n"), line += *line == '\n')
		printf("#  %s: %.*s\n", label, (int)strcspn(line, "\n"), line);
}

bool is_text(const char *got, const char *want, const char *name)
{
	if (ok(!strcmp(got, want), "%s", name))
		return true;
	comment("got     ", got);
	comment("expected", want);
	return false;
}

void skip(const char *name, const char *why)
{
	printf("ok %u - %s # SKIP %s\n", ++tests, name, why);
}

int tap_done(void)
{
	printf("1..%u\n", tests);
	return failures != 0;
}

/* ---- programs ---- */

void test_init(struct test *t, const char *script)
{
	memset(t, 0, sizeof(*t));
	session_init(&t->s);
	t->src = source_add(&t->s.sources, "script.fp", script, strlen(script));
	t->p = (struct program){
		.s = &t->s,
		.script_name = "script.fp",
		.probes = arena_array(&t->s.arena, struct probe, TEST_PROBES),
		.sites = arena_array(&t->s.arena, struct site, TEST_SITES),
		.globals = arena_array(&t->s.arena, struct global, TEST_SITES),
		.nsites = 1,
		.fault_word = WIRE_STATE_HEAD + TEST_PROBES * WIRE_PROBE_WORDS,
	};
	t->p.state_words = t->p.fault_word + TEST_SITES;
}

void test_free(struct test *t)
{
	session_free(&t->s);
}

struct span place_of(const struct test *t, const char *word, unsigned n)
{
	const char *at = strstr(t->src->text, word);

	while (at && n--)
		at = strstr(at + 1, word);
	if (!at)
		return NO_SPAN;
	return (struct span){ t->src->base + (at - t->src->text), strlen(word) };
}

struct probe *add_probe(struct test *t, enum probe_kind kind, const char *name)
{
	struct probe *probe = &t->p.probes[t->p.nprobes];

	*probe = (struct probe){
		.id = t->p.nprobes++,
		.kind = kind,
		.name = name,
		.span = place_of(t, name, 0),
		.entry = arena_new(&t->s.arena, struct handler),
	};
	probe->entry->body = leaf(t, IR_SEQ);
	return probe;
}

unsigned add_fault_site(struct test *t, enum fault_kind kind, struct span span)
{
	t->p.sites[t->p.nsites] = (struct site){ .kind = SITE_FAULT, .fault = kind, .span = span };
	return t->p.nsites++;
}

unsigned add_print_types(struct test *t, const char *format, const struct type *types, unsigned n)
{
	struct print *p = arena_new(&t->s.arena, struct print);
	unsigned i;

	p->format = format;
	p->nargs = n;
	p->args = arena_array(&t->s.arena, struct print_arg, n + 1);
	for (i = 0; i < n; i++) {
		p->args[i] = (struct print_arg){ .type = types[i], .offset = p->bytes };
		p->args[i].name = arena_printf(&t->s.arena, "v%u", i + 1);
		p->bytes += types[i].kind == TY_STRING ? types[i].width : 8;
	}
	t->p.sites[t->p.nsites] = (struct site){ .kind = SITE_PRINT, .print = p };
	return t->p.nsites++;
}

unsigned add_print(struct test *t, const char *format, const char *kinds)
{
	struct type types[16];
	unsigned n = strlen(kinds), i;

	for (i = 0; i < n; i++)
		types[i] = kinds[i] == 's' ? type_string(16) : type_int(8, kinds[i] == 'l');
	return add_print_types(t, format, types, n);
}

u32 add_global(struct test *t, int64_t initial)
{
	u32 word = t->p.state_words++;

	t->p.globals[t->p.nglobals++] = (struct global){ .word = word, .initial = initial };
	return word;
}

/* ---- IR ---- */

struct ir *node(struct test *t, enum ir_op op, struct ir *a, struct ir *b, struct ir *c)
{
	struct ir *i = arena_new(&t->s.arena, struct ir);

	i->op = op;
	i->arg[0] = a;
	i->arg[1] = b;
	i->arg[2] = c;
	return i;
}

struct ir *leaf(struct test *t, enum ir_op op)
{
	return node(t, op, NULL, NULL, NULL);
}

struct ir *with_imm(struct ir *i, int64_t imm)
{
	i->imm = imm;
	return i;
}

struct ir *constant(struct test *t, u64 v)
{
	return with_imm(leaf(t, IR_CONST), (int64_t)v);
}

struct ir *literal(struct test *t, const char *text, u32 width)
{
	struct ir *i = with_imm(leaf(t, IR_STRING), width);

	i->text = text;
	return i;
}

static void collect(struct ir *list, va_list ap)
{
	struct ir **last = &list->list, *i;

	while ((i = va_arg(ap, struct ir *))) {
		*last = i;
		last = &i->next;
	}
}

struct ir *seq(struct test *t, ...)
{
	struct ir *list = leaf(t, IR_SEQ);
	va_list ap;

	va_start(ap, t);
	collect(list, ap);
	va_end(ap);
	return list;
}

struct ir *print(struct test *t, unsigned site, ...)
{
	struct ir *list = leaf(t, IR_PRINT);
	va_list ap;

	list->site = site;
	va_start(ap, site);
	collect(list, ap);
	va_end(ap);
	return list;
}

int main(void)
{
	test_text();
	test_json();
	test_interp();
	test_life();
	return tap_done();
}
