// SPDX-License-Identifier: GPL-2.0-or-later
/* See vmlinux.h. */

#include "target/vmlinux.h"

#include <elf.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>

#include "target/functions.h"
#include "target/kallsyms.h"

/* How far the place of a call to ftrace is behind a function's begin: a landing pad may come first. */
#define MAX_BEHIND 8
/* … and before it, where arm64 has room for a pointer in front of the function. */
#define BEFORE 8

struct vmlinux {
	Elf *elf;
	struct arena *a;
	struct symbols all;
	struct code {
		uint64_t address;
		const char *name;
		uint32_t order, flags;
		bool weak;
	} *code;			/* functions, by address */
	uint32_t ncode;
	uint64_t text;			/* address of _text */
};

/* ---- sections ---- */

static Elf_Scn *section_at(const struct vmlinux *v, uint64_t address, GElf_Shdr *h)
{
	Elf_Scn *s = NULL;

	while ((s = elf_nextscn(v->elf, s)))
		if (gelf_getshdr(s, h) && h->sh_flags & SHF_ALLOC && h->sh_type == SHT_PROGBITS &&
		    address >= h->sh_addr && address - h->sh_addr < h->sh_size)
			return s;
	return NULL;
}

/* What lies from one address to another one in the same section. */
static struct bytes between(const struct vmlinux *v, uint64_t from, uint64_t to)
{
	struct bytes none = { NULL, 0 };
	GElf_Shdr h;
	Elf_Scn *s = from < to ? section_at(v, from, &h) : NULL;
	Elf_Data *d = s ? elf_rawdata(s, NULL) : NULL;

	if (!d || !d->d_buf || to - h.sh_addr > d->d_size)
		return none;
	return (struct bytes){ (unsigned char *)d->d_buf + (from - h.sh_addr), to - from };
}

static Elf_Scn *section_named(const struct vmlinux *v, const char *name, GElf_Shdr *h)
{
	Elf_Scn *s = NULL;
	const char *text;
	size_t names;

	if (elf_getshdrstrndx(v->elf, &names))
		return NULL;
	while ((s = elf_nextscn(v->elf, s)))
		if (gelf_getshdr(s, h) && (text = elf_strptr(v->elf, names, h->sh_name)) && !strcmp(text, name))
			return s;
	return NULL;
}

/* ---- symbols ---- */

static char kind_of(const struct vmlinux *v, const GElf_Sym *sym)
{
	Elf_Scn *s = sym->st_shndx < SHN_LORESERVE ? elf_getscn(v->elf, sym->st_shndx) : NULL;
	unsigned type = GELF_ST_TYPE(sym->st_info);
	GElf_Shdr h;

	if (!s || !gelf_getshdr(s, &h) || type == STT_SECTION || type == STT_FILE)
		return 0;
	return !(h.sh_flags & SHF_EXECINSTR) ? 'd' : GELF_ST_BIND(sym->st_info) == STB_WEAK ? 'W' : 't';
}

static bool read_symtab(struct vmlinux *v)
{
	GElf_Shdr h;
	Elf_Scn *s = section_named(v, ".symtab", &h);
	Elf_Data *d = s ? elf_getdata(s, NULL) : NULL;
	size_t n = d && h.sh_entsize ? d->d_size / h.sh_entsize : 0, i;

	if (!n || n > KALLSYMS_MAX)
		return false;
	v->all.v = arena_array(v->a, struct symbol, n);
	for (i = 0; i < n; i++) {
		const char *name;
		GElf_Sym sym;
		char kind;

		if (!gelf_getsym(d, (int)i, &sym) || !(kind = kind_of(v, &sym)) ||
		    !(name = elf_strptr(v->elf, h.sh_link, sym.st_name)) || !*name)
			continue;
		v->all.v[v->all.n++] = (struct symbol){ sym.st_value, name, kind };
	}
	return v->all.n;
}

static bool read_kallsyms(struct vmlinux *v)
{
	GElf_Shdr text, h;
	Elf_Scn *s = section_named(v, ".rodata", &h);
	Elf_Data *d = s && section_named(v, ".text", &text) ? elf_rawdata(s, NULL) : NULL;

	return d && d->d_buf &&
	       kallsyms_read((struct bytes){ d->d_buf, d->d_size }, h.sh_addr, text.sh_addr, v->a, &v->all);
}

static uint64_t symbol(const struct vmlinux *v, const char *name)
{
	uint32_t i;

	for (i = 0; i < v->all.n; i++)
		if (!strcmp(v->all.v[i].name, name))
			return v->all.v[i].address;
	return 0;
}

static unsigned underscores(const char *name)
{
	return (unsigned)strspn(name, "_");
}

/* Of several names for one place the kernel goes by the first in this order. */
static int by_address(const void *a, const void *b)
{
	const struct code *x = a, *y = b;
	unsigned n = underscores(x->name), m = underscores(y->name);

	if (x->address != y->address)
		return x->address < y->address ? -1 : 1;
	if (x->weak != y->weak)
		return x->weak ? 1 : -1;
	return n != m ? (n < m ? -1 : 1) : x->order < y->order ? -1 : 1;
}

