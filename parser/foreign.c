// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See foreign.h.  Words and probe points are tables; what needs a look at its surroundings is a
 * function in the list `checks'.
 */

#include "parser/foreign.h"

#include <string.h>

#include "parser/grammar.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* Said once: the hints of a script from elsewhere would be the same at each line. */
enum { SAID_MIGRATE = 1, SAID_PAIR = 2, SAID_PREPROCESSOR = 4, SAID_EMBEDDED = 8 };

static bool first_time(struct parse *p, unsigned what)
{
	bool first = !(p->said & what);

	p->said |= what;
	return first;
}

static void hint_migrate(struct parse *p, const char *file)
{
	if (first_time(p, SAID_MIGRATE))
		diag_hint(p->diags, "`fptap migrate %s' rewrites a whole script", file);
}

/* ---- words ---- */

static const char preprocessor_hint[] =
	"an ordinary `if' on @kernel, @arch or @defined(…) costs nothing";
static const char embedded_hint[] =
	"kernel memory is read by $x->y, (struct s *)p and @var(\"name\")";

static const struct {
	const char *word, *text, *hint, *file;
	unsigned once;
} words[] = {
	{ "=~", "there are no regular expressions", "compare with ==; a probe point takes globs",
	  "old.stp", 0 },
	{ ">>>", "there is no `>>>'", "`>>' shifts as the type says: unsigned values get zeros",
	  NULL, 0 },
	{ ".=", "`.=' is written `x = x + …'", "+ joins strings", "old.stp", 0 },
	{ "%?", "there is no preprocessor", preprocessor_hint, "old.stp", SAID_PREPROCESSOR },
	{ "%:", "there is no preprocessor", preprocessor_hint, "old.stp", SAID_PREPROCESSOR },
	{ "%)", "there is no preprocessor", preprocessor_hint, "old.stp", SAID_PREPROCESSOR },
	{ "%(", "there is no preprocessor", preprocessor_hint, "old.stp", SAID_PREPROCESSOR },
	{ "%{", "there is no embedded C", embedded_hint, "old.stp", SAID_EMBEDDED },
	{ "%}", "there is no embedded C", embedded_hint, "old.stp", SAID_EMBEDDED },
	{ "$", "`$x$' is written printf(\"%v\", *$x)",
	  "%v prints anything by its type, %#v goes deep", "old.stp", 0 },
	{ "@", "there is no map without a name", "a map is a name: n[execname()]++", "old.bt", 0 },
};

void foreign_word(struct parse *p, struct span at)
{
	const char *text = span_text(p, at);
	size_t i;

	if (at.len > 1 && (*text == '$' || *text == '@')) {
		say_not_here(p, at, "arguments of the script have names: `param n', then n");
		diag_hint(p->diags,
			  "a param without a default is the next word of the command line");
		return;
	}
	for (i = 0; i < COUNT(words); i++)
		if (strlen(words[i].word) == at.len && !memcmp(words[i].word, text, at.len))
			break;
	if (i == COUNT(words) || (words[i].once && !first_time(p, words[i].once)))
		return;
	say_not_here(p, at, "%s", words[i].text);
	diag_hint(p->diags, "%s", words[i].hint);
	if (words[i].file)
		hint_migrate(p, words[i].file);
}

void foreign_map(struct parse *p, const struct expr *e, bool indexed)
{
	say_not_here(p, e->name_span, "a %s has no @ here: `%s%s'", indexed ? "map" : "variable",
		     e->name, indexed ? "[…]" : "");
	if (!indexed)
		diag_hint(p->diags, "what handlers share is declared: global %s", e->name);
	else if (first_time(p, SAID_PAIR))
		diag_hint(p->diags,
			  "what an exit needs from its entry is a plain local of a pair: "
			  "probe fprobe(\"f\") { t = now() } exit { println(now() - t) }");
	hint_migrate(p, "old.bt");
}

/* ---- probe points ---- */

