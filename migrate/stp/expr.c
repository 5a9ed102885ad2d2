// SPDX-License-Identifier: GPL-2.0-or-later
/* See gen.h: expressions. */

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "migrate/stp/gen.h"

#define MAX_NESTING 400 /* of expressions, by the parser's own bound */

static const struct {
	const char *op, *text;
	enum stp_binds binds;
} binaries[] = {
	{ "||", "||", BINDS_OROR },  { "&&", "&&", BINDS_ANDAND }, { "|", "|", BINDS_OR },
	{ "^", "^", BINDS_XOR },     { "&", "&", BINDS_AND },	   { "==", "==", BINDS_EQUAL },
	{ "!=", "!=", BINDS_EQUAL }, { "<", "<", BINDS_LESS },	   { ">", ">", BINDS_LESS },
	{ "<=", "<=", BINDS_LESS },  { ">=", ">=", BINDS_LESS },   { "<<", "<<", BINDS_SHIFT },
	{ ">>", ">>", BINDS_SHIFT }, { ".", "+", BINDS_PLUS },	   { "+", "+", BINDS_PLUS },
	{ "-", "-", BINDS_PLUS },    { "*", "*", BINDS_TIMES },	   { "/", "/", BINDS_TIMES },
	{ "%", "%", BINDS_TIMES },
};

const char *stp_expr_text(struct stp_gen *g, struct stp_expr *e, enum stp_binds least)
{
	struct str s;

	str_init(&s, g->a);
	stp_put_expr(g, &s, e, least);
	return s.text;
}

void stp_put_list(struct stp_gen *g, struct str *out, struct stp_expr *list)
{
	const char *comma = "";

	for (; list; list = list->next, comma = ", ") {
		str_puts(out, comma);
		stp_put_expr(g, out, list, BINDS_TERNARY);
	}
}

/* Escapes that fptap does not know lose their sign. */
void stp_put_string(struct str *out, const char *text)
{
	for (; *text; text++) {
		if (*text != '\\')
			str_putc(out, *text);
		else if (text[1] && strchr("ntrabfve\\\"'x01234567", text[1])) {
			str_putc(out, *text++);
			str_putc(out, *text);
		}
	}
}

const char *stp_global_name(struct stp_gen *g, const char *name)
{
	return stp_is_reserved(name) || table_get(&g->script->functions, name) ||
			       stp_find_snippet(name) ?
		       arena_printf(g->a, "%s_", name) :
		       name;
}

/* ---- names ---- */

static void put_var(struct stp_gen *g, struct str *out, const struct stp_var *v,
		    enum stp_binds least)
{
	bool parens = strpbrk(v->text, "?<>=&") && least > BINDS_TERNARY &&
		      !strchr("\"", v->text[0]) &&
		      (strchr(v->text, '?') || strstr(v->text, " > ") || strstr(v->text, " & ") ||
		       strstr(v->text, "= ") || strstr(v->text, " < "));

	if (!strcmp(v->text, "$$parms") || !strcmp(v->text, "$$return"))
		stp_differs(g, ARGUMENTS, v->name);
	stp_use_snippets_in(g, v->text);
	str_printf(out, parens ? "(%s)" : "%s", v->text);
}

/* VM_FAULT_MAJOR: the kernel's, or a snippet's. */
static bool is_constant(const char *name)
{
	for (; *name; name++)
		if (islower((unsigned char)*name))
			return false;
	return true;
}

