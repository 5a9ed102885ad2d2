// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * probe vfs.read = fprobe("vfs_read") { bytes = $count }
 *
 * A point that begins with an alias's name stands for the alias's points, with whatever follows the
 * name behind them: vfs.read.exit is fprobe("vfs_read").exit.  The alias's block comes before that of
 * the probe, which sees its variables; the probe's condition comes in between.  Braces and stars name
 * several aliases.
 */

#include <string.h>

#include "sema/lower.h"

#define MAX_ALIASES 16		/* one inside of the other */

/* Does a point begin with the alias's name?  Where the rest begins. */
static bool names_alias(const struct point *pt, const char *alias, const struct point_part **rest)
{
	const struct point_part *part = pt->parts;
	char word[128];
	size_t n;

	for (;; alias += n + 1, part = part->next) {
		n = strcspn(alias, ".");
		if (!part || part->has_args || n >= sizeof(word))
			return false;
		memcpy(word, alias, n);
		word[n] = 0;
		if (!point_word_matches(part->text, word))
			return false;
		if (!alias[n])
			break;
	}
	*rest = part->next;
	return true;
}

static const struct step *step_before(struct sema *s, const struct item *item, const struct step *next)
{
	struct step *step = arena_new(s->a, struct step);

	*step = (struct step){ next, item->cond, item->body, item->is_library };
	return step;
}

const struct step *item_steps(struct sema *s, const struct item *item)
{
	return step_before(s, item, NULL);
}

/* The alias's point, with the rest of the other one behind it. */
static struct point *joined(struct sema *s, const struct point *of, const struct point *from,
			    const struct point_part *rest)
{
	struct point *pt = arena_new(s->a, struct point);
	struct point_part **to = &pt->parts;
	const struct point_part *lists[2] = { of->parts, rest };
	unsigned i;

	*pt = *of;
	pt->parts = NULL;
	pt->next = NULL;
	pt->span = from->span;
	/* What may be missing there, or here, may be missing; and what others stand in for. */
	pt->mark = of->mark == '?' || from->mark || (of->mark == '!' && of->next) ? '?' : of->mark;
	for (i = 0; i < 2; i++)
		for (const struct point_part *p = lists[i]; p; p = p->next) {
			*to = arena_new(s->a, struct point_part);
			**to = *p;
			(*to)->next = NULL;
			to = &(*to)->next;
		}
	return pt;
}

struct expansion_of {
	struct sema *s;
	alias_fn *fn;
	void *arg;
	unsigned n, depth;
};

static bool expand(struct expansion_of *x, const struct point *pt, const struct step *steps);

struct naming {
	struct expansion_of *x;
	const struct point *pt;
	const struct step *steps;
	bool any, there;
};

static void expand_alias(void *arg, const struct item *alias)
{
	const struct point_part *rest;
	struct naming *n = arg;
	const struct step *with;

	if (!names_alias(n->pt, alias->name, &rest))
		return;
	n->any = true;
	with = step_before(n->x->s, alias, n->steps);
	for (const struct point *of = alias->points; of; of = of->next) {
		bool there = expand(n->x, joined(n->x->s, of, n->pt, rest), with);

		n->there |= there;
		if (there && of->mark == '!')
			return;
	}
}

/* The script's aliases; where it has none of this name, the library's. */
static bool expand_named(struct expansion_of *x, const struct point *pt, const struct step *steps, bool *there)
{
	struct naming n = { x, pt, steps, false, false };

	for_each_item(item, x->s->script)
		if (item->kind == ITEM_ALIAS)
			expand_alias(&n, item);
	if (!n.any && !pt->parts->has_args)
		library_aliases(x->s->library, pt->parts->text, expand_alias, &n);
	*there = n.there;
	return n.any;
}

/* Is any of its points there? */
static bool expand(struct expansion_of *x, const struct point *pt, const struct step *steps)
{
	bool there = false;

	if (x->depth == MAX_ALIASES) {
		diag(x->s->d, TOO_MANY, pt->span, MAX_ALIASES, "aliases inside of each other");
		return false;
	}
	x->depth++;
	if (!expand_named(x, pt, steps, &there) && x->depth > 1) {
		x->n++;
		there = x->fn(x->arg, pt, steps);
	}
	x->depth--;
	return there;
}

unsigned alias_expand(struct sema *s, const struct item *item, const struct point *pt, alias_fn *fn,
		      void *arg)
{
	struct expansion_of x = { .s = s, .fn = fn, .arg = arg };

	expand(&x, pt, item_steps(s, item));
	return x.n;
}
