// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Types as C declarations.
 *
 * C writes a declaration from the inside out: one starts with the name and goes from the outermost
 * type to the one at the bottom, putting `*' before and `[n]' or `(…)' after what is there, and
 * brackets around it where something goes after a `*'.  The bottom's name goes in front of it all.
 * Only prototypes need recursion.
 */

#include "sema/ktypes_int.h"

#include <string.h>

#define MAX_PROTOS 4	/* prototypes within prototypes */
#define MAX_PARAMS 256	/* of all prototypes of one declaration; what is left out is a "..." */
#define MAX_NAME 512	/* bytes; as in the kernel */

struct printer {
	const struct ktypes *kt;
	struct arena *mem;
	unsigned params;		/* printed so far */
};

struct declarator {
	struct printer *p;
	const char *text;		/* what is around the name so far */
	bool pointer;			/* it begins with `*' */
	uint32_t quals;			/* that belong to the type that comes next */
	unsigned depth;
};

static const struct {
	uint32_t kind;
	const char *word;
} qualifiers[] = {
	{ BTF_KIND_CONST, "const" },
	{ BTF_KIND_VOLATILE, "volatile" },
	{ BTF_KIND_RESTRICT, "restrict" },
};
#define NQUALS (sizeof(qualifiers) / sizeof(qualifiers[0]))

static void print(struct printer *p, uint32_t id, const char *name, unsigned depth,
		  struct str *out);

static bool add_qualifier(struct declarator *d, const struct btf_type *t)
{
	size_t i;

	for (i = 0; i < NQUALS; i++)
		if (btf_kind(t) == qualifiers[i].kind) {
			d->quals |= 1u << i;
			return true;
		}
	return btf_is_type_tag(t);	/* tags are no C */
}

/* The qualifiers, each with a blank after it. */
static void put_quals(uint32_t quals, struct str *out)
{
	size_t i;

	for (i = 0; i < NQUALS; i++)
		if (quals >> i & 1) {
			str_puts(out, qualifiers[i].word);
			str_putc(out, ' ');
		}
}

/* A name that C cannot have (a broken file, another language) must not get into C. */
static void put_name(const char *name, struct str *out)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789_";
	size_t len = strspn(name, letters);

	str_puts(out, name[len] || len > MAX_NAME ? "?" : name);
}

static void put_int(const char *name, struct str *out)
{
	const char *usual = kt_usual_int_name(name);

	if (usual)
		str_puts(out, usual);
	else
		put_name(name, out);
}

static void put_tagged(const struct ktypes *kt, const struct btf_type *t, const char *keyword,
		       struct str *out)
{
	const char *name = kt_str(kt, t->name_off);

	str_puts(out, keyword);
	if (*name)
		put_name(name, out);
	else
		str_puts(out, "{…}");
}

/* What stands at the bottom of a declaration. */
static void put_base(const struct ktypes *kt, uint32_t id, struct str *out)
{
	static const char *const keywords[] = {
		[BTF_KIND_STRUCT] = "struct ",
		[BTF_KIND_UNION] = "union ",
		[BTF_KIND_ENUM] = "enum ",
		[BTF_KIND_ENUM64] = "enum ",
	};
	const struct btf_type *t = kt_raw(kt, id);

	if (!t) {
		str_puts(out, id ? "?" : "void");
	} else if (btf_is_composite(t) || btf_is_any_enum(t)) {
		put_tagged(kt, t, keywords[btf_kind(t)], out);
	} else if (btf_is_fwd(t)) {
		put_tagged(kt, t, btf_kflag(t) ? "union " : "struct ", out);
	} else if (btf_is_int(t)) {
		put_int(kt_str(kt, t->name_off), out);
	} else if (btf_is_typedef(t) || btf_is_float(t)) {
		put_name(kt_str(kt, t->name_off), out);
	} else {
		str_puts(out, "?");
	}
}

static void add_pointer(struct declarator *d)
{
	struct str s;

	str_init(&s, d->p->mem);
	str_putc(&s, '*');
	put_quals(d->quals, &s);
	if (d->quals && (!*d->text || *d->text == '[')) {	/* "*const" */
		s.len--;
		s.text[s.len] = 0;
	}
	str_puts(&s, d->text);
	d->text = s.text;
	d->pointer = true;
	d->quals = 0;
}

/* `suffix' binds closer than the `*' before it. */
static void add_suffix(struct declarator *d, const char *suffix)
{
	d->text = arena_printf(d->p->mem, d->pointer ? "(%s)%s" : "%s%s", d->text, suffix);
	d->pointer = false;
}

static void add_proto(struct declarator *d, const struct btf_type *t)
{
	const struct btf_param *p = btf_params(t);
	uint32_t n = btf_vlen(t), i;
	struct str s;

	str_init(&s, d->p->mem);
	str_putc(&s, '(');
	if (!n)
		str_puts(&s, "void");
	for (i = 0; i < n; i++) {
		if (i)
			str_puts(&s, ", ");
		if (d->depth >= MAX_PROTOS || d->p->params >= MAX_PARAMS ||
		    (i == n - 1 && !p[i].type && !p[i].name_off)) {
			str_puts(&s, "...");
			break;
		}
		d->p->params++;
		print(d->p, p[i].type, NULL, d->depth + 1, &s);
	}
	str_putc(&s, ')');
	add_suffix(d, s.text);
	d->quals = 0;			/* a function has none */
}

/* One step from the outside to the bottom; false when t is the bottom. */
static bool step(struct declarator *d, const struct btf_type *t, uint32_t *id)
{
	if (!t)
		return false;
	if (add_qualifier(d, t)) {
		*id = t->type;
	} else if (btf_is_ptr(t)) {
		add_pointer(d);
		*id = t->type;
	} else if (btf_is_array(t)) {
		uint32_t n = btf_array(t)->nelems;

		add_suffix(d, n ? arena_printf(d->p->mem, "[%u]", n) : "[]");
		*id = btf_array(t)->type;	/* an array's qualifiers are its elements' */
	} else if (btf_is_func_proto(t)) {
		add_proto(d, t);
		*id = t->type;
	} else {
		return false;
	}
	return true;
}

static void print(struct printer *p, uint32_t id, const char *name, unsigned depth,
		  struct str *out)
{
	struct declarator d = { .p = p, .text = name ? name : "", .depth = depth };
	unsigned i;

	for (i = 0; i < KTYPES_MAX_CHAIN; i++)
		if (!step(&d, kt_raw(p->kt, id), &id))
			break;
	if (i == KTYPES_MAX_CHAIN)
		id = KTYPES_NOT_A_TYPE;
	put_quals(d.quals, out);
	put_base(p->kt, id, out);
	if (*d.text && *d.text != '[')
		str_putc(out, ' ');
	str_puts(out, d.text);
}

void ktypes_print(const struct ktypes *kt, uint32_t id, const char *name, struct str *out)
{
	struct arena mem = { 0 };
	struct printer p = { .kt = kt, .mem = &mem };

	print(&p, id, name, 0, out);
	arena_free(&mem);
}
