// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See elf_symbols.h.  The file is read, not mapped: it may shrink meanwhile.  What is kept holds
 * nothing of libelf.
 */

#include "runtime/host/elf_symbols.h"

#include <fcntl.h>
#include <gelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_SEGMENTS 16			/* executable ones */
#define MAX_HEADERS 1024		/* program headers */
#define MAX_NOTES (64u << 10)		/* bytes of a note segment */
#define MAX_SYMS (2u << 20)
#define MAX_STRINGS (512u << 20)	/* bytes of a string table */
#define MAX_NAME 4096			/* bytes of one name; longer ones are cut */
#define MAX_TEXT (256u << 20)		/* bytes of all names */
#define MAX_BUILD_ID 64
#define MAX_NESTED 32			/* symbols within another one, looked back over */

struct segment {			/* an executable PT_LOAD */
	u64 offset, size;		/* in the file */
	u64 address, end;		/* as linked */
};

struct elf_sym {
	u64 address;			/* as linked */
	u32 size;
	u32 name;			/* where in `text` */
};

struct elf_symbols {
	struct segment segments[MAX_SEGMENTS];
	unsigned nsegments;
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

/* ---- program headers ---- */

struct build_id {
	unsigned n;
	unsigned char bytes[MAX_BUILD_ID];
};

static void add_segment(struct elf_symbols *s, const GElf_Phdr *p)
{
	u64 end = p->p_vaddr + p->p_memsz;

	if (s->nsegments == MAX_SEGMENTS || !(p->p_flags & PF_X) || end < p->p_vaddr)
		return;
	s->segments[s->nsegments++] = (struct segment){ p->p_offset, p->p_filesz, p->p_vaddr, end };
}

static void look_for_build_id(Elf *elf, const GElf_Phdr *p, struct build_id *id)
{
	size_t at = 0, next, name, desc;
	const char *bytes;
	Elf_Data *data;
	GElf_Nhdr note;

	if (!p->p_filesz || p->p_filesz > MAX_NOTES)
		return;
	data = elf_getdata_rawchunk(elf, p->p_offset, p->p_filesz,
				    p->p_align == 8 ? ELF_T_NHDR8 : ELF_T_NHDR);
	if (!data || !data->d_buf)
		return;
	bytes = data->d_buf;
	for (; (next = gelf_getnote(data, at, &note, &name, &desc)); at = next) {
		if (note.n_type != NT_GNU_BUILD_ID || note.n_namesz != sizeof("GNU") ||
		    memcmp(bytes + name, "GNU", sizeof("GNU")))
			continue;
		if (note.n_descsz < 2 || note.n_descsz > MAX_BUILD_ID)
			continue;
		id->n = note.n_descsz;
		memcpy(id->bytes, bytes + desc, id->n);
		return;
	}
}

static void read_headers(struct elf_symbols *s, Elf *elf, struct build_id *id)
{
	GElf_Phdr p;
	size_t n, i;

	if (elf_getphdrnum(elf, &n) || n > MAX_HEADERS)
		return;
	for (i = 0; i < n; i++) {
		if (!gelf_getphdr(elf, i, &p))
			return;
		if (p.p_type == PT_LOAD)
			add_segment(s, &p);
		else if (p.p_type == PT_NOTE && !id->n)
			look_for_build_id(elf, &p, id);
	}
}

static const struct segment *segment_of_address(const struct elf_symbols *s, u64 address)
{
	unsigned i;

	for (i = 0; i < s->nsegments; i++)
		if (address >= s->segments[i].address && address < s->segments[i].end)
			return &s->segments[i];
	return NULL;
}

/* ---- symbols ---- */

static Elf_Data *data_of(Elf_Scn *section, Elf64_Word type, u64 limit, GElf_Shdr *head)
{
	Elf_Data *data;

	if (!section || !gelf_getshdr(section, head) || head->sh_type != type ||
	    head->sh_size > limit || head->sh_flags & SHF_COMPRESSED)
		return NULL;
	data = elf_getdata(section, NULL);
	return data && data->d_buf ? data : NULL;
}

static u32 rank_of(const GElf_Sym *sym, const char *name, u32 len)
{
	unsigned type = GELF_ST_TYPE(sym->st_info), underscores = 0;

	while (underscores < len && underscores < 15 && name[underscores] == '_')
		underscores++;
	return !sym->st_size << 6 | (type == STT_NOTYPE) << 5 |
	       (GELF_ST_BIND(sym->st_info) == STB_LOCAL) << 4 | underscores;
}

/* The name's length up to a version; 0: it is none, or one that the assembler made. */
static u32 name_length(const Elf_Data *strings, size_t at)
{
	const char *name = (const char *)strings->d_buf + at, *version;
	size_t room = strings->d_size - at, n = strnlen(name, room < MAX_NAME ? room : MAX_NAME);

	if (n == room || name[0] == '.' || name[0] == '$')
		return 0;
	version = n ? memchr(name + 1, '@', n - 1) : NULL;
	return version ? (u32)(version - name) : n;
}

/* Is it a function or a label in code? */
static bool make_candidate(const struct elf_symbols *s, const GElf_Sym *sym,
			   const Elf_Data *strings, struct candidate *c)
{
	unsigned type = GELF_ST_TYPE(sym->st_info);

	if (type != STT_FUNC && type != STT_GNU_IFUNC && type != STT_NOTYPE)
		return false;
	if (sym->st_shndx == SHN_UNDEF || sym->st_shndx == SHN_ABS ||
	    sym->st_name >= strings->d_size || !segment_of_address(s, sym->st_value))
		return false;
	c->len = name_length(strings, sym->st_name);
	if (!c->len)
		return false;
	c->name = (const char *)strings->d_buf + sym->st_name;
	c->address = sym->st_value;
	c->size = sym->st_size;
	c->rank = rank_of(sym, c->name, c->len);
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
	u64 size = c->size, end = segment_of_address(s, c->address)->end;

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

static void read_table(struct elf_symbols *s, const Elf_Data *symbols, const Elf_Data *strings,
		       size_t n)
{
	struct candidate *list = malloc(n * sizeof(*list));
	u32 found = 0;
	GElf_Sym sym;
	size_t i;

	/* gelf_getsym() wants a writable Elf_Data, but only reads it. */
	for (i = 0; list && i < n; i++)
		if (gelf_getsym((Elf_Data *)symbols, i, &sym))
			found += make_candidate(s, &sym, strings, &list[found]);
	if (found)
		keep(s, list, found);
	free(list);
}

/* From the first section of this type.  False: there is none. */
static bool read_symbols(struct elf_symbols *s, Elf *elf, Elf64_Word type)
{
	size_t entry = gelf_fsize(elf, ELF_T_SYM, 1, EV_CURRENT), n;
	Elf_Data *symbols = NULL, *strings;
	Elf_Scn *section = NULL;
	GElf_Shdr head, strings_head;

	while (!symbols && (section = elf_nextscn(elf, section)))
		symbols = data_of(section, type, (u64)MAX_SYMS * entry, &head);
	if (!symbols)
		return false;
	strings = data_of(elf_getscn(elf, head.sh_link), SHT_STRTAB, MAX_STRINGS, &strings_head);
	n = symbols->d_size / entry;
	if (strings && n)
		read_table(s, symbols, strings, n);
	return s->n > 0;
}

/* ---- files ---- */

static bool is_ours(Elf *elf)
{
	const int order = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? ELFDATA2LSB : ELFDATA2MSB;
	const char *ident = elf_kind(elf) == ELF_K_ELF ? elf_getident(elf, NULL) : NULL;

	return ident && ident[EI_DATA] == order;
}

/*
 * More sections than e_shnum can count are for object files only; for them libelf would allocate
 * as many headers as there is room for in a file, which may be sparse and huge.
 */
static bool has_sane_header(int fd)
{
	union {
		unsigned char ident[EI_NIDENT];
		Elf32_Ehdr e32;
		Elf64_Ehdr e64;
	} head;
	ssize_t n = pread(fd, &head, sizeof(head), 0);

	if (n < (ssize_t)sizeof(head.e32) || memcmp(head.ident, ELFMAG, SELFMAG))
		return false;
	if (head.ident[EI_CLASS] == ELFCLASS32)
		return head.e32.e_shnum || !head.e32.e_shoff;
	return n == sizeof(head) && (head.e64.e_shnum || !head.e64.e_shoff);
}

static Elf *open_elf(int fd)
{
	Elf *elf;

	elf_version(EV_CURRENT);
	if (!has_sane_header(fd))
		return NULL;
	elf = elf_begin(fd, ELF_C_READ, NULL);
	if (elf && !is_ours(elf)) {
		elf_end(elf);
		return NULL;
	}
	return elf;
}

static int open_debug_file(const char *dir, const struct build_id *id)
{
	char path[4096], hex[2 * MAX_BUILD_ID + 1];
	struct stat st;
	unsigned i;
	int fd, n;

	for (i = 0; i < id->n; i++)
		snprintf(hex + 2 * i, 3, "%02x", id->bytes[i]);
	n = snprintf(path, sizeof(path), "%s/%.2s/%s.debug", dir, hex, hex + 2);
	if (n < 0 || n >= (int)sizeof(path))
		return -1;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd >= 0 && (fstat(fd, &st) || !S_ISREG(st.st_mode))) {
		close(fd);
		fd = -1;
	}
	return fd;
}

static bool read_debug_file(struct elf_symbols *s, const char *dir, const struct build_id *id)
{
	int fd = id->n ? open_debug_file(dir, id) : -1;
	Elf *elf = fd < 0 ? NULL : open_elf(fd);
	bool found = elf && read_symbols(s, elf, SHT_SYMTAB);

	elf_end(elf);
	if (fd >= 0)
		close(fd);
	return found;
}

struct elf_symbols *elf_symbols_read(int fd, const char *debug_dir)
{
	struct elf_symbols *s = calloc(1, sizeof(*s));
	Elf *elf = s ? open_elf(fd) : NULL;
	struct build_id id = { 0 };

	if (!elf)
		return s;
	read_headers(s, elf, &id);
	if (!read_symbols(s, elf, SHT_SYMTAB) &&
	    !read_debug_file(s, debug_dir ? debug_dir : ELF_DEBUG_DIR, &id))
		read_symbols(s, elf, SHT_DYNSYM);
	elf_end(elf);
	return s;
}

struct elf_symbols *elf_symbols_of_memory(const void *image, size_t size)
{
	struct elf_symbols *s = calloc(1, sizeof(*s));
	struct build_id id = { 0 };
	Elf *elf;

	elf_version(EV_CURRENT);
	elf = s ? elf_memory((char *)image, size) : NULL;	/* only read */
	if (elf && is_ours(elf)) {
		read_headers(s, elf, &id);
		if (!read_symbols(s, elf, SHT_SYMTAB))
			read_symbols(s, elf, SHT_DYNSYM);
	}
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
	const struct segment *seg = s->segments;
	unsigned i;

	for (i = 0; i < s->nsegments; i++, seg++)
		if (file_offset >= seg->offset && file_offset - seg->offset < seg->size) {
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
