// SPDX-License-Identifier: GPL-2.0-or-later
/* See kallsyms.h. */

#include "target/kallsyms.h"

#include <string.h>

#define TOKENS 256
#define MAX_TOKEN 128			/* bytes of one */
#define MAX_NAME 1024
#define MAX_TEXT ((size_t)64 << 20)	/* of all names; a kernel has 5 MB */
#define GROUP 256			/* names between two markers */
#define MAX_TRIES 1000			/* places that look like the begin of a table */
#define MAX_TAIL 200000			/* bytes of the last group's names, and what is before all of them */
#define NOWHERE SIZE_MAX

struct tables {
	struct bytes in;
	uint64_t address, text;		/* of the bytes, of _text */
	size_t tokens, index;		/* offsets of the tables in the bytes */
	size_t token[TOKENS];		/* … of each token */
	size_t names, offsets, base;
	uint32_t n;
	enum addressing {
		BY_BASE_OR_CPU,		/* >= 0: of a CPU's variables; < 0: from base, downwards */
		BY_BASE,
		BY_PLACE,
	} addressing;
};

static size_t align(size_t at, size_t to)
{
	return (at + to - 1) & ~(to - 1);
}

/* 0 outside. */
static uint32_t word_at(const struct tables *t, size_t at)
{
	uint32_t v = 0;

	if (at < t->in.size && t->in.size - at >= sizeof(v))
		memcpy(&v, t->in.at + at, sizeof(v));
	return v;
}

static uint64_t long_at(const struct tables *t, size_t at)
{
	return word_at(t, at) | (uint64_t)word_at(t, at + 4) << 32;
}

/* ---- the tokens ---- */

/* Where the second of the 48 texts in front of the one for '0' begins; what is before the first may be no NUL. */
static size_t back_to_second(const struct tables *t, size_t at)
{
	unsigned i, n;

	for (i = 1; i < '0'; i++) {
		for (n = 0, at--; at && t->in.at[at - 1]; at--)
			if (++n > MAX_TOKEN)
				return NOWHERE;
		if (!at)
			return NOWHERE;
	}
	return at;
}

static bool read_tokens(struct tables *t, size_t at)
{
	size_t end = at, to;
	uint16_t place;
	unsigned i;

	for (i = 0; i < TOKENS; i++) {
		const unsigned char *stop = memchr(t->in.at + end, 0, t->in.size - end);

		if (!stop || stop - (t->in.at + end) > MAX_TOKEN)
			return false;
		t->token[i] = end;
		end = (size_t)(stop - t->in.at) + 1;
	}
	t->tokens = at;
	for (to = 4; to <= 8; to += 4) {
		t->index = align(end, to);
		if (t->in.size < 2 * TOKENS || t->index > t->in.size - 2 * TOKENS)
			return false;
		for (i = 0; i < TOKENS; i++) {
			memcpy(&place, t->in.at + t->index + 2 * (size_t)i, sizeof(place));
			if (place != t->token[i] - at)
				break;
		}
		if (i == TOKENS)
			return true;
	}
	return false;
}

/* The table begins at a multiple of 4. */
static bool read_tokens_before(struct tables *t, size_t second)
{
	size_t at;

	for (at = (second - 1) & ~(size_t)3; second - at < MAX_TOKEN; at -= 4) {
		if (read_tokens(t, at))
			return true;
		if (at < 4)
			return false;
	}
	return false;
}

static bool find_tokens(struct tables *t)
{
	static const char digits[] = "0\0" "1\0" "2\0" "3\0" "4\0" "5\0" "6\0" "7\0" "8\0" "9";
	const unsigned char *at = t->in.at, *end = at + t->in.size;
	unsigned tries;
	size_t second;

	for (tries = 0; tries < MAX_TRIES; tries++, at++) {
		at = memmem(at, (size_t)(end - at), digits, sizeof(digits));
		if (!at)
			return false;
		second = back_to_second(t, (size_t)(at - t->in.at));
		if (second != NOWHERE && read_tokens_before(t, second))
			return true;
	}
	return false;
}

/* ---- the names ---- */

/* A name's number of bytes, and where they begin; NOWHERE when that is behind the end. */
static size_t name_at(const struct tables *t, size_t at, size_t *bytes)
{
	size_t end = t->tokens;

	if (at + 2 > end)
		return NOWHERE;
	*bytes = t->in.at[at++];
	if (*bytes & 0x80)
		*bytes = (*bytes & 0x7f) | (size_t)t->in.at[at++] << 7;
	return *bytes && *bytes <= end - at ? at : NOWHERE;
}

/* Behind n names. */
static size_t skip_names(const struct tables *t, size_t at, uint32_t n)
{
	size_t bytes;

	while (n-- && at != NOWHERE) {
		at = name_at(t, at, &bytes);
		if (at != NOWHERE)
			at += bytes;
	}
	return at;
}

