// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * One probe point with its item's blocks becomes handlers: an entry, an exit, or both, and the list
 * of what the exit keeps from its entry.
 */

#include <string.h>

#include "sema/lower.h"

/* One body walked once. */
struct body {
	enum side side;
	const struct expr *cond;	/* NULL: none */
	const struct stmt *block;
	struct span span;
};

static void walk(struct lower *l, const struct body *b)
{
	struct ir *cond, *skip, *next;

	l->flow = (struct flow){ 0 };
	l->h->body = l->at = ir_new(l->sema->a, IR_SEQ, b->span);
	if (b->cond) {
		cond = lower_condition(l, b->cond);
		if (cond) {
			next = ir_new(l->sema->a, IR_SEQ, b->cond->span);
			ir_append(next, ir_new(l->sema->a, IR_NEXT, b->cond->span));
			skip = ir_new(l->sema->a, IR_IF, b->cond->span);
			skip->arg[0] = ir_unary(l->sema->a, IR_NOT, cond, b->cond->span);
			skip->arg[1] = next;
			skip->arg[2] = ir_new(l->sema->a, IR_SEQ, b->cond->span);
			ir_append(l->at, skip);
		}
	}
	if (b->block)
		lower_block(l, b->block);
}

static void forget_places(struct locals *locals)
{
	unsigned i;

	for (i = 0; i < locals->n; i++)
		locals->v[i].index = UINT32_MAX;
}

static void forget_counts(struct locals *locals)
{
	unsigned i;

	for (i = 0; i < locals->n; i++)
		locals->v[i].writes = 0;
}

/* Both walks; messages and sites of the first are dropped. */
static struct handler *lower_body(struct lower *l, const struct body *b)
{
	struct handler *h = arena_new(l->sema->a, struct handler);
	struct keep keep = l->probe->keep;
	struct diags quiet, *loud = l->sema->d;
	struct locals *fresh = l->locals;

	diags_init(&quiet, l->sema->a, loud->sources);
	l->side = b->side;
	l->first = true;
	l->h = arena_new(l->sema->a, struct handler);
	l->sema->d = &quiet;
	walk(l, b);
	/* Once more: a local's type may depend on one that was widened after it. */
	forget_counts(fresh);
	walk(l, b);
	l->sema->d = loud;
	l->probe->keep = keep;

	forget_places(fresh);
	if (l->outer) {		/* kept locals are found again, in the order of use */
		unsigned i, n = 0;

		for (i = 0; i < fresh->n; i++)
			if (!fresh->v[i].kept)
				fresh->v[n++] = fresh->v[i];
		fresh->n = n;
	}
	l->first = false;
	l->h = h;
	h->span = b->span;
	walk(l, b);
	return h;
}

static void lower_user(struct sema *s, struct probe *p, const struct context *ctx,
		       const struct item *item)
{
	struct locals *locals = arena_new(s->a, struct locals);
	struct lower l = { .sema = s, .probe = p, .ctx = ctx, .locals = locals };
	struct body b = { SIDE_USER, item->cond, item->body, p->span };

	p->entry = lower_body(&l, &b);
}

static void lower_entry_only(struct sema *s, struct probe *p, const struct context *ctx,
			     const struct item *item)
{
	struct locals *locals = arena_new(s->a, struct locals);
	struct lower l = { .sema = s, .probe = p, .ctx = ctx, .locals = locals };
	struct body b = { SIDE_ENTRY, item->cond, item->body, p->span };

	p->entry = lower_body(&l, &b);
}

/*
 * fprobe("f") { … } exit { … }: the item's condition guards the entry, and an entry that is left
 * early has no exit.
 */
static void lower_pair(struct sema *s, struct probe *p, const struct context *ctx,
		       const struct item *item)
{
	struct locals *at_entry = arena_new(s->a, struct locals);
	struct locals *at_exit = arena_new(s->a, struct locals);
	struct lower l = { .sema = s, .probe = p, .ctx = ctx, .locals = at_entry };
	struct body entry = { SIDE_ENTRY, item->cond, item->body, p->span };
	struct body exit = { SIDE_EXIT, item->exit_cond, item->exit_body, item->exit_span };
	struct context *ctx_exit = arena_new(s->a, struct context);

	p->entry = lower_body(&l, &entry);
	*ctx_exit = *ctx;
	ctx_exit->has_result = true;
	ctx_exit->where = "an exit block";
	l.ctx = ctx_exit;
	l.outer = at_entry;
	l.outer_flow = l.flow;
	l.locals = at_exit;
	p->exit = lower_body(&l, &exit);
}

static void lower_exit_only(struct sema *s, struct probe *p, const struct context *ctx,
			    const struct item *item)
{
	struct locals *locals = arena_new(s->a, struct locals);
	struct lower l = { .sema = s, .probe = p, .ctx = ctx, .locals = locals };
	struct body b = { SIDE_EXIT, item->cond, item->body, p->span };

	p->exit = lower_body(&l, &b);
}

void lower_probe(struct sema *s, struct probe *p, const struct context *ctx,
		 const struct item *item)
{
	if (!p->in_kernel)
		lower_user(s, p, ctx, item);
	else if (item->exit_body)
		lower_pair(s, p, ctx, item);
	else if (ctx->has_result)
		lower_exit_only(s, p, ctx, item);
	else
		lower_entry_only(s, p, ctx, item);
}
