// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Opens a kernel's BTF: finds it in a file, checks it, counts its types.
 *
 * libbpf reads BTF too, but it trusts what it reads and copies it once more.  Here the whole file
 * is checked in one pass, with no branch for each member: the pass keeps the largest name offset
 * and the largest type id of all, which is enough to know that none leads outside.  The running
 * kernel's own BTF is mapped, not read: its pages belong to the kernel and cost nothing.
 */

#include "sema/ktypes_int.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#define RUNNING "/sys/kernel/btf/vmlinux"

/* ---- checking ---- */

/* What a word of a record is. */
enum meaning {
	NONE,
	NAME,				/* an offset into the strings */
	TYPE,				/* a type id */
};

/* What follows the 12 bytes that all records have. */
static const struct layout {
	bool known;
	uint8_t fixed, each;		/* bytes: once, and for each of vlen members */
	uint8_t size;			/* the record's own word that is a size for some */
	uint8_t first, second;		/* words of a member; of the fixed part where each is 0 */
} layouts[] = {
	[BTF_KIND_INT] = { true, 4, 0, NONE, NONE, NONE },
	[BTF_KIND_PTR] = { true, 0, 0, TYPE, NONE, NONE },
	[BTF_KIND_ARRAY] = { true, 12, 0, NONE, TYPE, TYPE },
	[BTF_KIND_STRUCT] = { true, 0, 12, NONE, NAME, TYPE },
	[BTF_KIND_UNION] = { true, 0, 12, NONE, NAME, TYPE },
	[BTF_KIND_ENUM] = { true, 0, 8, NONE, NAME, NONE },
	[BTF_KIND_FWD] = { true, 0, 0, NONE, NONE, NONE },
	[BTF_KIND_TYPEDEF] = { true, 0, 0, TYPE, NONE, NONE },
	[BTF_KIND_VOLATILE] = { true, 0, 0, TYPE, NONE, NONE },
	[BTF_KIND_CONST] = { true, 0, 0, TYPE, NONE, NONE },
	[BTF_KIND_RESTRICT] = { true, 0, 0, TYPE, NONE, NONE },
	[BTF_KIND_FUNC] = { true, 0, 0, TYPE, NONE, NONE },
	[BTF_KIND_FUNC_PROTO] = { true, 0, 8, TYPE, NAME, TYPE },
	[BTF_KIND_VAR] = { true, 4, 0, TYPE, NONE, NONE },
	[BTF_KIND_DATASEC] = { true, 0, 12, NONE, TYPE, NONE },
	[BTF_KIND_FLOAT] = { true, 0, 0, NONE, NONE, NONE },
	[BTF_KIND_DECL_TAG] = { true, 4, 0, TYPE, NONE, NONE },
	[BTF_KIND_TYPE_TAG] = { true, 0, 0, TYPE, NONE, NONE },
	[BTF_KIND_ENUM64] = { true, 0, 12, NONE, NAME, NONE },
};
#define NKINDS (sizeof(layouts) / sizeof(layouts[0]))

/* The largest numbers that the records hold. */
struct extremes {
	uint32_t name, type;
};

static inline void raise_to(uint32_t *most, uint32_t value)
{
	*most = value > *most ? value : *most;
}

static inline void look_at_word(enum meaning meaning, uint32_t word, struct extremes *x)
{
	raise_to(&x->name, meaning == NAME ? word : 0);
	raise_to(&x->type, meaning == TYPE ? word : 0);
}

/* All types pass through here: no branch but the loop. */
static inline void look_at(const struct btf_type *t, const struct layout *l, struct extremes *x)
{
	const uint32_t *w = (const uint32_t *)(t + 1), step = l->each / 4;
	uint32_t n = l->each ? BTF_INFO_VLEN(t->info) : l->first != NONE;
	uint32_t first = 0, second = 0;

	raise_to(&x->name, t->name_off);
	look_at_word(l->size, t->size, x);
	for (; n; n--, w += step) {
		raise_to(&first, w[0]);
		raise_to(&second, w[1]);
	}
	look_at_word(l->first, first, x);
	look_at_word(l->second, second, x);
}

/* A width that makes sense; the kernel knows no wider integer than 128 bits. */
static bool int_ok(const struct btf_type *t)
{
	uint32_t info = *(const uint32_t *)(t + 1);

	return t->size && t->size <= 16 &&
	       BTF_INT_OFFSET(info) + BTF_INT_BITS(info) <= t->size * 8;
}

