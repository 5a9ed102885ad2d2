// SPDX-License-Identifier: GPL-2.0-or-later
/* See bt.h: expressions. */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "migrate/bt/bt.h"

static struct bt_text text(const char *t, enum bt_level level)
{
	return (struct bt_text){ t, level };
}

bool bt_is_name(const struct bt_expr *e, const char *name)
{
	return e && e->kind == BT_NAME && !strcmp(e->name, name);
}

const char *bt_expr_at(struct bt *b, const struct bt_expr *e, enum bt_level level)
{
	struct bt_text t = bt_expr(b, e);

	return t.level < level ? arena_printf(b->a, "(%s)", t.text) : t.text;
}

const char *bt_plain(struct bt *b, const struct bt_expr *e)
{
	struct bt_expr copy = *e;

	copy.parens = false;
	return bt_expr(b, &copy).text;
}

const char *bt_list(struct bt *b, const struct bt_expr *list)
{
	struct str out;

	str_init(&out, b->a);
	for (; list; list = list->next)
		str_printf(&out, "%s%s", out.len ? ", " : "", bt_plain(b, list));
	return out.text;
}

/* ---- numbers ---- */

/* 1e6 → 1000000, 0644 → 420, 5m → 5min; a suffix of C's goes. */
const char *bt_number(struct arena *a, const char *t)
{
	size_t n = strspn(t, "0123456789_");
	char *end;

	if (t[0] == '0' && (t[1] == 'x' || t[1] == 'X')) {
		n = 2 + strspn(t + 2, "0123456789abcdefABCDEF_");
		return arena_strndup(a, t, n);
	}
	if ((t[n] == 'e' || t[n] == 'E') && isdigit((unsigned char)t[n + 1])) {
		unsigned zeros = (unsigned)strtoul(t + n + 1, NULL, 10);

		return arena_printf(a, "%.*s%.*s", (int)n, t, (int)(zeros < 19 ? zeros : 19),
				    "0000000000000000000");
	}
	if (t[0] == '0' && n > 1)
		return arena_printf(a, "%llu", strtoull(t, &end, 8));
	if (!strcmp(t + n, "m"))
		return arena_printf(a, "%.*smin", (int)n, t);
	if (strchr("nushd", t[n]) && t[n])
		return t;
	return arena_strndup(a, t, n);
}

/* What a duration is divided by, as a duration. */
static const char *unit_of(const char *number)
{
	static const char *const units[][2] = {
		{ "1000", "1us" },
		{ "1000000", "1ms" },
		{ "1000000000", "1s" },
	};
	size_t i;

	for (i = 0; i < 3; i++)
		if (!strcmp(units[i][0], number))
			return units[i][1];
	return NULL;
}

/* ---- names ---- */

const char *bt_param(struct bt *b, unsigned n)
{
	struct bt_info i;

	if (!b->has_fn || n > b->fn.n || !n || !*b->fn.params[n - 1].name)
		return arena_printf(b->a, "$arg%u", n);
	i = bt_info_of_type(b, b->fn.params[n - 1].type);
	if (!i.stars && bt_size(b, i) && bt_size(b, i) < 8) {
		struct str type;

		str_init(&type, b->a);
		ktypes_print(b->kt, b->fn.params[n - 1].type, NULL, &type);
		bt_differs(b, TYPED, b->fn.params[n - 1].name, type.text);
	}
	return arena_printf(b->a, "$%s", b->fn.params[n - 1].name);
}

static struct bt_text return_value(struct bt *b)
{
	struct str type;

	if (!b->is_exit)
		return text(bt_refuse(b, ERROR, "retval is of return probes"), LEVEL_POSTFIX);
	if (b->has_fn && !b->fn.result)
		return text(bt_refuse(b, VOID, b->fn.name), LEVEL_POSTFIX);
	if (b->has_fn) {
		str_init(&type, b->a);
		ktypes_print(b->kt, b->fn.result, NULL, &type);
		bt_differs(b, RETURN_TYPE, type.text);
	}
	return text("$return", LEVEL_POSTFIX);
}

static struct bt_text builtin(struct bt *b, const char *name)
{
	static const char *const plain[][2] = {
#define FOREIGN(name, to) { name, to },
#include "sema/foreign.def"
#undef FOREIGN
	};
	size_t i;

