// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The script's own names: globals, params and consts, collected before any handler is looked at,
 * since a script may use a name before the line that declares it.  A const is evaluated when it is
 * first asked for, so that consts may be in any order too.
 */

#include <stdlib.h>
#include <string.h>

#include "parser/parser.h"
#include "sema/lower.h"

static void declare(struct sema *s, const struct item *i, enum name_kind kind)
{
	struct name *n = table_get(&s->names, i->name);

	if (n) {
		diag(s->d, REDEFINED, i->name_span, i->name);
		diag_note(s->d, n->item->name_span, "first defined here");
		return;
	}
	n = arena_new(s->a, struct name);
	*n = (struct name){ .kind = kind, .item = i };
	table_set(&s->names, i->name, n);
}

static struct type widened(struct type t)
{
	if (t.kind == TY_INT) {
		t.is_signed = !type_is_u64(t);
		t.size = 8;
	}
	return t;
}

/* Whether a value of type `from` is one of type `to`; what is no integer always fits. */
static bool fits(struct type to, struct type from, int64_t value)
{
	uint64_t top;

	if (to.kind == TY_BOOL)
		return value == 0 || value == 1;
	if (!type_is_integer(to))
		return true;
	if (value < 0 && !type_is_u64(from))
		return to.is_signed &&
		       (to.size == 8 || value >= -((int64_t)1 << (to.size * 8 - 1)));
	top = (uint64_t)value >> (to.size * 8 - 1);
	return top <= !to.is_signed;
}

bool name_declared_value(struct sema *s, const struct item *i, struct name *n)
{
	struct type written = { .kind = TY_NONE };

	if (i->type) {
		written = type_of_name(s, i->type);
		if (written.kind == TY_NONE)
			return false;
	}
	n->type = written;
	if (!i->value)
		return true;
	if (!constant_eval(s, i->value, &n->type, &n->value, &n->text))
		return false;
	if (written.kind == TY_NONE) {
		n->type = widened(n->type);
		return true;
	}
	if ((written.kind == TY_STRING) != (n->type.kind == TY_STRING)) {
		diag(s->d, TYPE_CHANGES, i->value->span, i->name, a_type(s, n->type),
		     a_type(s, written));
		return false;
	}
	if (!fits(written, n->type, n->value)) {
		diag(s->d, TYPE_MISMATCH, i->value->span, arena_printf(s->a, "`%s'", i->name),
		     a_type(s, written), "a value that it cannot hold");
		return false;
	}
	n->type = written;
	return true;
}

static unsigned add_global(struct sema *s, const struct name *n)
{
	struct program *p = s->p;

	*arena_push(s->a, p->globals, p->nglobals, p->cap_globals) = (struct global){
		.name = n->item->name,
		.type = n->type,
		.initial = n->value,
		.is_param = n->kind == NAME_PARAM,
		.span = n->item->name_span,
	};
	return p->nglobals - 1;
}

/* What is more than one word, or not one for all, is a map's matter. */
static bool is_map(const struct item *i)
{
	enum agg_op op;

	if (i->storage != STORAGE_GLOBAL || i->keys || i->attributes)
		return true;
	if (!i->type || i->type->form != TYPE_NAME || i->type->stars)
		return false;
	return !strcmp(i->type->name, "string") || agg_find(i->type->name, &op);
}

static void evaluate_global(struct sema *s, struct name *n)
{
	const struct item *i = n->item;

	n->bad = true;
	if (is_map(i)) {
		map_declare(s, n);
		return;
	}
	if (!name_declared_value(s, i, n))
		return;
	if (n->type.kind == TY_NONE)
		n->type = type_int(8, true);
	if (n->type.kind == TY_STRING) {
		map_declare(s, n);
		return;
	}
	if (!type_is_integer(n->type) && n->type.kind != TY_PTR)
		return not_built(s, i->name_span, "globals that are neither numbers, pointers nor strings");
	n->bad = false;
	n->global = add_global(s, n);
}

static void evaluate_const(struct sema *s, struct name *n)
{
	n->bad = !name_declared_value(s, n->item, n);
	if (n->bad || type_is_integer(n->type) || n->type.kind == TY_STRING ||
	    n->type.kind == TY_PTR)
		return;
	n->bad = true;
	not_built(s, n->item->name_span, "consts that are neither numbers nor strings");
}

