// SPDX-License-Identifier: GPL-2.0-or-later
/* See bt.h: what a value is, so far as it decides how it is written. */

#include <string.h>

#include "migrate/bt/bt.h"

struct bt_info bt_info_of_type(const struct bt *b, uint32_t id)
{
	struct bt_info i = { .base = id };
	struct ktype t;

	if (!b->kt || !id)
		return (struct bt_info){ 0 };
	for (t = ktypes_get(b->kt, id); t.kind == KK_PTR && i.stars < 8;
	     t = ktypes_get(b->kt, t.target)) {
		i.stars++;
		i.user = i.user || t.is_user;
		i.base = t.target;
	}
	i.base = t.id;
	if (!i.stars && t.kind == KK_ARRAY && ktypes_get(b->kt, t.target).is_char)
		i.value = VALUE_STRING;
	return i;
}

static const char *int_name(const char *word)
{
	static const char *const names[][2] = {
		{ "uint8", "unsigned char" },
		{ "u8", "unsigned char" },
		{ "uint16", "short unsigned int" },
		{ "u16", "short unsigned int" },
		{ "uint32", "unsigned int" },
		{ "u32", "unsigned int" },
		{ "int8", "signed char" },
		{ "int16", "short int" },
		{ "int32", "int" },
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strncmp(word, names[i][0], strcspn(word, " _*")) &&
		    strlen(names[i][0]) == strcspn(word, " _*"))
			return names[i][1];
	return NULL;
}

struct bt_info bt_info_of_name(const struct bt *b, const char *type)
{
	struct bt_info i = { 0 };
	const char *name = type, *p;
	size_t n = strcspn(type, "*");

	for (p = type + n; *p; p++)
		i.stars += *p == '*';
	while (n && type[n - 1] == ' ')
		n--;
	name = arena_strndup(b->a, type, n);
	if (!b->kt)
		return i;
	if (!strncmp(name, "struct ", 7))
		i.base = ktypes_find(b->kt, KK_STRUCT, name + 7);
	else if (!strncmp(name, "union ", 6))
		i.base = ktypes_find(b->kt, KK_UNION, name + 6);
	else if (int_name(name))
		i.base = ktypes_find_int(b->kt, int_name(name));
	else
		i.base = ktypes_find_typedef(b->kt, name);
	if (i.base)
		i.base = ktypes_get(b->kt, i.base).id;
	return i;
}

uint64_t bt_size(const struct bt *b, struct bt_info i)
{
	struct ktype t;

	if (i.stars)
		return 8;
	if (!b->kt || !i.base)
		return 0;
	t = ktypes_get(b->kt, i.base);
	return t.kind == KK_ARRAY ? t.count * ktypes_get(b->kt, t.target).size : t.size;
}

/* ---- names ---- */

static struct bt_info name_info(struct bt *b, const char *name)
{
	static const struct {
		const char *name;
		enum bt_value value;
	} values[] = {
		{ "nsecs", VALUE_TIME },   { "elapsed", VALUE_DURATION }, { "comm", VALUE_STRING },
		{ "kstack", VALUE_STACK }, { "ustack", VALUE_STACK },	  { "func", VALUE_SYMBOL },
		{ "probe", VALUE_STRING },
	};
	size_t i;

	for (i = 0; i < sizeof(values) / sizeof(*values); i++)
		if (!strcmp(values[i].name, name))
			return (struct bt_info){ .value = values[i].value };
	if (!strncmp(name, "arg", 3) && name[3] >= '0' && name[3] <= '9') {
		unsigned n = (unsigned)(name[3] - '0');

		if (b->has_fn && n < b->fn.n)
			return bt_info_of_type(b, b->fn.params[n].type);
		return (struct bt_info){ .user = b->is_user };
	}
	if (!strcmp(name, "retval"))
		return b->has_fn ? bt_info_of_type(b, b->fn.result) :
				   (struct bt_info){ .user = b->is_user };
	return (struct bt_info){ 0 };
}

static struct bt_info args_info(struct bt *b, const char *name)
{
	unsigned i;

