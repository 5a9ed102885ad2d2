// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See json.h.  YAJL puts the commas, the quotes and the escapes, and hands all of it to the
 * output's buffer; there is one generator for all lines, so that a record costs no memory.
 *
 * What records of one site have in common, which is most of their text, is generated once, at the
 * start, and cut where the values belong; of a record only the values are generated.
 *
 * Numbers are written as text: YAJL's own would be a printf each, and has no u64.  What YAJL says
 * about its calls is not looked at: it refuses misplaced ones, which are faults here, and nothing
 * that a value could be.
 */

#include "runtime/host/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/host/stacks.h"
#include <yajl/yajl_gen.h>

#include "runtime/host/utf8.h"
#include "runtime/host/whole.h"

static void put(void *out, const char *text, size_t n)
{
	output_put(out, text, n);
}

/* YAJL leaves alone what only terminals mind.  All of it is in strings, and never cut in two. */
static void put_on_terminal(void *out, const char *text, size_t n)
{
	size_t i, from = 0;
	char escape[8];

	for (i = 0; i < n; i++) {
		const unsigned char *c = (const unsigned char *)text + i;

		if (!utf8_is_late_control(text + i, n - i))
			continue;
		output_put(out, text + from, i - from);
		snprintf(escape, sizeof(escape), "\\u%04x", *c == 0x7f ? *c : c[1]);
		output_put(out, escape, 6);
		i += *c != 0x7f;
		from = i + 1;
	}
	output_put(out, text + from, n - from);
}

/* ---- parts ---- */

void json_begin_object(struct json *j)
{
	yajl_gen_map_open(j->gen);
}

void json_end_object(struct json *j)
{
	yajl_gen_map_close(j->gen);
}

void json_begin_array(struct json *j)
{
	yajl_gen_array_open(j->gen);
}

void json_end_array(struct json *j)
{
	yajl_gen_array_close(j->gen);
}

void json_end_line(struct json *j)
{
	yajl_gen_reset(j->gen, "\n");
}

void json_key(struct json *j, const char *name)
{
	json_string(j, name, strlen(name));
}

void json_unsigned(struct json *j, u64 v)
{
	char digits[DIGITS_MAX], *end = digits + sizeof(digits), *first = digits_decimal(end, v);

	yajl_gen_number(j->gen, first, end - first);
}

void json_null(struct json *j)
{
	yajl_gen_null(j->gen);
}

void json_signed(struct json *j, u64 v)
{
	char digits[DIGITS_MAX], *end = digits + sizeof(digits), *first;
	bool negative = v >> 63;

	first = digits_decimal(end, negative ? 0 - v : v);
	if (negative)
		*--first = '-';
	yajl_gen_number(j->gen, first, end - first);
}

/* Bytes at the start that are UTF-8. */
static size_t valid_bytes(const char *text, size_t n)
{
	size_t i = 0;
	unsigned len;

	while (i < n) {
		len = utf8_length(text + i, n - i);
		if (!len)
			break;
		i += len;
	}
	return i;
}

#define REPLACEMENT "\xef\xbf\xbd"	/* U+FFFD */

/* Makes j->clean of it, and returns how long that is. */
static size_t replace_bad(struct json *j, const char *text, size_t n)
{
	size_t len = 0, valid, most = n * strlen(REPLACEMENT);

	if (j->clean_size < most) {
		free(j->clean);
		j->clean = malloc(most);
		j->clean_size = most;
		if (!j->clean)
			abort();
	}
	while (n) {
		valid = valid_bytes(text, n);
		memcpy(j->clean + len, text, valid);
		len += valid;
		text += valid;
		n -= valid;
		if (!n)
			break;
		memcpy(j->clean + len, REPLACEMENT, strlen(REPLACEMENT));
		len += strlen(REPLACEMENT);
		text++;
		n--;
	}
	return len;
}

void json_string(struct json *j, const char *text, size_t n)
{
	if (valid_bytes(text, n) < n) {
		n = replace_bad(j, text, n);
		text = j->clean;
	}
	yajl_gen_string(j->gen, (const unsigned char *)text, n);
}

/* ---- values ---- */

static void put_integer(struct json *j, struct type t, u64 v)
{
	if (type_is_u64(t))
		json_unsigned(j, v);
	else
		json_signed(j, v);
}

