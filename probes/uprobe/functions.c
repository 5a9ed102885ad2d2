// SPDX-License-Identifier: GPL-2.0-or-later
/* See functions.h. */

#include "probes/uprobe/functions.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/elf_file.h"
#include "probes/uprobe/demangle.h"

#define MAX_VERSIONS 4096

/* The lower the better. */
enum rank { RANK_GLOBAL, RANK_LOCAL, RANK_OLD_VERSION };

struct candidate {
	const char *name;		/* in the arena */
	uint64_t offset;
	enum rank rank;
	unsigned underscores;
};

struct search {
	struct arena *a;
	const struct name_pattern *p;
	bool wants_version, wants_params;
	const char *word;		/* that a mangled name has in it; NULL: any may do */
	struct elf_layout layout;
	struct candidate *found;
	unsigned n, cap;
	bool too_many;
	int ifunc;			/* rank of the best function that is chosen at start; -1: none */
	struct nearest *near;		/* not NULL: names are only offered */
};

/* ---- versions ---- */

struct versions {
	Elf_Data *of_symbol;		/* NULL: the file has none */
	const char *name[MAX_VERSIONS];	/* by number; NULL: not known */
};

static void read_definitions(Elf *elf, Elf_Data *data, size_t strings, struct versions *v)
{
	size_t at = 0, n;
	GElf_Verdaux aux;
	GElf_Verdef def;

	for (n = 0; n < MAX_VERSIONS; n++) {
		if (!gelf_getverdef(data, (int)at, &def))
			return;
		if ((def.vd_ndx & 0x7fff) < MAX_VERSIONS && def.vd_aux < data->d_size - at &&
		    gelf_getverdaux(data, (int)(at + def.vd_aux), &aux))
			v->name[def.vd_ndx & 0x7fff] = elf_strptr(elf, strings, aux.vda_name);
		if (!def.vd_next || def.vd_next >= data->d_size - at)
			return;
		at += def.vd_next;
	}
}

static void read_versions(Elf *elf, struct versions *v)
{
	Elf_Data *data, *defined = NULL;
	Elf_Scn *section = NULL;
	GElf_Shdr head, def = { 0 };

	memset(v, 0, sizeof(*v));
	while ((section = elf_nextscn(elf, section))) {
		data = elf_section_data(section, SHT_GNU_versym, 2u * ELF_MAX_SYMS, &head);
		if (data)
			v->of_symbol = data;
		data = elf_section_data(section, SHT_GNU_verdef, 1u << 20, &head);
		if (data) {
			defined = data;
			def = head;
		}
	}
	if (v->of_symbol && defined)
		read_definitions(elf, defined, def.sh_link, v);
}

/* Of a symbol of .dynsym; *old: programs that are linked now do not get it. */
static const char *version_of(const struct versions *v, size_t i, bool *old)
{
	GElf_Versym number;

	if (!v || !v->of_symbol || !gelf_getversym(v->of_symbol, (int)i, &number))
		return NULL;
	*old = number & 0x8000;
	number &= 0x7fff;
	return number > 1 && number < MAX_VERSIONS ? v->name[number] : NULL;
}

/* ---- matching ---- */

/*
 * The name by which a symbol is meant, in the arena; NULL: it is not.  Names of C++ have the words
 * of their sources in them, so that most need not be demangled for a pattern that is one word.
 */
static const char *meant(struct search *s, const char *raw, const char *version)
{
	const char *name = NULL;
	char *text;

	if (s->wants_version && version) {
		name = arena_printf(s->a, "%s@%s", raw, version);
		if (name_pattern_matches(s->p, name))
			return arena_strdup(s->a, raw);
	}
	if (name_pattern_matches(s->p, raw))
		return arena_strdup(s->a, raw);
	if (s->word && !strstr(raw, s->word))
		return NULL;
	text = demangle(raw, s->wants_params);
	name = text && name_pattern_matches(s->p, text) ? arena_strdup(s->a, text) : NULL;
	free(text);
	return name;
}

/* What the compiler has split off a function: f.cold, f.part.0.  Such are meant by their own name alone. */
static bool is_part(const char *name)
{
	return strstr(name, ".cold") || strstr(name, ".part.");
}

static void offer(struct search *s, const char *raw)
{
	char *text = demangle(raw, s->wants_params);
	const char *name = arena_strdup(s->a, text ? text : raw);

	free(text);
	nearest_offer(s->near, name);
}

static void consider(struct search *s, const GElf_Sym *sym, const char *raw, const char *version, bool old)
{
	unsigned type = GELF_ST_TYPE(sym->st_info), bind = GELF_ST_BIND(sym->st_info);
	struct candidate c = { .rank = old ? RANK_OLD_VERSION :
				       bind == STB_LOCAL ? RANK_LOCAL : RANK_GLOBAL };

	if ((type != STT_FUNC && type != STT_GNU_IFUNC && (type != STT_NOTYPE || s->p->many)) ||
	    sym->st_shndx == SHN_UNDEF ||
	    !elf_offset_of_address(&s->layout, sym->st_value, PF_X, &c.offset))
		return;
	if (s->near) {
		offer(s, raw);
		return;
	}
	if (s->p->many && is_part(raw))
		return;
	c.name = meant(s, raw, version);
	if (!c.name)
		return;
	if (type == STT_GNU_IFUNC) {
		if (s->ifunc < 0 || (int)c.rank < s->ifunc)
			s->ifunc = (int)c.rank;
		return;
	}
	while (c.name[c.underscores] == '_')
		c.underscores++;
	if (s->n >= 2 * USER_FUNCTIONS_MAX)
		s->too_many = true;
	else
		*arena_push(s->a, s->found, s->n, s->cap) = c;
}

