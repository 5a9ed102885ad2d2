// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a script promises:	// fptap: kernels 6.1..7.3 x86_64 arm64
 *
 * One version or two, then architectures (none: all).  6.1..7.3 takes in every 6.1.x and 7.3.x.  A
 * kernel that is meant and fails breaks the promise.  One that is not meant may fail: that is shown
 * and does not count for the exit status.
 */

#include <stdio.h>
#include <string.h>

#include "driver/check/check.h"

#define WORD "fptap:"

struct promise {
	struct span span;
	const char *text;
	unsigned from[2], to[2];
	const char *arches[4];
	unsigned narches;
};

static const char *const known_arches[] = { "x86_64", "arm64" };

/* The text behind `// fptap:' of a line that is such a comment; NULL: it is none. */
static const char *promised(const char *line, const char *end)
{
	while (line < end && (*line == ' ' || *line == '\t'))
		line++;
	if (end - line > 2 && !memcmp(line, "//", 2))
		line += 2;
	else if (line < end && *line == '#')
		line++;
	else
		return NULL;
	while (line < end && *line == ' ')
		line++;
	if ((size_t)(end - line) < strlen(WORD) || memcmp(line, WORD, strlen(WORD)))
		return NULL;
	return line + strlen(WORD);
}

static bool read_version(const char *word, unsigned v[2], const char **rest)
{
	int n = 0;

	if (sscanf(word, "%u.%u%n", &v[0], &v[1], &n) != 2 || !n || v[0] > 999 || v[1] > 9999)
		return false;
	*rest = word + n;
	return true;
}

static int compare(const unsigned a[2], const unsigned b[2])
{
	return a[0] != b[0] ? (a[0] < b[0] ? -1 : 1) : a[1] != b[1] ? (a[1] < b[1] ? -1 : 1) : 0;
}

static bool read_versions(const char *word, struct promise *p)
{
	const char *rest;

	if (!read_version(word, p->from, &rest))
		return false;
	if (!*rest) {
		memcpy(p->to, p->from, sizeof(p->to));
		return true;
	}
	return !strncmp(rest, "..", 2) && read_version(rest + 2, p->to, &rest) && !*rest &&
	       compare(p->from, p->to) <= 0;
}

static bool read_arch(const char *word, struct promise *p)
{
	size_t i;

	for (i = 0; i < sizeof(known_arches) / sizeof(*known_arches); i++)
		if (!strcmp(word, known_arches[i]) && p->narches < 4) {
			p->arches[p->narches++] = known_arches[i];
			return true;
		}
	return false;
}

/* " kernels 6.1..7.3 x86_64" */
static bool read_promise(struct arena *a, const char *text, size_t n, struct promise *p)
{
	char *copy = arena_strndup(a, text, n), *word, *save = NULL;

	p->text = arena_strdup(a, copy + strspn(copy, " \t"));
	word = strtok_r(copy, " \t\r", &save);
	if (!word || strcmp(word, "kernels"))
		return false;
	word = strtok_r(NULL, " \t\r", &save);
	if (!word || !read_versions(word, p))
		return false;
	while ((word = strtok_r(NULL, " \t\r", &save)))
		if (!read_arch(word, p))
			return false;
	return true;
}

static bool is_meant(const struct promise *p, const struct checked_kernel *k)
{
	const char *rest;
	unsigned v[2], i;

	if (!k->release || !read_version(k->release, v, &rest) || compare(v, p->from) < 0 ||
	    compare(v, p->to) > 0)
		return false;
	for (i = 0; i < p->narches; i++)
		if (k->arch && !strcmp(k->arch, p->arches[i]))
			return true;
	return !p->narches;
}

static struct finding *add_finding(struct check *c, unsigned script)
{
	*arena_push(&c->s->arena, c->findings, c->nfindings, c->cap_findings) =
		(struct finding){ .d = c->s->diags.first, .script = script };
	diags_init(&c->s->diags, &c->s->arena, &c->s->sources);
	return &c->findings[c->nfindings - 1];
}

/* Several promises of a script mean what any of them means. */
static void verify(struct check *c, unsigned script, const struct promise *p, bool is_first)
{
	struct diags *d = &c->s->diags;
	struct finding *f;
	unsigned i, meant = 0;

	for (i = 0; i < c->ncells; i++) {
		struct cell *cell = &c->cells[i];
		const struct checked_kernel *k = &c->kernels[cell->kernel];

		if (cell->script != script)
			continue;
		if (!is_meant(p, k)) {
			cell->not_promised |= is_first;
			continue;
		}
		cell->not_promised = false;
		meant++;
		if (!cell->first && cell->unchecked) {
			diag(d, HALF_PROVEN, p->span, check_kernel_name(c->s, k));
			diag_hint(d, "%s", cell->unchecked->text);
			f = add_finding(c, script);
			*arena_push(&c->s->arena, f->cells, f->ncells, f->cap_cells) = i;
		}
		if (!cell->first)
			continue;
		diag(d, BROKEN_PROMISE, p->span, check_kernel_name(c->s, k));
		diag_hint(d, "%s: %s", diag_code_text(cell->first->code), cell->first->text);
		f = add_finding(c, script);
		*arena_push(&c->s->arena, f->cells, f->ncells, f->cap_cells) = i;
	}
	if (!meant) {
		diag(d, UNPROVEN, p->span, p->text);
		add_finding(c, script);
	}
}

static void look_at(struct check *c, unsigned script)
{
	const struct source *src = c->scripts[script].source;
	struct promise p;
	const char *line, *end, *text;
	bool is_first = true;
	unsigned i;

	for (i = 0; i < src->nlines; i++) {
		line = src->text + src->lines[i];
		end = memchr(line, '\n', src->len - src->lines[i]);
		if (!end)
			end = src->text + src->len;
		text = promised(line, end);
		if (!text)
			continue;
		p = (struct promise){ .span = { src->base + (uint32_t)(text - src->text),
						(uint32_t)(end - text) } };
		if (read_promise(&c->s->arena, text, (size_t)(end - text), &p)) {
			verify(c, script, &p, is_first);
			is_first = false;
		} else {
			diag(&c->s->diags, BAD_PROMISE, p.span);
			add_finding(c, script);
		}
	}
}

void check_promises(struct check *c)
{
	unsigned i;

	for (i = 0; i < c->nscripts; i++)
		if (!c->scripts[i].failed)
			look_at(c, i);
}
