// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See whole.h.  BTF is not trusted: what would lie outside of the bytes is left out, and levels and
 * values are bounded.
 */

#include "runtime/host/whole.h"

#include <string.h>

#include "sema/ktypes.h"

#define LEVELS_MAX 32		/* of types, anonymous ones too */
#define VALUES_MAX 4096

struct walk {
	const struct ktypes *kt;
	const char *bytes;
	uint64_t nbytes;
	const struct whole_visitor *to;
	void *arg;
	unsigned depth;			/* types around */
	unsigned nvalues;
};

static void walk_type(struct walk *w, uint32_t id, uint64_t at, uint32_t bits, unsigned level);

/* The number of n bits at bit `at', whose first byte is at the lowest address and is the lowest. */
static u64 load_bits(const struct walk *w, uint64_t at, uint32_t n)
{
	unsigned char part[16] = { 0 };
	unsigned __int128 v = 0;
	unsigned i, nbytes = (unsigned)(at % 8 + n + 7) / 8;

	memcpy(part, w->bytes + at / 8, nbytes);
	for (i = nbytes; i-- > 0;)
		v = v << 8 | part[i];
	v >>= at % 8;
	return n < 64 ? (u64)v & ((1ull << n) - 1) : (u64)v;
}

static u64 extended(u64 v, uint32_t bits, bool is_signed)
{
	if (!is_signed || bits >= 64 || !(v >> (bits - 1)))
		return v;
	return v | ~0ull << bits;
}

static void walk_number(struct walk *w, const struct ktype *k, uint64_t at, uint32_t bits)
{
	const char *why = NULL;
	struct type t = type_of_ktype(w->kt, k->id, &why);

	bits = bits ? bits : t.size * 8u;
	if (why || !bits || bits > 64 || at + bits > w->nbytes * 8) {
		w->to->more(w->arg);
		return;
	}
	if (t.kind == TY_PTR && !t.is_user && ktypes_get(w->kt, t.ktype).kind == KK_FUNC_PROTO &&
	    load_bits(w, at, bits))
		t = (struct type){ .kind = TY_INT, .size = 8, .show = SHOW_KSYM };
	w->to->value(w->arg, t, extended(load_bits(w, at, bits), bits, t.is_signed));
}

static bool is_compound(const struct ktype *k)
{
	return k->kind == KK_STRUCT || k->kind == KK_UNION || k->kind == KK_ARRAY;
}

/* The members of a struct, and of those in it that have no name. */
static void walk_members(struct walk *w, const struct ktype *k, uint64_t at, unsigned level)
{
	struct kmember m;
	struct ktype inner;
	uint32_t i;

	if (w->depth == LEVELS_MAX)
		return;
	w->depth++;
	for (i = 0; ktypes_member_at(w->kt, k->id, i, &m) && w->nvalues < VALUES_MAX; i++) {
		inner = ktypes_get(w->kt, m.type);
		if (*m.name) {
			w->to->name(w->arg, m.name);
			walk_type(w, m.type, at + m.bit_offset, m.bits, level);
		} else if (inner.kind == KK_STRUCT || inner.kind == KK_UNION) {
			walk_members(w, &inner, at + m.bit_offset, level);
		}
	}
	w->depth--;
}

static bool is_text(const struct ktype *element)
{
	return element->kind == KK_INT && element->size == 1 && !element->is_bool &&
	       (element->is_char || !strcmp(element->name, "char"));
}

static void walk_elements(struct walk *w, const struct ktype *k, const struct ktype *element,
			  uint64_t at, unsigned level)
{
	uint32_t i;

	for (i = 0; i < k->count && w->nvalues < VALUES_MAX; i++) {
		w->to->element(w->arg, !is_compound(element));
		if (i == w->to->elements) {
			w->to->more(w->arg);
			return;
		}
		walk_type(w, k->target, at + i * element->size * 8, 0, level);
	}
}

