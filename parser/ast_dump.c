// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The tree as text, one node a line, operands below their node: --dump=ast and the tests' goldens.
 * Recursion is bounded: the parser makes no tree deeper than MAX_DEPTH.
 */

#include <inttypes.h>

#include "parser/ast.h"
#include "parser/parser.h"

struct dump {
	FILE *out;
	int depth;
};

const char *binary_op_text(enum binary_op op)
{
	static const char *const texts[] = {
		[BIN_NONE] = "",
#define BIN(name, text) [BIN_##name] = (text),
		BINARY_OPS(BIN)
#undef BIN
	};

	return texts[op];
}

const char *unary_op_text(enum unary_op op)
{
	static const char *const texts[] = {
		[UN_NEG] = "-",	  [UN_PLUS] = "+",  [UN_NOT] = "!",
		[UN_COMPL] = "~", [UN_DEREF] = "*", [UN_ADDR] = "&",
	};

	return texts[op];
}

static void begin(struct dump *d)
{
	fprintf(d->out, "%*s", 2 * d->depth, "");
}

static void dump_expr(struct dump *d, const struct expr *e);

static void dump_exprs(struct dump *d, const struct expr *list)
{
	d->depth++;
	for (; list; list = list->next)
		dump_expr(d, list);
	d->depth--;
}

/* A labelled operand; NULL prints nothing. */
static void dump_labelled(struct dump *d, const char *label, const struct expr *e)
{
	if (!e)
		return;
	begin(d);
	fprintf(d->out, "%s\n", label);
	d->depth++;
	dump_expr(d, e);
	d->depth--;
}

/* ---- types ---- */

static void put_type(struct dump *d, const struct type_name *t)
{
	static const char *const words[] = {
		[TYPE_BASE] = "",      [TYPE_STRUCT] = "struct ", [TYPE_UNION] = "union ",
		[TYPE_ENUM] = "enum ", [TYPE_NAME] = "name ",
	};
	unsigned i;

	fprintf(d->out, "%s%s", words[t->form], t->name);
	if (t->stars)
		putc(' ', d->out);
	for (i = 0; i < t->stars; i++)
		putc('*', d->out);
	if (t->dim >= 0)
		fprintf(d->out, "[%" PRId64 "]", t->dim);
	if (t->has_args)
		fputs("(…)", d->out);
}

/* A line of its own. */
static void dump_type(struct dump *d, const char *label, const struct type_name *t)
{
	if (!t)
		return;
	begin(d);
	fprintf(d->out, "%s ", label);
	put_type(d, t);
	putc('\n', d->out);
	dump_exprs(d, t->args);
}

/* ---- expressions ---- */

static void put_string(struct dump *d, const char *text, uint32_t len)
{
	uint32_t i;

	putc('"', d->out);
	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '"' || c == '\\')
			fprintf(d->out, "\\%c", c);
		else if (c < 0x20 || c >= 0x7f)
			fprintf(d->out, "\\%03o", c);
		else
			putc(c, d->out);
	}
	putc('"', d->out);
}

static void put_number(struct dump *d, const struct expr *e)
{
	static const char *const words[] = {
		[UNIT_NONE] = "",      [UNIT_DURATION] = " ns", [UNIT_SIZE] = " bytes",
		[UNIT_CHAR] = " char", [UNIT_BOOL] = " bool",
	};

	fprintf(d->out, " %" PRIu64 "%s", e->value, words[e->unit]);
}

static const char *const expr_words[] = {
	[EX_NUMBER] = "number", [EX_STRING] = "string", [EX_NULL] = "null",
	[EX_NAME] = "name",	[EX_CTX] = "$",		[EX_AT] = "@",
	[EX_CALL] = "call",	[EX_INDEX] = "index",	[EX_MEMBER] = "member",
	[EX_UNARY] = "unary",	[EX_BINARY] = "binary", [EX_COND] = "?:",
	[EX_IN] = "in",		[EX_CAST] = "cast",	[EX_SIZEOF] = "sizeof",
	[EX_TUPLE] = "tuple",	[EX_ASSIGN] = "assign", [EX_INCDEC] = "incdec",
	[EX_TYPE] = "type",	[EX_STAR] = "star",
};