/* bpftrace's kinds.  %s: the target. */
static const struct {
	const char *kind, *here;
} bt_kinds[] = {
	{ "kprobe", "fprobe(\"%s\")" },
	{ "k", "fprobe(\"%s\")" },
	{ "kretprobe", "fprobe(\"%s\").exit" },
	{ "kr", "fprobe(\"%s\").exit" },
	{ "fentry", "fprobe(\"%s\")" },
	{ "kfunc", "fprobe(\"%s\")" },
	{ "fexit", "fprobe(\"%s\").exit" },
	{ "kretfunc", "fprobe(\"%s\").exit" },
	{ "uprobe", "uprobe(%s)" },
	{ "uretprobe", "uprobe(%s).exit" },
	{ "usdt", "usdt(%s)" },
	{ "tracepoint", "tracepoint(\"%s\")" },
	{ "t", "tracepoint(\"%s\")" },
	{ "rawtracepoint", "tracepoint(\"%s\")" },
	{ "interval", "timer(%s)" },
	{ "profile", "profile(%s)" },
	{ "hardware", "perf(\"%s\":100000)" },
	{ "software", "perf(\"%s\":100000)" },
};

/* What follows a colon, up to a blank. */
static const char *target_after(struct parse *p, struct span colon)
{
	const char *s = span_text(p, colon) + 1;
	size_t n = strcspn(s, " \t\r\n\f\v,{\"");

	return n && n < 100 ? arena_strndup(p->arena, s, n) : "NAME";
}

/* interval:s:5 → 5s; profile:hz:99 → 99; uprobe:FILE:sym → "FILE":"sym" */
static const char *bt_target(struct parse *p, const char *kind, const char *target)
{
	const char *last = strchr(target, ':');

	if (*kind == 'u')
		return last ? arena_printf(p->arena, "\"%.*s\":\"%s\"", (int)(last - target),
					   target, last + 1)
			    : "\"FILE\":\"NAME\"";
	if (!last)
		return target;
	if (!strcmp(kind, "interval"))
		return arena_printf(p->arena, "%s%.*s", last + 1, (int)(last - target), target);
	if (!strcmp(kind, "profile"))
		return last + 1;
	if (!strcmp(kind, "hardware") || !strcmp(kind, "software"))
		return arena_strndup(p->arena, target, strcspn(target, ":"));
	return target;
}

/* The formats are the table's own: one %s each. */
static const char *fill(struct parse *p, const char *format, const char *target)
{
	const char *hole = strstr(format, "%s");

	return arena_printf(p->arena, "%.*s%s%s", (int)(hole - format), format, target, hole + 2);
}

static bool bt_point(struct parse *p, const struct token *found)
{
	const char *target;
	size_t i;

	if (found->kind != ':' || p->before.kind != T_IDENT || p->nopen || p->item != T_PROBE)
		return false;
	for (i = 0; i < COUNT(bt_kinds); i++)
		if (!strcmp(bt_kinds[i].kind, p->before.name))
			break;
	if (i == COUNT(bt_kinds))
		return false;
	target = bt_target(p, bt_kinds[i].kind, target_after(p, found->span));
	say_not_here(p, p->before.span, "`%s:' is written %s", p->before.name,
		     fill(p, bt_kinds[i].here, target));
	hint_migrate(p, "old.bt");
	return true;
}

/* SystemTap's points by their first two parts, `second' NULL: any.  @1 and @2: their arguments. */
static const struct {
	const char *first, *second, *here;
} stp_points[] = {
	{ "kernel", "function", "fprobe(@2)" },
	{ "module", "function", "fprobe(@2, module @1)" },
	{ "kprobe", "function", "fprobe(@2)" },
	{ "kernel", "trace", "tracepoint(\"SYSTEM:NAME\")" },
	{ "kernel", "statement", "kprobe(\"f+0x1c\")" },
	{ "process", "function", "uprobe(@1:@2)" },
	{ "process", "mark", "usdt(@1:@2)" },
	{ "timer", "profile", "profile(99)" },
	{ "perf", "type", "perf(\"cycles\":100000)" },
	{ "BEGIN", NULL, "begin" },
	{ "END", NULL, "end" },
};

/* The first argument of a part as it was written. */
static const char *first_arg(struct parse *p, const struct point_part *part)
{
	const struct span at = part && part->args ? part->args->span : NO_SPAN;

	if (!at.len || at.len > 60)
		return "\"…\"";
	return arena_strndup(p->arena, span_text(p, at), at.len);
}

static const char *stp_text(struct parse *p, const char *here, const struct point *point)
{
	const char *text = "", *s;

	for (s = here; *s; s++) {
		if (*s == '@')
			text = arena_printf(
				p->arena, "%s%s", text,
				first_arg(p, *++s == '1' ? point->parts : point->parts->next));
		else
			text = arena_printf(p->arena, "%s%c", text, *s);
	}
	return text;
}

