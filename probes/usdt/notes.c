// SPDX-License-Identifier: GPL-2.0-or-later
/* See notes.h. */

#include "probes/usdt/notes.h"

#include <string.h>

#include "common/elf_file.h"

#define NOTE_NAME "stapsdt"
#define NOTE_TYPE 3
#define MAX_NOTES (32u << 20)		/* bytes of the section */
#define MAX_ARGS 4096			/* bytes of one text */

struct reading {
	struct arena *a;
	struct elf_layout layout;
	uint64_t base;			/* of .stapsdt.base; 0: there is none */
	struct usdt_note *v;
	unsigned n, cap;
};

struct addresses {
	uint64_t place, base, semaphore;
};

/* The next NUL-terminated text of a note; NULL: it does not end. */
static const char *text(const char **at, const char *end)
{
	const char *s = *at, *nul = s < end ? memchr(s, 0, (size_t)(end - s)) : NULL;

	if (!nul || nul - s > MAX_ARGS)
		return NULL;
	*at = nul + 1;
	return s;
}

/* A program that was moved after it was linked (prelink) moved the section .stapsdt.base as well. */
static void add_note(struct reading *r, const char *desc, size_t size)
{
	const char *at = desc + sizeof(struct addresses), *end = desc + size, *provider, *name, *args;
	struct usdt_note note = { 0 };
	struct addresses address;
	uint64_t moved;

	if (size < sizeof(address) || r->n == USDT_NOTES_MAX)
		return;
	memcpy(&address, desc, sizeof(address));
	moved = r->base && address.base ? r->base - address.base : 0;
	provider = text(&at, end);
	name = provider ? text(&at, end) : NULL;
	args = name ? text(&at, end) : NULL;
	if (!args || !elf_offset_of_address(&r->layout, address.place + moved, PF_X, &note.offset))
		return;
	if (address.semaphore &&
	    !elf_offset_of_address(&r->layout, address.semaphore + moved, PF_W, &note.semaphore))
		return;
	note.provider = arena_strdup(r->a, provider);
	note.name = arena_strdup(r->a, name);
	note.args = arena_strdup(r->a, args);
	*arena_push(r->a, r->v, r->n, r->cap) = note;
}

static void read_notes(struct reading *r, Elf_Data *data)
{
	size_t at = 0, next, name, desc;
	const char *bytes = data->d_buf;
	GElf_Nhdr note;

	for (; (next = gelf_getnote(data, at, &note, &name, &desc)); at = next)
		if (note.n_type == NOTE_TYPE && note.n_namesz == sizeof(NOTE_NAME) &&
		    !memcmp(bytes + name, NOTE_NAME, sizeof(NOTE_NAME)))
			add_note(r, bytes + desc, note.n_descsz);
}

bool usdt_notes(struct arena *a, int fd, struct usdt_note **out, unsigned *n)
{
	struct reading r = { .a = a };
	Elf *elf = elf_file_begin(fd);
	Elf_Scn *section;
	Elf_Data *data;
	GElf_Shdr head;

	if (!elf || gelf_getclass(elf) != ELFCLASS64) {
		elf_end(elf);
		return false;
	}
	elf_file_layout(elf, &r.layout);
	if (elf_section_named(elf, ".stapsdt.base", &head))
		r.base = head.sh_addr;
	section = elf_section_named(elf, ".note.stapsdt", &head);
	data = elf_section_data(section, SHT_NOTE, MAX_NOTES, &head);
	if (data)
		read_notes(&r, data);
	elf_end(elf);
	*out = r.v;
	*n = r.n;
	return true;
}
