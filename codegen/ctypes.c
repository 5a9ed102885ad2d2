// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See ctypes.h.
 *
 * What has to agree with the kernel for a relocation to be found (relo_core.c of libbpf): the names
 * of the outermost type and of the members on the path, and the kind of each member's type:
 * integer, pointer, enum (with its name), array, struct.  Offsets, order and the other members do
 * not matter, so members of anonymous structs are declared as members of the struct around them.
 *
 * Where several structs have the name, libbpf would not know which is meant: such a struct is declared
 * with a number behind its name, each member at its place in the target's kernel, and not relocated.
 */

#include "codegen/ctypes.h"

#include <stdlib.h>
#include <string.h>

#include "sema/ktypes.h"

struct member {
	struct kmember m;
	struct member *next;
};

struct ctype {
	uint32_t id;			/* stripped */
	const char *tag; /* "struct file", "atomic_t"; NULL: declared where it is used */
	bool is_union, is_typedef, printed;
	bool is_fixed;			/* its name is not unique: members have their places */
	struct member *members, **last;
	struct ctype *next;
};

struct ctypes {
	struct arena *a;
	const struct ktypes *kt;
	struct ctype *types, **last;
	unsigned enumerators;
	bool relocated;			/* what is declared now */
	struct { uint32_t id; } enums[256];
	unsigned nenums;
};

static struct ctype *type_for(struct ctypes *c, uint32_t id, const char *typedef_name)
{
	struct ktype t = ktypes_get(c->kt, id);
	struct ctype *ct;

	for (ct = c->types; ct; ct = ct->next)
		if (ct->id == t.id)
			break;
	if (!ct) {
		ct = arena_new(c->a, struct ctype);
		ct->id = t.id;
		ct->is_union = t.kind == KK_UNION;
		ct->last = &ct->members;
		ct->is_fixed = !ktypes_is_unique(c->kt, id);
		if (*t.name)
			ct->tag = arena_printf(c->a, ct->is_fixed ? "%s %s___%u" : "%s %s",
					       ct->is_union ? "union" : "struct", t.name, t.id);
		*c->last = ct;
		c->last = &ct->next;
	}
	if (!ct->tag && typedef_name) {
		ct->tag = typedef_name;
		ct->is_typedef = true;
	}
	return ct;
}

static void add_member(struct ctypes *c, struct ctype *ct, const struct kmember *m)
{
	struct member *i;

	for (i = ct->members; i; i = i->next)
		if (!strcmp(i->m.name, m->name))
			return;
	i = arena_new(c->a, struct member);
	i->m = *m;
	*ct->last = i;
	ct->last = &i->next;
}

/* Walks "a.b[3].c" from a struct and notes each member on the way. */
static void use_path(struct ctypes *c, uint32_t id, const char *typedef_name, const char *path)
{
	char word[256];
	struct ktype t;
	struct kmember m;
	size_t n;

	while (*path) {
		n = strcspn(path, ".[");
		if (n >= sizeof(word))
			return;
		memcpy(word, path, n);
		word[n] = 0;
		if (!ktypes_member(c->kt, id, word, &m))
			return;
		m.name = arena_strdup(c->a, word);
		add_member(c, type_for(c, id, typedef_name), &m);
		typedef_name = NULL;
		path += n;
		t = ktypes_get(c->kt, m.type);
		for (; *path == '['; path += strcspn(path, "]") + 1)
			t = ktypes_get(c->kt, t.target);
		if (*path == '.')
			path++;
		id = t.id;
	}
}

static void collect(struct ir *i, void *arg)
{
	struct ctypes *c = arg;
	unsigned n;

	for (n = 0; i->path && n < i->path->n; n++) {
		const struct ir_link *link = &i->path->link[n];

		if (link->path)
			use_path(c, link->type_id, strchr(link->type, ' ') ? NULL : link->type,
				 link->path);
	}
}

/* ---- printing ---- */

static void print_body(struct ctypes *c, struct ctype *ct, unsigned depth, struct str *out);

static void print_int(const struct ktype *t, struct str *out)
{
	str_printf(out, "%c%u", t->is_signed ? 's' : 'u', (unsigned)t->size * 8);
}

static void print_enum(struct ctypes *c, const struct ktype *t, struct str *out)
{
	unsigned i;

	if (*t->name) {
		str_printf(out, "enum %s", t->name);
		for (i = 0; i < c->nenums; i++)
			if (c->enums[i].id == t->id)
				return;
		if (c->nenums < sizeof(c->enums) / sizeof(*c->enums))
			c->enums[c->nenums++].id = t->id;
	} else {
		str_puts(out, "enum");
	}
	str_printf(out, " { fpt_enumerator_%u%s }%s", c->enumerators++,
		   t->is_signed ? " = -1" : t->size == 8 ? " = 1ull << 63" : "",
		   t->size < 4 ? " __attribute__((packed))" : "");
}