static void put_bool(struct json *j, struct type t, u64 v)
{
	(void)t;
	yajl_gen_bool(j->gen, v != 0);
}

static void put_name(struct json *j, struct type t, u64 v)
{
	char text[VALUE_MAX];

	json_string(j, text, value_show(j->values, t, v, text));
}

static void put_address(struct json *j, struct type t, u64 v)
{
	char digits[DIGITS_MAX], *end = digits + sizeof(digits), *first;

	(void)t;
	first = digits_bits(end, v, 4, false);
	*--first = 'x';
	*--first = '0';
	json_string(j, first, end - first);
}

/* An array of its frames, the innermost first. */
static void put_stack(struct json *j, struct type t, u64 v)
{
	static char text[STACK_TEXT_MAX];
	const char *p, *end;
	size_t n;

	if (!j->values->stacks) {
		put_integer(j, t, v);
		return;
	}
	n = stacks_show(j->values->stacks, t, v, "\n", text, sizeof(text));
	json_begin_array(j);
	for (p = text; (u32)v && p < text + n; p = end + 1) {
		end = memchr(p, '\n', (size_t)(text + n - p));
		if (!end)
			end = text + n;
		json_string(j, p, (size_t)(end - p));
	}
	json_end_array(j);
}

void json_value(struct json *j, struct type t, u64 v)
{
	static void (*const by_kind[])(struct json *j, struct type t, u64 v) = {
		[TY_NONE] = put_integer,   [TY_VOID] = put_integer,  [TY_INT] = put_integer,
		[TY_BOOL] = put_bool,	   [TY_ENUM] = put_name,     [TY_PTR] = put_address,
		[TY_STRUCT] = put_address, [TY_ARRAY] = put_address, [TY_STRING] = put_address,
		[TY_SYMBOL] = put_name,	   [TY_AGG] = put_integer,   [TY_STACK] = put_stack,
		[TY_BYTES] = put_integer,
	};

	by_kind[t.kind](j, t, v);
}

/* ---- structs and arrays ---- */

static void whole_open(void *arg, bool is_array, bool of_values)
{
	(void)of_values;
	(is_array ? json_begin_array : json_begin_object)(arg);
}

static void whole_close(void *arg, bool is_array, bool of_values)
{
	(void)of_values;
	(is_array ? json_end_array : json_end_object)(arg);
}

static void whole_name(void *arg, const char *name)
{
	json_key(arg, name);
}

static void whole_element(void *arg, bool is_value)
{
	(void)arg, (void)is_value;
}

static void whole_value(void *arg, struct type t, u64 v)
{
	if (t.kind == TY_INT && t.show == SHOW_KSYM)
		put_name(arg, t, v);
	else
		json_value(arg, t, v);
}

static void whole_text(void *arg, const char *text, size_t n)
{
	json_string(arg, text, n);
}

static void whole_more(void *arg)
{
	yajl_gen_null(((struct json *)arg)->gen);
}

static void put_whole(struct json *j, struct type t, const char *bytes)
{
	static const struct whole_visitor visitor = {
		whole_open, whole_close, whole_name, whole_element, whole_value, whole_text, whole_more,
		.levels = 32, .elements = WIRE_MAX,
	};

	whole_walk(j->values->p->kt, t, bytes, &visitor, j);
}

void json_stored(struct json *j, struct type t, const void *at)
{
	u64 v;

	if (t.kind == TY_STRUCT || t.kind == TY_ARRAY) {
		put_whole(j, t, at);
		return;
	}
	if (t.kind == TY_BYTES) {
		char text[VALUE_MAX];

		json_string(j, text, value_show_bytes(j->values, t, at, text));
		return;
	}
	if (t.kind == TY_STRING) {
		json_string(j, at, strnlen(at, t.width));
		return;
	}
	memcpy(&v, at, sizeof(v));
	json_value(j, t, v);
}

/* ---- events ---- */

static void member_text(struct json *j, const char *name, const char *text)
{
	json_key(j, name);
	json_string(j, text, strlen(text));
}

