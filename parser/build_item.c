// SPDX-License-Identifier: GPL-2.0-or-later
/* Constructors of probe points and items; see build.h. */

#include <string.h>

#include "parser/build.h"
#include "parser/foreign.h"

/* ---- probe points ---- */

struct point_arg *point_arg(struct parse *p, struct span at, struct expr *value,
			    struct expr *second)
{
	struct point_arg *arg = arena_new(p->arena, struct point_arg);

	arg->span = at;
	arg->value = value;
	arg->second = second;
	arg->negative = *span_text(p, value->span) == '-';
	arg->kind = PARG_NUMBER;
	if (value->kind == EX_STRING)
		arg->kind = PARG_STRING;
	else if (value->kind == EX_NAME)
		arg->kind = PARG_NAME;
	return arg;
}

struct point_arg *point_word(struct parse *p, struct span at, const struct token *word,
			     struct expr *value)
{
	struct point_arg *arg = arena_new(p->arena, struct point_arg);

	arg->span = at;
	arg->word = word->name;
	arg->value = value;
	arg->kind = value->kind == EX_STRING ? PARG_WORD_STRING : PARG_WORD_NAME;
	return arg;
}

/* Words, stars, braces and commas; comments between them are left out with the blanks. */
static const char *point_text(struct parse *p, struct span at)
{
	const char *s = span_text(p, at), *end = s + at.len;
	char *text = arena_alloc(p->arena, at.len + 1), *out = text;

	for (; s < end; s++) {
		if (*s == '#' || (s + 1 < end && s[0] == '/' && s[1] == '/'))
			while (s + 1 < end && s[1] != '\n')
				s++;
		else if (s + 3 < end && s[0] == '/' && s[1] == '*')
			for (s += 3; s < end && (s[-1] != '*' || s[0] != '/'); s++)
				;
		else if (!strchr(" \t\r\n\f\v", *s))
			*out++ = *s;
	}
	return text;
}

struct point_part *point_part(struct parse *p, struct span at)
{
	struct point_part *part = arena_new(p->arena, struct point_part);

	part->text = point_text(p, at);
	part->span = at;
	return part;
}

struct part_list point_args(struct part_list parts, struct point_arg *args)
{
	parts.last->args = args;
	parts.last->has_args = true;
	return parts;
}

struct point *point_new(struct parse *p, struct span at, struct point_part *parts, char mark)
{
	struct point *point = arena_new(p->arena, struct point);

	*point = (struct point){ .span = at, .parts = parts, .mark = mark };
	foreign_point(p, point);
	return point;
}

/* ---- items ---- */

void script_add(struct parse *p, struct item *list)
{
	*p->last_item = list;
	while (*p->last_item)
		p->last_item = &(*p->last_item)->next;
}

static struct item *item_new(struct parse *p, struct span at, enum item_kind kind,
			     const struct token *name)
{
	struct item *i = arena_new(p->arena, struct item);

	i->kind = kind;
	i->span = at;
	if (name) {
		i->name = name->name;
		i->name_span = name->span;
	}
	return i;
}

struct item *item_probe(struct parse *p, struct span at, struct point *points, struct expr *cond,
			struct stmt *body, const struct exit_part *leave)
{
	struct item *i = item_new(p, at, ITEM_PROBE, NULL);

	i->points = points;
	i->cond = cond;
	i->body = body;
	i->exit_body = leave->body;
	i->exit_cond = leave->cond;
	i->exit_span = leave->body ? leave->span : NO_SPAN;
	return i;
}

struct item *item_alias(struct parse *p, struct span at, const struct part_list *name,
			struct point *points, struct expr *cond, struct stmt *body)
{
	struct item *i = item_new(p, at, ITEM_ALIAS, NULL);

	i->name_span = span_join(name->first->span, name->last->span);
	i->name = point_text(p, i->name_span);
	i->points = points;
	i->cond = cond;
	i->body = body;
	if (strpbrk(i->name, "*{"))
		say_syntax(p, i->name_span, "an alias has one name, without * and braces");
	return i;
}

struct item *item_filter(struct parse *p, struct span at, struct expr *cond)
{
	struct item *i = item_new(p, at, ITEM_FILTER, NULL);

	i->cond = cond;
	return i;
}

struct item *item_global(struct parse *p, struct span at, const struct token *name,
			 struct key_part *keys, struct type_name *type,
			 struct attribute *attributes, struct expr *value)
{
	struct item *i = item_new(p, at, ITEM_GLOBAL, name);

	i->keys = keys;
	i->type = type;
	i->attributes = attributes;
	i->value = value;
	return i;
}

struct item *items_storage(struct item *list, enum storage storage, bool is_private)
{
	struct item *i;

	for (i = list; i; i = i->next) {
		i->storage = storage;
		i->is_private = is_private;
	}
	return list;
}

struct item *item_value(struct parse *p, struct span at, enum item_kind kind,
			const struct token *name, struct type_name *type, struct expr *value)
{
	struct item *i = item_new(p, at, kind, name);

	i->type = type;
	i->value = value;
	return i;
}

struct item *item_function(struct parse *p, struct span at, const struct token *name,
			   struct formal *formals, struct type_name *type, struct stmt *body,
			   bool is_private)
{
	struct item *i = item_new(p, at, ITEM_FUNCTION, name);

	i->formals = formals;
	i->type = type;
	i->body = body;
	i->is_private = is_private;
	return i;
}

struct key_part *key_part(struct parse *p, struct span at, const struct token *name,
			  struct type_name *type)
{
	struct key_part *k = arena_new(p->arena, struct key_part);

	k->name = name ? name->name : NULL;
	k->type = type;
	k->span = at;
	return k;
}

struct attribute *attribute(struct parse *p, struct span at, const struct token *name,
			    struct expr *value)
{
	struct attribute *a = arena_new(p->arena, struct attribute);

	*a = (struct attribute){ .name = name->name, .span = at, .value = value };
	return a;
}

struct formal *formal(struct parse *p, const struct token *name, struct type_name *type)
{
	struct formal *f = arena_new(p->arena, struct formal);

	*f = (struct formal){ .name = name->name, .span = name->span, .type = type };
	return f;
}
