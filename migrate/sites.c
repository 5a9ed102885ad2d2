// SPDX-License-Identifier: GPL-2.0-or-later
/* See sites.h. */

#include "migrate/sites.h"

#include <ctype.h>
#include <string.h>

#define MAX_BODY_LINES 200 /* of a handler, shown in a comment */

static const struct {
	const char *text, *here;
} hints[] = {
#define HINT(text, here) { text, here },
#include "migrate/hints.def"
#undef HINT
};

/* ---- text ---- */

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* Behind a string or comment that begins at p; p when none does. */
static const char *skip_quoted(const char *p)
{
	const char *end;

	if (p[0] == '/' && p[1] == '*') {
		end = strstr(p + 2, "*/");
		return end ? end + 2 : p + strlen(p);
	}
	if (p[0] == '/' && p[1] == '/')
		return p + strcspn(p, "\n");
	if (*p != '"' && *p != '\'')
		return p;
	for (end = p + 1; *end && *end != *p && *end != '\n'; end++)
		end += *end == '\\' && end[1];
	return *end == *p ? end + 1 : end;
}

const char *text_find_word(const char *p, const char *word)
{
	size_t n = strlen(word);
	const char *start = p;

	for (; n && (p = strstr(p, word)); p += n)
		if ((p == start || !is_word(p[-1])) && !is_word(p[n]))
			return p;
	return NULL;
}

const char *text_close(const char *p)
{
	unsigned depth = 0;

	while (*p) {
		const char *next = skip_quoted(p);

		if (next != p) {
			p = next;
			continue;
		}
		depth += strchr("([{", *p) != NULL;
		if (strchr(")]}", *p) && !--depth)
			return p + 1;
		p++;
	}
	return NULL;
}

char *text_string(struct arena *a, const char *p)
{
	size_t n;

	p += strspn(p, " \t\nbr");
	if (*p != '"' && *p != '\'')
		return NULL;
	n = strcspn(p + 1, *p == '"' ? "\"\n" : "'\n");
	return p[1 + n] == *p ? arena_strndup(a, p + 1, n) : NULL;
}

char *text_name(struct arena *a, const char *p)
{
	size_t n = 0;

	p += strspn(p, " \t\n&");
	while (is_word(p[n]))
		n++;
	return arena_strndup(a, p, n);
}

/* "vfs_%s" % name and the like are not known before. */
static const char *constant(struct arena *a, const char *p)
{
	const char *value = text_string(a, p), *end;

	if (!value)
		return NULL;
	end = strpbrk(p, "\"'") + strlen(value) + 2;
	end += strspn(end, " \t");
	return strchr("%+.[", *end) && *end ? NULL : value;
}

/* name = "…", name[] = "…"; a comparison is none. */
static const char *assigned(struct arena *a, const char *p)
{
	p += strspn(p, " \t");
	if (*p == '[' && !(p = text_close(p)))
		return NULL;
	p += strspn(p, " \t");
	return *p == '=' && p[1] != '=' ? constant(a, p + 1) : NULL;
}

/* f(name="…") sets an argument, not the variable. */
static bool is_argument(const char *text, const char *p)
{
	while (p > text && strchr(" \t\n", p[-1]))
		p--;
	return p > text && strchr("(,", p[-1]);
}

const char *text_value(struct arena *a, const char *text, const char *p)
{
	const char *name, *value = NULL, *other, *at = text;

	if (!p || text_string(a, p))
		return p ? constant(a, p) : NULL;
	name = text_name(a, p);
	p += strspn(p, " \t\n&");
	if (!*name || (p[strlen(name)] && strchr(".(+[%", p[strlen(name)])))
		return NULL;
	while ((at = text_find_word(at, name))) {
		at += strlen(name);
		other = is_argument(text, at - strlen(name)) ? NULL : assigned(a, at);
		if (other && value && strcmp(other, value))
			return NULL;
		value = other ? other : value;
	}
	return value;
}

const char *text_definition(const char *text, const char *name, const char **end)
{
	const char *p = text;

	while ((p = text_find_word(p, name))) {
		const char *open = p + strlen(name), *body;

		open += strspn(open, " \t\n");
		body = *open == '(' ? text_close(open) : NULL;
		body = body ? body + strspn(body, " \t\n") : NULL;
		if (body && *body == '{' && (*end = text_close(body)))
			return p;
		p += strlen(name);
	}
	return NULL;
}

/* ---- sites ---- */

void sites_init(struct sites *s, struct migration *m)
{
	*s = (struct sites){ .m = m };
	s->last = &s->first;
}

struct site *sites_add(struct sites *s, const char *from, size_t len)
{
	const struct source *src = s->m->original;
	struct site *new;

	if (s->n++ >= SITES_MAX)
		return NULL;
	new = arena_new(&s->m->s->arena, struct site);
	new->span = (struct span){ src->base + (uint32_t)(from - src->text),
				   (uint32_t)(len < SITE_BYTES ? len : SITE_BYTES) };
	*s->last = new;
	s->last = &new->next;
	return new;
}

static bool same_place(const struct site *x, const struct site *y)
{
	return x->function && y->function && !strcmp(x->function, y->function) &&
	       x->is_syscall == y->is_syscall && !x->program == !y->program &&
	       (!x->program || !strcmp(x->program, y->program));
}

static void match(struct sites *s)
{
	struct site *x, *y;

	for (x = s->first; x; x = x->next)
		for (y = s->first; y && !x->partner; y = y->next)
			if (x->is_return && !y->is_return && !y->partner && same_place(x, y)) {
				x->partner = y;
				y->partner = x;
			}
}