static bool check_types(struct ktypes *kt, uint32_t len, struct extremes *found, struct arena *a,
			const char **why)
{
	const uint32_t room = (uint32_t)sizeof(struct btf_type);
	struct extremes x = { 0, 0 };
	uint32_t off = 0, n = 0;

	while (off < len) {
		const struct btf_type *t = (const struct btf_type *)(kt->types + off);
		const struct layout *l;
		uint32_t kind, size;

		if (len - off < room)
			return *why = "its last type is cut off", false;
		kind = BTF_INFO_KIND(t->info);
		if (kind >= NKINDS || !layouts[kind].known) {
			*why = arena_printf(a,
					    "type %u is of kind %u, newer than this program knows",
					    kt->first + n, kind);
			return false;
		}
		l = &layouts[kind];
		size = room + l->fixed + l->each * BTF_INFO_VLEN(t->info);
		if (len - off < size)
			return *why = "its last type is cut off", false;
		if (kind == BTF_KIND_INT && !int_ok(t)) {
			*why = arena_printf(a, "integer type %u has an impossible width",
					    kt->first + n);
			return false;
		}
		look_at(t, l, &x);
		kt->offsets[n++] = off;
		off += size;
	}
	kt->end = kt->first + n;
	*found = x;
	return true;
}

/*
 * Names go to the terminal and into generated C: no control characters.  A kernel's strings are
 * names and nothing else, and are looked at as a whole.
 */
static bool strings_clean(const char *s, size_t n)
{
	unsigned char bad = 0;
	size_t i, j;

	for (i = 0; i + 64 <= n; i += 64)	/* a fixed count: compilers vectorize it */
		for (j = 0; j < 64; j++) {
			unsigned char c = (unsigned char)s[i + j];

			bad |= (unsigned char)(c - 1) < 0x1f;
			bad |= c == 0x7f;
		}
	for (; i < n; i++)
		bad |= (s[i] > 0 && s[i] < 0x20) || s[i] == 0x7f;
	return !bad;
}

#define MAX_NAME 512			/* bytes; as in the kernel */

static bool name_clean(const struct ktypes *kt, uint32_t off)
{
	const char *s = kt_str(kt, off);
	size_t n = strnlen(s, MAX_NAME);

	return n < MAX_NAME && strings_clean(s, n);
}

/* In BPF objects there are source lines among the strings: then each name is looked at. */
static bool names_clean(const struct ktypes *kt)
{
	uint32_t id, i;

	for (id = kt->first; id < kt->end; id++) {
		const struct btf_type *t = kt_raw(kt, id);
		const struct layout *l = &layouts[btf_kind(t)];
		const uint32_t *w = (const uint32_t *)(t + 1);

		if (!name_clean(kt, t->name_off))
			return false;
		for (i = 0; l->first == NAME && i < btf_vlen(t); i++, w += l->each / 4)
			if (!name_clean(kt, w[0]))
				return false;
	}
	return true;
}

static bool check_strings(struct ktypes *kt, uint32_t len, const char **why)
{
	const char *s = kt->strs;

	if (!len && kt->base) {
		kt->str_end = kt->str_first;
		return true;
	}
	if (!len || s[len - 1] || (!kt->base && s[0]))
		return *why = "its strings are broken", false;
	kt->str_end = kt->str_first + len;
	return true;
}

static bool check_header(const void *data, size_t size, struct btf_header *h, const char **why)
{
	uint64_t body;

	if (size < sizeof(*h))
		return *why = "it is too short to be BTF", false;
	if (size > KTYPES_MAX_BYTES)
		return *why = "its BTF is larger than 64 MB", false;
	memcpy(h, data, sizeof(*h));
	if (h->magic == __builtin_bswap16(BTF_MAGIC))
		return *why = "its BTF is of the other byte order", false;
	if (h->magic != BTF_MAGIC)
		return *why = "it is neither BTF nor an ELF file", false;
	if (h->version != BTF_VERSION)
		return *why = "it is BTF of a version this program does not know", false;
	if (h->hdr_len < sizeof(*h) || h->hdr_len > size || h->hdr_len % 4 || h->type_off % 4)
		return *why = "its BTF header is broken", false;
	body = size - h->hdr_len;
	if ((uint64_t)h->type_off + h->type_len > body || (uint64_t)h->str_off + h->str_len > body)
		return *why = "its BTF is cut off", false;
	return true;
}