	for (i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		if (!strcmp(plain[i][0], name))
			return text(plain[i][1] ? plain[i][1] : bt_refuse(b, FUNCTION, name),
				    LEVEL_POSTFIX);
	return text(name, LEVEL_POSTFIX);
}

static struct bt_text name_text(struct bt *b, const char *name)
{
	if (!strncmp(name, "arg", 3) && isdigit((unsigned char)name[3]) && !name[4])
		return text(bt_param(b, (unsigned)(name[3] - '0') + 1), LEVEL_POSTFIX);
	if (!strcmp(name, "retval"))
		return return_value(b);
	if (!strcmp(name, "elapsed")) {
		bt_differs(b, TIME, "elapsed");
		return text("now() - began", LEVEL_ADD);
	}
	return builtin(b, name);
}

/* bpftrace's keys are numbers: a map may have pointers of any types in the same place. */
static void note_keys(struct bt *b, struct bt_map *m, const struct bt_expr *e)
{
	unsigned i = 0;

	for (; e && i < BT_KEYS; e = e->next, i++) {
		struct bt_info info = bt_info(b, e);

		if (!m->used)
			m->keys[i] = info;
		else if ((info.stars || m->keys[i].stars) &&
			 (info.stars != m->keys[i].stars || info.base != m->keys[i].base))
			m->plain_keys = true;
	}
	m->used = true;
}

static const char *keys_text(struct bt *b, const struct bt_map *m, const struct bt_expr *e)
{
	struct str out;

	if (!m->plain_keys)
		return bt_list(b, e);
	str_init(&out, b->a);
	for (; e; e = e->next)
		str_printf(&out, "%s%s%s", out.len ? ", " : "", bt_info(b, e).stars ? "(u64)" : "",
			   bt_info(b, e).stars ? bt_expr_at(b, e, LEVEL_UNARY) : bt_plain(b, e));
	return out.text;
}

static struct bt_text map_text(struct bt *b, const struct bt_expr *e)
{
	struct bt_map *m = bt_map(b, e->name);

