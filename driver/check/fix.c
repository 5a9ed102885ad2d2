// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * check --fix: the fixes that are certain are made in the script's text, and that text is checked
 * again with all kernels; it is kept only if no cell is worse than before and some are better.
 */

#include <stdlib.h>
#include <string.h>

#include "driver/check/check.h"
#include "target/files.h"

/* Fixes of one script, from its end to its beginning, none inside of another. */
static unsigned fixes_of(struct check *c, unsigned script, const struct fix **v)
{
	unsigned i, j, n = 0;

	for (i = 0; i < c->nfindings; i++) {
		const struct fix *f = &c->findings[i].fix;

		if (c->findings[i].script != script || !f->text || !f->certain ||
		    source_of(&c->s->sources, f->span.off) != c->scripts[script].source)
			continue;
		for (j = 0; j < n && v[j]->span.off + v[j]->span.len > f->span.off; j++)
			;
		/* v[0 … j-1] end behind this one's start: this one has to end before they start. */
		if (j && v[j - 1]->span.off < f->span.off + f->span.len)
			continue;
		memmove(v + j + 1, v + j, (n++ - j) * sizeof(*v));
		v[j] = f;
	}
	return n;
}

static struct str applied(struct check *c, const struct source *src, const struct fix **v,
			  unsigned n)
{
	uint32_t at = 0, off;
	struct str out;

	str_init(&out, &c->s->arena);
	while (n--) {
		off = v[n]->span.off - src->base;
		str_put(&out, src->text + at, off - at);
		str_puts(&out, v[n]->text);
		at = off + v[n]->span.len;
	}
	str_put(&out, src->text + at, src->len - at);
	return out;
}

/* No cell has more errors than before, and some have fewer. */
static bool is_better(struct check *c, unsigned script, const struct str *text)
{
	struct check again = { .s = c->s, .o = c->o, .nbackends = c->nbackends };
	const struct cell *old;
	bool better = false;
	unsigned i;

	diags_init(&again.own, &c->s->arena, &c->s->sources);
	memcpy(again.backends, c->backends, sizeof(again.backends));
	again.kernels = arena_array(&c->s->arena, struct checked_kernel, c->nkernels);
	memcpy(again.kernels, c->kernels, c->nkernels * sizeof(*c->kernels));
	again.nkernels = c->nkernels;
	again.modules = c->modules;
	again.nmodules = c->nmodules;
	if (!check_read_script(&again, c->scripts[script].path, text->text, text->len))
		return false;
	check_run(&again);
	for (i = 0; i < again.ncells; i++) {
		old = check_cell(c, script, again.cells[i].kernel, again.cells[i].backend);
		if (!old || again.cells[i].errors > old->errors)
			return false;
		better |= again.cells[i].errors < old->errors;
	}
	return better;
}

/* All of them at once, or else one after the other, those that help. */
static bool choose(struct check *c, unsigned script, const struct fix **v, unsigned *n,
		   struct str *text)
{
	const struct source *src = c->scripts[script].source;
	unsigned i, kept = 0;

	*text = applied(c, src, v, *n);
	if (is_better(c, script, text))
		return true;
	for (i = 0; i < *n; i++) {
		*text = applied(c, src, &v[i], 1);
		if (is_better(c, script, text))
			v[kept++] = v[i];
	}
	*n = kept;
	*text = applied(c, src, v, kept);
	return kept && is_better(c, script, text);
}

/* Fixes keep the lines: each line that differs is a hunk of its own. */
static void print_diff(const char *path, const struct source *src, const struct str *text,
		       FILE *out)
{
	const char *old = src->text, *new = text->text, *old_end, *new_end;
	unsigned line = 1;

	fprintf(out, "--- %s\n+++ %s\n", path, path);
	for (; *old && *new; line++) {
		old_end = strchrnul(old, '\n');
		new_end = strchrnul(new, '\n');
		if (old_end - old != new_end - new || memcmp(old, new, (size_t)(old_end - old)))
			fprintf(out, "@@ -%u +%u @@\n-%.*s\n+%.*s\n", line, line,
				(int)(old_end - old), old, (int)(new_end - new), new);
		old = old_end + !!*old_end;
		new = new_end + !!*new_end;
	}
}

/* A link's file, where it is. */
static bool write_script(struct check *c, const char *path, const struct str *text)
{
	struct bytes all = { (const unsigned char *)text->text, text->len };
	char *real = realpath(path, NULL);
	const char *why = file_is_read_only(real ? real : path) ?
				  "it is read-only" :
				  file_write(&c->s->arena, real ? real : path, all);

	free(real);

	if (why)
		diag(&c->own, OUTPUT, NO_SPAN, path, why);
	c->refused |= why != NULL;
	return !why;
}

/* Has the file changed? */
static bool fix_script(struct check *c, unsigned script)
{
	const struct fix **v = arena_array(&c->s->arena, const struct fix *, c->nfindings + 1);
	const struct checked_script *cs = &c->scripts[script];
	unsigned n = fixes_of(c, script, v);
	struct str text;

	if (!n || !choose(c, script, v, &n, &text))
		return false;
	print_diff(cs->path, cs->source, &text, c->o->format && !c->o->output ? stderr : stdout);
	return !c->o->dry_run && (!c->o->script || script) && write_script(c, cs->path, &text);
}

bool check_fix(struct check *c)
{
	unsigned i, n = c->nscripts;
	bool any = false;

	for (i = 0; i < n; i++)
		if (!c->scripts[i].failed)
			any |= fix_script(c, i);
	return any;
}
