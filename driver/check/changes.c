// SPDX-License-Identifier: GPL-2.0-or-later
/* See changes.h. */

#include "driver/check/changes.h"

#include <string.h>

const char *change_declared(struct arena *a, const struct ktypes *kt, uint32_t type,
			    const char *name)
{
	struct str out;

	str_init(&out, a);
	ktypes_print(kt, type, name, &out);
	return out.text;
}

static bool same_type(struct arena *a, const struct ktypes *x, uint32_t tx, const struct ktypes *y,
		      uint32_t ty)
{
	return !strcmp(change_declared(a, x, tx, NULL), change_declared(a, y, ty, NULL));
}

/* ---- parameters ---- */

static int param_of(const struct kfunc *f, const char *name)
{
	unsigned i;

	for (i = 0; i < f->n; i++)
		if (!strcmp(f->params[i].name, name))
			return (int)i;
	return -1;
}

/* A new name of the old type: at the old place, or else the only one. */
static int renamed_param(struct arena *a, const struct ktypes *here, const struct kfunc *new,
			 const struct ktypes *there, const struct kfunc *old, unsigned at)
{
	int found = -1;
	unsigned i;

	for (i = 0; i < new->n; i++) {
		if (!*new->params[i].name || param_of(old, new->params[i].name) >= 0 ||
		    !same_type(a, here, new->params[i].type, there, old->params[at].type))
			continue;
		if (i == at)
			return (int)i;
		if (found >= 0)
			return -1;
		found = (int)i;
	}
	return found;
}

static bool function_of(enum diag_code code, const struct ktypes *kt, const char *name,
			struct kfunc *f)
{
	return ktypes_function(kt, name, f) ||
	       (code == DIAG_UNKNOWN_PARAM && ktypes_tracepoint(kt, name, f));
}

static struct change find_param(struct arena *a, const struct diag_subject *what,
				const struct ktypes *here, const struct ktypes *there)
{
	struct change c = { .kind = CHANGE_UNKNOWN };
	struct kfunc old, new;
	int at, to;

	if (!function_of(DIAG_UNKNOWN_PARAM, there, what->owner, &old) ||
	    !function_of(DIAG_UNKNOWN_PARAM, here, what->owner, &new))
		return c;
	at = param_of(&old, what->name);
	if (at < 0)
		return c;
	c.kind = CHANGE_GONE;
	c.was = change_declared(a, there, old.params[at].type, what->name);
	to = renamed_param(a, here, &new, there, &old, (unsigned)at);
	if (to >= 0) {
		c.kind = to == at ? CHANGE_RENAMED : CHANGE_LIKELY;
		c.to = new.params[to].name;
	} else if ((unsigned)at < new.n) {
		c.is = arena_printf(
			a, "`%s'",
			change_declared(a, here, new.params[at].type, new.params[at].name));
	}
	return c;
}

/* ---- members ---- */

#define MAX_MEMBERS 4096u
#define MAX_NESTING 8u

/* The named members of a struct in their order, those of anonymous ones among them. */
struct members {
	struct arena *a;
	struct kmember *v;
	unsigned n, cap;
};

static void list_members(struct members *m, const struct ktypes *kt, uint32_t id, unsigned depth)
{
	struct kmember one;
	uint32_t i;

	for (i = 0; m->n < MAX_MEMBERS && ktypes_member_at(kt, id, i, &one); i++) {
		if (*one.name)
			*arena_push(m->a, m->v, m->n, m->cap) = one;
		else if (depth < MAX_NESTING)
			list_members(m, kt, ktypes_get(kt, one.type).id, depth + 1);
	}
}

static uint32_t struct_by_name(const struct ktypes *kt, const char *name)
{
	uint32_t id = ktypes_find(kt, KK_STRUCT, name);

	return id ? id : ktypes_find(kt, KK_UNION, name);
}

static int place_of(const struct members *m, const char *name)
{
	unsigned i;

	for (i = 0; i < m->n; i++)
		if (!strcmp(m->v[i].name, name))
			return (int)i;
	return -1;
}

