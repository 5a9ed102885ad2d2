// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The second look at what was not found: kernels that have it are asked what it was, and so what
 * became of it (changes.h).  What they say becomes hints of the finding, and a fix where it is
 * sure.
 */

#include <limits.h>
#include <string.h>

#include "driver/check/changes.h"
#include "driver/check/check.h"
#include "driver/check/retyped.h"

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
		if (o->v[i])
			check_add_modules(c, o->v[i], &why);
	}
	return o->v[i];
}

static bool concerns(const struct finding *f, const struct check *c, unsigned kernel,
		     enum backend_kind b)
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
 * The kernel to ask: one that does not say so, of the same architecture if there is one, the
 * nearest in the order they were given; UINT_MAX: there is none.
 */
static unsigned kernel_to_ask(const struct check *c, const struct finding *f,
			      const struct cell *cell)
{
	unsigned i, best = UINT_MAX;

	for (i = 0; i < c->nkernels; i++) {
		if (c->kernels[i].failed || !check_cell(c, f->script, i, cell->backend) ||
		    concerns(f, c, i, cell->backend))
			continue;
		if (best == UINT_MAX ||
		    same_arch(c, i, cell->kernel) > same_arch(c, best, cell->kernel) ||
		    (same_arch(c, i, cell->kernel) == same_arch(c, best, cell->kernel) &&
		     distance(i, cell->kernel) < distance(best, cell->kernel)))
			best = i;
	}
	return best;
}

/* What became of it, behind the kernel for which that holds. */
static const char *describe(struct arena *a, const struct diag *d, const struct change *ch)
{
	const char *mark = d->code == DIAG_UNKNOWN_PARAM ? "$" : "";

	switch (ch->kind) {
	case CHANGE_RENAMED: return arena_printf(a, "it is called `%s%s'", mark, ch->to);
	case CHANGE_LIKELY: return arena_printf(a, "`%s%s' is likely the same", mark, ch->to);
	case CHANGE_MOVED: return arena_printf(a, "it is `%s'", ch->to);
	case CHANGE_GONE:
		return ch->is ? arena_printf(a, "there is %s instead", ch->is) : "it is gone";
	case CHANGE_UNKNOWN: break;
	}
	return NULL;
}

/* A member's value may be a struct: what is taken of it belongs to the expression. */
static struct span with_members(const struct session *s, struct span span)
{
	const struct source *src = source_of(&s->sources, span.off);
	const char *at = src->text + (span.off - src->base) + span.len, *start = at;
	size_t n, op;

	for (;; at += op + n) {
		op = at[0] == '.' && at[1] != '.' ? 1 : at[0] == '-' && at[1] == '>' ? 2 : 0;
		n = op ? strspn(at + op,
				"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") :
			 0;
		if (!n)
			break;
	}
	span.len += (uint32_t)(at - start);
	return span;
}

/* All kernels of the finding must want the same words in the place of the old ones. */
static void add_fix(struct check *c, struct finding *f, const struct change *ch, bool everywhere)
{
	struct session *s = c->s;
	const char *whole = source_words(&s->sources, &s->arena, f->d->subject.whole);
	const char *old = f->d->subject.name, *text, *at, *all;
	struct span span;

	if ((ch->kind != CHANGE_RENAMED && ch->kind != CHANGE_MOVED) || !whole) {
		f->fix = (struct fix){ f->d->subject.whole, "", false };
		return;
	}
	/* The name is the end of the expression: `p->name', `$name'. */
	at = strlen(whole) >= strlen(old) ? whole + strlen(whole) - strlen(old) : NULL;
	if (!at || strcmp(at, old))
		return;
	span = with_members(s, f->d->subject.whole);
	all = source_words(&s->sources, &s->arena, span);
	text = arena_printf(&s->arena, "%.*s%s%s", (int)(at - whole), whole, ch->to,
			    all + strlen(whole));
	if (!everywhere)
		text = arena_printf(&s->arena, "(@defined(%s) ? %s : %s)", all, all, text);
	if (f->fix.text && strcmp(f->fix.text, text))
		f->fix = (struct fix){ f->d->subject.whole, "", false };
	else
		f->fix = (struct fix){ span, text, true };
}

