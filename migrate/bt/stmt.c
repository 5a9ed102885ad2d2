// SPDX-License-Identifier: GPL-2.0-or-later
/* See bt.h: statements. */

#include <ctype.h>
#include <string.h>

#include "migrate/bt/bt.h"

static void put(struct bt *b, const struct bt_stmt *s, const char *text)
{
	writer_at(b->out, s->span);
	writer_call(b->out, text);
	writer_done(b->out, s->span);
}

/* ---- assignments ---- */

static bool is_context(const char *t)
{
	if (*t != '$')
		return false;
	for (t++; isalnum((unsigned char)*t) || *t == '_'; t++)
		;
	return !*t;
}

/* $sk = (struct sock *)arg0: the parameter has a name of its own. */
static bool is_alias(struct bt *b, const struct bt_stmt *s, const char *value)
{
	struct bt_var *v = s->a->kind == BT_VAR ? bt_var(b, s->a->name) : NULL;

	if (!v || v->assigned != 1 || strcmp(s->op, "=") || !is_context(value))
		return false;
	v->alias = value;
	return true;
}

struct now_uses {
	const char *var;
	unsigned all, differences;
};

static void count_now(struct bt *b, struct bt_expr *e, void *data)
{
	struct now_uses *u = data;

	u->all += e->kind == BT_VAR && !strcmp(e->name, u->var);
	u->differences += e->kind == BT_BINARY && e->a->kind == BT_VAR &&
			  !strcmp(e->a->name, u->var) && bt_is_elapsed(b, e);
}

/* $now = nsecs, where only elapsed() is made of it */
static bool is_spare(struct bt *b, const struct bt_stmt *s)
{
	const struct bt_var *v = s->a->kind == BT_VAR ? bt_var(b, s->a->name) : NULL;
	struct now_uses u = { .var = s->a->name };

	if (!v || !v->is_now || v->assigned != 1)
		return false;
	bt_walk_item(b, b->item, count_now, &u);
	return u.differences && u.all == u.differences + 1;
}

static const char *aggregate(struct bt *b, const struct bt_stmt *s)
{
	enum bt_agg agg = bt_agg_of(s->e);
	const char *to = bt_plain(b, s->a), *value;

	if (agg == AGG_COUNT)
		return arena_printf(b->a, "%s++", to);
	if (!s->e->args)
		return bt_refuse(b, SYNTAX, migrate_words(b->m, s->span));
	value = bt_plain(b, s->e->args);
	if (agg == AGG_SUM)
		return arena_printf(b->a, "%s += %s", to, value);
	bt_differs(b, PRINTED, arena_printf(b->a, "@%s", s->a->name));
	if (agg == AGG_HIST && s->e->args->next)
		bt_differs(b, DROPPED, "the second argument of hist()");
	if (bt_info(b, s->e->args).value == VALUE_DURATION)
		bt_differs(b, UNITS, arena_printf(b->a, "@%s", s->a->name));
	return arena_printf(b->a, "%s <<< %s", to, value);
}

static const struct bt_stmt *write_call(struct bt *b, const struct bt_stmt *s);

static void write_assignment(struct bt *b, const struct bt_stmt *s)
{
	const struct bt_map *m = s->a->kind == BT_MAP ? bt_map(b, s->a->name) : NULL;
	const char *value;

	if (m && m->paired) { /* the pair's own variable */
		put(b, s, arena_printf(b->a, "%s = %s", m->to, bt_plain(b, s->e)));
		return;
	}
	if (s->a->kind == BT_MAP && bt_agg_of(s->e)) {
		put(b, s, aggregate(b, s));
		return;
	}
	if (s->a->kind == BT_VAR && s->e->kind == BT_CALL && !strcmp(s->e->name, "delete")) {
		struct bt_stmt alone = { .kind = BTS_EXPR, .span = s->span, .e = s->e };

		write_call(b, &alone); /* whether it was there is asked by nobody, or refused */
		return;
	}
	value = bt_plain(b, s->e);
	if (!is_alias(b, s, value) && !is_spare(b, s))
		put(b, s, arena_printf(b->a, "%s %s %s", bt_plain(b, s->a), s->op, value));
}

/* ---- blocks ---- */