static void walk_compound(struct walk *w, const struct ktype *k, uint64_t at, unsigned level)
{
	bool is_array = k->kind == KK_ARRAY, of_values;
	struct ktype element = ktypes_get(w->kt, k->target);

	of_values = is_array && !is_compound(&element);
	w->to->open(w->arg, is_array, of_values);
	if (level == w->to->levels && !of_values && k->count)
		w->to->more(w->arg);
	else if (is_array)
		walk_elements(w, k, &element, at, level + 1);
	else
		walk_members(w, k, at, level + 1);
	w->to->close(w->arg, is_array, of_values);
}

static void walk_text(struct walk *w, uint64_t at, uint32_t n)
{
	const char *text = w->bytes + at / 8;

	w->to->text(w->arg, text, strnlen(text, n));
}

static void walk_type(struct walk *w, uint32_t id, uint64_t at, uint32_t bits, unsigned level)
{
	struct ktype k = ktypes_get(w->kt, id), element = ktypes_get(w->kt, k.target);

	w->nvalues++;
	if (w->depth >= LEVELS_MAX || at / 8 + k.size > w->nbytes)
		w->to->more(w->arg);
	else if (k.kind == KK_ARRAY && k.count && is_text(&element))
		walk_text(w, at, k.count);
	else if (is_compound(&k)) {
		w->depth++;
		walk_compound(w, &k, at, level);
		w->depth--;
	} else
		walk_number(w, &k, at, bits);
}

void whole_walk(const struct ktypes *kt, struct type t, const char *bytes,
		const struct whole_visitor *to, void *arg)
{
	struct walk w = { .kt = kt, .bytes = bytes, .nbytes = t.width, .to = to, .arg = arg };

	walk_type(&w, t.ktype, 0, 0, 0);
}

/* ---- as text ---- */

struct text {
	struct value_context *c;
	struct output *out;
	bool deep;
	bool first;			/* nothing is in what was opened last */
	unsigned indent;
};

static void put(struct text *t, const char *text)
{
	output_put(t->out, text, strlen(text));
}

static void new_line(struct text *t)
{
	put(t, "\n");
	output_fill(t->out, ' ', 4 * t->indent);
}

static void text_open(void *arg, bool is_array, bool of_values)
{
	struct text *t = arg;

	put(t, is_array ? "[" : "{");
	t->first = true;
	t->indent += !of_values;
}

static void text_close(void *arg, bool is_array, bool of_values)
{
	struct text *t = arg;

	t->indent -= !of_values;
	if (t->deep && !of_values && !t->first)
		new_line(t);
	put(t, is_array ? "]" : "}");
	t->first = false;
}

static void next(struct text *t, bool on_a_line)
{
	if (!t->first)
		put(t, t->deep && on_a_line ? "," : ", ");
	if (t->deep && on_a_line)
		new_line(t);
	t->first = false;
}

static void text_name(void *arg, const char *name)
{
	struct text *t = arg;

	next(t, true);
	put(t, ".");
	put(t, name);
	put(t, " = ");
}

static void text_element(void *arg, bool is_value)
{
	next(arg, !is_value);
}

static void text_value(void *arg, struct type type, u64 v)
{
	struct text *t = arg;
	char text[VALUE_MAX];

	output_put(t->out, text, value_show(t->c, type, v, text));
}

static void text_text(void *arg, const char *text, size_t n)
{
	static const char hex[] = "0123456789abcdef";
	struct text *t = arg;
	size_t i;

	put(t, "\"");
	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text[i];
		char escape[4] = { '\\', 'x', hex[c >> 4], hex[c & 15] };

		if (c == '"' || c == '\\')
			put(t, "\\");
		if (c >= 0x20 && c < 0x7f)
			output_put(t->out, text + i, 1);
		else
			output_put(t->out, escape, sizeof(escape));
	}
	put(t, "\"");
}

static void text_more(void *arg)
{
	put(arg, "…");
}

void whole_put(struct value_context *c, struct type t, const char *bytes, bool deep, struct output *out)
{
	struct whole_visitor visitor = {
		text_open, text_close, text_name, text_element, text_value, text_text, text_more,
		.levels = deep ? LEVELS_MAX : 1, .elements = deep ? 64 : 8,
	};
	struct text text = { .c = c, .out = out, .deep = deep };

	whole_walk(c->p->kt, t, bytes, &visitor, &text);
}