static void evaluate_param(struct sema *s, struct name *n)
{
	n->bad = !name_declared_value(s, n->item, n);
	if (n->type.kind == TY_NONE)	/* no default and no type: a word */
		n->type = type_string(STRING_DEFAULT);
	if (n->bad || type_is_integer(n->type) || n->type.kind == TY_STRING || n->type.kind == TY_PTR)
		return;
	n->bad = true;
	not_built(s, n->item->name_span, "params that are neither numbers, pointers nor strings");
}

/* The body is looked at where it is called, with the types of the call. */
static void check_formals(struct sema *s, const struct item *fn)
{
	const struct formal *f, *g;

	for (f = fn->formals; f; f = f->next)
		for (g = fn->formals; g != f; g = g->next)
			if (!strcmp(f->name, g->name)) {
				diag(s->d, REDEFINED, f->span, f->name);
				diag_note(s->d, g->span, "first defined here");
			}
}

static void evaluate(struct sema *s, struct name *n)
{
	if (n->state != NAME_NEW)
		return;
	n->state = NAME_CHECKING;
	switch (n->kind) {
	case NAME_GLOBAL:
		evaluate_global(s, n);
		break;
	case NAME_CONST:
		evaluate_const(s, n);
		break;
	case NAME_PARAM:
		evaluate_param(s, n);
		break;
	case NAME_FUNCTION:
		check_formals(s, n->item);
		break;
	case NAME_MAP:
		break;
	}
	n->state = NAME_READY;
}

void names_collect(struct sema *s, const struct script *script)
{
	for_each_item(i, script) {
		switch (i->kind) {
		case ITEM_GLOBAL:
			declare(s, i, NAME_GLOBAL);
			break;
		case ITEM_CONST:
			declare(s, i, NAME_CONST);
			break;
		case ITEM_PARAM:
			declare(s, i, NAME_PARAM);
			break;
		case ITEM_FUNCTION:
			declare(s, i, NAME_FUNCTION);
			break;
		case ITEM_FILTER:
			*arena_push(s->a, s->filters, s->nfilters, s->cap_filters) = i->cond;
			break;
		case ITEM_ALIAS:	/* found by alias.c */
		case ITEM_PROBE:
			break;
		}
	}
	for_each_item(i, script) {
		struct name *n = i->name && i->kind != ITEM_ALIAS ? table_get(&s->names, i->name) : NULL;

		if (n && n->item == i)
			evaluate(s, n);
	}
}

/* ---- values of params from the command line ---- */

static bool set_number(struct sema *s, struct name *n, const char *word)
{
	struct session scratch;
	struct script *script;
	bool ok = false;
	int64_t value;
	const char *text;
	struct type t;

	/* The script's own number syntax, units included: read as a const of a tiny script. */
	session_init(&scratch);
	text = arena_printf(&scratch.arena, "const x = %s", word);
	script = parse_text(&scratch, "param", text, strlen(text));
	if (!diags_failed(&scratch.diags) && script->items && script->items->kind == ITEM_CONST &&
	    !script->items->next) {
		struct sema tiny = *s;

		tiny.d = &scratch.diags;
		ok = constant_eval(&tiny, script->items->value, &t, &value, &text) && !text;
	}
	session_free(&scratch);
	if (!ok)
		return false;
	if (t.show != SHOW_PLAIN && n->type.show != t.show)
		return false;
	/* A bare number of bytes is clear, a bare number of nanoseconds is a forgotten unit. */
	if (t.show == SHOW_PLAIN && n->type.show == SHOW_DURATION && value)
		return false;
	if (!type_is_integer(t) || (t.kind == TY_BOOL && n->type.kind != TY_BOOL) ||
	    !fits(n->type, t, value))
		return false;
	n->value = value;
	return true;
}

static void set_param(struct sema *s, struct name *n, const char *word)
{
	static const char *const yes[] = {"1", "true", "yes", "on"}, *const no[] = {"0", "false",
										    "no", "off"};
	size_t i;

	if (n->bad)
		return;
	if (n->type.kind == TY_STRING) {
		n->text = arena_strdup(s->a, word);
		n->type = type_string((uint32_t)strlen(word) + 1);
		return;
	}
	if (n->type.kind == TY_BOOL) {
		for (i = 0; i < 4; i++) {
			if (!strcmp(word, yes[i]) || !strcmp(word, no[i])) {
				n->value = !strcmp(word, yes[i]);
				return;
			}
		}
		diag(s->d, BAD_PARAM_VALUE, n->item->name_span, word, n->item->name,
		     "true or false is wanted");
		return;
	}
	if (!set_number(s, n, word))
		diag(s->d, BAD_PARAM_VALUE, n->item->name_span, word, n->item->name,
		     arena_printf(s->a, "%s is wanted%s", a_type(s, n->type),
				  n->type.show == SHOW_DURATION ? ", such as 5ms" :
				  n->type.show == SHOW_SIZE ? ", such as 4KiB" : ""));
}