static void put_body(struct bt *b, struct bt_stmt *body)
{
	writer_indent(b->out, 1);
	bt_write_stmts(b, body);
	writer_indent(b->out, -1);
}

static void put_block(struct bt *b, const struct bt_stmt *s, const char *head)
{
	writer_at(b->out, (struct span){ s->span.off, 1 });
	writer_call(b->out, arena_printf(b->a, "%s {", head));
	put_body(b, s->body);
	writer_line(b->out, "}");
}

static void write_if(struct bt *b, const struct bt_stmt *s)
{
	const char *lead = "";

	for (;; s = s->other, lead = "} else ") {
		bool either = s->kind == BTS_EITHER;

		writer_at(b->out, (struct span){ s->span.off, 1 });
		writer_call(b->out, arena_printf(b->a, "%sif (%s) {", lead, bt_plain(b, s->e)));
		put_body(b, s->body);
		if (!s->other)
			break;
		if (!either && s->other->kind == BTS_IF && !s->other->next)
			continue;
		writer_line(b->out, "} else {");
		put_body(b, s->other);
		break;
	}
	writer_line(b->out, "}");
}

/* for ($kv : @map): $kv.0 is the key, $kv.1 the value. */
static bool is_part(const struct bt_expr *e, const char *var, const char *part)
{
	return e->kind == BT_MEMBER && e->a->kind == BT_VAR && !strcmp(e->a->name, var) &&
	       !strcmp(e->name, part);
}

static void name_parts(struct bt *b, struct bt_expr *e, void *data)
{
	const struct bt_stmt *s = data;

	(void)b;
	if (is_part(e, s->name, "0") || is_part(e, s->name, "1"))
		*e = (struct bt_expr){ .kind = BT_NAME,
				       .span = e->span,
				       .next = e->next,
				       .name = *e->name == '0' ? "key" : "value" };
}

static void write_for(struct bt *b, struct bt_stmt *s)
{
	const struct bt_map *m = s->a->kind == BT_MAP ? bt_map(b, s->a->name) : NULL;
	const struct bt_var *v = bt_var(b, s->name);

	if (s->b) {
		put_block(b, s,
			  arena_printf(b->a, "for (%s in %s..%s)", v ? v->to : s->name,
				       bt_plain(b, s->a), bt_plain(b, s->b)));
		return;
	}
	if (!m) {
		bt_refuse(b, SYNTAX, migrate_words(b->m, s->span));
		return;
	}
	bt_walk_stmts(b, s->body, name_parts, s);
	put_block(b, s, arena_printf(b->a, "foreach (value = key in %s)", m->to));
}

static const struct bt_stmt *write_call(struct bt *b, const struct bt_stmt *s)
{
	bool took_next;
	const char *text;

	if (s->e->kind != BT_CALL) {
		put(b, s, bt_plain(b, s->e));
		return s;
	}
	writer_at(b->out, s->span);
	text = bt_call_stmt(b, s->e, s->next, &took_next);
	if (text)
		put(b, s, text);
	return took_next ? s->next : s;
}

static bool only_expr(const struct bt_stmt *s)
{
	/* `let $x' alone, or a value that nobody takes */
	return s->e->kind == BT_VAR || s->e->kind == BT_NUMBER || s->e->kind == BT_STRING;
}

void bt_write_stmts(struct bt *b, struct bt_stmt *s)
{
	for (; s; s = s->next) {
		switch (s->kind) {
		case BTS_EXPR:
			if (!only_expr(s))
				s = (struct bt_stmt *)write_call(b, s);
			break;
		case BTS_ASSIGN: write_assignment(b, s); break;
		case BTS_IF:
		case BTS_EITHER: write_if(b, s); break;
		case BTS_UNROLL:
			put_block(b, s,
				  arena_printf(b->a, "for (round in 0..%s)", bt_plain(b, s->e)));
			break;
		case BTS_WHILE:
			put_block(b, s, arena_printf(b->a, "while (%s)", bt_plain(b, s->e)));
			break;
		case BTS_FOR: write_for(b, s); break;
		case BTS_BLOCK: bt_write_stmts(b, s->body); break;
		case BTS_BREAK: put(b, s, "break"); break;
		case BTS_CONTINUE: put(b, s, "continue"); break;
		case BTS_RETURN: put(b, s, "next"); break;
		}
	}
}