/* What stands behind the kind. */
static void put_details(struct dump *d, const struct expr *e)
{
	if (e->kind == EX_NUMBER)
		put_number(d, e);
	if (e->kind == EX_STRING) {
		putc(' ', d->out);
		put_string(d, e->text, e->text_len);
	}
	if (e->kind == EX_MEMBER)
		fputs(e->arrow ? " ->" : " .", d->out);
	if (e->name)
		fprintf(d->out, " %s", e->name);
	if (e->kind == EX_AT && e->has_args)
		fputs(" (…)", d->out);
	if (e->kind == EX_UNARY)
		fprintf(d->out, " %s", unary_op_text(e->op));
	if (e->kind == EX_BINARY)
		fprintf(d->out, " %s", binary_op_text(e->op));
	if (e->kind == EX_ASSIGN)
		fprintf(d->out, " %s=", binary_op_text(e->op));
	if (e->kind == EX_INCDEC)
		fprintf(d->out, " %s%s", e->postfix ? "postfix " : "prefix ",
			e->delta > 0 ? "++" : "--");
	if (e->type) {
		putc(' ', d->out);
		put_type(d, e->type);
	}
	if (e->parens)
		fputs(" parens", d->out);
}

static void dump_expr(struct dump *d, const struct expr *e)
{
	begin(d);
	fputs(expr_words[e->kind], d->out);
	put_details(d, e);
	putc('\n', d->out);
	d->depth++;
	if (e->a)
		dump_expr(d, e->a);
	if (e->b)
		dump_expr(d, e->b);
	if (e->c)
		dump_expr(d, e->c);
	d->depth--;
	dump_exprs(d, e->args);
}

/* ---- statements ---- */

static void dump_stmt(struct dump *d, const struct stmt *s);

static void dump_stmts(struct dump *d, const struct stmt *list)
{
	d->depth++;
	for (; list; list = list->next)
		dump_stmt(d, list);
	d->depth--;
}

static void dump_labelled_stmt(struct dump *d, const char *label, const struct stmt *s)
{
	if (!s)
		return;
	begin(d);
	fprintf(d->out, "%s\n", label);
	dump_stmts(d, s);
}

static const char *sort_text(enum sort sort)
{
	static const char *const texts[] = { [SORT_NONE] = "", [SORT_UP] = "+", [SORT_DOWN] = "-" };

	return texts[sort];
}

static void dump_foreach(struct dump *d, const struct foreach *each)
{
	const struct loop_var *v;

	begin(d);
	fputs("over", d->out);
	if (each->value)
		fprintf(d->out, " %s =", each->value->name);
	fputs(each->tuple ? " [" : " ", d->out);
	for (v = each->keys; v; v = v->next)
		fprintf(d->out, "%s%s%s", v->name, sort_text(v->sort), v->next ? ", " : "");
	fprintf(d->out, "%s in %s", each->tuple ? "]" : "", each->map);
	if (each->agg)
		fprintf(d->out, "@%s", each->agg);
	if (each->has_agg_arg)
		fprintf(d->out, "(%" PRIu64 ")", each->agg_arg);
	fprintf(d->out, "%s\n", sort_text(each->sort));
	if (each->slice) {
		begin(d);
		fputs("slice\n", d->out);
		dump_exprs(d, each->slice);
	}
	dump_labelled(d, "limit", each->limit);
}

static const char *const stmt_words[] = {
	[ST_BLOCK] = "block",	    [ST_EXPR] = "do",
	[ST_AGG] = "<<<",	    [ST_IF] = "if",
	[ST_WHILE] = "while",	    [ST_FOR] = "for",
	[ST_FOR_RANGE] = "range",   [ST_FOR_ELEMENT] = "element",
	[ST_FOREACH] = "foreach",   [ST_RETURN] = "return",
	[ST_NEXT] = "next",	    [ST_BREAK] = "break",
	[ST_CONTINUE] = "continue", [ST_DELETE] = "delete",
	[ST_TRY] = "try",
};