static void put_name(struct stp_gen *g, struct str *out, struct stp_expr *e, enum stp_binds least)
{
	const struct stp_local *l = stp_local_find(g->scope, e->text);
	const struct stp_var *v;
	const char *paired, *constant;
	unsigned n;

	constant = stp_find_constant(e->text);
	if (constant && !(l && l->is_written) && !table_get(&g->script->globals, e->text)) {
		str_puts(out, constant);
		return;
	}
	if (table_get(&g->script->globals, e->text)) {
		paired = stp_paired_map(g, e->text);
		str_puts(out, paired ? paired : stp_global_name(g, e->text));
		return;
	}
	if (l && (l->is_written || l->is_param || l->is_loop)) {
		str_puts(out, l->out);
		return;
	}
	v = g->tapset ? stp_find_var(g->tapset->name, e->text) : NULL;
	if (v)
		return put_var(g, out, v, least);
	if (g->tapset && g->tapset->is_syscall) {
		str_printf(out, "$%s", e->text);
		return;
	}
	n = !strncmp(e->text, "argv_", 5) ? (unsigned)atoi(e->text + 5) : 0;
	if (n >= 1 && n <= STP_MAX_ARGS) {
		g->uses_argv[n] = true;
		str_puts(out, e->text);
		return;
	}
	if (g->tapset && !is_constant(e->text))
		stp_refuse(g, VARIABLE, e->text, g->tapset->name);
	str_puts(out, l && l->out ? l->out : e->text);
}

static void put_context(struct stp_gen *g, struct str *out, const struct stp_expr *e)
{
	size_t n = strlen(e->text);

	if (!strcmp(e->text, "$$vars"))
		str_puts(out, "$$parms");
	else if (n > 2 && e->text[n - 1] == '$')
		stp_refuse(g, FUNCTION,
			   arena_printf(g->a, "`%s', all members of a struct as text,", e->text));
	else if (!strncmp(e->text, "$$", 2) && strcmp(e->text, "$$parms") &&
		 strcmp(e->text, "$$return"))
		stp_refuse(g, FUNCTION, arena_printf(g->a, "`%s'", e->text));
	else if (!strcmp(e->text, "$#"))
		stp_refuse(g, FUNCTION, "`$#'");
	else
		str_puts(out, e->text);
}

/* ---- what is read from the kernel ---- */

/* The variable that a chain of members begins with; NULL: none. */
const struct stp_expr *stp_chain_root(const struct stp_expr *e)
{
	while (e && (e->kind == STP_EX_MEMBER ||
		     (e->kind == STP_EX_INDEX && e->a && e->a->kind != STP_EX_NAME)))
		e = e->a;
	return e && e->kind == STP_EX_CTX ? e : NULL;
}

/* In a return probe SystemTap looks all of $x->y up at entry. */
bool stp_wraps(const struct stp_gen *g, const struct stp_expr *e)
{
	const struct stp_expr *root = stp_chain_root(e);

	return g->in_exit && !g->in_entry && root && root != e && strcmp(root->text, "$return");
}

static unsigned texts(struct stp_gen *g, const struct stp_expr *e)
{
	const struct stp_expr *arg;
	unsigned n = 0;

	if (e->kind == STP_EX_BINARY && !strcmp(e->text, "."))
		return texts(g, e->a) + texts(g, e->b);
	for (arg = e->kind == STP_EX_CALL && !strcmp(e->text, "sprintf") ? e->list : NULL; arg; arg = arg->next)
		n += stp_type_of(g, arg) == STP_TEXT;
	return n ? n : stp_type_of(g, e) == STP_TEXT;
}

/* Parts of a key.  One that is joined of several is as long as SystemTap's strings are: 127 bytes. */
static void put_keys(struct stp_gen *g, struct str *out, struct stp_expr *list)
{
	const char *comma = "";

	for (; list; list = list->next, comma = ", ") {
		if (texts(g, list) > 2)
			str_printf(out, "%sstring(%s, 127)", comma, stp_expr_text(g, list, BINDS_TERNARY));
		else
			str_printf(out, "%s%s", comma, stp_expr_text(g, list, BINDS_TERNARY));
	}
}

