// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Arguments and results of functions of programs: words in registers, whose types nobody tells.  The
 * script says what they are by a cast, and what lies behind them is the process's memory.
 */

#include <stdlib.h>
#include <string.h>

#include "probes/user.h"
#include "probes/usdt/operand.h"
#include "sema/lower.h"

/* $return: as wide as the register.  A narrower one has anything in its upper bytes. */
static struct value result(struct lower *l, const struct expr *e)
{
	struct ir *ir;

	if (!l->ctx->has_result || l->side != SIDE_EXIT) {
		diag(l->sema->d, NOT_IN_CONTEXT, e->span, "$return", l->ctx->where);
		if (l->probe->kind == PROBE_UPROBE)
			diag_hint(l->sema->d, "the value is known at exit: uprobe(…).exit");
		return value_bad(e->span);
	}
	ir = ir_new(l->sema->a, IR_RESULT, e->span);
	ir->imm = l->ctx->nslots;
	ir->aux = SLOT_OPAQUE;
	return value_ir(type_int(8, false), ir);
}

/* A usdt argument comes with its size and sign: what it is here is its value. */
static struct value usdt_argument(struct lower *l, const struct expr *e, unsigned n)
{
	struct ir *ir = ir_new(l->sema->a, IR_USDT, e->span);

	ir->imm = n;
	if (!l->first)
		ir->site = site_add(l->sema, SITE_FAULT, FAULT_ADDRESS, e->span, l->probe->id);
	return value_ir(type_int(8, true), ir);
}

static struct value argument(struct lower *l, const struct expr *e, unsigned n)
{
	struct ir *ir;

	if (l->ctx->bad_param[n]) {
		diag(l->sema->d, UNSUPPORTED_TYPE, e->span, arena_printf(l->sema->a, "$%s", e->name),
		     l->ctx->bad_param[n]);
		return value_bad(e->span);
	}
	if (l->probe->kind == PROBE_USDT)
		return usdt_argument(l, e, n);
	ir = context_slot(l, IR_ARG, IR_KEPT, n, e->span);
	ir->aux = SLOT_OPAQUE;
	return value_ir(type_int(8, false), ir);
}

struct value lower_user_ctx(struct lower *l, const struct expr *e)
{
	unsigned long n = 0;
	char *end = "";

	if (!strcmp(e->name, "return"))
		return result(l, e);
	if (!strncmp(e->name, "arg", 3) && e->name[3] >= '1' && e->name[3] <= '9')
		n = strtoul(e->name + 3, &end, 10);
	if (n && !*end && n <= l->ctx->nreadable)
		return argument(l, e, (unsigned)n - 1);
	diag(l->sema->d, UNKNOWN_PARAM, e->span, l->ctx->fn.name, e->name);
	if (!l->ctx->nreadable)
		diag_hint(l->sema->d, "it has none");
	else if (l->probe->kind == PROBE_USDT)
		diag_hint(l->sema->d, "it has $arg1 to $arg%u", l->ctx->nreadable);
	else
		diag_hint(l->sema->d, "what is passed in registers is $arg1 to $arg%u; a cast says what one "
			  "is: (int)$arg1", l->ctx->nreadable);
	return value_bad(e->span);
}

/*
 * Names come last, behind those that the script has: what is generated for a script does not depend
 * on what is in a program's file.
 */
void user_number_places(struct sema *s)
{
	struct program *p = s->p;
	struct table known;
	unsigned i, k;

	table_init(&known, s->a);
	for (i = 0; i < p->nsymbols; i++)
		table_set(&known, p->symbols[i], (void *)(uintptr_t)(i + 1));
	for (i = 0; i < p->nprobes; i++) {
		const struct user_target *t = p->probes[i].user;

		for (k = 0; t && t->many && k < t->n; k++) {
			uintptr_t number = (uintptr_t)table_get(&known, t->places[k].name);

			if (!number) {
				*arena_push(s->a, p->symbols, p->nsymbols, p->cap_symbols) = t->places[k].name;
				number = p->nsymbols;
				table_set(&known, t->places[k].name, (void *)number);
			}
			t->places[k].number = (uint32_t)number - 1;
			if (t->sites)
				t->sites[k].name = number - 1;
		}
	}
}