static const struct point_part *part_named(const struct point *point, const char *name)
{
	const struct point_part *part;

	for (part = point->parts->next; part; part = part->next)
		if (!strcmp(part->text, name))
			return part;
	return NULL;
}

static const char *stp_here(const struct point *point)
{
	const struct point_part *first = point->parts, *second = first->next;
	size_t i;

	for (i = 0; i < COUNT(stp_points); i++)
		if (!strcmp(stp_points[i].first, first->text) &&
		    (!stp_points[i].second ||
		     (second && !strcmp(stp_points[i].second, second->text))))
			return stp_points[i].here;
	return NULL;
}

void foreign_point(struct parse *p, const struct point *point)
{
	const struct point_part *leave = part_named(point, "return");
	const char *here = stp_here(point);
	struct span at = point->parts->span;

	if (here) {
		if (point->parts->next)
			at = span_join(at, point->parts->next->span);
		say_not_here(p, at, "`%s%s%s' is written %s%s", point->parts->text,
			     point->parts->next ? "." : "",
			     point->parts->next ? point->parts->next->text : "",
			     stp_text(p, here, point), leave ? ".exit" : "");
		hint_migrate(p, point->parts->next ? "old.stp" : "old.bt");
	} else if (leave) {
		say_not_here(p, leave->span, "`.return' is written `.exit'");
		hint_migrate(p, "old.stp");
	}
}

/* ---- the rest ---- */

static char next_byte(const struct parse *p, const struct token *found)
{
	return span_text(p, found->span)[found->span.len];
}

static bool predicate(struct parse *p, const struct token *found)
{
	if (found->kind != '/' || p->nopen || p->item != T_PROBE)
		return false;
	say_not_here(p, found->span, "a condition is written `if (…)', not between slashes");
	hint_migrate(p, "old.bt");
	return true;
}

static bool regex_sign(struct parse *p, const struct token *found)
{
	if ((found->kind != '=' && found->kind != '!') || next_byte(p, found) != '~')
		return false;
	say_not_here(p, (struct span){ found->span.off, 2 }, "there are no regular expressions");
	diag_hint(p->diags, "compare with ==; a probe point takes globs");
	hint_migrate(p, "old.stp");
	return true;
}

static bool preprocessor(struct parse *p, const struct token *found)
{
	if (found->kind != '%' || next_byte(p, found) != '(')
		return false;
	foreign_word(p, (struct span){ found->span.off, 2 });
	return true;
}

static bool joined_strings(struct parse *p, const struct token *found)
{
	if (!(found->kind == T_STRING && p->before.kind == '.') &&
	    !(found->kind == '.' && p->before.kind == T_STRING))
		return false;
	say_not_here(p, found->kind == '.' ? found->span : p->before.span,
		     "strings are joined by +, literals also by standing side by side");
	hint_migrate(p, "old.stp");
	return true;
}

static bool in_globals(const struct parse *p)
{
	return p->item == T_GLOBAL || p->item == T_THREAD || p->item == T_PERCPU;
}

static bool map_size(struct parse *p, const struct token *found)
{
	if (found->kind != T_NUMBER || p->before.kind != '[' || !in_globals(p) || p->nopen != 1)
		return false;
	say_not_here(p, found->span,
		     "brackets hold the types of the keys; the size is `limit %.*s'",
		     (int)found->span.len, span_text(p, found->span));
	hint_migrate(p, "old.stp");
	return true;
}

static bool wrapping_map(struct parse *p, const struct token *found)
{
	if (found->kind != '%' || !in_globals(p) || p->before.kind != T_IDENT)
		return false;
	say_not_here(p, found->span, "a map that drops its oldest entries is written `%s … lru'",
		     p->before.name);
	hint_migrate(p, "old.stp");
	return true;
}

static bool function_type(struct parse *p, const struct token *found)
{
	if (found->kind != ':' || p->item != T_FUNCTION || p->nopen || p->before.kind != T_IDENT)
		return false;
	say_not_here(p, found->span,
		     "the type of the result stands after the parameters: "
		     "function %s(…): long",
		     p->before.name);
	hint_migrate(p, "old.stp");
	return true;
}

bool foreign_error(struct parse *p, const struct token *found)
{
	static bool (*const checks[])(struct parse *p, const struct token *found) = {
		bt_point,	predicate, regex_sign,	 preprocessor,
		joined_strings, map_size,  wrapping_map, function_type,
	};
	size_t i;

	for (i = 0; i < COUNT(checks); i++)
		if (checks[i](p, found))
			return true;
	return false;
}