static void put_chain(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	bool entry = stp_wraps(g, e);

	if (entry)
		str_puts(out, "@entry(");
	g->in_entry |= entry;
	if (e->a)
		stp_put_expr(g, out, e->a, BINDS_CALL);
	if (e->kind == STP_EX_MEMBER) {
		str_printf(out, "->%s", e->text);
	} else {
		str_putc(out, '[');
		put_keys(g, out, e->list);
		str_putc(out, ']');
	}
	if (entry) {
		g->in_entry = false;
		str_putc(out, ')');
	}
}

static void put_index(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	const char *paired =
		e->a && e->a->kind == STP_EX_NAME ? stp_paired_map(g, e->a->text) : NULL;

	if (paired)
		str_puts(out, paired);
	else
		put_chain(g, out, e);
}

/* ---- at-words ---- */

/* "struct task_struct", "kernel<linux/sched.h>" … → a name */
static const char *type_name(struct stp_gen *g, const struct stp_expr *e)
{
	const char *t = e && e->kind == STP_EX_STRING ? e->text : "";
	static const char *const words[] = { "struct ", "enum " };
	size_t i;

	for (i = 0; i < 2; i++)
		if (!strncmp(t, words[i], strlen(words[i])))
			t += strlen(words[i]);
	while (!strncmp(t, "union ", 6) && t[6] == ' ')
		t++;
	return arena_strndup(
		g->a, t, strncmp(t, "union ", 6) ? strcspn(t, " *&") : 6 + strcspn(t + 6, " *&"));
}

static void put_entry(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	struct stp_expr *what = e->list;

	if (!what)
		return;
	if (what->kind == STP_EX_CTX || g->in_entry) {
		stp_put_expr(g, out, what, BINDS_CALL);
		return;
	}
	g->in_entry = true;
	str_puts(out, "@entry(");
	stp_put_expr(g, out, what, BINDS_TERNARY);
	str_putc(out, ')');
	g->in_entry = false;
}

static void put_cast(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	const char *type = e->list ? type_name(g, e->list->next) : "";

	if (!*type) {
		stp_refuse(g, SYNTAX, "@cast without a type");
		return;
	}
	str_puts(out, "@cast(");
	stp_put_expr(g, out, e->list, BINDS_TERNARY);
	str_printf(out, ", \"%s\")", type);
}

static void put_defined(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	bool before = g->in_entry;

	g->in_entry = true; /* an @entry() inside says nothing here */
	str_puts(out, "@defined(");
	if (e->list)
		stp_put_expr(g, out, e->list, BINDS_TERNARY);
	str_putc(out, ')');
	g->in_entry = before;
}

static void put_choose(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	if (!e->list || !e->list->next) {
		stp_refuse(g, SYNTAX, "@choose_defined");
		return;
	}
	put_defined(g, out, e);
	str_puts(out, " ? ");
	stp_put_expr(g, out, e->list, BINDS_OROR);
	str_puts(out, " : ");
	stp_put_expr(g, out, e->list->next, BINDS_TERNARY);
}

static void put_var_word(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	const char *name = e->list && e->list->kind == STP_EX_STRING ? e->list->text : "";

	str_printf(out, "@var(\"%.*s\")", (int)strcspn(name, "@"), name);
	(void)g;
}

static void put_aggregate(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	if (stp_put_counter(g, out, e))
		return;
	str_printf(out, "@%s(", e->text);
	if (e->list)
		stp_put_expr(g, out, e->list, BINDS_TERNARY);
	if (e->list && e->list->next && !strcmp(e->text, "hist_linear")) {
		str_puts(out, ", ");
		stp_put_list(g, out, e->list->next);
	}
	str_putc(out, ')');
}

static void put_constant(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	(void)g;
	str_puts(out, e->list && e->list->kind == STP_EX_STRING ? e->list->text : "");
}

static void put_member_defined(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	const char *member =
		e->list && e->list->next ? stp_expr_text(g, e->list->next, BINDS_CALL) : "";

	str_printf(out, "@defined(@cast(0, \"%s\")->%s)", type_name(g, e->list), member);
}

