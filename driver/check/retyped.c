// SPDX-License-Identifier: GPL-2.0-or-later
/* See retyped.h. */

#include "driver/check/retyped.h"

#include "driver/check/changes.h"

#include <ctype.h>
#include <string.h>

struct search {
	struct arena *a;
	const char *text;		/* of the probe, handlers and all */
	const struct ktypes *here, *there;
	void (*say)(void *arg, const char *was, const char *is);
	void *arg;
};

static bool mentions(const struct search *s, const char *name)
{
	const char *at = s->text;
	size_t n = strlen(name);

	while ((at = strchr(at, '$'))) {
		at++;
		if (!strncmp(at, name, n) && !isalnum((unsigned char)at[n]) && at[n] != '_')
			return true;
	}
	return false;
}

static void compare(struct search *s, uint32_t here, uint32_t there, const char *name)
{
	const char *is = change_declared(s->a, s->here, here, name),
		   *was = change_declared(s->a, s->there, there, name);

	if (mentions(s, name + (*name == '$')) && strcmp(is, was))
		s->say(s->arg, was, is);
}

static bool function_of(const struct ktypes *kt, const char *name, bool tracepoint, struct kfunc *f)
{
	return tracepoint ? ktypes_tracepoint(kt, name, f) : ktypes_function(kt, name, f);
}

static void look_at(struct search *s, const char *name, bool tracepoint)
{
	struct kfunc new, old;
	unsigned i, j;

	if (!function_of(s->here, name, tracepoint, &new) ||
	    !function_of(s->there, name, tracepoint, &old))
		return;
	for (i = 0; i < new.n; i++)
		for (j = 0; j < old.n; j++)
			if (*new.params[i].name && !strcmp(new.params[i].name, old.params[j].name))
				compare(s, new.params[i].type, old.params[j].type,
					new.params[i].name);
	compare(s, new.result, old.result, "$return");
}

static void look_at_point(struct search *s, const struct point *pt)
{
	const struct point_arg *arg = pt->parts->args;
	const char *name, *colon;

	if (!arg || arg->kind != PARG_STRING || !arg->value->text)
		return;
	name = arg->value->text;
	colon = strchr(name, ':');
	look_at(s, colon ? colon + 1 : name, colon);
}

void each_retyped(struct check *c, const struct checked_script *script, struct span at,
		  const struct ktypes *here, const struct ktypes *there,
		  void (*say)(void *arg, const char *was, const char *is), void *arg)
{
	struct search s = { &c->s->arena, NULL, here, there, say, arg };
	const struct point *pt;

	for_each_item(i, script->tree) {
		if (i->kind != ITEM_PROBE || at.off < i->span.off ||
		    at.off >= i->span.off + i->span.len)
			continue;
		s.text = source_words(&c->s->sources, &c->s->arena, i->span);
		for (pt = i->points; pt && s.text; pt = pt->next)
			look_at_point(&s, pt);
	}
}