/* The type in front of a member's name. */
static void print_type(struct ctypes *c, const struct ktype *t, unsigned depth, struct str *out)
{
	struct ctype *ct;

	switch (t->kind) {
	case KK_INT:
		print_int(t, out);
		return;
	case KK_ENUM:
		print_enum(c, t, out);
		return;
	case KK_STRUCT:
	case KK_UNION:
		ct = type_for(c, t->id, NULL);
		if (ct->tag)
			str_puts(out, ct->tag);
		else
			print_body(c, ct, depth + 1, out);
		return;
	case KK_VOID:
	case KK_PTR:
	case KK_ARRAY:
	case KK_FUNC_PROTO:
	case KK_FLOAT:
	case KK_FWD:
	case KK_OTHER:
		str_puts(out, "void *");
		return;
	}
}

static void print_member(struct ctypes *c, const struct kmember *m, unsigned depth, struct str *out)
{
	struct ktype t = ktypes_get(c->kt, m->type), element = t;
	unsigned n;

	for (n = 0; element.kind == KK_ARRAY && n < 8; n++)
		element = ktypes_get(c->kt, element.target);
	print_type(c, &element, depth, out);
	str_printf(out, " %s", m->name);
	for (; t.kind == KK_ARRAY; t = ktypes_get(c->kt, t.target))
		str_printf(out, "[%u]", t.count);
	if (m->bits)
		str_printf(out, " : %u", m->bits);
	str_puts(out, "; ");
}

/* Each behind as many bytes as are before it, all at the same address. */
static void print_fixed(struct ctypes *c, const struct ctype *ct, unsigned depth, struct str *out)
{
	const struct member *i;
	unsigned n = 0;

	str_puts(out, "union { ");
	for (i = ct->members; i && depth < 32; i = i->next) {
		str_printf(out, "struct { char fpt_before_%u[%u]; ", n++, i->m.bit_offset / 8);
		print_member(c, &i->m, depth, out);
		str_puts(out, "} __attribute__((packed, aligned(8))); ");
	}
	str_puts(out, "}; }");
}

static void print_body(struct ctypes *c, struct ctype *ct, unsigned depth, struct str *out)
{
	const struct member *i;

	str_puts(out, ct->tag && !ct->is_typedef ? ct->tag : ct->is_union ? "union" : "struct");
	str_puts(out, " { ");
	if (ct->is_fixed) {
		print_fixed(c, ct, depth, out);
		return;
	}
	for (i = ct->members; i && depth < 32; i = i->next)
		print_member(c, &i->m, depth, out);
	str_puts(out, "}");
}

static void set_relocated(struct ctypes *c, bool relocated, struct str *out)
{
	if (relocated != c->relocated)
		str_printf(out, "#pragma clang attribute %s\n", relocated ?
			   "push(__attribute__((preserve_access_index)), apply_to = record)" : "pop");
	c->relocated = relocated;
}

/* What a type holds by value is declared before it. */
static void print_declaration(struct ctypes *c, struct ctype *ct, unsigned depth, struct str *out)
{
	const struct member *i;
	struct ktype t;

	if (ct->printed || depth > 32)
		return;
	ct->printed = true;
	for (i = ct->members; i; i = i->next) {
		t = ktypes_get(c->kt, i->m.type);
		while (t.kind == KK_ARRAY)
			t = ktypes_get(c->kt, t.target);
		if (t.kind == KK_STRUCT || t.kind == KK_UNION)
			print_declaration(c, type_for(c, t.id, NULL), depth + 1, out);
	}
	if (!ct->tag)
		return;
	set_relocated(c, !ct->is_fixed, out);
	if (ct->is_typedef)
		str_puts(out, "typedef ");
	print_body(c, ct, 0, out);
	str_printf(out, "%s%s;\n", ct->is_typedef ? " " : "", ct->is_typedef ? ct->tag : "");
}

static void collect_handler(struct ctypes *c, const struct handler *h)
{
	if (h)
		ir_walk(h->body, collect, c);
}

void ctypes_emit(const struct program *p, struct str *out)
{
	struct ctypes c = { .a = &p->s->arena, .kt = p->kt };
	struct ctype *ct;
	unsigned i;

	c.last = &c.types;
	for (i = 0; i < p->nprobes; i++) {
		if (!p->probes[i].in_kernel)
			continue;
		collect_handler(&c, p->probes[i].entry);
		collect_handler(&c, p->probes[i].exit);
	}
	if (!c.types)
		return;
	str_puts(out, "#if FPT_CORE\n");
	for (ct = c.types; ct; ct = ct->next)
		print_declaration(&c, ct, 0, out);
	set_relocated(&c, false, out);
	str_puts(out, "#endif\n");
}