static void put_task(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	str_puts(out, "@cast(");
	if (e->list)
		stp_put_expr(g, out, e->list, BINDS_TERNARY);
	str_puts(out, ", \"task_struct\")");
}

static void put_container(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	struct stp_expr *type = e->list ? e->list->next : NULL;

	if (!type || !type->next || type->kind != STP_EX_STRING) {
		stp_refuse(g, SYNTAX, "@container_of");
		return;
	}
	str_printf(out, "@container_of(%s, %s, %s)", stp_expr_text(g, e->list, BINDS_TERNARY),
		   type->text, type->next->text);
}

static void put_sizeof(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	const struct stp_expr *type = e->list && e->list->next ? e->list->next : e->list;

	if (!type || type->kind != STP_EX_STRING) {
		stp_refuse(g, FUNCTION,
			   "the size of a type that is named when the script is started");
		return;
	}
	str_printf(out, "sizeof(%s)", type->text);
}

/* Not SystemTap's: what pair.c makes of a clock less what it was at entry. */
static void put_elapsed_word(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	const struct stp_fn *fn = e->list ? stp_find_fn(e->list->text) : NULL;

	if (fn)
		str_printf(out, "elapsed()%s", fn->text + strlen("now()"));
	else
		stp_refuse(g, FUNCTION, "`@elapsed'");
}

static const struct {
	const char *name;
	void (*put)(struct stp_gen *g, struct str *out, struct stp_expr *e);
	enum stp_binds binds;
} at_words[] = {
	{ "entry", put_entry, BINDS_CALL },
	{ "elapsed", put_elapsed_word, BINDS_TIMES },
	{ "cast", put_cast, BINDS_CALL },
	{ "defined", put_defined, BINDS_CALL },
	{ "choose_defined", put_choose, BINDS_TERNARY },
	{ "var", put_var_word, BINDS_CALL },
	{ "const", put_constant, BINDS_CALL },
	{ "enum", put_constant, BINDS_CALL },
	{ "type_member_defined", put_member_defined, BINDS_CALL },
	{ "task", put_task, BINDS_CALL },
	{ "container_of", put_container, BINDS_CALL },
	{ "sizeof", put_sizeof, BINDS_CALL },
	{ "cast_module_sizeof", put_sizeof, BINDS_CALL },
	{ "count", put_aggregate, BINDS_CALL },
	{ "sum", put_aggregate, BINDS_CALL },
	{ "min", put_aggregate, BINDS_CALL },
	{ "max", put_aggregate, BINDS_CALL },
	{ "avg", put_aggregate, BINDS_CALL },
	{ "variance", put_aggregate, BINDS_CALL },
	{ "hist_log", put_aggregate, BINDS_CALL },
	{ "hist_linear", put_aggregate, BINDS_CALL },
};

static void put_at(struct stp_gen *g, struct str *out, struct stp_expr *e, enum stp_binds least)
{
	size_t i;

	for (i = 0; i < sizeof(at_words) / sizeof(*at_words); i++) {
		if (strcmp(at_words[i].name, e->text))
			continue;
		if (at_words[i].binds < least)
			str_putc(out, '(');
		at_words[i].put(g, out, e);
		if (at_words[i].binds < least)
			str_putc(out, ')');
		return;
	}
	stp_refuse(g, FUNCTION, arena_printf(g->a, "`@%s'", e->text));
}

/* ---- operators ---- */

/* t() - @entry(t()) is the time since the entry. */
static bool put_elapsed(struct stp_gen *g, struct str *out, const struct stp_expr *e)
{
	const struct stp_expr *b = e->b;
	const struct stp_fn *fn;

	if (strcmp(e->text, "-") || e->a->kind != STP_EX_CALL || b->kind != STP_EX_AT ||
	    strcmp(b->text, "entry") || !b->list || b->list->kind != STP_EX_CALL ||
	    strcmp(e->a->text, b->list->text))
		return false;
	fn = stp_find_fn(e->a->text);
	if (!fn || strncmp(fn->text, "now() / ", 8))
		return false;
	if (g->in_exit)
		str_printf(out, "elapsed()%s", fn->text + strlen("now()"));
	return g->in_exit;
}