static void take_code(struct vmlinux *v)
{
	uint32_t i;

	v->text = symbol(v, "_text");
	v->code = arena_array(v->a, struct code, v->all.n);
	for (i = 0; i < v->all.n; i++) {
		const struct symbol *s = &v->all.v[i];

		if (strchr("tTwW", s->kind) && s->address >= v->text && strlen(s->name) < 512)
			v->code[v->ncode++] = (struct code){ .address = s->address, .name = s->name, .order = i,
							     .weak = strchr("wW", s->kind) };
	}
	if (v->ncode)
		qsort(v->code, v->ncode, sizeof(*v->code), by_address);
}

/* The first of those that begin at the last begin that is not behind the address; NULL: none. */
static struct code *code_at(struct vmlinux *v, uint64_t address)
{
	uint32_t low = 0, high = v->ncode, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (v->code[middle].address <= address)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low)
		return NULL;
	for (low--; low && v->code[low - 1].address == v->code[low].address; low--)
		;
	return &v->code[low];
}

/* ---- what they are good for ---- */


/* The numbers of the table between two symbols. */
static const unsigned char *table(const struct vmlinux *v, const char *begin, const char *end, size_t *n)
{
	struct bytes b = between(v, symbol(v, begin), symbol(v, end));

	*n = b.size / sizeof(uint64_t);
	return b.at;
}

static uint64_t entry(const unsigned char *table, size_t i)
{
	uint64_t v;

	memcpy(&v, table + i * sizeof(v), sizeof(v));
	return v;
}

/* False: most of the places are none in functions, so they are not filled in yet. */
static bool mark_traceable(struct vmlinux *v)
{
	size_t n, i, known = 0, given = 0;
	const unsigned char *places = table(v, "__start_mcount_loc", "__stop_mcount_loc", &n);
	uint64_t init = symbol(v, "_sinittext"), init_end = symbol(v, "_einittext");

	for (i = 0; i < n; i++) {
		uint64_t at = entry(places, i);
		struct code *c = at ? code_at(v, at) : NULL, *next = at ? code_at(v, at + BEFORE) : NULL;

		given += at != 0;	/* the linker's 0: a weak function that lost */
		if (!c || (at >= init && at < init_end)) {
			known += c != NULL;
			continue;
		}
		if (next && next->address == at + BEFORE)
			c = next;
		if (c->address + MAX_BEHIND > at) {
			c->flags |= FUNCTION_TRACEABLE;
			known++;
		}
	}
	return known > given / 2;
}

static void mark_range(struct vmlinux *v, uint64_t from, uint64_t to)
{
	struct code *c = code_at(v, from);

	for (; from && c && c < v->code + v->ncode && c->address < to; c++)
		if (c->address >= from)
			c->flags |= FUNCTION_NO_KPROBE;
}

static void mark_no_kprobe(struct vmlinux *v)
{
	static const char *const ranges[][2] = {
		{ "__kprobes_text_start", "__kprobes_text_end" },
		{ "__noinstr_text_start", "__noinstr_text_end" },
		{ "__entry_text_start", "__entry_text_end" },
	};
	size_t n, i;
	const unsigned char *list = table(v, "__start_kprobe_blacklist", "__stop_kprobe_blacklist", &n);

	for (i = 0; i < n; i++) {
		struct code *c = code_at(v, entry(list, i));

		if (c && c->address == entry(list, i))
			c->flags |= FUNCTION_NO_KPROBE;
	}
	for (i = 0; i < sizeof(ranges) / sizeof(*ranges); i++)
		mark_range(v, symbol(v, ranges[i][0]), symbol(v, ranges[i][1]));
}

static void read_functions(struct vmlinux *v, struct str *out)
{
	struct functions_builder b = { .arena = v->a };
	uint32_t i;

	if (!read_symtab(v) && !read_kallsyms(v))
		return;
	take_code(v);
	if (!mark_traceable(v))
		return;
	mark_no_kprobe(v);
	for (i = 0; i < v->ncode; i++) {
		const struct code *c = &v->code[i];
		uint64_t offset = c->address - v->text;

		functions_add(&b, c->name, "", c->flags, offset > UINT32_MAX ? 0 : (uint32_t)offset);
	}
	functions_block(&b, out);
}

void vmlinux_functions(struct bytes file, int fd, struct arena *a, struct str *out)
{
	struct vmlinux v = { .a = a };

	elf_version(EV_CURRENT);
	v.elf = file.at ? elf_memory((char *)file.at, file.size) : elf_begin(fd, ELF_C_READ, NULL);
	if (!v.elf)
		return;
	if (gelf_getclass(v.elf) == ELFCLASS64)
		read_functions(&v, out);
	elf_end(v.elf);
}
