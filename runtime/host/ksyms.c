// SPDX-License-Identifier: GPL-2.0-or-later
/* See ksyms.h.  A line is `address type name', then `<tab>[module]' for a module's symbols. */

#include "runtime/host/ksyms.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHUNK (64u << 10)
#define MAX_TEXT (256u << 20)		/* bytes of names; offsets in it are 32 bits */
#define MAX_SYMS (16u << 20)

void ksyms_init(struct ksyms *k, const char *path)
{
	*k = (struct ksyms){ .path = path ? path : "/proc/kallsyms", .types = "tTwW" };
}

void ksyms_init_data(struct ksyms *k, const char *path)
{
	ksyms_init(k, path);
	k->types = "dDbBrRvV";
}

void ksyms_free(struct ksyms *k)
{
	free(k->text);
	free(k->syms);
	*k = (struct ksyms){ .path = k->path, .types = k->types };
}

/* ---- reading ---- */

static bool grow_text(struct ksyms *k, size_t n)
{
	size_t size = k->size ? k->size : CHUNK;
	char *text;

	while (size - k->used < n)
		size *= 2;
	if (size == k->size)
		return true;
	text = size > MAX_TEXT ? NULL : realloc(k->text, size);
	if (!text)
		return false;
	k->text = text;
	k->size = size;
	return true;
}

/* The copy's offset in `text`, or 0. */
static u32 add_text(struct ksyms *k, const char *s, size_t n)
{
	u32 at = k->used;

	if (!grow_text(k, n + 1))
		return 0;
	memcpy(k->text + at, s, n);
	k->text[at + n] = '\0';
	k->used += n + 1;
	return at;
}

static bool is_text(const struct ksyms *k, u32 at, const char *s, size_t n)
{
	return strlen(k->text + at) == n && !memcmp(k->text + at, s, n);
}

/* A module's symbols come in a row: its name is stored once. */
static u32 add_module(struct ksyms *k, const char *s, size_t n)
{
	u32 last = k->n ? k->syms[k->n - 1].module : 0;

	return last && is_text(k, last, s, n) ? last : add_text(k, s, n);
}

static bool add_symbol(struct ksyms *k, const struct ksym *sym)
{
	u32 cap = k->cap ? k->cap * 2 : 1u << 14;
	struct ksym *syms;

	if (k->n == k->cap) {
		syms = cap > MAX_SYMS ? NULL : realloc(k->syms, cap * sizeof(*syms));
		if (!syms)
			return false;
		k->syms = syms;
		k->cap = cap;
	}
	k->syms[k->n++] = *sym;
	return true;
}

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* What follows the digits. */
static const char *parse_hex(const char *s, const char *end, u64 *v)
{
	int digit;

	for (*v = 0; s < end && (digit = digit_of(*s)) >= 0; s++)
		*v = *v << 4 | (unsigned)digit;
	return s;
}

/* False only when there is no room.  A line of another form is passed over. */
static bool add_line(struct ksyms *k, const char *line, const char *end)
{
	struct ksym sym = { 0 };
	const char *s = parse_hex(line, end, &sym.address), *name_end, *module;

	/* Addresses that are hidden are 0; those of what each CPU has, and absolute ones, are no places. */
	if (!(sym.address >> 63) || end - s < 4 || s[0] != ' ' || s[2] != ' ' || !strchr(k->types, s[1]))
		return true;
	s += 3;
	name_end = memchr(s, '\t', end - s);
	if (!name_end)
		name_end = end;
	if (name_end == s)
		return true;
	if (end - name_end > 3 && name_end[1] == '[' && end[-1] == ']') {
		module = name_end + 2;
		sym.module = add_module(k, module, end - 1 - module);
		if (!sym.module)
			return false;
	}
	sym.name = add_text(k, s, name_end - s);
	return sym.name && add_symbol(k, &sym);
}

/* All whole lines of the buffer; what is left of it moves to its begin. */
static bool add_lines(struct ksyms *k, char *buffer, size_t *n)
{
	char *line = buffer, *stop = buffer + *n, *end;

	while ((end = memchr(line, '\n', stop - line))) {
		if (!add_line(k, line, end))
			return false;
		line = end + 1;
	}
	*n = stop - line;
	if (*n == CHUNK)		/* a line that is none: its begin is passed over */
		*n = 0;
	memmove(buffer, line, *n);
	return true;
}