static void dump_stmt(struct dump *d, const struct stmt *s)
{
	begin(d);
	fputs(stmt_words[s->kind], d->out);
	if (s->name)
		fprintf(d->out, " %s", s->name);
	putc('\n', d->out);
	if (s->kind == ST_BLOCK) {
		dump_stmts(d, s->body);
		return;
	}
	d->depth++;
	dump_labelled_stmt(d, "init", s->init);
	if (s->e)
		dump_expr(d, s->e);
	if (s->value)
		dump_expr(d, s->value);
	if (s->each)
		dump_foreach(d, s->each);
	dump_labelled_stmt(d, "step", s->step);
	if (s->body)
		dump_stmt(d, s->body);
	dump_labelled_stmt(d, s->kind == ST_TRY ? "catch" : "else", s->other);
	d->depth--;
}

/* ---- items ---- */

static void dump_point_arg(struct dump *d, const struct point_arg *arg)
{
	begin(d);
	fprintf(d->out, "arg%s%s%s\n", arg->word ? " " : "", arg->word ? arg->word : "",
		arg->negative ? " negative" : "");
	d->depth++;
	dump_expr(d, arg->value);
	if (arg->second)
		dump_expr(d, arg->second);
	d->depth--;
}

static void dump_points(struct dump *d, const struct point *point)
{
	const struct point_part *part;
	const struct point_arg *arg;

	for (; point; point = point->next) {
		begin(d);
		fputs("point", d->out);
		if (point->mark)
			fprintf(d->out, " %c", point->mark);
		putc('\n', d->out);
		d->depth++;
		for (part = point->parts; part; part = part->next) {
			begin(d);
			fprintf(d->out, "part %s%s\n", part->text, part->has_args ? " (…)" : "");
			d->depth++;
			for (arg = part->args; arg; arg = arg->next)
				dump_point_arg(d, arg);
			d->depth--;
		}
		d->depth--;
	}
}

static void dump_keys(struct dump *d, const struct key_part *k)
{
	for (; k; k = k->next) {
		begin(d);
		fprintf(d->out, "key%s%s: ", k->name ? " " : "", k->name ? k->name : "");
		put_type(d, k->type);
		putc('\n', d->out);
	}
}

static void dump_attributes(struct dump *d, const struct attribute *a)
{
	for (; a; a = a->next) {
		begin(d);
		fprintf(d->out, "attribute %s\n", a->name);
		dump_exprs(d, a->value);
	}
}

static void dump_formals(struct dump *d, const struct formal *f)
{
	for (; f; f = f->next) {
		begin(d);
		fprintf(d->out, "formal %s", f->name);
		if (f->type) {
			fputs(": ", d->out);
			put_type(d, f->type);
		}
		putc('\n', d->out);
	}
}

static const char *item_word(const struct item *i)
{
	static const char *const words[] = {
		[ITEM_PROBE] = "probe",	  [ITEM_ALIAS] = "alias", [ITEM_GLOBAL] = "global",
		[ITEM_PARAM] = "param",	  [ITEM_CONST] = "const", [ITEM_FUNCTION] = "function",
		[ITEM_FILTER] = "filter",
	};
	static const char *const storages[] = {
		[STORAGE_GLOBAL] = "global",
		[STORAGE_THREAD] = "thread",
		[STORAGE_PERCPU] = "percpu",
	};

	return i->kind == ITEM_GLOBAL ? storages[i->storage] : words[i->kind];
}

static void dump_item(struct dump *d, const struct item *i)
{
	fprintf(d->out, "%s%s%s%s\n", i->is_private ? "private " : "", item_word(i),
		i->name ? " " : "", i->name ? i->name : "");
	d->depth++;
	dump_points(d, i->points);
	dump_keys(d, i->keys);
	dump_formals(d, i->formals);
	dump_type(d, "type", i->type);
	dump_attributes(d, i->attributes);
	dump_labelled(d, "value", i->value);
	if (i->help) {
		begin(d);
		fprintf(d->out, "help %s\n", i->help);
	}
	dump_labelled(d, "if", i->cond);
	if (i->body)
		dump_stmt(d, i->body);
	if (i->exit_body) {
		begin(d);
		fputs("exit\n", d->out);
		d->depth++;
		dump_labelled(d, "if", i->exit_cond);
		dump_stmt(d, i->exit_body);
		d->depth--;
	}
	d->depth--;
}

void ast_dump(const struct script *script, FILE *out)
{
	struct dump d = { out, 0 };

	for_each_item(i, script)
		dump_item(&d, i);
}