/* Behind the same neighbour, or before it. */
static bool same_neighbour(const struct members *x, int i, const struct members *y, int j)
{
	if (i > 0 && j > 0 && !strcmp(x->v[i - 1].name, y->v[j - 1].name))
		return true;
	return (unsigned)i + 1 < x->n && (unsigned)j + 1 < y->n &&
	       !strcmp(x->v[i + 1].name, y->v[j + 1].name);
}

#define WORD_MIN 4	/* letters that two names must have alike to be thought of as one */

/* "do_unlinkat" and "filename_unlinkat": a word between the underscores. */
static bool share_word(const char *a, const char *b)
{
	size_t n;

	for (; *a; a += n + !!a[n]) {
		const char *hit = b;

		n = strcspn(a, "_");
		for (; n >= WORD_MIN && *hit; hit += strcspn(hit, "_"), hit += !!*hit)
			if (strcspn(hit, "_") == n && !strncmp(hit, a, n))
				return true;
	}
	return false;
}

/* "i_ctime" and "__i_ctime". */
static bool contains(const char *a, const char *b)
{
	return strstr(a, b) || strstr(b, a);
}

/* … and "h_nr_running" and "h_nr_runnable". */
static bool related(const char *a, const char *b)
{
	size_t n = 0;

	while (a[n] && a[n] == b[n])
		n++;
	return n >= WORD_MIN || contains(a, b) || share_word(a, b);
}

struct two {
	struct members new, old;
	const struct ktypes *here, *there;
	int at;				/* of the name in old */
};

/* One that is sure, or else one with a name alike; no word of it if there are two. */
static void renamed_member(struct arena *a, const struct two *t, struct change *c)
{
	const struct kmember *old = &t->old.v[t->at];
	const char *sure = NULL, *likely = NULL;
	unsigned i, nsure = 0, nlikely = 0;

	for (i = 0; i < t->new.n; i++) {
		const struct kmember *m = &t->new.v[i];

		if (place_of(&t->old, m->name) >= 0 ||
		    !same_type(a, t->here, m->type, t->there, old->type))
			continue;
		if (contains(m->name, old->name) ||
		    same_neighbour(&t->new, (int)i, &t->old, t->at)) {
			sure = m->name;
			nsure++;
		} else if (related(m->name, old->name)) {
			likely = m->name;
			nlikely++;
		}
	}
	if (nsure == 1)
		*c = (struct change){ .kind = CHANGE_RENAMED, .to = sure, .was = c->was };
	else if (!nsure && nlikely == 1)
		*c = (struct change){ .kind = CHANGE_LIKELY, .to = likely, .was = c->was };
}

/* The same member, inside of a struct that is a member now. */
static bool moved_member(struct arena *a, const struct two *t, struct change *c)
{
	const struct kmember *was = &t->old.v[t->at];
	struct kmember inner;
	unsigned i;

	for (i = 0; i < t->new.n; i++) {
		struct ktype in = ktypes_get(t->here, t->new.v[i].type);

		if ((in.kind != KK_STRUCT && in.kind != KK_UNION) ||
		    !ktypes_member(t->here, in.id, was->name, &inner) ||
		    !same_type(a, t->here, inner.type, t->there, was->type))
			continue;
		c->kind = CHANGE_MOVED;
		c->to = arena_printf(a, "%s.%s", t->new.v[i].name, was->name);
		return true;
	}
	return false;
}

#define SHOWN 3

static bool is_pointer(const struct ktypes *kt, uint32_t type)
{
	return ktypes_get(kt, type).kind == KK_PTR;
}

/* New members that have a like name, or stand at its place and are no pointer if it was none. */
static const char *instead_of(struct arena *a, const struct two *t)
{
	const struct kmember *old = &t->old.v[t->at];
	struct str out;
	unsigned i, n = 0;

	str_init(&out, a);
	for (i = 0; i < t->new.n && n < SHOWN; i++) {
		const struct kmember *m = &t->new.v[i];
		bool alike = contains(m->name, old->name);

		alike |= same_neighbour(&t->new, (int)i, &t->old, t->at) &&
			 is_pointer(t->here, m->type) == is_pointer(t->there, old->type);
		if (alike && place_of(&t->old, m->name) < 0)
			str_printf(&out, "%s`%s'", n++ ? ", " : "",
				   change_declared(a, t->here, m->type, m->name));
	}
	return n ? out.text : NULL;
}