/* Is the script's finding on every kernel that was looked at? */
static bool is_everywhere(const struct check *c, const struct finding *f)
{
	unsigned i, n = 0;

	for (i = 0; i < c->ncells; i++)
		n += c->cells[i].script == f->script;
	return n == f->ncells;
}

/* What was said of how many kernels. */
struct said {
	const char *was, *is;		/* "KERNEL has `…'", "it is gone" */
	struct str kernels;
};

struct sayings {
	struct said v[16];
	unsigned n;
};

struct saying {
	struct check *c;
	struct sayings *all;
	unsigned kernel;		/* of which something is said … */
	const char *there;		/* … by that one */
};

static void say(const struct saying *to, const char *declared, const char *is)
{
	struct arena *a = &to->c->s->arena;
	const char *name = check_kernel_name(to->c->s, &to->c->kernels[to->kernel]);
	struct sayings *all = to->all;
	unsigned i;

	for (i = 0; i < all->n; i++)
		if (!strcmp(all->v[i].is, is))
			break;
	if (i == sizeof(all->v) / sizeof(*all->v))
		return;
	if (i == all->n) {
		all->v[all->n++] = (struct said){
			arena_printf(a, "%s has `%s'", to->there, declared), is, { 0 }
		};
		str_init(&all->v[i].kernels, a);
	}
	if (!strstr(all->v[i].kernels.text, name))
		str_printf(&all->v[i].kernels, "%s%s", all->v[i].kernels.len ? ", " : "", name);
}

static void say_retyped(void *arg, const char *was, const char *is)
{
	struct saying *to = arg;

	say(to, was, arena_printf(&to->c->s->arena, "it is `%s'", is));
}

/* Where all kernels say the same, their names are below. */
static void add_hints(struct check *c, struct finding *f, const struct sayings *all)
{
	unsigned i;

	if (all->n)
		diag_drop_guesses(f->d);
	for (i = 0; i < all->n; i++) {
		const struct said *s = &all->v[i];
		const char *where =
			all->n == 1 ? "here" : arena_printf(&c->s->arena, "on %s", s->kernels.text);

		diag_add_part(&c->s->arena, f->d, DIAG_HINT,
			      arena_printf(&c->s->arena, "%s; %s %s", s->was, where, s->is));
	}
}

static void explain_cell(struct opened *o, struct finding *f, const struct cell *cell,
			 struct sayings *all)
{
	struct check *c = o->c;
	unsigned there = kernel_to_ask(c, f, cell);
	struct saying saying = { c, all, cell->kernel, NULL };
	struct kernel *kh, *kt;
	struct change ch;
	const char *is;

	if (there == UINT_MAX)
		return;
	kh = open_again(o, cell->kernel);
	kt = open_again(o, there);
	if (!kh || !kt)
		return;
	saying.there = check_kernel_name(c->s, &c->kernels[there]);
	ch = (struct change){ .kind = CHANGE_UNKNOWN };
	if (f->d->subject.name)
		ch = change_find(&c->s->arena, f->d->code, &f->d->subject, kh->kt, kt->kt);
	is = describe(&c->s->arena, f->d, &ch);
	if (is)
		say(&saying, ch.was, is);
	else
		each_retyped(c, &c->scripts[f->script], f->d->span, kh->kt, kt->kt, say_retyped,
			     &saying);
	if (f->d->subject.name)
		add_fix(c, f, &ch, is_everywhere(c, f));
}

static void explain(struct opened *o, struct finding *f)
{
	struct sayings all = { .n = 0 };
	unsigned i;

	for (i = 0; i < f->ncells; i++)
		explain_cell(o, f, &o->c->cells[f->cells[i]], &all);
	add_hints(o->c, f, &all);
}

void check_explain(struct check *c)
{
	struct opened o = { c, arena_array(&c->s->arena, struct kernel *, c->nkernels + 1) };
	unsigned i;

	for (i = 0; i < c->nfindings; i++)
		if (diag_is_error(c->findings[i].d) && c->findings[i].ncells)
			explain(&o, &c->findings[i]);
	for (i = 0; i < c->nkernels; i++)
		if (o.v[i])
			kernel_close(o.v[i]);
}
