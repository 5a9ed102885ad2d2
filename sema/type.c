// SPDX-License-Identifier: GPL-2.0-or-later
/* See type.h. */

#include "sema/type.h"

#include <string.h>

#include "sema/ktypes.h"
#include "sema/lower.h"

static const char *const show_names[SHOW_COUNT] = {
	[SHOW_DURATION] = "duration",
	[SHOW_TIME] = "time",
	[SHOW_SIZE] = "size",
	[SHOW_ERRNO] = "errno",
	[SHOW_CHAR] = "char",
	[SHOW_FAULT] = "fault",
	[SHOW_KSYM] = "symbol",
	[SHOW_IP4] = "inet",
	[SHOW_MAC] = "mac",
	[SHOW_ERROR] = "error",
	[SHOW_DEVICE] = "device",
	[SHOW_SIGNAL] = "signal",
	[SHOW_IP6] = "inet6",
	[SHOW_CTIME] = "date",
	[SHOW_USYM] = "user symbol",
};

void type_print(struct type t, const struct ktypes *kt, struct str *out)
{
	switch (t.kind) {
	case TY_NONE:
		str_puts(out, "unknown");
		return;
	case TY_VOID:
		str_puts(out, "nothing");
		return;
	case TY_BOOL:
		str_puts(out, "bool");
		return;
	case TY_STRING:
		str_puts(out, "string");
		return;
	case TY_BYTES:
		str_printf(out, "bytes[%u]", t.ktype);
		return;
	case TY_AGG:
		str_puts(out, "aggregate");
		return;
	case TY_TUPLE:
		str_printf(out, "tuple of %u", t.width);
		return;
	case TY_STACK:
		str_puts(out, t.is_user ? "user stack" : "stack");
		return;
	case TY_SYMBOL:
		str_puts(out, "symbol");
		return;
	case TY_INT:
		if (show_names[t.show] && t.show != SHOW_ERRNO)
			str_puts(out, show_names[t.show]);
		else
			str_printf(out, "%c%d", t.is_signed ? 's' : 'u', t.size * 8);
		return;
	case TY_PTR:
		if (kt)
			ktypes_print(kt, t.ktype, NULL, out);
		else
			str_puts(out, "void");
		str_puts(out, t.is_user ? " __user *" :
			 out->len && out->text[out->len - 1] == '*' ? "*" : " *");
		return;
	case TY_ENUM:
	case TY_STRUCT:
	case TY_ARRAY:
		ktypes_print(kt, t.ktype, NULL, out);
		return;
	}
}

/* Words that are types of values without any BTF. */
static const struct {
	const char *name;
	struct type type;
} words[] = {
	{ "bool", { .kind = TY_BOOL, .size = 1 } },
	{ "char", { .kind = TY_INT, .size = 1, .is_signed = true } },
	{ "signed char", { .kind = TY_INT, .size = 1, .is_signed = true } },
	{ "unsigned char", { .kind = TY_INT, .size = 1 } },
	{ "short", { .kind = TY_INT, .size = 2, .is_signed = true } },
	{ "unsigned short", { .kind = TY_INT, .size = 2 } },
	{ "int", { .kind = TY_INT, .size = 4, .is_signed = true } },
	{ "unsigned", { .kind = TY_INT, .size = 4 } },
	{ "unsigned int", { .kind = TY_INT, .size = 4 } },
	{ "long", { .kind = TY_INT, .size = 8, .is_signed = true } },
	{ "unsigned long", { .kind = TY_INT, .size = 8 } },
	{ "long long", { .kind = TY_INT, .size = 8, .is_signed = true } },
	{ "unsigned long long", { .kind = TY_INT, .size = 8 } },
	{ "duration", { .kind = TY_INT, .size = 8, .is_signed = true, .show = SHOW_DURATION } },
	{ "time", { .kind = TY_INT, .size = 8, .is_signed = true, .show = SHOW_TIME } },
	{ "size", { .kind = TY_INT, .size = 8, .is_signed = true, .show = SHOW_SIZE } },
	{ "stack", { .kind = TY_STACK, .size = 8, .width = STACK_DEFAULT } },
	{ "inet", { .kind = TY_INT, .size = 8, .is_signed = true, .show = SHOW_IP4 } },
	{ "errno", { .kind = TY_INT, .size = 8, .is_signed = true, .show = SHOW_ERRNO } },
	{ "string", { .kind = TY_STRING, .width = STRING_DEFAULT } },
};