/* Before 6.4: addresses, base, number of names, names. */
static bool find_names_behind_base(struct tables *t)
{
	const unsigned char *at = t->in.at, *end = at + t->tokens;
	unsigned tries;

	for (tries = 0; tries < MAX_TRIES; tries++, at++) {
		size_t place, addresses;

		at = memmem(at, (size_t)(end - at), &t->text, sizeof(t->text));
		if (!at)
			return false;
		place = (size_t)(at - t->in.at);
		t->n = word_at(t, place + 8);
		addresses = align(4 * (size_t)t->n, 8);
		if (place % 8 || !t->n || t->n > KALLSYMS_MAX || word_at(t, place + 12) || addresses > place)
			continue;
		t->names = place + 16;
		if (skip_names(t, t->names, t->n) == NOWHERE)
			continue;
		t->base = place;
		t->offsets = place - addresses;
		return true;
	}
	return false;
}

/* Of the numbers that end at `end', each larger than the one before and the first 0: where they begin. */
static size_t markers_before(const struct tables *t, size_t end)
{
	size_t at = end;

	while (at >= 8 && word_at(t, at - 4) > word_at(t, at - 8) && end - at < KALLSYMS_MAX / GROUP * 4)
		at -= 4;
	return at >= 4 && at < end && !word_at(t, at - 4) ? at - 4 : NOWHERE;
}

/* From 6.4 on: number of names, names, where each group of names begins, tokens, …, addresses, base. */
static bool find_names_before(struct tables *t, size_t markers, size_t end)
{
	uint32_t groups = (uint32_t)((end - markers) / 4), last = word_at(t, end - 4);
	size_t at, tail, back;

	if (groups < 2 || last > markers)
		return false;
	for (tail = 0, at = (markers - last) & ~(size_t)3; tail < MAX_TAIL && at >= 8; tail += 4, at -= 4)
		for (back = 4; back <= 8; back += 4) {
			t->n = word_at(t, at - back);
			if (t->n && t->n <= KALLSYMS_MAX && (t->n + GROUP - 1) / GROUP == groups &&
			    skip_names(t, at, GROUP) == at + word_at(t, markers + 4)) {
				t->names = at;
				t->offsets = t->index + 2 * TOKENS;
				t->base = align(t->offsets + 4 * (size_t)t->n, 8);
				return skip_names(t, at, t->n) != NOWHERE;
			}
		}
	return false;
}

static bool find_names(struct tables *t)
{
	size_t pad, markers;

	for (pad = 0; pad <= 4 && pad < t->tokens; pad += 4) {
		size_t end = (t->tokens & ~(size_t)3) - pad;

		markers = markers_before(t, end);
		if (markers != NOWHERE && find_names_before(t, markers, end))
			return true;
	}
	return find_names_behind_base(t);
}

/* ---- both ---- */

static bool read_name(const struct tables *t, size_t *at, struct arena *a, struct symbol *s)
{
	char text[MAX_NAME];
	size_t bytes, from = name_at(t, *at, &bytes), n = 0, i;

	if (from == NOWHERE)
		return false;
	for (i = 0; i < bytes; i++) {
		const char *piece = (const char *)t->in.at + t->token[t->in.at[from + i]];
		size_t len = strlen(piece);

		if (n + len >= sizeof(text))
			return false;
		memcpy(text + n, piece, len);
		n += len;
	}
	*at = from + bytes;
	if (n < 2)
		return false;
	s->kind = text[0];
	s->name = arena_strndup(a, text + 1, n - 1);
	return true;
}

static uint64_t address_of(const struct tables *t, uint32_t i)
{
	size_t at = t->offsets + 4 * (size_t)i;
	int64_t offset = (int32_t)word_at(t, at);

	switch (t->addressing) {
	case BY_BASE_OR_CPU:
		return offset < 0 ? long_at(t, t->base) - 1 - (uint64_t)offset : (uint64_t)offset;
	case BY_BASE:
		return long_at(t, t->base) + (uint32_t)offset;
	case BY_PLACE:
		break;
	}
	return t->address + at + (uint64_t)offset;
}

/* _text is where it has to be. */
static bool choose_addressing(struct tables *t, const struct symbols *s)
{
	uint32_t i;

	for (i = 0; i < s->n && strcmp(s->v[i].name, "_text"); i++)
		;
	for (t->addressing = 0; i < s->n && t->addressing <= BY_PLACE; t->addressing++)
		if (address_of(t, i) == t->text)
			return true;
	return false;
}

bool kallsyms_read(struct bytes rodata, uint64_t address, uint64_t text, struct arena *a, struct symbols *out)
{
	struct tables t = { .in = rodata, .address = address, .text = text };
	size_t at, text_size = 0;
	uint32_t i;

	if (!find_tokens(&t) || !find_names(&t))
		return false;
	out->v = arena_array(a, struct symbol, t.n);
	at = t.names;
	for (out->n = 0; out->n < t.n; out->n++) {
		if (text_size > MAX_TEXT || !read_name(&t, &at, a, &out->v[out->n]))
			return false;
		text_size += strlen(out->v[out->n].name);
	}
	if (!choose_addressing(&t, out))
		return false;
	for (i = 0; i < out->n; i++)
		out->v[i].address = address_of(&t, i);
	return true;
}