/* --name=value and --name; false when no param has that name. */
static bool set_option(struct sema *s, const char *word)
{
	const char *eq = strchr(word, '=');
	char *name = arena_strndup(s->a, word + 2, eq ? (size_t)(eq - word - 2) : strlen(word + 2));
	struct name *n = table_get(&s->names, name);

	if (!n || n->kind != NAME_PARAM)
		return false;
	if (eq)
		set_param(s, n, eq + 1);
	else if (n->type.kind == TY_BOOL)
		n->value = 1;
	else
		diag(s->d, USAGE, NO_SPAN,
		     arena_printf(s->a, "--%s needs a value: --%s=…", name, name));
	if (n->type.kind == TY_STRING && !n->text)
		n->bad = true;
	n->given = true;	/* not the next positional argument */
	return true;
}

static void offer_params(struct sema *s, const char *word)
{
	const struct table_slot *slot;
	struct nearest near;
	uint32_t i = 0;

	nearest_init(&near, arena_strndup(s->a, word + 2, strcspn(word + 2, "=")));
	while ((slot = table_next(&s->names, &i)))
		if (((struct name *)slot->value)->kind == NAME_PARAM)
			nearest_offer(&near, slot->key);
	if (near.best)
		diag_hint(s->d, "did you mean `--%s'?", near.best);
}

void names_set_params(struct sema *s, const struct script *script, const struct script_args *args)
{
	unsigned at;

	for (at = 0; at < args->n; at++) {
		if (!strncmp(args->words[at], "--", 2) && !set_option(s, args->words[at])) {
			diag(s->d, USAGE, NO_SPAN,
			     arena_printf(s->a, "the script has no param for `%s'",
					  args->words[at]));
			offer_params(s, args->words[at]);
		}
	}
	at = 0;
	for_each_item(i, script) {
		struct name *n = i->kind == ITEM_PARAM ? table_get(&s->names, i->name) : NULL;

		if (!n || n->item != i)
			continue;
		if (!i->value && !n->given && !n->bad) {
			while (at < args->n && !strncmp(args->words[at], "--", 2))
				at++;
			if (at < args->n)
				set_param(s, n, args->words[at++]);
			else
				diag(s->d, MISSING_PARAM, i->name_span, i->name);
		}
		/* Said above: nothing more about it where it is used. */
		n->bad |= n->type.kind == TY_STRING && !n->text;
		if (!n->bad && n->type.kind != TY_STRING)
			n->global = add_global(s, n);
	}
	while (at < args->n && !strncmp(args->words[at], "--", 2))
		at++;
	if (at < args->n)
		diag(s->d, USAGE, NO_SPAN,
		     arena_printf(s->a, "the script has no use for the argument `%s'",
				  args->words[at]));
}

static struct name *library_name(struct sema *s, const char *word)
{
	static const enum name_kind kinds[] = {
		[ITEM_FUNCTION] = NAME_FUNCTION, [ITEM_CONST] = NAME_CONST, [ITEM_GLOBAL] = NAME_GLOBAL,
	};
	struct name *n = table_get(&s->library_names, word);
	const struct item *item;

	if (!n) {
		n = arena_new(s->a, struct name);
		item = library_find(s->library, word);
		*n = (struct name){ .item = item, .kind = item ? kinds[item->kind] : NAME_CONST };
		table_set(&s->library_names, arena_strdup(s->a, word), n);
	}
	if (!n->item || (n->item->is_private && !s->in_library))
		return NULL;
	evaluate(s, n);
	return n;
}

struct name *name_find_called(struct sema *s, const char *word)
{
	struct name *n = s->in_library ? library_name(s, word) : NULL;

	if (!n && s->in_library != LIBRARY_FUNCTION)
		n = table_get(&s->names, word);
	if (n)
		evaluate(s, n);
	return n;
}

struct name *name_find(struct sema *s, const char *word)
{
	struct name *n = name_find_called(s, word);

	return n && n->kind == NAME_FUNCTION && s->in_library ? NULL : n;
}

struct name *name_find_any(struct sema *s, const char *word)
{
	struct name *n = name_find_called(s, word);

	return n ? n : library_name(s, word);
}

void names_offer(struct sema *s, struct nearest *near)
{
	const struct table_slot *slot;
	uint32_t i = 0;

	while ((slot = table_next(&s->names, &i)))
		nearest_offer(near, slot->key);
	library_offer(s->library, near);
}