static bool parse(struct ktypes *kt, const void *data, size_t size, struct arena *a,
		  const char **why)
{
	const unsigned char *body;
	struct extremes x = { 0, 0 };
	struct btf_header h;

	if (!check_header(data, size, &h, why))
		return false;
	body = (const unsigned char *)data + h.hdr_len;
	kt->raw = data;
	kt->raw_size = size;
	kt->types = body + h.type_off;
	kt->strs = (const char *)body + h.str_off;
	kt->first = kt->base ? kt->base->end : 1;
	kt->str_first = kt->base ? kt->base->str_end : 0;
	kt->offsets = arena_array(&kt->mem, uint32_t, h.type_len / sizeof(struct btf_type) + 1);
	if (!check_strings(kt, h.str_len, why) || !check_types(kt, h.type_len, &x, a, why))
		return false;
	if (x.name >= kt->str_end)
		return *why = "a name in it lies outside of its strings", false;
	if (x.type >= kt->end)
		return *why = "it refers to a type that it does not have", false;
	if (!strings_clean(kt->strs, h.str_len) && !names_clean(kt))
		return *why = "a name in it is too long or has control characters", false;
	return true;
}

/* ---- finding the bytes ---- */

/* Reads all or nothing. */
static bool read_at(int fd, uint64_t off, void *to, uint64_t n)
{
	char *p = to;

	while (n) {
		ssize_t got = pread(fd, p, n, (off_t)off);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		p += got;
		off += (uint64_t)got;
		n -= (uint64_t)got;
	}
	return true;
}

struct region {
	uint64_t off, size;
};

static const char *section_name(Elf *elf, Elf_Scn *scn, GElf_Shdr *head)
{
	const char *name = NULL;
	size_t names;

	if (!elf_getshdrstrndx(elf, &names) && gelf_getshdr(scn, head))
		name = elf_strptr(elf, names, head->sh_name);
	return name ? name : "";
}

static bool find_sections(Elf *elf, uint64_t file_size, struct region *btf,
			  struct region *distilled)
{
	Elf_Scn *scn = NULL;
	GElf_Shdr head;
	size_t n;

	if (elf_getshdrnum(elf, &n))
		return false;
	while ((scn = elf_nextscn(elf, scn))) {
		const char *name = section_name(elf, scn, &head);
		struct region *r = !strcmp(name, ".BTF")      ? btf :
				   !strcmp(name, ".BTF.base") ? distilled : NULL;

		if (r && head.sh_type != SHT_NOBITS && head.sh_offset <= file_size &&
		    head.sh_size <= file_size - head.sh_offset)
			*r = (struct region){ head.sh_offset, head.sh_size };
	}
	return true;
}

/* Where in an ELF file the BTF lies; NULL, or what is wrong with it. */
static const char *search_elf(Elf *elf, uint64_t file_size, struct region *r)
{
	struct region btf = { 0, 0 }, distilled = { 0, 0 };
	const char *ident = elf_getident(elf, NULL);

	if (!ident || gelf_getclass(elf) != ELFCLASS64)
		return "it is not a 64-bit ELF file";
	if (ident[EI_DATA] != ELFDATA2LSB)
		return "it is an ELF file of the other byte order";
	if (!find_sections(elf, file_size, &btf, &distilled))
		return "its ELF section table is broken";
	if (!btf.size)
		return "it has no .BTF section";
	if (distilled.size)
		return "its types refer to a .BTF.base of its own; load the module and take its "
		       "file in /sys/kernel/btf";
	*r = btf;
	return NULL;
}

static bool find_btf(int fd, uint64_t file_size, struct region *r, const char **why)
{
	Elf *elf;

	elf_version(EV_CURRENT);
	elf = elf_begin(fd, ELF_C_READ, NULL);
	*why = elf ? search_elf(elf, file_size, r) : "it is a broken ELF file";
	elf_end(elf);
	return !*why;
}

bool ktypes_find_btf(const void *file, size_t size, const unsigned char **btf, size_t *btf_size,
		     const char **why)
{
	struct region r = { 0, 0 };
	Elf *elf;

	elf_version(EV_CURRENT);
	elf = elf_memory((char *)file, size);
	*why = elf ? search_elf(elf, size, &r) : "it is a broken ELF file";
	elf_end(elf);
	*btf = (const unsigned char *)file + r.off;
	*btf_size = (size_t)r.size;
	return !*why;
}

/* ---- opening ---- */

/* Only what the kernel makes up is mapped: an ordinary file may shrink under us. */
static const void *map_sysfs(struct ktypes *kt, int fd, uint64_t size)
{
	struct statfs fs;
	void *p;

	if (fstatfs(fd, &fs) || fs.f_type != SYSFS_MAGIC)
		return NULL;
	p = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		return NULL;
	kt->map = p;
	kt->map_size = size;
	return p;
}