static void member_place(struct json *j, struct span span)
{
	const struct sources *sources = &j->values->p->s->sources;
	struct place at;

	if (source_place(sources, span.off, &at))
		member_text(j, "place", arena_printf(sources->arena, "%s:%u:%u", at.src->name,
						     at.line, at.col));
}

void json_event(struct json *j, const char *event, struct span place, const struct probe *probe,
		const char *text, u64 count)
{
	json_begin_object(j);
	member_text(j, "event", event);
	member_place(j, place);
	if (probe)
		member_text(j, "probe", probe->name);
	member_text(j, "text", text);
	json_key(j, "count");
	json_unsigned(j, count);
	json_end_object(j);
	json_end_line(j);
}

/* ---- records ---- */

/* Text before a value, or before the end. */
struct part {
	const char *text;
	size_t len;
};

/* For ns, cpu, the arguments, the end; `parts` is NULL where the site prints nothing. */
struct frame {
	struct part *parts;
};

/* What was generated since the last one. */
static void cut(struct json *frame, struct part *part)
{
	const unsigned char *text;

	yajl_gen_get_buf(frame->gen, &text, &part->len);
	part->text = arena_strndup(&frame->values->p->s->arena, (const char *)text, part->len);
	yajl_gen_clear(frame->gen);
}

static void cut_before_value(struct json *frame, const char *key, struct part *part)
{
	json_key(frame, key);
	yajl_gen_number(frame->gen, "", 0);
	cut(frame, part);
}

static void make_frame(struct json *frame, const struct site *site, struct part *part)
{
	const struct print *print = site->print;
	unsigned i;

	json_begin_object(frame);
	cut_before_value(frame, "ns", part++);
	cut_before_value(frame, "cpu", part++);
	member_text(frame, "probe", frame->values->p->probes[site->probe].name);
	if (print->format)
		member_text(frame, "format", print->format);
	json_key(frame, "args");
	json_begin_object(frame);
	for (i = 0; i < print->nargs; i++)
		cut_before_value(frame, print->args[i].name, part++);
	json_end_object(frame);
	json_end_object(frame);
	json_end_line(frame);
	cut(frame, part);
}

static void make_frames(struct json *j)
{
	struct json frame = { .gen = yajl_gen_alloc(NULL), .values = j->values };
	const struct program *p = j->values->p;
	struct arena *a = &p->s->arena;
	unsigned i;

	if (!frame.gen)
		abort();
	j->frames = arena_array(a, struct frame, p->nsites + 1);
	for (i = 0; i < p->nsites; i++) {
		const struct site *site = &p->sites[i];

		if (site->kind != SITE_PRINT)
			continue;
		j->frames[i].parts = arena_array(a, struct part, site->print->nargs + 3);
		make_frame(&frame, site, j->frames[i].parts);
	}
	json_close(&frame);
}

/* The next value has nothing to do with the last one. */
static void put_part(struct json *j, const struct part *part)
{
	output_put(j->out, part->text, part->len);
	yajl_gen_reset(j->gen, NULL);
}

bool json_record(struct json *j, const struct wire_record *head, const void *payload, size_t len)
{
	const struct program *p = j->values->p;
	const struct print_arg *a, *end;
	const struct print *print;
	const struct part *part;

	if (head->site >= p->nsites)
		return false;
	print = p->sites[head->site].print;
	part = j->frames[head->site].parts;
	if (!part || len < print->bytes)
		return false;
	put_part(j, part++);
	json_unsigned(j, head->ns);
	put_part(j, part++);
	json_unsigned(j, head->cpu);
	for (a = print->args, end = a + print->nargs; a < end; a++) {
		put_part(j, part++);
		json_stored(j, a->type, (const char *)payload + a->offset);
	}
	put_part(j, part);
	return true;
}

/* ---- opening and closing ---- */

void json_open(struct json *j, struct output *out, struct value_context *values)
{
	*j = (struct json){ .gen = yajl_gen_alloc(NULL), .out = out, .values = values };
	if (!j->gen)
		abort();
	yajl_gen_config(j->gen, yajl_gen_print_callback, out->is_terminal ? put_on_terminal : put,
			out);
	if (values)
		make_frames(j);
}

void json_close(struct json *j)
{
	if (j->gen)
		yajl_gen_free(j->gen);
	free(j->clean);
	*j = (struct json){ 0 };
}
