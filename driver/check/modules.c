// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * --module: a file, a folder of files, or the name of a module in a .fpk.
 *
 * A file is one kernel's.  With several kernels each takes those that are its own; what a script
 * wants of the others is reported as not checked (sema/target.h).  A word that no kernel takes
 * anything of is refused.
 */

#include <ftw.h>
#include <string.h>
#include <sys/stat.h>

#include "driver/check/check.h"

#define MAX_MODULES 256u /* of all folders together: each is read for each kernel */
#define MAX_OPEN 16

static struct walk {
	struct check *c;
	const char *word;
	bool too_many;
} walk; /* nftw() hands nothing over */

static void add(struct check *c, const char *word, const char *path)
{
	*arena_push(&c->s->arena, c->modules, c->nmodules, c->cap_modules) =
		(struct checked_module){ .word = word, .path = path };
}

/* "a.ko", "a.ko.xz" */
static bool is_module(const char *name)
{
	const char *ko = strstr(name, ".ko");

	return ko && ko != name &&
	       (!ko[3] || !strcmp(ko + 3, ".xz") || !strcmp(ko + 3, ".zst") ||
		!strcmp(ko + 3, ".gz") || !strcmp(ko + 3, ".lz4"));
}

static int look_at(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	if (kind != FTW_F || !is_module(path + at->base))
		return 0;
	walk.too_many = walk.c->nmodules >= MAX_MODULES;
	if (!walk.too_many)
		add(walk.c, walk.word, arena_strdup(&walk.c->s->arena, path));
	return walk.too_many;
}

static bool refuse(struct check *c, const char *word, const char *why)
{
	diag(&c->own, BAD_MODULE, NO_SPAN, word, why);
	c->refused = true;
	return false;
}

static bool add_folder(struct check *c, const char *word)
{
	unsigned before = c->nmodules;

	walk = (struct walk){ c, word, false };
	nftw(word, look_at, MAX_OPEN, FTW_PHYS);
	if (walk.too_many) {
		c->nmodules = before;
		return refuse(c, word,
			      arena_printf(&c->s->arena,
					   "more than %u modules are there, take a folder of fewer",
					   MAX_MODULES));
	}
	return c->nmodules > before || refuse(c, word, "there is no module in this folder");
}

bool check_find_modules(struct check *c)
{
	struct stat st;
	const char *word;
	unsigned i = 0;

	while ((word = options_next(c->o, "module", &i)))
		if (stat(word, &st) || !S_ISDIR(st.st_mode))
			add(c, word, word);
		else if (!add_folder(c, word))
			return false;
	return true;
}

bool check_add_modules(struct check *c, struct kernel *k, const char **why)
{
	struct checked_module *m;
	unsigned i;

	for (i = 0; i < c->nmodules; i++) {
		m = &c->modules[i];
		switch (kernel_add_module(k, m->path, why)) {
		case MODULE_ADDED: m->taken = true; break;
		case MODULE_OF_ANOTHER: m->why = *why; break;
		case MODULE_BAD:
			*why = arena_printf(&c->s->arena, "module %s: %s", m->path, *why);
			return false;
		}
	}
	return true;
}

static bool any_taken(const struct check *c, const char *word)
{
	unsigned i;

	for (i = 0; i < c->nmodules; i++)
		if (c->modules[i].taken && !strcmp(c->modules[i].word, word))
			return true;
	return false;
}

void check_refuse_modules(struct check *c)
{
	const struct checked_module *m;
	const char *last = NULL;
	unsigned i;

	for (i = 0; i < c->nmodules; i++) {
		m = &c->modules[i];
		if (m->why && (!last || strcmp(last, m->word)) && !any_taken(c, m->word))
			refuse(c, m->path, m->why);
		last = m->word;
	}
}
