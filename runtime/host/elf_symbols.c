// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See elf_symbols.h.  The file is read, not mapped: it may shrink meanwhile.  What is kept holds
 * nothing of libelf.
 */

#include "runtime/host/elf_symbols.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/elf_file.h"

#define MAX_TEXT (256u << 20)		/* bytes of all names */
#define MAX_NESTED 32			/* symbols within another one, looked back over */

struct elf_sym {
	u64 address;			/* as linked */
	u32 size;
	u32 name;			/* where in `text` */
};

struct elf_symbols {
	struct elf_layout layout;
	struct elf_sym *syms;		/* by address, one for each */
	u32 n;
	char *text;
	size_t text_size;
};

/* A symbol while the file is open. */
struct candidate {
	u64 address, size;
	const char *name;		/* in libelf's data, not NUL-terminated */
	u32 len;
	u32 rank;			/* the lower the better; see rank_of() */
};

/* ---- symbols ---- */

static u32 rank_of(const GElf_Sym *sym, const char *name, u32 len)
{
	unsigned type = GELF_ST_TYPE(sym->st_info), underscores = 0;

	while (underscores < len && underscores < 15 && name[underscores] == '_')
		underscores++;
	return !sym->st_size << 6 | (type == STT_NOTYPE) << 5 |
	       (GELF_ST_BIND(sym->st_info) == STB_LOCAL) << 4 | underscores;
}

/* Is it a function or a label in code? */
static bool make_candidate(const struct elf_symbols *s, const struct elf_names *names, size_t i,
			   struct candidate *c)
{
	unsigned type;
	GElf_Sym sym;

	if (!elf_name_at(names, i, &sym, &c->name))
		return false;
	type = GELF_ST_TYPE(sym.st_info);
	if (type != STT_FUNC && type != STT_GNU_IFUNC && type != STT_NOTYPE)
		return false;
	if (sym.st_shndx == SHN_UNDEF || sym.st_shndx == SHN_ABS ||
	    !elf_segment_of_address(&s->layout, sym.st_value, PF_X))
		return false;
	c->len = (u32)elf_name_length(c->name);
	c->address = sym.st_value;
	c->size = sym.st_size;
	c->rank = rank_of(&sym, c->name, c->len);
	return true;
}

static int by_address(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->address != y->address)
		return x->address < y->address ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->len != y->len)
		return x->len < y->len ? -1 : 1;
	return memcmp(x->name, y->name, x->len);
}

/* The best name of each address; `*bytes`: of all names. */
static u32 drop_aliases(struct candidate *c, u32 n, size_t *bytes)
{
	u32 i, kept = 0;

	*bytes = 0;
	for (i = 0; i < n; i++) {
		if (kept && c[kept - 1].address == c[i].address)
			continue;
		if (*bytes + c[i].len + 1 > MAX_TEXT)
			break;
		*bytes += c[i].len + 1;
		c[kept++] = c[i];
	}
	return kept;
}

static u32 size_of(const struct elf_symbols *s, const struct candidate *c, bool last)
{
	u64 size = c->size, end = elf_segment_of_address(&s->layout, c->address, PF_X)->end;

	if (!size) {
		if (!last && c[1].address < end)
			end = c[1].address;
		size = end - c->address;
	}
	return size < UINT32_MAX ? size : UINT32_MAX;
}

static void keep(struct elf_symbols *s, struct candidate *c, u32 n)
{
	size_t bytes, used = 0;
	u32 i;

	qsort(c, n, sizeof(*c), by_address);
	n = drop_aliases(c, n, &bytes);
	s->syms = malloc(n * sizeof(*s->syms));
	s->text = malloc(bytes);
	if (!s->syms || !s->text) {
		free(s->syms);
		free(s->text);
		s->syms = NULL;
		s->text = NULL;
		return;
	}
	for (i = 0; i < n; i++) {
		s->syms[i] = (struct elf_sym){ c[i].address, size_of(s, &c[i], i + 1 == n), used };
		memcpy(s->text + used, c[i].name, c[i].len);
		used += c[i].len;
		s->text[used++] = '\0';
	}
	s->n = n;
	s->text_size = used;
}

/* From the first section of this type.  False: there is none. */
static bool read_symbols(struct elf_symbols *s, Elf *elf, Elf64_Word type)
{
	struct candidate *list;
	struct elf_names names;
	u32 found = 0;
	size_t i;

	if (!elf_file_names(elf, type, &names))
		return false;
	list = malloc(names.n * sizeof(*list));
	for (i = 0; list && i < names.n; i++)
		found += make_candidate(s, &names, i, &list[found]);
	if (found)
		keep(s, list, found);
	free(list);
	return s->n > 0;
}

/* ---- files ---- */

static bool read_debug_file(struct elf_symbols *s, const char *dir)
{
	int fd = elf_open_debug_file(dir, &s->layout.id);
	Elf *elf = fd < 0 ? NULL : elf_file_begin(fd);
	bool found = elf && read_symbols(s, elf, SHT_SYMTAB);

	elf_end(elf);
	if (fd >= 0)
		close(fd);
	return found;
}

struct elf_symbols *elf_symbols_read(int fd, const char *debug_dir)
{
	struct elf_symbols *s = calloc(1, sizeof(*s));
	Elf *elf = s ? elf_file_begin(fd) : NULL;

	if (!elf)
		return s;
	elf_file_layout(elf, &s->layout);
	if (!read_symbols(s, elf, SHT_SYMTAB) &&
	    !read_debug_file(s, debug_dir ? debug_dir : ELF_DEBUG_DIR))
		read_symbols(s, elf, SHT_DYNSYM);
	elf_end(elf);
	return s;
}

struct elf_symbols *elf_symbols_of_memory(const void *image, size_t size)
{
	struct elf_symbols *s = calloc(1, sizeof(*s));
	Elf *elf = s ? elf_file_of_memory(image, size) : NULL;

	if (!elf)
		return s;
	elf_file_layout(elf, &s->layout);
	if (!read_symbols(s, elf, SHT_SYMTAB))
		read_symbols(s, elf, SHT_DYNSYM);
	elf_end(elf);
	return s;
}

void elf_symbols_free(struct elf_symbols *s)
{
	if (!s)
		return;
	free(s->syms);
	free(s->text);
	free(s);
}

size_t elf_symbols_memory(const struct elf_symbols *s)
{
	return sizeof(*s) + s->n * sizeof(*s->syms) + s->text_size;
}

/* ---- look-up ---- */

static bool linked_address(const struct elf_symbols *s, u64 file_offset, u64 *address)
{
	const struct elf_segment *seg = s->layout.segments;
	unsigned i;

	for (i = 0; i < s->layout.nsegments; i++, seg++)
		if (seg->flags & PF_X && file_offset >= seg->offset && file_offset - seg->offset < seg->size) {
			*address = seg->address + (file_offset - seg->offset);
			return true;
		}
	return false;
}

const char *elf_symbols_find(const struct elf_symbols *s, u64 file_offset, u64 *within)
{
	u32 low = 0, high = s->n, i;
	u64 address;

	if (!linked_address(s, file_offset, &address))
		return NULL;
	while (low < high) {
		u32 mid = low + (high - low) / 2;

		if (s->syms[mid].address <= address)
			low = mid + 1;
		else
			high = mid;
	}
	for (i = 0; low && i < MAX_NESTED; i++) {
		const struct elf_sym *sym = &s->syms[--low];

		*within = address - sym->address;
		if (*within < sym->size)
			return s->text + sym->name;
	}
	return NULL;
}
