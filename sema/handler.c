// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * One probe point with its item's blocks becomes handlers: an entry, an exit, or both, and the list
 * of what the exit keeps from its entry.
 */

#include <limits.h>
#include <string.h>

#include "sema/lower.h"

/* One body walked once: steps one after the other. */
struct body {
	enum side side;
	const struct step *steps;
	struct span span;
};

#define WALKS 3		/* that only learn */

/* if (!cond) next */
static void leave_unless(struct lower *l, const struct expr *e)
{
	struct ir *cond = lower_condition(l, e), *skip;

	l->flow = l->when_true;
	if (!cond)
		return;
	skip = ir_new(l->sema->a, IR_IF, e->span);
	skip->arg[0] = ir_unary(l->sema->a, IR_NOT, cond, e->span);
	skip->arg[1] = ir_new(l->sema->a, IR_SEQ, e->span);
	skip->arg[2] = ir_new(l->sema->a, IR_SEQ, e->span);
	ir_append(skip->arg[1], ir_new(l->sema->a, IR_NEXT, e->span));
	ir_append(l->at, skip);
}

static void walk(struct lower *l, const struct body *b)
{
	const struct step *step;

	l->flow = (struct flow){ 0 };
	l->nlabels = l->loop = l->nested = l->nexpansions = 0;
	l->on_break = l->on_continue = l->on_return = NULL;
	l->h->body = l->at = ir_new(l->sema->a, IR_SEQ, b->span);
	for (step = b->steps; step; step = step->next) {
		l->sema->in_library = step->in_library ? LIBRARY_ALIAS : LIBRARY_NOT;
		if (step->cond)
			leave_unless(l, step->cond);
		if (step->block)
			lower_block(l, step->block);
	}
	l->sema->in_library = LIBRARY_NOT;
	if (l->keeps_entries)
		entries_keep(l);
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

static void note_set(struct handler *h, bool *seen, const unsigned *locals, unsigned n, uint32_t loop)
{
	unsigned i;

	for (i = 0; i < n; i++) {
		if (locals[i] == NO_LOCAL)
			continue;
		note_use(h, seen, locals[i], loop);
		seen[locals[i]] = true;
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
	if (i->each) {	/* the variables of a foreach are set in its body */
		note_set(h, seen, i->each->keys, i->each->nkeys, loop);
		note_set(h, seen, i->each->values, i->each->nvalues, loop);
	}
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

/* Kept locals are found again, in the order of use; of those that are written to, the type is known now. */
static void forget_kept(struct locals *locals)
{
	unsigned i, n = 0;

	for (i = 0; i < locals->n; i++) {
		if (locals->v[i]->kept && !local_is_copied(locals->v[i]))
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
		l->again = i;
		walk(l, b);
	}
	l->again = false;
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
static struct lower lower_new(struct sema *s, struct probe *p, const struct context *ctx)
{
	return (struct lower){ .sema = s, .probe = p, .ctx = ctx,
			       .locals = arena_new(s->a, struct locals) };
}

static void lower_user(struct sema *s, struct probe *p, const struct context *ctx,
		       const struct step *steps)
{
	struct lower l = lower_new(s, p, ctx), trial = lower_new(s, p, ctx);
	struct body b = { SIDE_USER, steps, p->span };

	learn(&trial, &b);
	if (!trial.needs_user && (trial.needs_kernel || s->target->place_kernel)) {
		p->in_kernel = true;
		b.side = SIDE_ENTRY;
	}
	p->entry = lower_body(&l, &b);
}

/*
 * fprobe("f") { … } exit { … }: what comes before the entry's block guards both, and an entry that is
 * left early has no exit.
 */
static void lower_pair(struct sema *s, struct probe *p, const struct context *ctx,
		       const struct step *steps, const struct item *item)
{
	struct lower l = lower_new(s, p, ctx);
	struct step at_exit = { NULL, item->exit_cond, item->exit_body, false };
	struct body entry = { SIDE_ENTRY, steps, p->span };
	struct body exit = { SIDE_EXIT, &at_exit, item->exit_span };
	struct context *ctx_exit = arena_new(s->a, struct context);

	l.is_pair = true;
	p->entry = lower_body(&l, &entry);
	*ctx_exit = *ctx;
	ctx_exit->has_result = true;
	ctx_exit->where = "an exit block";
	l.ctx = ctx_exit;
	l.outer = l.locals;
	l.outer_flow = l.flow;
	l.locals = arena_new(s->a, struct locals);
	p->exit = lower_body(&l, &exit);
}

/* An exit that asks for @entry(…): the entry keeps these values and does nothing else. */
static void lower_with_entries(struct lower *l, struct probe *p, const struct context *ctx,
			       const struct step *steps)
{
	struct body entry = { SIDE_ENTRY, NULL, p->span }, exit = { SIDE_EXIT, steps, p->span };
	struct context *ctx_entry = arena_new(l->sema->a, struct context);

	*ctx_entry = *ctx;
	ctx_entry->has_result = false;
	ctx_entry->where = "the entry of @entry(…)";
	l->ctx = ctx_entry;
	l->keeps_entries = l->is_pair = true;
	p->entry = lower_body(l, &entry);
	l->keeps_entries = false;
	l->ctx = ctx;
	l->outer = l->locals;
	l->outer_flow = l->flow;
	l->locals = arena_new(l->sema->a, struct locals);
	p->exit = lower_body(l, &exit);
}

/* The script's filters come first, where handlers are in the kernel. */
static const struct step *with_filters(struct sema *s, const struct step *steps)
{
	const struct expr *const *f = s->filters;
	unsigned i;

	for (i = s->nfilters; i-- > 0;) {
		struct step *step = arena_new(s->a, struct step);

		*step = (struct step){ steps, f[i], NULL, false };
		steps = step;
	}
	return steps;
}

void lower_probe(struct sema *s, struct probe *p, const struct context *ctx,
		 const struct step *steps, const struct item *item)
{
	struct lower l = lower_new(s, p, ctx);
	struct body b = { ctx->has_result ? SIDE_EXIT : SIDE_ENTRY, NULL, p->span };

	if (!p->in_kernel) {
		lower_user(s, p, ctx, steps);
	} else if (item->exit_body) {
		lower_pair(s, p, ctx, with_filters(s, steps), item);
	} else {
		b.steps = with_filters(s, steps);
		if (ctx->has_result)
			entries_find(&l, b.steps);
		if (l.nentries)
			lower_with_entries(&l, p, ctx, b.steps);
		else
			*(ctx->has_result ? &p->exit : &p->entry) = lower_body(&l, &b);
	}
	share_locals(s, p->entry, p->keep.words, p->keep.nwords);
	share_locals(s, p->exit, p->keep.exit_words, p->keep.nwords);
}
