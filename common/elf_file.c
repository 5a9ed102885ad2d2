// SPDX-License-Identifier: GPL-2.0-or-later
/* See elf_file.h. */

#include "common/elf_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

static Elf *if_ours(Elf *elf)
{
	if (elf && is_ours(elf))
		return elf;
	elf_end(elf);
	return NULL;
}

Elf *elf_file_begin(int fd)
{
	elf_version(EV_CURRENT);
	return has_sane_header(fd) ? if_ours(elf_begin(fd, ELF_C_READ, NULL)) : NULL;
}

Elf *elf_file_of_memory(const void *image, size_t size)
{
	elf_version(EV_CURRENT);
	return if_ours(elf_memory((char *)image, size));	/* only read */
}

int elf_open_debug_file(const char *dir, const struct elf_build_id *id)
{
	char path[4096], hex[2 * ELF_MAX_BUILD_ID + 1];
	struct stat st;
	unsigned i;
	int fd, n;

	if (!id->n)
		return -1;
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

/* ---- program headers ---- */

static void add_segment(struct elf_layout *l, const GElf_Phdr *p)
{
	uint64_t end = p->p_vaddr + p->p_memsz;

	if (l->nsegments == ELF_MAX_SEGMENTS || end < p->p_vaddr)
		return;
	l->segments[l->nsegments++] =
		(struct elf_segment){ p->p_offset, p->p_filesz, p->p_vaddr, end, p->p_flags };
}

static void look_for_build_id(Elf *elf, const GElf_Phdr *p, struct elf_build_id *id)
{
	size_t at = 0, next, name, desc;
	const char *bytes;
	Elf_Data *data;
	GElf_Nhdr note;

	if (!p->p_filesz || p->p_filesz > ELF_MAX_NOTES)
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
		if (note.n_descsz < 2 || note.n_descsz > ELF_MAX_BUILD_ID)
			continue;
		id->n = note.n_descsz;
		memcpy(id->bytes, bytes + desc, id->n);
		return;
	}
}

void elf_file_layout(Elf *elf, struct elf_layout *l)
{
	GElf_Phdr p;
	size_t n, i;

	*l = (struct elf_layout){ 0 };
	if (elf_getphdrnum(elf, &n) || n > ELF_MAX_HEADERS)
		return;
	for (i = 0; i < n; i++) {
		if (!gelf_getphdr(elf, i, &p))
			return;
		if (p.p_type == PT_LOAD)
			add_segment(l, &p);
		else if (p.p_type == PT_NOTE && !l->id.n)
			look_for_build_id(elf, &p, &l->id);
	}
}

const struct elf_segment *elf_segment_of_address(const struct elf_layout *l, uint64_t address,
						 unsigned flags)
{
	unsigned i;

	for (i = 0; i < l->nsegments; i++)
		if (l->segments[i].flags & flags && address >= l->segments[i].address &&
		    address < l->segments[i].end)
			return &l->segments[i];
	return NULL;
}

bool elf_offset_of_address(const struct elf_layout *l, uint64_t address, unsigned flags,
			   uint64_t *offset)
{
	const struct elf_segment *s = elf_segment_of_address(l, address, flags);

	if (!s || address - s->address >= s->size)
		return false;
	*offset = address - s->address + s->offset;
	return true;
}

/* ---- sections ---- */

Elf_Data *elf_section_data(Elf_Scn *section, Elf64_Word type, uint64_t limit, GElf_Shdr *head)
{
	Elf_Data *data;

	if (!section || !gelf_getshdr(section, head) || head->sh_type != type ||
	    head->sh_size > limit || head->sh_flags & SHF_COMPRESSED)
		return NULL;
	data = elf_getdata(section, NULL);
	return data && data->d_buf ? data : NULL;
}

Elf_Scn *elf_section_named(Elf *elf, const char *name, GElf_Shdr *head)
{
	Elf_Scn *section = NULL;
	const char *its;
	size_t names;

	if (elf_getshdrstrndx(elf, &names))
		return NULL;
	while ((section = elf_nextscn(elf, section))) {
		its = gelf_getshdr(section, head) ? elf_strptr(elf, names, head->sh_name) : NULL;
		if (its && !strcmp(its, name))
			return section;
	}
	return NULL;
}

/* ---- symbols ---- */

bool elf_file_names(Elf *elf, Elf64_Word type, struct elf_names *names)
{
	size_t entry = gelf_fsize(elf, ELF_T_SYM, 1, EV_CURRENT);
	GElf_Shdr head, strings_head;
	Elf_Scn *section = NULL;

	*names = (struct elf_names){ 0 };
	while (!names->symbols && (section = elf_nextscn(elf, section))) {
		names->symbols = elf_section_data(section, type, (uint64_t)ELF_MAX_SYMS * entry, &head);
		names->section = elf_ndxscn(section);
	}
	if (!names->symbols)
		return false;
	names->strings = elf_section_data(elf_getscn(elf, head.sh_link), SHT_STRTAB, ELF_MAX_STRINGS,
					  &strings_head);
	names->n = names->strings ? names->symbols->d_size / entry : 0;
	return names->n > 0;
}

bool elf_name_at(const struct elf_names *names, size_t i, GElf_Sym *sym, const char **name)
{
	size_t room;

	/* gelf_getsym() wants a writable Elf_Data, but only reads it. */
	if (!gelf_getsym(names->symbols, (int)i, sym) || sym->st_name >= names->strings->d_size)
		return false;
	*name = (const char *)names->strings->d_buf + sym->st_name;
	room = names->strings->d_size - sym->st_name;
	if (strnlen(*name, room < ELF_MAX_NAME ? room : ELF_MAX_NAME) == room)
		return false;
	return **name && **name != '.' && **name != '$';
}

size_t elf_name_length(const char *name)
{
	size_t n = strnlen(name, ELF_MAX_NAME);
	const char *version = n ? memchr(name + 1, '@', n - 1) : NULL;

	return version ? (size_t)(version - name) : n;
}