static const void *get_bytes(struct ktypes *kt, int fd, struct region *r, const char **why)
{
	const void *mapped;
	char magic[SELFMAG];
	struct stat st;
	void *p;

	if (fstat(fd, &st) || !S_ISREG(st.st_mode))
		return *why = "it is not a file", NULL;
	*r = (struct region){ 0, (uint64_t)st.st_size };
	if (r->size < sizeof(magic) || !read_at(fd, 0, magic, sizeof(magic)))
		return *why = "it is too short to be BTF", NULL;
	if (!memcmp(magic, ELFMAG, SELFMAG) && !find_btf(fd, r->size, r, why))
		return NULL;
	if (r->size > KTYPES_MAX_BYTES)
		return *why = "its BTF is larger than 64 MB", NULL;
	mapped = map_sysfs(kt, fd, r->size);
	if (mapped)
		return mapped;
	p = arena_alloc(&kt->mem, r->size);
	if (!read_at(fd, r->off, p, r->size))
		return *why = "it cannot be read", NULL;
	return p;
}

static struct ktypes *model_new(struct arena *a, const struct ktypes *base)
{
	struct ktypes *kt = arena_new(a, struct ktypes);

	kt->base = base;
	return kt;
}

static struct ktypes *model_finish(struct ktypes *kt, const void *data, size_t size,
				   struct arena *a, const char **why)
{
	if (!data || !parse(kt, data, size, a, why)) {
		ktypes_close(kt);
		return NULL;
	}
	kt_index_names(kt);
	kt_consts_init(kt);
	return kt;
}

static struct ktypes *open_path(struct arena *a, const struct ktypes *base, const char *path,
				const char **why)
{
	/* O_NONBLOCK: a FIFO must not make us wait; what is no file is refused after. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct ktypes *kt;
	struct region r = { 0, 0 };
	const void *data;

	if (fd < 0) {
		*why = errno == ENOENT ? "no such file" : arena_strdup(a, strerror(errno));
		return NULL;
	}
	kt = model_new(a, base);
	data = get_bytes(kt, fd, &r, why);
	close(fd);
	return model_finish(kt, data, r.size, a, why);
}

struct ktypes *ktypes_open_running(struct arena *a, const char **why)
{
	return open_path(a, NULL, RUNNING, why);
}

struct ktypes *ktypes_open_file(struct arena *a, const char *path, const char **why)
{
	return open_path(a, NULL, path, why);
}

struct ktypes *ktypes_open_module(struct arena *a, struct ktypes *base, const char *path,
				  const char **why)
{
	return open_path(a, base, path, why);
}

struct ktypes *ktypes_open_bytes(struct arena *a, const struct ktypes *base, const void *data,
				 size_t size, const char **why)
{
	return model_finish(model_new(a, base), data, size, a, why);
}

/* How far the numbers of a module move. */
struct shift {
	uint32_t type_from, type_by, name_from, name_by;
};

static void shift_word(const struct shift *s, enum meaning meaning, uint32_t *word)
{
	if (meaning == TYPE && *word >= s->type_from)
		*word += s->type_by;
	else if (meaning == NAME && *word >= s->name_from)
		*word += s->name_by;
}

static void shift_type(const struct shift *s, struct btf_type *t)
{
	const struct layout *l = &layouts[btf_kind(t)];
	uint32_t *w = (uint32_t *)(t + 1), n = l->each ? btf_vlen(t) : l->second != NONE;

	shift_word(s, NAME, &t->name_off);
	shift_word(s, l->size, &t->size);
	for (; n; n--, w += l->each / 4) {
		shift_word(s, l->first, &w[0]);
		shift_word(s, l->second, &w[1]);
	}
}

struct ktypes *ktypes_open_beside(struct arena *a, const struct ktypes *others, void *data, size_t size,
				  const char **why)
{
	const struct ktypes *kernel = others;
	struct ktypes *alone;
	struct shift s;
	uint32_t id;

	while (kernel->base)
		kernel = kernel->base;
	alone = ktypes_open_bytes(a, kernel, data, size, why);
	if (!alone || others == kernel)
		return alone;
	s = (struct shift){ kernel->end, others->end - kernel->end, kernel->str_end,
			    others->str_end - kernel->str_end };
	for (id = alone->first; id < alone->end; id++)
		shift_type(&s, (struct btf_type *)kt_raw(alone, id));
	ktypes_close(alone);
	return ktypes_open_bytes(a, others, data, size, why);
}

const void *ktypes_bytes(const struct ktypes *kt, size_t *size)
{
	*size = kt->raw_size;
	return kt->raw;
}

void ktypes_close(struct ktypes *kt)
{
	if (kt->map)
		munmap(kt->map, kt->map_size);
	kt_consts_free(kt);
	arena_free(&kt->mem);
	*kt = (struct ktypes){ 0 };
}