static struct change find_member(struct arena *a, const struct diag_subject *what,
				 const struct ktypes *here, const struct ktypes *there)
{
	struct two t = { { .a = a }, { .a = a }, here, there, -1 };
	struct change c = { .kind = CHANGE_UNKNOWN };
	uint32_t new = struct_by_name(here, what->owner), old = struct_by_name(there, what->owner);

	if (!new || !old)
		return c;
	list_members(&t.new, here, new, 0);
	list_members(&t.old, there, old, 0);
	t.at = place_of(&t.old, what->name);
	if (t.at < 0)
		return c;
	c.kind = CHANGE_GONE;
	c.was = change_declared(a, there, t.old.v[t.at].type, what->name);
	if (!moved_member(a, &t, &c))
		renamed_member(a, &t, &c);
	if (c.kind == CHANGE_GONE)
		c.is = instead_of(a, &t);
	return c;
}

/* ---- functions and tracepoints ---- */

static const char *prototype(struct arena *a, const struct ktypes *kt, const struct kfunc *f)
{
	struct str out;
	unsigned i;

	str_init(&out, a);
	ktypes_print(kt, f->result, f->name, &out);
	for (i = 0; i < f->n; i++) {
		str_puts(&out, i ? ", " : "(");
		ktypes_print(kt, f->params[i].type, f->params[i].name, &out);
	}
	str_puts(&out, f->n ? ")" : "(void)");
	return out.text;
}

static bool same_prototype(struct arena *a, const struct ktypes *x, const struct kfunc *f,
			   const struct ktypes *y, const struct kfunc *g)
{
	unsigned i;

	if (f->n != g->n || !f->n)
		return false;
	for (i = 0; i < f->n; i++)
		if (strcmp(f->params[i].name, g->params[i].name))
			return false;
	for (i = 0; i < f->n; i++)
		if (!same_type(a, x, f->params[i].type, y, g->params[i].type))
			return false;
	return same_type(a, x, f->result, y, g->result);
}

/* A function that is new, takes exactly what the old one took, and has a name alike; the only one.
 */
static struct change find_function(struct arena *a, const struct diag_subject *what,
				   const struct ktypes *here, const struct ktypes *there)
{
	struct change c = { .kind = CHANGE_UNKNOWN };
	struct kfunc old, new, other;
	uint32_t id = 0;

	if (!ktypes_function(there, what->name, &old))
		return c;
	c.kind = CHANGE_GONE;
	c.was = prototype(a, there, &old);
	while (ktypes_next_function(here, &id, &new)) {
		if (!related(new.name, old.name) || !same_prototype(a, here, &new, there, &old) ||
		    ktypes_function(there, new.name, &other))
			continue;
		if (c.to && strcmp(c.to, new.name)) {
			c.kind = CHANGE_GONE;
			c.to = NULL;
			break;
		}
		c.kind = CHANGE_LIKELY;
		c.to = new.name;
	}
	return c;
}

static struct change find_tracepoint(struct arena *a, const struct diag_subject *what,
				     const struct ktypes *there)
{
	struct change c = { .kind = CHANGE_UNKNOWN };
	struct kfunc old;

	if (ktypes_tracepoint(there, what->name, &old)) {
		c.kind = CHANGE_GONE;
		old.name = what->name;
		c.was = prototype(a, there, &old);
	}
	return c;
}

struct change change_find(struct arena *a, enum diag_code code, const struct diag_subject *what,
			  const struct ktypes *here, const struct ktypes *there)
{
	switch ((int)code) {
	case DIAG_UNKNOWN_PARAM:
		return find_param(a, what, here, there);
	case DIAG_UNKNOWN_MEMBER:
		return find_member(a, what, here, there);
	case DIAG_UNKNOWN_FUNCTION:
		return find_function(a, what, here, there);
	case DIAG_UNKNOWN_TRACEPOINT:
		return find_tracepoint(a, what, there);
	}
	return (struct change){ .kind = CHANGE_UNKNOWN };
}