	for (i = 0; b->has_fn && i < b->fn.n; i++)
		if (!strcmp(b->fn.params[i].name, name))
			return bt_info_of_type(b, b->fn.params[i].type);
	return (struct bt_info){ .user = b->is_user || b->is_syscall };
}

static struct bt_info member_info(struct bt *b, const struct bt_expr *e)
{
	struct bt_info i;
	struct kmember k;
	struct ktype t;

	if (bt_is_name(e->a, "args"))
		return args_info(b, e->name);
	i = bt_info(b, e->a);
	if (!b->kt || !i.base || i.stars > 1)
		return (struct bt_info){ 0 };
	t = ktypes_get(b->kt, i.base);
	if ((t.kind != KK_STRUCT && t.kind != KK_UNION) || !ktypes_member(b->kt, t.id, e->name, &k))
		return (struct bt_info){ 0 };
	return bt_info_of_type(b, k.type);
}

static bool is_unit(const char *n)
{
	return !strcmp(n, "1000") || !strcmp(n, "1000000") || !strcmp(n, "1000000000");
}

static struct bt_info binary_info(struct bt *b, const struct bt_expr *e)
{
	struct bt_info x = bt_info(b, e->a), y = bt_info(b, e->b);
	bool sum = *e->op == '+' || *e->op == '-';

	if (sum && !e->op[1] && x.value == VALUE_TIME && y.value == VALUE_TIME)
		return (struct bt_info){ .value = VALUE_DURATION };
	if (!sum && *e->op != '*' && *e->op != '/' && *e->op != '%')
		return (struct bt_info){ 0 };
	if (*e->op == '/' && x.value == VALUE_DURATION && e->b->kind == BT_NUMBER &&
	    is_unit(bt_number(b->a, e->b->text)))
		return (struct bt_info){ 0 };
	if (x.value == VALUE_TIME || x.value == VALUE_DURATION)
		return (struct bt_info){ .value = x.value };
	if (sum && x.stars)
		return x;
	return (struct bt_info){ .value = y.value == VALUE_DURATION ? VALUE_DURATION :
								      VALUE_NUMBER };
}

static struct bt_info unary_info(struct bt *b, const struct bt_expr *e)
{
	struct bt_info i = bt_info(b, e->a);

	if (*e->op == '*' && i.stars)
		i.stars--;
	else if (*e->op == '&')
		i.stars++;
	else if (*e->op == '!')
		return (struct bt_info){ 0 };
	return i;
}

static struct bt_info index_info(struct bt *b, const struct bt_expr *e)
{
	struct bt_info i = bt_info(b, e->a);
	struct ktype t;

	if (i.stars) {
		i.stars--;
		return i;
	}
	t = b->kt && i.base ? ktypes_get(b->kt, i.base) : (struct ktype){ 0 };
	return t.kind == KK_ARRAY ? bt_info_of_type(b, t.target) : (struct bt_info){ 0 };
}

struct bt_info bt_info(struct bt *b, const struct bt_expr *e)
{
	const struct bt_var *v;
	const struct bt_map *m;
	struct bt_info i;

	switch (e ? e->kind : BT_NUMBER) {
	case BT_STRING: return (struct bt_info){ .value = VALUE_STRING };
	case BT_VAR: v = bt_var(b, e->name); return v ? v->info : (struct bt_info){ 0 };
	case BT_MAP: m = bt_map(b, e->name); return m && !m->agg ? m->info : (struct bt_info){ 0 };
	case BT_NAME: return name_info(b, e->name);
	case BT_CALL: return bt_call_info(b, e);
	case BT_MEMBER: return member_info(b, e);
	case BT_INDEX: return index_info(b, e);
	case BT_UNARY: return unary_info(b, e);
	case BT_BINARY: return binary_info(b, e);
	case BT_COND: i = bt_info(b, e->b); return i.value || i.base ? i : bt_info(b, e->c);
	case BT_CAST:
		i = bt_info_of_name(b, e->type);
		i.user = i.stars && bt_info(b, e->a).user;
		return i;
	default: return (struct bt_info){ 0 };
	}
}
