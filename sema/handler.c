// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * One probe point with its item's blocks becomes handlers: an entry, an exit, or both, and the list
 * of what the exit keeps from its entry.
 */

#include <limits.h>
#include <string.h>

#include "sema/lower.h"

/* One body walked once. */
struct body {
	enum side side;
	const struct expr *cond;	/* NULL: none */
	const struct stmt *block;
	struct span span;
};

#define WALKS 3		/* that only learn */

static void walk(struct lower *l, const struct body *b)
{
	struct ir *cond, *skip, *next;

	l->flow = (struct flow){ 0 };
	l->nlabels = l->loop = l->nested = l->nexpansions = 0;
	l->on_break = l->on_continue = l->on_return = NULL;
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

/* ---- which locals a loop's body shares with what is around it ---- */

static void note_use(struct handler *h, const bool *seen_before, unsigned n, uint32_t loop)
{
	struct ir_local *local = &h->locals[n];

	if (seen_before[n])
		local->shared |= local->loop != loop;
	else
		local->loop = loop;
}

/* The variables of a foreach are set in its body. */
static void note_each(struct handler *h, bool *seen, const struct program *p,
		      const struct ir_each *each, uint32_t loop)
{
	unsigned i, n = p->maps[each->map]->nkeys;

	for (i = 0; i < n; i++) {
		note_use(h, seen, each->keys[i], loop);
		seen[each->keys[i]] = true;
	}
	if (each->value >= 0) {
		note_use(h, seen, (unsigned)each->value, loop);
		seen[each->value] = true;
	}
}

static void note_uses(struct handler *h, bool *seen, const struct program *p, const struct ir *i,
		      uint32_t loop)
{
	unsigned n;

	switch ((int)i->op) {
	case IR_LOCAL:
	case IR_SET:
	case IR_LOCALP:
	case IR_SETP:
	case IR_TRY:
		note_use(h, seen, (unsigned)i->imm, loop);
		seen[i->imm] = true;
		break;
	case IR_EACH:
	case IR_LOOP:
		loop = (uint32_t)i->imm;
		h->has_loops = true;
	}
	if (i->op == IR_EACH)
		note_each(h, seen, p, i->each, loop);
	for (n = 0; n < 3; n++)
		if (i->arg[n])
			note_uses(h, seen, p, i->arg[n], loop);
	for_each_ir(child, i->list)
		note_uses(h, seen, p, child, loop);
}

/* What an entry keeps, and an exit finds, is used outside of all loops. */
static void share_locals(struct sema *s, struct handler *h, const uint16_t *kept, unsigned nkept)
{
	bool *seen;
	unsigned i;

	if (!h)
		return;
	seen = arena_array(s->a, bool, h->nlocals + 1);
	for (i = 0; i < nkept; i++)
		seen[kept[i]] = true;
	note_uses(h, seen, s->p, h->body, 0);
}

/* Also those of the functions that are expanded in it. */
static void forget_counts(struct locals *locals, struct expansion *fn)
{
	unsigned i;

	for (i = 0; i < locals->n; i++)
		locals->v[i]->writes = 0;
	for (fn = fn->inner; fn; fn = fn->next)
		forget_counts(&fn->locals, fn);
}

static void forget_places(struct locals *locals, struct expansion *fn)
{
	unsigned i;

	for (i = 0; i < locals->n; i++)
		locals->v[i]->index = UINT_MAX;
	for (fn = fn->inner; fn; fn = fn->next)
		forget_places(&fn->locals, fn);
}

/* Kept locals are found again, in the order of use. */
static void forget_kept(struct locals *locals)
{
	unsigned i, n = 0;

	for (i = 0; i < locals->n; i++) {
		if (locals->v[i]->kept)
			continue;
		locals->v[i]->number = n;
		locals->v[n++] = locals->v[i];
	}
	locals->n = n;
}

/* The walks that only learn; their messages are dropped, and they add no sites. */
static void learn(struct lower *l, const struct body *b)
{
	struct keep keep = l->probe->keep;
	struct diags quiet, *loud = l->sema->d;
	unsigned i;

	diags_init(&quiet, l->sema->a, loud->sources);
	l->side = b->side;
	l->first = true;
	l->h = arena_new(l->sema->a, struct handler);
	l->fn = arena_new(l->sema->a, struct expansion);
	l->sema->d = &quiet;
	/* Once more each time: a local's type may depend on one that was widened after it. */
	for (i = 0; i < WALKS; i++) {
		forget_counts(l->locals, l->fn);
		walk(l, b);
	}
	l->sema->d = loud;
	l->probe->keep = keep;
	forget_kept(l->locals);
	forget_places(l->locals, l->fn);
	l->first = false;
}

static struct handler *lower_body(struct lower *l, const struct body *b)
{
	struct handler *h = arena_new(l->sema->a, struct handler);

	learn(l, b);
	l->h = h;
	h->span = b->span;
	h->body = ir_new(l->sema->a, IR_SEQ, b->span);
	if (!l->sema->learning)
		walk(l, b);
	return h;
}

/*
 * begin, end and timers run in fptap itself, unless what they do needs the kernel: then they are
 * programs that the host runs at their time.
 */
static void lower_user(struct sema *s, struct probe *p, const struct context *ctx,
		       const struct item *item)
{
	struct lower l = { .sema = s, .probe = p, .ctx = ctx,
			   .locals = arena_new(s->a, struct locals) };
	struct body b = { SIDE_USER, item->cond, item->body, p->span };
	struct lower trial = l;

	trial.locals = arena_new(s->a, struct locals);
	learn(&trial, &b);
	if (s->target->backend == BACKEND_BPF && !trial.needs_user &&
	    (trial.needs_kernel || s->target->place_kernel)) {
		p->in_kernel = true;
		b.side = SIDE_ENTRY;
	}
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
	struct lower l = { .sema = s, .probe = p, .ctx = ctx, .locals = at_entry, .is_pair = true };
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
	share_locals(s, p->entry, p->keep.words, p->keep.nwords);
	share_locals(s, p->exit, p->keep.exit_words, p->keep.nwords);
}