/* What makes a name of a number: errno_str(x), and variables that are signal_name(x). */
static const char *named_number(struct stp_gen *g, struct stp_expr *e, const char **sign)
{
	const struct stp_var *v =
		e->kind == STP_EX_NAME && g->tapset ? stp_find_var(g->tapset->name, e->text) : NULL;

	*sign = "";
	if (e->kind == STP_EX_CALL && !strcmp(e->text, "errno_str") && e->list) {
		*sign = "-";
		return stp_expr_text(g, e->list, BINDS_LESS);
	}
	if (e->kind == STP_EX_INDEX && e->a && e->a->kind == STP_EX_NAME) {
		const struct stp_item *map = table_get(&g->script->globals, e->a->text);

		*sign = "-";
		return map && map->holds_errno ? stp_expr_text(g, e, BINDS_LESS) : NULL;
	}
	if (!v || strncmp(v->text, "signal_name(", 12))
		return NULL;
	return arena_strndup(g->a, v->text + 12, strlen(v->text) - 13);
}

/* errno_str($return) == "EMFILE" → $return == -EMFILE */
static bool put_named(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	const char *number, *sign;

	if ((strcmp(e->text, "==") && strcmp(e->text, "!=")) || e->b->kind != STP_EX_STRING ||
	    !*e->b->text || !is_constant(e->b->text) || !isalpha((unsigned char)e->b->text[0]))
		return false;
	number = named_number(g, e->a, &sign);
	if (number)
		str_printf(out, "%s %s %s%s", number, e->text, sign, e->b->text);
	return number != NULL;
}

static void put_binary(struct stp_gen *g, struct str *out, struct stp_expr *e, enum stp_binds least)
{
	size_t i;

	if (!strcmp(e->text, "=~") || !strcmp(e->text, "!~")) {
		if (!stp_put_match(g, out, e, least))
			stp_refuse(g, FUNCTION, "a regular expression that is more than a choice of words");
		return;
	}
	if (!strcmp(e->text, ">>>")) {
		str_printf(out, "((u64)%s >> %s)", stp_expr_text(g, e->a, BINDS_UNARY),
			   stp_expr_text(g, e->b, BINDS_PLUS));
		return;
	}
	for (i = 0; i < sizeof(binaries) / sizeof(*binaries) - 1; i++)
		if (!strcmp(binaries[i].op, e->text))
			break;
	if (binaries[i].binds < least)
		str_putc(out, '(');
	if (!put_elapsed(g, out, e) && !put_named(g, out, e)) {
		stp_put_expr(g, out, e->a, binaries[i].binds);
		str_printf(out, " %s ", binaries[i].text);
		stp_put_expr(g, out, e->b, binaries[i].binds + 1);
	}
	if (binaries[i].binds < least)
		str_putc(out, ')');
}

static void put_in(struct stp_gen *g, struct str *out, struct stp_expr *e, enum stp_binds least)
{
	const char *paired = stp_paired_map(g, e->text);

	if (paired) { /* it was written at entry, or the exit does not run */
		str_puts(out, "true");
		return;
	}
	if (least > BINDS_LESS)
		str_putc(out, '(');
	if (e->list->next) {
		str_putc(out, '[');
		stp_put_list(g, out, e->list);
		str_putc(out, ']');
	} else {
		stp_put_expr(g, out, e->list, BINDS_SHIFT);
	}
	str_printf(out, " in %s", stp_global_name(g, e->text));
	if (least > BINDS_LESS)
		str_putc(out, ')');
}