/* u8 … s64, __u8 …, __be16, __le64: a sign or an order, and a width in bits. */
static bool sized_word(const char *name, struct type *t)
{
	const char *p = name;
	bool is_signed;
	int bits;

	if (!strncmp(p, "__", 2))
		p += 2;
	is_signed = *p == 's';
	if (*p == 's' || *p == 'u')
		p++;
	else if (!strncmp(p, "be", 2) || !strncmp(p, "le", 2))
		p += 2;
	else
		return false;
	bits = !strcmp(p, "8") ? 8 : !strcmp(p, "16") ? 16 : !strcmp(p, "32") ? 32 :
	       !strcmp(p, "64") ? 64 : 0;
	if (!bits)
		return false;
	*t = type_int((uint8_t)(bits / 8), is_signed);
	return true;
}

static bool word_type(const char *name, struct type *t)
{
	size_t i;

	if (sized_word(name, t))
		return true;
	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (!strcmp(words[i].name, name)) {
			*t = words[i].type;
			return true;
		}
	return false;
}

static uint32_t integer_like(const struct ktypes *kt, struct type t)
{
	static const char *const names[] = {
		"_Bool", "char", "signed char", "unsigned char", "short", "unsigned short", "int",
		"unsigned int", "long", "unsigned long", "long long", "unsigned long long",
	};
	struct ktype k;
	uint32_t id;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		id = ktypes_find_int(kt, names[i]);
		k = ktypes_get(kt, id);
		if (id && k.size == t.size && k.is_signed == t.is_signed &&
		    k.is_bool == (t.kind == TY_BOOL))
			return id;
	}
	return 0;
}

static uint32_t kernel_type(struct sema *s, struct ktypes *kt, const struct type_name *n)
{
	static const struct {
		enum kkind kind;
		const char *word;
	} forms[] = {
		[TYPE_STRUCT] = { KK_STRUCT, "struct " },
		[TYPE_UNION] = { KK_UNION, "union " },
		[TYPE_ENUM] = { KK_ENUM, "enum " },
	};
	bool tagged = n->form == TYPE_STRUCT || n->form == TYPE_UNION || n->form == TYPE_ENUM;
	struct nearest near;
	struct type t;
	uint32_t id;

	/* A kernel need not have a typedef u32: any of its integers of that sort will do. */
	if (!tagged && word_type(n->name, &t) && type_is_integer(t)) {
		id = ktypes_find_int(kt, n->name);
		id = id ? id : ktypes_find_typedef(kt, n->name);
		if (id || (id = integer_like(kt, t)))
			return id;
	}
	id = tagged ? ktypes_find(kt, forms[n->form].kind, n->name)
		    : ktypes_find_typedef(kt, n->name);
	if (id)
		return id;
	diag(s->d, UNKNOWN_TYPE, n->span,
	     arena_printf(s->a, "%s%s", tagged ? forms[n->form].word : "", n->name));
	if (tagged) {
		nearest_init(&near, n->name);
		ktypes_offer_types(kt, forms[n->form].kind, &near);
		if (near.best)
			diag_hint(s->d, "did you mean `%s%s'?", forms[n->form].word, near.best);
	}
	return 0;
}

#define NO_TYPE UINT32_MAX

/* What a pointer with these stars points to: pointers, which the kernel must have itself, to the type. */
static uint32_t pointer_to(struct sema *s, const struct ktypes *kt, uint32_t id, const struct type_name *n)
{
	unsigned i;

	for (i = 1; i < n->stars; i++) {
		id = ktypes_find_pointer(kt, id);
		if (id)
			continue;
		diag(s->d, UNKNOWN_TYPE, n->span, arena_printf(s->a, "%s %.*s", n->name, (int)i, "************"));
		return NO_TYPE;
	}
	return id;
}

/* string(32): of up to 32 bytes. */
static struct type string_of_width(struct sema *s, const struct type_name *n)
{
	int64_t bytes = 0;
	const char *text = NULL;
	struct type t;

	if (n->args && !constant_eval(s, n->args, &t, &bytes, &text))
		return (struct type){ .kind = TY_NONE };
	if (!n->args || n->args->next || text || bytes < 1 || bytes >= STRING_MAX) {
		diag(s->d, TYPE_MISMATCH, n->span, "a string's width", "1 to 4095 bytes", "something else");
		return (struct type){ .kind = TY_NONE };
	}
	return type_string((uint32_t)bytes + 1);
}