/* ---- writing ---- */

static bool uses(const char *body, const char *text)
{
	const char *p = body;

	for (; (p = strstr(p, text)); p++)
		if (p == body || !is_word(p[-1]))
			return true;
	return false;
}

static void put_hints(struct migration *m, const char *from, const char *end)
{
	size_t len = (size_t)(end - from), i;
	const char *body =
		arena_strndup(&m->s->arena, from, len < SITE_BYTES * 4 ? len : SITE_BYTES * 4);

	for (i = 0; i < sizeof(hints) / sizeof(*hints); i++) {
		size_t n = strcspn(hints[i].text, "(");

		if (uses(body, hints[i].text))
			writer_todo(&m->out, "%.*s is %s here", (int)n, hints[i].text,
				    hints[i].here);
	}
}

static void put_handler(struct sites *s, const char *name)
{
	const char *text = s->m->original->text, *end = NULL,
		   *p = text_definition(text, name, &end);
	struct writer *w = &s->m->out;
	unsigned lines = 0;

	if (!p) {
		writer_todo(w, "what %s() does, which is in another file", name);
		return;
	}
	writer_todo(w, "what %s() does:", name);
	while (p < end && lines++ < MAX_BODY_LINES) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));

		if (!stop)
			stop = end;
		writer_line(w, "//%s%.*s", p < stop ? " " : "", (int)(stop - p), p);
		p = stop + 1;
	}
	p = text_definition(text, name, &end);
	put_hints(s->m, p, end);
}

static const char *point(struct sites *s, const struct site *x)
{
	struct arena *a = &s->m->s->arena;

	if (x->program)
		return arena_printf(a, "uprobe(\"%s\":\"%s\")", x->program, x->function);
	if (x->is_syscall)
		return arena_printf(a, "syscall(\"%s\")", x->function);
	return arena_printf(a, "fprobe(\"%s\")", x->function);
}

static bool is_pattern(const struct site *x)
{
	return !x->program && strpbrk(x->function, "*?{");
}

static bool returns_value(struct sites *s, const struct site *x)
{
	struct kfunc fn;

	if (is_pattern(x)) /* of each function its own */
		return false;
	return x->is_syscall || x->program || !facts_prototype(s->m->target, x->function, &fn) ||
	       fn.result;
}

/* What runs until a person has written the rest. */
static void put_exit(struct sites *s, const struct site *x, const char *kept)
{
	if (x->handler)
		put_handler(s, x->handler);
	writer_line(&s->m->out, "println(%s, %selapsed()%s)",
		    is_pattern(x) ? "func()" : "probe_name()",
		    returns_value(s, x) ? "$return, " : "", kept);
}

static void put_probe(struct sites *s, const struct site *x)
{
	const struct site *ret = x->is_return ? x : x->partner, *in = x->is_return ? x->partner : x;
	const char *entry = in ? in->handler : ret->entry, *pt = point(s, x);
	struct writer *w = &s->m->out;
	struct str kept;

	str_init(&kept, &s->m->s->arena);
	writer_at(w, x->span);
	writer_gap(w);
	writer_line(w, "probe %s%s {", pt, entry || !ret ? "" : ".exit");
	writer_indent(w, 1);
	if (entry)
		put_handler(s, entry);
	if (entry && ret && !in)
		writer_todo(w, "`next' is what it is to return anything but 0");
	if (entry && ret)
		sites_put_kept(s, in, ret, &kept);
	if (!ret)
		writer_line(w, "println(probe_name())");
	if (entry && ret) {
		writer_indent(w, -1);
		writer_line(w, "} exit {");
		writer_indent(w, 1);
	}
	if (ret)
		put_exit(s, ret, kept.len ? kept.text : "");
	writer_indent(w, -1);
	writer_line(w, "}");
}

static bool may_move(struct sites *s, const struct site *x, struct report_row *row)
{
	struct report *r = &s->m->report;

	if (!x->function) {
		report_refuses(r, row, CALCULATED, x->probe);
		return false;
	}
	return x->program || x->is_syscall ||
	       facts_judge(s->m->facts, s->m->target, r, row, x->function, x->is_return);
}

static void write_site(struct sites *s, const struct site *x)
{
	struct report *r = &s->m->report;
	struct report_row *row = report_probe(r, x->span, "%s", x->probe);
	bool follows = x->partner && x->partner->span.off < x->span.off;

	if (!may_move(s, x, row)) {
		migrate_write_refused(s->m, row);
		return;
	}
	report_becomes(r, row, "%s%s", point(s, x),
		       x->partner || (x->entry && x->handler) ? " { } exit" :
		       x->is_return			      ? ".exit" :
								"");
	if (x->handler || x->entry)
		report_differs(r, row, PERSON, "what its handler does");
	if (x->maxactive)
		report_differs(r, row, MAXACTIVE, x->maxactive);
	if (x->partner)
		report_differs(r, row, NESTED);
	if (!follows)
		put_probe(s, x);
}

void sites_write(struct sites *s)
{
	const struct site *x;

	match(s);
	for (x = s->first; x; x = x->next)
		write_site(s, x);
	if (!s->first)
		report_refuses(&s->m->report, NULL, NO_SITE);
	if (s->n > SITES_MAX)
		diag(&s->m->s->diags, OLD_TOO_MANY, s->first->span, s->m->report.reader, SITES_MAX,
		     "probes");
}
