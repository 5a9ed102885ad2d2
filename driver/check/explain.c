// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The second look at what was not found: kernels that have it are asked what it was, and so what
 * became of it (changes.h).  What they say becomes hints of the finding, and a fix where it is sure.
 */

#include <limits.h>
#include <string.h>

#include "driver/check/changes.h"
#include "driver/check/check.h"

/* Kernels that were opened for this, and stay open until all is explained. */
struct opened {
	struct check *c;
	struct kernel **v;
};

static struct kernel *open_again(struct opened *o, unsigned i)
{
	struct check *c = o->c;
	const char *why;

	if (!o->v[i]) {
		o->v[i] = kernel_open(&c->s->arena, c->kernels[i].path, &why);
		if (o->v[i] && c->o->module)
			kernel_add_module(o->v[i], c->o->module, &why);
	}
	return o->v[i];
}

static bool concerns(const struct finding *f, const struct check *c, unsigned kernel, enum backend_kind b)
{
	unsigned i;

	for (i = 0; i < f->ncells; i++)
		if (c->cells[f->cells[i]].kernel == kernel && c->cells[f->cells[i]].backend == b)
			return true;
	return false;
}

static bool same_arch(const struct check *c, unsigned x, unsigned y)
{
	const char *a = c->kernels[x].arch, *b = c->kernels[y].arch;

	return a && b && !strcmp(a, b);
}

static unsigned distance(unsigned a, unsigned b)
{
	return a > b ? a - b : b - a;
}

/*
 * The kernel to ask: one that does not say so, of the same architecture if there is one, the nearest
 * in the order they were given; UINT_MAX: there is none.
 */
static unsigned kernel_to_ask(const struct check *c, const struct finding *f, const struct cell *cell)
{
	unsigned i, best = UINT_MAX;

	for (i = 0; i < c->nkernels; i++) {
		if (c->kernels[i].failed || !check_cell(c, f->script, i, cell->backend) ||
		    concerns(f, c, i, cell->backend))
			continue;
		if (best == UINT_MAX || same_arch(c, i, cell->kernel) > same_arch(c, best, cell->kernel) ||
		    (same_arch(c, i, cell->kernel) == same_arch(c, best, cell->kernel) &&
		     distance(i, cell->kernel) < distance(best, cell->kernel)))
			best = i;
	}
	return best;
}

static const char *describe(struct check *c, const struct diag *d, const struct change *ch, unsigned there)
{
	struct arena *a = &c->s->arena;
	const char *name = check_kernel_name(c->s, &c->kernels[there]), *was = "";
	const char *mark = d->code == DIAG_UNKNOWN_PARAM ? "$" : "";

	if (ch->was)
		was = arena_printf(a, "%s has `%s'", name, ch->was);
	switch (ch->kind) {
	case CHANGE_RENAMED:
		return arena_printf(a, "%s; here it is called `%s%s'", was, mark, ch->to);
	case CHANGE_LIKELY:
		return arena_printf(a, "%s; here `%s%s' is likely the same", was, mark, ch->to);
	case CHANGE_MOVED:
		return arena_printf(a, "%s; here it is `%s'", was, ch->to);
	case CHANGE_GONE:
		if (ch->is)
			return arena_printf(a, "%s; here there is %s instead", was, ch->is);
		return arena_printf(a, "%s; here it is gone", was);
	case CHANGE_UNKNOWN:
		break;
	}
	return NULL;
}

/* All kernels of the finding must want the same words in the place of the old ones. */
static void add_fix(struct check *c, struct finding *f, const struct change *ch, bool everywhere)
{
	struct session *s = c->s;
	const char *whole = source_words(&s->sources, &s->arena, f->d->subject.whole);
	const char *old = f->d->subject.name, *text, *at;
	bool param = f->d->code == DIAG_UNKNOWN_PARAM;

	if ((ch->kind != CHANGE_RENAMED && ch->kind != CHANGE_MOVED) || !whole)
		return;
	/* The name is the end of the expression: `p->name', `$name'. */
	at = strlen(whole) >= strlen(old) ? whole + strlen(whole) - strlen(old) : NULL;
	if (!at || strcmp(at, old))
		return;
	text = arena_printf(&s->arena, "%.*s%s", (int)(at - whole), whole, ch->to);
	if (!everywhere)
		text = arena_printf(&s->arena, "(@defined(%s) ? %s : %s)", whole, whole, text);
	(void)param;
	if (f->fix.text && strcmp(f->fix.text, text))
		f->fix.certain = false;
	else
		f->fix = (struct fix){ f->d->subject.whole, text, true };
}

/* Is the script's finding on every kernel that was looked at? */
static bool is_everywhere(const struct check *c, const struct finding *f)
{
	unsigned i, n = 0;

	for (i = 0; i < c->ncells; i++)
		n += c->cells[i].script == f->script;
	return n == f->ncells;
}

static bool has_part(const struct diag *d, const char *text)
{
	const struct diag_part *p;

	for (p = d->parts; p; p = p->next)
		if (!strcmp(p->text, text))
			return true;
	return false;
}

static void explain(struct opened *o, struct finding *f)
{
	struct check *c = o->c;
	unsigned i, there;

	for (i = 0; i < f->ncells; i++) {
		const struct cell *cell = &c->cells[f->cells[i]];
		struct kernel *kh, *kt;
		struct change ch;
		const char *text;

		there = kernel_to_ask(c, f, cell);
		if (there == UINT_MAX)
			continue;
		kh = open_again(o, cell->kernel);
		kt = open_again(o, there);
		if (!kh || !kt)
			continue;
		ch = change_find(&c->s->arena, f->d->code, &f->d->subject, kh->kt, kt->kt);
		text = describe(c, f->d, &ch, there);
		if (text && !has_part(f->d, text))
			diag_add_part(&c->s->arena, f->d, DIAG_HINT, text);
		add_fix(c, f, &ch, is_everywhere(c, f));
	}
}

void check_explain(struct check *c)
{
	struct opened o = { c, arena_array(&c->s->arena, struct kernel *, c->nkernels + 1) };
	unsigned i;

	for (i = 0; i < c->nfindings; i++)
		if (c->findings[i].d->subject.name)
			explain(&o, &c->findings[i]);
	for (i = 0; i < c->nkernels; i++)
		if (o.v[i])
			kernel_close(o.v[i]);
}
