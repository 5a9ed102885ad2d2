// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Fields of an event's record: $names of a tracepoint's handler that reads it by its format.  The
 * format has a type's name; what BTF knows of that is used, else the size and the sign that the
 * format tells.
 */

#include <string.h>

#include "probes/tracepoint/format.h"
#include "sema/lower.h"
#include "target/formats.h"

/* Where the length begins in the word of a __data_loc. */
#define LOCATION_MASK 0xffff

static uint32_t named_type(const struct ktypes *kt, const char *text)
{
	static const struct {
		const char *word;
		enum kkind kind;
	} tags[] = { { "struct ", KK_STRUCT }, { "union ", KK_UNION }, { "enum ", KK_ENUM } };
	uint32_t id;
	size_t i;

	while (!strncmp(text, "const ", 6) || !strncmp(text, "volatile ", 9))
		text += *text == 'c' ? 6 : 9;
	for (i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (!strncmp(text, tags[i].word, strlen(tags[i].word)))
			return ktypes_find(kt, tags[i].kind, text + strlen(tags[i].word));
	id = ktypes_find_typedef(kt, text);
	return id ? id : ktypes_find_int(kt, strcmp(text, "unsigned") ? text : "unsigned int");
}

/* "const char *" → the id of char; 0: void, or what BTF does not know. */
static bool pointee(struct lower *l, const char *text, uint32_t *id)
{
	const char *star = strrchr(text, '*');
	char *to;
	size_t n;

	if (!star || star[1])
		return false;
	to = arena_strndup(l->sema->a, text, (size_t)(star - text));
	for (n = strlen(to); n && to[n - 1] == ' ';)
		to[--n] = 0;
	*id = strchr(to, '*') ? 0 : named_type(l->sema->target->kt, to);
	return true;
}

static struct type pointer_to(struct lower *l, uint32_t id)
{
	return (struct type){ .kind = TY_PTR,
			      .size = 8,
			      .ktype = id ? type_pointee(l->sema->target->kt, id) : 0 };
}

/* What a number of the record is; its size is 1, 2, 4 or 8. */
static struct type number_type(struct lower *l, const struct field *f)
{
	const struct ktypes *kt = l->sema->target->kt;
	const char *why = NULL;
	struct type t;
	uint32_t id;

	if (f->size == 8 && pointee(l, f->type, &id))
		return pointer_to(l, id);
	id = named_type(kt, f->type);
	t = id ? type_of_ktype(kt, id, &why) : type_int((uint8_t)f->size, f->is_signed);
	if ((t.kind == TY_BOOL || t.kind == TY_ENUM || t.kind == TY_PTR) && t.size == f->size)
		return t;
	return type_int((uint8_t)f->size, f->is_signed);
}

/* ---- places in the record ---- */

static struct ir *record_at(struct lower *l, uint32_t offset, struct span span)
{
	struct ir *ir = ir_new(l->sema->a, IR_RECORD, span);

	ir->imm = offset;
	return ir;
}

static struct ir *word_at(struct lower *l, uint32_t offset, uint32_t size, struct span span)
{
	struct ir *ir = ir_new(l->sema->a, IR_FIELD, span);

	ir->imm = offset;
	ir->aux = size;
	return ir;
}

static struct ir *address_of(struct lower *l, const struct field *f, struct span span)
{
	struct ir *at = record_at(l,
				  f->place == FIELD_BY_DISTANCE ? f->offset + f->size :
				  f->place == FIELD_HERE	? f->offset :
								  0,
				  span);
	struct ir *where;

	if (f->place == FIELD_HERE)
		return at;
	where = ir_binary(l->sema->a, IR_AND, word_at(l, f->offset, f->size, span),
			  ir_const(l->sema->a, LOCATION_MASK, span), span);
	return ir_binary(l->sema->a, IR_ADD, at, where, span);
}

/* ---- values ---- */

static bool is_width(uint32_t size)
{
	return size == 1 || size == 2 || size == 4 || size == 8;
}

/* A program may load what is aligned; else it is copied. */
static struct ir *load(struct lower *l, const struct field *f, struct span span)
{
	struct ir *ir;

	if (f->offset % f->size == 0)
		return word_at(l, f->offset, f->size, span);
	ir = ir_unary(l->sema->a, IR_PEEK, record_at(l, f->offset, span), span);
	ir->path = arena_alloc(l->sema->a, sizeof(*ir->path) + sizeof(ir->path->link[0]));
	ir->path->n = 1;
	ir->path->link[0] = (struct ir_link){ .size = (uint8_t)f->size };
	ir->site = fault_site(l, FAULT_ADDRESS, span);
	return ir;
}

static struct value number(struct lower *l, const struct field *f, struct span span)
{
	struct type t = number_type(l, f);
	struct ir *ir = load(l, f, span);

	if (t.kind == TY_BOOL)
		ir = convert_int(l, ir, type_int(8, false), type_int(1, false));
	else if (t.is_signed)
		ir = convert_int(l, ir, type_int(8, false), type_int((uint8_t)f->size, true));
	return value_ir(t, ir);
}

static struct value text(struct lower *l, const struct field *f, uint32_t limit, struct span span)
{
	uint32_t most = limit ? limit : STRING_DEFAULT - 1;
	struct type t;
	struct ir *ir;

	if (f->place == FIELD_HERE && f->size < most)
		most = f->size;
	t = type_string(most + 1);
	ir = ir_unary(l->sema->a, IR_STRKERNEL, address_of(l, f, span), span);
	ir->imm = most;
	ir->slot = handler_slot(l, t.width);
	ir->site = fault_site(l, FAULT_ADDRESS, span);
	return value_ir(t, ir);
}

/* False: it is no value of the language's. */
static bool value_of(struct lower *l, const struct field *f, struct span span, struct value *v)
{
	const struct ktypes *kt = l->sema->target->kt;
	uint32_t id = named_type(kt, f->type);
	struct ktype t = id ? ktypes_get(kt, id) : (struct ktype){ .kind = KK_VOID };

	if (f->is_text)
		*v = text(l, f, 0, span);
	else if (f->is_array || f->place != FIELD_HERE) /* its first element's address */
		*v = value_ir(pointer_to(l, id), address_of(l, f, span));
	else if ((t.kind == KK_STRUCT || t.kind == KK_UNION || t.kind == KK_ARRAY) &&
		 t.size == f->size)
		*v = value_at(l, address_of(l, f, span), id, span);
	else if (is_width(f->size))
		*v = number(l, f, span);
	else
		return false;
	v->span = span;
	return true;
}

static void offer(struct lower *l, const char *name)
{
	const struct format *f = l->ctx->format;
	struct nearest near;
	struct str all;
	unsigned i;

	nearest_init(&near, name);
	str_init(&all, l->sema->a);
	for (i = 0; i < f->n; i++) {
		nearest_offer(&near, f->v[i].name);
		str_printf(&all, "%s$%s", i ? ", " : "", f->v[i].name);
	}
	if (near.best)
		diag_hint(l->sema->d, "did you mean `$%s'?", near.best);
	else
		diag_hint(l->sema->d, "its record has %s", f->n ? all.text : "no fields");
}

struct value lower_field(struct lower *l, const struct expr *e)
{
	const struct field *f = format_field(l->ctx->format, e->name);
	struct value v;

	if (!f) {
		diag(l->sema->d, UNKNOWN_PARAM, e->span, l->ctx->fn.name, e->name);
		diag_about(l->sema->d, l->ctx->fn.name, e->name, e->span);
		offer(l, e->name);
		return value_bad(e->span);
	}
	if (value_of(l, f, e->span, &v))
		return v;
	diag(l->sema->d, UNSUPPORTED_TYPE, e->span, arena_printf(l->sema->a, "$%s", e->name),
	     arena_printf(l->sema->a, "it is a `%s' of %u bytes, which BTF does not describe",
			  f->shown, f->size));
	return value_bad(e->span);
}

unsigned lower_fields(struct lower *l, const struct expr *e, struct value *v)
{
	const struct format *f = l->ctx->format;
	unsigned i;

	for (i = 0; i < f->n && i < KFUNC_MAX_PARAMS; i++) {
		bool plain = f->v[i].is_text || (f->v[i].place == FIELD_HERE && !f->v[i].is_array &&
						 is_width(f->v[i].size));

		if (plain && value_of(l, &f->v[i], e->span, &v[i]))
			v[i] = lower_read(l, v[i]);
		else
			v[i] = value_word(l, "?", e->span);
		v[i].label = f->v[i].name;
		v[i].span = e->span;
	}
	if (!i)
		v[i++] = value_word(l, "", e->span);
	return i;
}

void fields_unknown(struct lower *l)
{
	const struct formats *f = target_formats(l->sema->target);

	if (formats_are_known(f))
		return;
	diag_hint(l->sema->d, "fields of the event's format are not known: %s", f->why);
	diag_hint(l->sema->d, "%s", f->hint);
}

static const struct field *field_named(const struct lower *l, const struct expr *e)
{
	return l->ctx->format && e->kind == EX_CTX ? format_field(l->ctx->format, e->name) : NULL;
}

bool field_text(struct lower *l, const struct expr *e, uint32_t limit, struct value *out)
{
	const struct field *f = field_named(l, e);

	if (!f || !f->is_text)
		return false;
	*out = text(l, f, limit, e->span);
	return true;
}

uint32_t field_count(const struct lower *l, const struct expr *e)
{
	const struct field *f = field_named(l, e);

	return f && f->is_array && !f->is_text && f->place == FIELD_HERE ? f->count : 0;
}