static const char *read_file(struct ksyms *k, int fd, char *buffer)
{
	size_t used = 0;
	ssize_t n;

	while ((n = read(fd, buffer + used, CHUNK - used))) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return "/proc/kallsyms cannot be read";
		used += n;
		if (!add_lines(k, buffer, &used))
			return "there is no memory for the kernel's symbols";
	}
	if (used && !add_line(k, buffer, buffer + used))
		return "there is no memory for the kernel's symbols";
	return NULL;
}

/* Names of one address stay in the file's order. */
static int by_address(const void *a, const void *b)
{
	const struct ksym *x = a, *y = b;

	if (x->address != y->address)
		return x->address < y->address ? -1 : 1;
	return x->name < y->name ? -1 : x->name > y->name;
}

static void sort(struct ksyms *k)
{
	u32 i;

	for (i = 1; i < k->n; i++)
		if (by_address(&k->syms[i - 1], &k->syms[i]) > 0) {
			qsort(k->syms, k->n, sizeof(*k->syms), by_address);
			break;
		}
}

/* What doubling took too much is given back. */
static void shrink(struct ksyms *k)
{
	void *p;

	p = realloc(k->text, k->used);
	if (p) {
		k->text = p;
		k->size = k->used;
	}
	p = realloc(k->syms, k->n * sizeof(*k->syms));
	if (p) {
		k->syms = p;
		k->cap = k->n;
	}
}

static const char *read_symbols(struct ksyms *k)
{
	char *buffer = malloc(CHUNK);
	const char *reason = "/proc/kallsyms cannot be opened";
	int fd = -1;

	if (buffer && grow_text(k, 1)) {
		k->text[k->used++] = '\0';
		fd = open(k->path, O_RDONLY | O_CLOEXEC);
	}
	if (fd >= 0) {
		reason = read_file(k, fd, buffer);
		close(fd);
	}
	free(buffer);
	if (!reason && !k->n)
		reason = "the kernel hides its addresses (kernel.kptr_restrict, or not root)";
	return reason;
}

static void read_once(struct ksyms *k)
{
	if (k->was_read)
		return;
	k->was_read = true;
	k->reason = read_symbols(k);
	if (k->reason) {
		free(k->text);
		free(k->syms);
		k->text = NULL;
		k->syms = NULL;
		k->n = k->cap = k->used = k->size = 0;
		return;
	}
	sort(k);
	shrink(k);
}

/* ---- look-up ---- */

static bool ends_in(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);

	return n >= m && !memcmp(name + n - m, end, m);
}

/* Where a section ends, no function begins: _etext, _einittext, __entry_text_end … */
static bool is_end_mark(const char *name)
{
	return ends_in(name, "_etext") || ends_in(name, "_einittext") || ends_in(name, "_text_end");
}

/* The first of the symbols with the highest address that is not above this one; NULL: none. */
static const struct ksym *at_or_below(const struct ksyms *k, u64 address)
{
	u32 low = 0, high = k->n;

	while (low < high) {
		u32 mid = low + (high - low) / 2;

		if (k->syms[mid].address <= address)
			low = mid + 1;
		else
			high = mid;
	}
	if (!low)
		return NULL;
	for (low--; low && k->syms[low - 1].address == k->syms[low].address; low--)
		;
	return &k->syms[low];
}

/* The next name of the same address when the first one is a mark. */
static const struct ksym *skip_marks(const struct ksyms *k, const struct ksym *sym)
{
	const struct ksym *end = k->syms + k->n, *first = sym;

	for (; sym < end && sym->address == first->address; sym++)
		if (!is_end_mark(k->text + sym->name))
			return sym;
	return NULL;
}

bool ksyms_find(struct ksyms *k, u64 address, struct symbol *out)
{
	const struct ksym *sym;

	read_once(k);
	*out = (struct symbol){ 0 };
	sym = at_or_below(k, address);
	if (!sym || address - sym->address > KSYMS_LONGEST)
		return false;
	sym = skip_marks(k, sym);
	if (!sym)
		return false;
	*out = (struct symbol){ k->text + sym->name, sym->module ? k->text + sym->module : NULL,
				address - sym->address };
	return true;
}

u64 ksyms_address(struct ksyms *k, const char *name)
{
	u32 i;

	read_once(k);
	for (i = 0; i < k->n; i++)
		if (!strcmp(k->text + k->syms[i].name, name))
			return k->syms[i].address;
	return 0;
}

const char *ksyms_reason(struct ksyms *k)
{
	read_once(k);
	return k->reason;
}