	if (m->paired)
		return text(m->alias ? m->alias : m->to, LEVEL_POSTFIX);
	if (!e->has_key)
		return text(m->to, LEVEL_POSTFIX);
	note_keys(b, m, e->args);
	return text(arena_printf(b->a, "%s[%s]", m->to, keys_text(b, m, e->args)), LEVEL_POSTFIX);
}

/* ---- args->x ---- */

static const char *field_source(const char *tracepoint, const char *field)
{
	static const char *const fields[][3] = {
#define TRACEPOINT_FIELD(tracepoint, field, source) { tracepoint, field, source },
#include "migrate/bt/fields.def"
#undef TRACEPOINT_FIELD
	};
	size_t i;

	for (i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (!strcmp(fields[i][0], tracepoint) && !strcmp(fields[i][1], field))
			return fields[i][2];
	return NULL;
}

/* Do all tracepoints of the probe have it from the same place? */
static bool one_source(const struct bt *b, const char *field, const char *source)
{
	const struct bt_point *pt;

	for (pt = b->item->points; pt; pt = pt->next) {
		const char *other = pt->n == 2 ?
					    field_source(arena_printf(b->a, "%s:%s", pt->parts[0],
								      pt->parts[1]),
							 field) :
					    NULL;

		if (!other || strcmp(other, source))
			return false;
	}
	return true;
}

static struct bt_text args_text(struct bt *b, const char *name)
{
	const char *source;
	unsigned i;

	if (b->is_syscall && b->is_exit && !strcmp(name, "ret"))
		return text("$return", LEVEL_POSTFIX);
	if (b->is_syscall)
		return text(arena_printf(b->a, "$%s", name), LEVEL_POSTFIX);
	if (b->tracepoint) {
		source = field_source(b->tracepoint, name);
		if (source && !one_source(b, name, source))
			return text(bt_refuse(b, FIELD_SOURCES, name), LEVEL_POSTFIX);
		if (source)
			return text(source, strpbrk(source, " ") ? LEVEL_OR : LEVEL_POSTFIX);
	}
	for (i = 0; b->has_fn && i < b->fn.n; i++)
		if (!strcmp(b->fn.params[i].name, name))
			return text(arena_printf(b->a, "$%s", name), LEVEL_POSTFIX);
	if (b->tracepoint)
		return text(bt_refuse(b, FIELD, name), LEVEL_POSTFIX);
	return text(arena_printf(b->a, "$%s", name), LEVEL_POSTFIX);
}

static struct bt_text member(struct bt *b, const struct bt_expr *e)
{
	const char *op = e->op;

	if (bt_is_name(e->a, "args"))
		return args_text(b, e->name);
	if (isdigit((unsigned char)*e->name))
		return text(
			arena_printf(b->a, "%s[%s]", bt_expr_at(b, e->a, LEVEL_POSTFIX), e->name),
			LEVEL_POSTFIX);
	report_differs(&b->m->report, NULL, FAULTS);
	if (*op == '.' && bt_info(b, e->a).stars)
		op = "->";
	return text(arena_printf(b->a, "%s%s%s", bt_expr_at(b, e->a, LEVEL_POSTFIX), op, e->name),
		    LEVEL_POSTFIX);
}

/* ---- operators ---- */

static enum bt_level level_of(const char *op)
{
	static const struct {
		const char *op;
		enum bt_level level;
	} levels[] = {
		{ "||", LEVEL_OROR },  { "&&", LEVEL_ANDAND }, { "|", LEVEL_OR },
		{ "^", LEVEL_XOR },    { "&", LEVEL_AND },     { "==", LEVEL_EQ },
		{ "!=", LEVEL_EQ },    { "<", LEVEL_LT },      { ">", LEVEL_LT },
		{ "<=", LEVEL_LT },    { ">=", LEVEL_LT },     { "<<", LEVEL_SHIFT },
		{ ">>", LEVEL_SHIFT }, { "+", LEVEL_ADD },     { "-", LEVEL_ADD },
	};
	size_t i;

	for (i = 0; i < sizeof(levels) / sizeof(*levels); i++)
		if (!strcmp(levels[i].op, op))
			return levels[i].level;
	return LEVEL_MUL;
}

/* nsecs - @start[tid] in a pair's exit */
bool bt_is_elapsed(struct bt *b, const struct bt_expr *e)
{
	const struct bt_map *m = e->b->kind == BT_MAP ? bt_map(b, e->b->name) : NULL;
	const struct bt_var *v = e->a->kind == BT_VAR ? bt_var(b, e->a->name) : NULL;

	return !strcmp(e->op, "-") && m && m->paired && m->is_start &&
	       (bt_is_name(e->a, "nsecs") || (v && v->is_now));
}

static bool is_number(const struct bt_expr *e, const char *value)
{
	return e->kind == BT_NUMBER && !strcmp(e->text, value);
}

static bool is_strncmp(const struct bt_expr *e)
{
	return e->kind == BT_CALL && !strcmp(e->name, "strncmp");
}

static struct bt_text binary(struct bt *b, const struct bt_expr *e)
{
	enum bt_level level = level_of(e->op);
	const char *right = NULL;

	if (bt_is_elapsed(b, e))
		return text("elapsed()", LEVEL_POSTFIX);
	if (is_strncmp(e->a) && is_number(e->b, "0")) { /* strncmp() tells what is different */
		struct bt_text t = bt_call(b, e->a);

		if (!strcmp(e->op, "==") && *t.text == '!')
			return text(t.text + 1, LEVEL_POSTFIX);
		if (!strcmp(e->op, "==") && t.level == LEVEL_EQ)
			return text(arena_printf(b->a, "%.*s==%s",
						 (int)(strstr(t.text, " != ") - t.text) + 1, t.text,
						 strstr(t.text, " != ") + 3),
				    LEVEL_EQ);
		return t;
	}
	if (!strcmp(e->op, "/") && e->b->kind == BT_NUMBER &&
	    bt_info(b, e->a).value == VALUE_DURATION)
		right = unit_of(bt_number(b->a, e->b->text));
	if (!right)
		right = bt_expr_at(b, e->b, level + 1);
	return text(arena_printf(b->a, "%s %s %s", bt_expr_at(b, e->a, level), e->op, right),
		    level);
}

static struct bt_text unary(struct bt *b, const struct bt_expr *e)
{
	const char *a;

	if (*e->op == '!' && is_strncmp(e->a)) {
		struct bt_expr zero = { .kind = BT_NUMBER, .text = "0" };
		struct bt_expr eq = { .kind = BT_BINARY, .op = "==", .a = e->a, .b = &zero };

		return binary(b, &eq);
	}
	if (e->postfix)
		return text(arena_printf(b->a, "%s%s", bt_expr_at(b, e->a, LEVEL_POSTFIX), e->op),
			    LEVEL_POSTFIX);
	a = bt_expr_at(b, e->a, LEVEL_UNARY);
	if (*e->op == '*' &&
	    !bt_info(b, e->a).stars) { /* a number is the address of 8 bytes there */
		report_differs(&b->m->report, NULL, FAULTS);
		return text(arena_printf(b->a, "*(u64 *)%s", a), LEVEL_UNARY);
	}
	return text(arena_printf(b->a, "%s%s%s", e->op, *a == *e->op ? " " : "", a), LEVEL_UNARY);
}

/* ---- types ---- */

/* uint64_t → u64; what C and BTF know stays. */
static const char *type_text(struct bt *b, const char *type)
{
	size_t n = strcspn(type, " *"), bits;
	const char *p = type + (*type == 'u');

	if (!strncmp(p, "int", 3) && isdigit((unsigned char)p[3])) {
		bits = (size_t)strtoul(p + 3, NULL, 10);
		return arena_printf(b->a, "%c%zu%s", *type == 'u' ? 'u' : 's', bits, type + n);
	}
	if (!strncmp(type, "size_t", n) && n == 6)
		return arena_printf(b->a, "u64%s", type + n);
	return type;
}

static bool same_type(const struct bt *b, struct bt_info x, struct bt_info y)
{
	return b->kt && x.base && x.base == y.base && x.stars == y.stars && x.stars;
}

static struct bt_text cast(struct bt *b, const struct bt_expr *e)
{
	if (bt_is_name(e->a, "curtask") ||
	    same_type(b, bt_info_of_name(b, e->type), bt_info(b, e->a)))
		return bt_expr(b, e->a);
	return text(arena_printf(b->a, "(%s)%s", type_text(b, e->type),
				 bt_expr_at(b, e->a, LEVEL_UNARY)),
		    LEVEL_UNARY);
}

static struct bt_text positional(struct bt *b, const struct bt_expr *e)
{
	if (!e->number || e->number > 9)
		return text(bt_refuse(b, FUNCTION, "the number of arguments"), LEVEL_POSTFIX);
	return text(arena_printf(b->a, "arg%u", e->number), LEVEL_POSTFIX);
}

static struct bt_text var_text(struct bt *b, const struct bt_expr *e)
{
	const struct bt_var *v = bt_var(b, e->name);

	if (!v)
		return text(e->name, LEVEL_POSTFIX);
	return text(v->alias ? v->alias : v->to, LEVEL_POSTFIX);
}

static struct bt_text any(struct bt *b, const struct bt_expr *e)
{
	switch (e->kind) {
	case BT_NUMBER: return text(bt_number(b->a, e->text), LEVEL_POSTFIX);
	case BT_STRING: return text(arena_printf(b->a, "\"%s\"", e->text), LEVEL_POSTFIX);
	case BT_VAR: return var_text(b, e);
	case BT_MAP: return map_text(b, e);
	case BT_NAME: return name_text(b, e->name);
	case BT_POSITIONAL: return positional(b, e);
	case BT_CALL: return bt_call(b, e);
	case BT_MEMBER: return member(b, e);
	case BT_INDEX:
		return text(arena_printf(b->a, "%s[%s]", bt_expr_at(b, e->a, LEVEL_POSTFIX),
					 bt_list(b, e->args)),
			    LEVEL_POSTFIX);
	case BT_UNARY: return unary(b, e);
	case BT_BINARY: return binary(b, e);
	case BT_COND:
		return text(arena_printf(b->a, "%s ? %s : %s", bt_expr_at(b, e->a, LEVEL_OROR),
					 bt_expr_at(b, e->b, LEVEL_COND),
					 bt_expr_at(b, e->c, LEVEL_COND)),
			    LEVEL_COND);
	case BT_CAST: return cast(b, e);
	case BT_SIZEOF:
		return text(arena_printf(b->a, "sizeof(%s)",
					 e->type ? type_text(b, e->type) : bt_plain(b, e->a)),
			    LEVEL_POSTFIX);
	case BT_TUPLE: return text(arena_printf(b->a, "[%s]", bt_list(b, e->args)), LEVEL_POSTFIX);
	}
	return text("0", LEVEL_POSTFIX);
}

/* Parentheses of the original stay where they show what belongs together. */
struct bt_text bt_expr(struct bt *b, const struct bt_expr *e)
{
	struct bt_text t = any(b, e);

	if (e->parens && t.level < LEVEL_UNARY)
		return text(arena_printf(b->a, "(%s)", t.text), LEVEL_POSTFIX);
	return t;
}
