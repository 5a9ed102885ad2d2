// SPDX-License-Identifier: GPL-2.0-or-later
/* See module.h. */

#include "target/module.h"

#include <gelf.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SYMBOLS 1000000u
/* How far behind a function's begin the place may be, and how far before it (vmlinux.c). */
#define MAX_BEHIND 8
#define BEFORE 8

struct place {
	uint32_t section;
	uint64_t offset;
};

struct module {
	Elf *elf;
	Elf_Data *symtab;
	size_t names;			/* the string section of the symbols */
	struct place *places;
	uint32_t n, cap;
};

static const char *name_of(Elf *elf, const GElf_Shdr *h)
{
	const char *name = NULL;
	size_t names;

	if (!elf_getshdrstrndx(elf, &names))
		name = elf_strptr(elf, names, h->sh_name);
	return name ? name : "";
}

static void find_symtab(struct module *m)
{
	Elf_Scn *s = NULL;
	GElf_Shdr h;

	while ((s = elf_nextscn(m->elf, s)))
		if (gelf_getshdr(s, &h) && h.sh_type == SHT_SYMTAB) {
			m->symtab = elf_getdata(s, NULL);
			m->names = h.sh_link;
		}
}

/* Where the relocations of a section of places lead. */
static void take_places(struct module *m, struct arena *a, Elf_Scn *relocations)
{
	Elf_Data *d = elf_getdata(relocations, NULL);
	GElf_Rela r;
	GElf_Sym sym;
	int i;

	for (i = 0; d && gelf_getrela(d, i, &r) && m->n < MAX_SYMBOLS; i++)
		if (gelf_getsym(m->symtab, (int)GELF_R_SYM(r.r_info), &sym))
			*arena_push(a, m->places, m->n, m->cap) = (struct place){
				sym.st_shndx, sym.st_value + (uint64_t)r.r_addend };
}

static void find_places(struct module *m, struct arena *a)
{
	Elf_Scn *s = NULL;
	GElf_Shdr h;

	while ((s = elf_nextscn(m->elf, s))) {
		const char *name = gelf_getshdr(s, &h) && h.sh_type == SHT_RELA ? name_of(m->elf, &h) : "";

		if (!strcmp(name, ".rela__mcount_loc") || !strcmp(name, ".rela__patchable_function_entries"))
			take_places(m, a, s);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->section != y->section)
		return x->section < y->section ? -1 : 1;
	return x->offset == y->offset ? 0 : x->offset < y->offset ? -1 : 1;
}

/* Is there a place from `offset' on, less than `room' behind it? */
static bool has_place(const struct module *m, uint32_t section, uint64_t offset, uint64_t room)
{
	struct place want = { section, offset };
	uint32_t low = 0, high = m->n, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (by_place(&m->places[middle], &want) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < m->n && m->places[low].section == section && m->places[low].offset - offset < room;
}

static bool is_traceable(const struct module *m, const GElf_Sym *sym)
{
	return has_place(m, sym->st_shndx, sym->st_value, MAX_BEHIND) ||
	       (sym->st_value >= BEFORE && has_place(m, sym->st_shndx, sym->st_value - BEFORE, 1));
}

static void add_functions(const struct module *m, const char *module, struct functions_builder *b)
{
	const char *name;
	GElf_Sym sym;
	int i;

	for (i = 0; i < (int)MAX_SYMBOLS && gelf_getsym(m->symtab, i, &sym); i++)
		if (GELF_ST_TYPE(sym.st_info) == STT_FUNC && sym.st_shndx != SHN_UNDEF &&
		    (name = elf_strptr(m->elf, m->names, sym.st_name)) && *name && strlen(name) < 512)
			functions_add(b, name, module, is_traceable(m, &sym) ? FUNCTION_TRACEABLE : 0, 0);
}

bool module_functions(struct bytes elf, const char *name, struct functions_builder *b)
{
	struct module m = { 0 };

	elf_version(EV_CURRENT);
	m.elf = elf_memory((char *)elf.at, elf.size);
	if (!m.elf)
		return false;
	find_symtab(&m);
	if (m.symtab) {
		find_places(&m, b->arena);
		if (m.n)
			qsort(m.places, m.n, sizeof(*m.places), by_place);
		add_functions(&m, name, b);
	}
	elf_end(m.elf);
	return m.symtab;
}