struct type type_of_name(struct sema *s, const struct type_name *n)
{
	struct type none = { .kind = TY_NONE }, t;
	const char *why = NULL;
	struct ktypes *kt;
	bool is_void;
	uint32_t id;

	if (n->form == TYPE_NAME && n->has_args && !n->stars && n->dim < 0 && !strcmp(n->name, "string"))
		return string_of_width(s, n);
	if (n->dim >= 0 || n->has_args) {
		not_built(s, n->span, "arrays and types with arguments in declarations");
		return none;
	}
	if (!n->stars && (n->form == TYPE_BASE || n->form == TYPE_NAME) && word_type(n->name, &t))
		return t;
	kt = target_types(s->target);
	if (!kt)
		return none;
	is_void = n->stars && !strcmp(n->name, "void");
	id = is_void ? 0 : kernel_type(s, kt, n);
	if (!id && !is_void)
		return none;
	if (n->stars) {
		id = pointer_to(s, kt, id, n);
		return id != NO_TYPE ? (struct type){ .kind = TY_PTR, .size = 8, .ktype = id } : none;
	}
	t = type_of_ktype(kt, id, &why);
	if (t.kind == TY_NONE)
		diag(s->d, UNSUPPORTED_TYPE, n->span, n->name, why);
	return t;
}

/* ---- from BTF ---- */

static struct type type_of_int(const struct ktype *t, const char **why)
{
	if (t->is_bool)
		return (struct type){ .kind = TY_BOOL, .size = 1 };
	if (t->size == 1 || t->size == 2 || t->size == 4 || t->size == 8)
		return type_int((uint8_t)t->size, t->is_signed);
	*why = "integers of more than 64 bits are not supported";
	return (struct type){ .kind = TY_NONE };
}

uint32_t type_pointee(const struct ktypes *kt, uint32_t id)
{
	struct ktype t = ktypes_get(kt, id);

	if (t.kind == KK_VOID)
		return 0;
	return (t.kind == KK_STRUCT || t.kind == KK_UNION) && *t.name ? t.id : id;
}

struct type type_of_ktype(const struct ktypes *kt, uint32_t id, const char **why)
{
	struct ktype t = ktypes_get(kt, id);

	switch (t.kind) {
	case KK_VOID:
		return (struct type){ .kind = TY_VOID };
	case KK_INT:
		return type_of_int(&t, why);
	case KK_PTR:
		return (struct type){ .kind = TY_PTR, .size = 8, .ktype = type_pointee(kt, t.target),
				      .is_user = t.is_user };
	case KK_ENUM:
		return (struct type){ .kind = TY_ENUM, .size = (uint8_t)t.size,
				      .is_signed = t.is_signed, .ktype = t.id };
	case KK_STRUCT:
	case KK_UNION:
		return (struct type){ .kind = TY_STRUCT, .ktype = id };
	case KK_ARRAY:
		return (struct type){ .kind = TY_ARRAY, .ktype = t.id };
	case KK_FWD:
		*why = "the kernel's BTF only declares this struct";
		break;
	case KK_FLOAT:
		*why = "floating point values are not supported";
		break;
	case KK_FUNC_PROTO:
	case KK_OTHER:
		*why = "this is not the type of a value";
		break;
	}
	return (struct type){ .kind = TY_NONE };
}

const char *a_type(struct sema *s, struct type t)
{
	const char *text = type_text(s, t);

	switch (t.kind) {
	case TY_NONE:
	case TY_VOID:
		return text;
	case TY_BOOL:
	case TY_STRING:
	case TY_SYMBOL:
	case TY_STACK:
	case TY_BYTES:
	case TY_TUPLE:
		break;
	case TY_AGG:
		return "an aggregate";
	case TY_INT:
		if (!t.show && t.is_signed)	/* an ess-32 */
			return arena_printf(s->a, "an %s", text);
		break;
	case TY_ENUM:
	case TY_PTR:
	case TY_STRUCT:
	case TY_ARRAY:
		return arena_printf(s->a, "%s `%s'", strchr("aeiou", *text) ? "an" : "a", text);
	}
	return arena_printf(s->a, "a %s", text);
}

const char *type_text(struct sema *s, struct type t)
{
	struct str out;

	str_init(&out, s->a);
	type_print(t, s->target->kt, &out);
	return out.text;
}