static void look_in(struct search *s, Elf *elf, Elf64_Word type, const struct versions *versions)
{
	struct elf_names names;
	const char *full, *raw, *version;
	struct arena scratch = { 0 };
	GElf_Sym sym;
	size_t i, len;
	bool old;

	if (!elf_file_names(elf, type, &names))
		return;
	for (i = 0; i < names.n && !s->too_many; i++) {
		if (!elf_name_at(&names, i, &sym, &full))
			continue;
		old = false;
		version = version_of(versions, i, &old);
		len = elf_name_length(full);
		raw = full;
		if (full[len]) {	/* name@VERSION, name@@VERSION */
			old = full[len + 1] != '@';
			version = full + len + 1 + !old;
			raw = arena_strndup(&scratch, full, len);
		}
		consider(s, &sym, raw, version, old);
	}
	arena_free(&scratch);
}

/* .dynsym tells versions; .symtab, or the debug file's, has local functions. */
static bool look_in_file(struct search *s, int fd)
{
	Elf *elf = elf_file_begin(fd), *debug;
	struct versions *versions = arena_new(s->a, struct versions);
	struct elf_names names;
	int debug_fd;

	if (!elf || gelf_getclass(elf) != (sizeof(long) == 8 ? ELFCLASS64 : ELFCLASS32)) {
		elf_end(elf);
		return false;
	}
	elf_file_layout(elf, &s->layout);
	read_versions(elf, versions);
	look_in(s, elf, SHT_DYNSYM, versions);
	if (elf_file_names(elf, SHT_SYMTAB, &names)) {
		look_in(s, elf, SHT_SYMTAB, NULL);
	} else {
		debug_fd = elf_open_debug_file(ELF_DEBUG_DIR, &s->layout.id);
		debug = debug_fd < 0 ? NULL : elf_file_begin(debug_fd);
		if (debug)
			look_in(s, debug, SHT_SYMTAB, NULL);
		elf_end(debug);
		if (debug_fd >= 0)
			close(debug_fd);
	}
	elf_end(elf);
	return true;
}

/* ---- the result ---- */

/* By place; the name that is kept of several for one comes first. */
static int by_offset(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->offset != y->offset)
		return x->offset < y->offset ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->underscores != y->underscores)
		return x->underscores < y->underscores ? -1 : 1;
	if (strlen(x->name) != strlen(y->name))
		return strlen(x->name) < strlen(y->name) ? -1 : 1;
	return strcmp(x->name, y->name);
}

/* Whether a candidate is one that its name means; best: the lowest rank of all. */
static bool is_chosen(const struct search *s, const struct candidate *c, enum rank best)
{
	if (s->wants_version)
		return true;
	return s->p->many ? c->rank != RANK_OLD_VERSION : c->rank == best;
}

static unsigned choose(struct search *s, struct user_function **out)
{
	struct user_function *v = arena_array(s->a, struct user_function, s->n + 1);
	enum rank best = RANK_OLD_VERSION;
	unsigned i, n = 0;

	for (i = 0; i < s->n; i++)
		if (s->found[i].rank < best)
			best = s->found[i].rank;
	if (!s->p->many && !s->wants_version && s->ifunc >= 0 && s->ifunc < (int)best)
		return 0;
	if (s->n)
		qsort(s->found, s->n, sizeof(*s->found), by_offset);
	for (i = 0; i < s->n; i++) {
		const struct candidate *c = &s->found[i];

		if (is_chosen(s, c, best) && (!n || v[n - 1].offset != c->offset))
			v[n++] = (struct user_function){ c->name, c->offset };
	}
	*out = v;
	return n;
}

/* A pattern of one plain word: mangled names that mean it have it in them. */
static const char *plain_word(const struct name_pattern *p)
{
	const char *c;

	for (c = p->text; isalnum((unsigned char)*c) || *c == '_'; c++)
		;
	return p->many || *c ? NULL : p->text;
}

enum user_functions_found user_functions_find(struct arena *a, int fd, const struct name_pattern *p,
				    struct user_function **out, unsigned *n, struct nearest *near)
{
	struct search s = { .a = a, .p = p, .word = plain_word(p), .ifunc = -1 };

	s.wants_version = strchr(p->text, '@');
	s.wants_params = strchr(p->text, '(');
	if (!look_in_file(&s, fd))
		return USER_FUNCTIONS_NO_FILE;
	*n = choose(&s, out);
	if (s.too_many || *n > USER_FUNCTIONS_MAX)
		return USER_FUNCTIONS_TOO_MANY;
	if (*n)
		return USER_FUNCTIONS_OK;
	if (s.ifunc >= 0)
		return USER_FUNCTIONS_IFUNC;
	s.near = near;
	if (near)
		look_in_file(&s, fd);
	return USER_FUNCTIONS_NONE;
}