static void put_cond(struct stp_gen *g, struct str *out, struct stp_expr *e, enum stp_binds least)
{
	if (least > BINDS_TERNARY)
		str_putc(out, '(');
	stp_put_expr(g, out, e->a, BINDS_OROR);
	str_puts(out, " ? ");
	stp_put_expr(g, out, e->b, BINDS_OROR);
	str_puts(out, " : ");
	stp_put_expr(g, out, e->c, BINDS_TERNARY);
	if (least > BINDS_TERNARY)
		str_putc(out, ')');
}

static void put_unary(struct stp_gen *g, struct str *out, struct stp_expr *e, enum stp_binds least)
{
	bool entry = !strcmp(e->text, "&") && stp_wraps(g, e->a);

	if (!entry && least > BINDS_UNARY)
		str_putc(out, '(');
	if (entry)
		str_puts(out, "@entry(");
	g->in_entry |= entry;
	str_puts(out, e->text);
	stp_put_expr(g, out, e->a, BINDS_UNARY);
	if (entry)
		g->in_entry = false;
	if (entry || least > BINDS_UNARY)
		str_putc(out, ')');
}

static void put_number(struct str *out, const struct stp_expr *e)
{
	bool octal = e->text[0] == '0' && isdigit((unsigned char)e->text[1]);

	if (octal)
		str_printf(out, "0x%llx", (unsigned long long)e->number);
	else
		str_puts(out, *e->text ? e->text : "0");
}

/* %{ -EIO %} */
static void put_embedded(struct stp_gen *g, struct str *out, const struct stp_expr *e)
{
	const char *words = migrate_words(g->m, e->span), *value;
	char name[64];
	int end = 0;

	if (sscanf(words, "%%{ -%63[A-Z_0-9] %%}%n", name, &end) == 1 && end)
		str_putc(out, '-');
	else if (sscanf(words, "%%{ %63[A-Z_0-9] %%}%n", name, &end) != 1 || !end) {
		stp_refuse(g, FUNCTION, "embedded C");
		return;
	}
	value = stp_find_constant(name);
	str_puts(out, value ? value : arena_strdup(g->a, name));
}

static void put_arg(struct stp_gen *g, struct str *out, const struct stp_expr *e)
{
	(void)g;
	str_printf(out, "arg%lld", (long long)e->number);
}

void stp_put_expr(struct stp_gen *g, struct str *out, struct stp_expr *e, enum stp_binds least)
{
	if (g->depth > MAX_NESTING) {
		stp_refuse(g, SYNTAX, "an expression that is nested too deep");
		return;
	}
	g->depth++;
	switch (e->kind) {
	case STP_EX_NUMBER: put_number(out, e); break;
	case STP_EX_STRING:
		str_putc(out, '"');
		stp_put_string(out, e->text);
		str_putc(out, '"');
		break;
	case STP_EX_NAME: put_name(g, out, e, least); break;
	case STP_EX_CTX: put_context(g, out, e); break;
	case STP_EX_ARG: put_arg(g, out, e); break;
	case STP_EX_AT: put_at(g, out, e, least); break;
	case STP_EX_CALL: stp_put_call(g, out, e, least); break;
	case STP_EX_INDEX: put_index(g, out, e); break;
	case STP_EX_MEMBER: put_chain(g, out, e); break;
	case STP_EX_UNARY: put_unary(g, out, e, least); break;
	case STP_EX_STEP: stp_put_step(g, out, e); break;
	case STP_EX_BINARY: put_binary(g, out, e, least); break;
	case STP_EX_ASSIGN:
		str_putc(out, '(');
		stp_put_assign(g, out, e);
		str_putc(out, ')');
		break;
	case STP_EX_COND: put_cond(g, out, e, least); break;
	case STP_EX_IN: put_in(g, out, e, least); break;
	case STP_EX_EMBEDDED: put_embedded(g, out, e); break;
	}
	g->depth--;
}
