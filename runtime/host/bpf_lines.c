// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * From an instruction to the line of the script: the object's .BTF.ext section has line records per
 * ELF section, each { byte offset, file name, text, line << 10 | column }.  The object is our own,
 * but may come from a file: nothing in it is trusted.
 */

#include "runtime/host/bpf_errors.h"

#include <gelf.h>
#include <string.h>

struct btf_ext_head {		/* include/uapi/linux/btf.h has no struct for it */
	u16 magic;
	unsigned char version, flags;
	u32 hdr_len, func_off, func_len, line_off, line_len;
};

struct btf_head {
	u16 magic;
	unsigned char version, flags;
	u32 hdr_len, type_off, type_len, str_off, str_len;
};

struct line_record {
	u32 insn_off, file, text, line_col;
};

struct bytes {
	const char *p;
	size_t n;
};

struct object {
	Elf *elf;
	struct bytes ext, strings;
	const char *section;	/* of the program */
	u64 start;		/* of the program in it */
};

/* A part of `b`; empty when it does not lie within. */
static struct bytes part(struct bytes b, u64 at, u64 n)
{
	if (at > b.n || n > b.n - at)
		return (struct bytes){ 0 };
	return (struct bytes){ b.p + at, n };
}

static const char *string_at(const struct object *o, u32 off)
{
	if (off >= o->strings.n || !memchr(o->strings.p + off, 0, o->strings.n - off))
		return "";
	return o->strings.p + off;
}

static const char *section_name(Elf *elf, Elf_Scn *scn)
{
	GElf_Shdr head;
	size_t names;

	if (!scn || !gelf_getshdr(scn, &head) || elf_getshdrstrndx(elf, &names))
		return "";
	return elf_strptr(elf, names, head.sh_name) ?: "";
}

static struct bytes section_bytes(Elf_Scn *scn)
{
	Elf_Data *d = elf_getdata(scn, NULL);

	return d && d->d_buf ? (struct bytes){ d->d_buf, d->d_size } : (struct bytes){ 0 };
}

/* Looks for the program among the symbols of a table. */
static void find_symbol(struct object *o, Elf_Scn *scn, const char *program)
{
	Elf_Data *d = elf_getdata(scn, NULL);
	GElf_Shdr head;
	GElf_Sym sym;
	int i;

	if (!d || !gelf_getshdr(scn, &head))
		return;
	for (i = 0; gelf_getsym(d, i, &sym); i++) {
		const char *name = elf_strptr(o->elf, head.sh_link, sym.st_name);

		if (!name || strcmp(name, program))
			continue;
		o->section = section_name(o->elf, elf_getscn(o->elf, sym.st_shndx));
		o->start = sym.st_value;
	}
}

static void find_sections(struct object *o, const char *program)
{
	Elf_Scn *scn = NULL;

	while ((scn = elf_nextscn(o->elf, scn))) {
		const char *name = section_name(o->elf, scn);

		if (!strcmp(name, ".BTF.ext")) {
			o->ext = section_bytes(scn);
		} else if (!strcmp(name, ".BTF")) {
			struct bytes b = section_bytes(scn);
			struct btf_head h;

			if (b.n < sizeof(h))
				continue;
			memcpy(&h, b.p, sizeof(h));
			o->strings = part(b, (u64)h.hdr_len + h.str_off, h.str_len);
		} else if (program && !strcmp(name, ".symtab")) {
			find_symbol(o, scn, program);
		}
	}
}

/* The session's source of that name; the compiler may have put its directory before it. */
static const struct source *source_named(const struct program *p, const char *name)
{
	const struct source *src;

	if (!strncmp(name, "./", 2))
		name += 2;
	for (src = p->s->sources.first; src; src = src->next)
		if (!strcmp(src->name, name))
			return src;
	return NULL;
}

/* The last record at or before `at` whose file is a script. */
static struct span nearest(const struct bpf_failure *f, const struct object *o,
			   struct bytes records, u32 size, u64 at)
{
	struct span best = NO_SPAN;
	size_t i;

	for (i = 0; i + size <= records.n; i += size) {
		const struct source *src;
		struct line_record r;

		memcpy(&r, records.p + i, sizeof(r));
		if (r.insn_off > at)
			break;
		if (r.insn_off < o->start)
			continue;
		src = source_named(f->p, string_at(o, r.file));
		if (src)
			best = source_line_span(src, r.line_col >> 10);
	}
	return best;
}

static struct span find_line(const struct bpf_failure *f, const struct object *o, u64 at)
{
	struct btf_ext_head h;
	struct bytes lines;
	u32 size, head[2];	/* name of the section, number of records */

	if (o->ext.n < sizeof(h) || !o->section)
		return NO_SPAN;
	memcpy(&h, o->ext.p, sizeof(h));
	lines = part(o->ext, (u64)h.hdr_len + h.line_off, h.line_len);
	if (lines.n < sizeof(size))
		return NO_SPAN;
	memcpy(&size, lines.p, sizeof(size));
	lines = part(lines, sizeof(size), lines.n - sizeof(size));
	if (size < sizeof(struct line_record))
		return NO_SPAN;
	while (lines.n >= sizeof(head)) {
		u64 n;

		memcpy(head, lines.p, sizeof(head));
		n = (u64)head[1] * size;
		lines = part(lines, sizeof(head), lines.n - sizeof(head));
		if (!strcmp(string_at(o, head[0]), o->section))
			return nearest(f, o, part(lines, 0, n), size, at);
		lines = part(lines, n, n <= lines.n ? lines.n - n : 0);
	}
	return NO_SPAN;
}

/* program NULL: `at' counts from the section's begin, else from the program's. */
static struct span find_place(const struct bpf_failure *f, const char *program, const char *section, u64 at)
{
	struct object o = { .section = section };
	struct span span;

	elf_version(EV_CURRENT);
	o.elf = elf_memory((char *)f->object, f->size);
	if (!o.elf)
		return NO_SPAN;
	find_sections(&o, program);
	span = find_line(f, &o, o.start + at);
	elf_end(o.elf);
	return span;
}

struct span bpf_insn_span(const struct bpf_failure *f, const char *program, unsigned insn)
{
	return find_place(f, program, NULL, 8ull * insn);
}

struct span bpf_section_span(const struct bpf_failure *f, const char *section, u64 at)
{
	return find_place(f, NULL, section, at);
}
