// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Python programs with bcc.
 *
 *	b.attach_kretprobe(event="vfs_read", fn_name="on_return", maxactive=20)
 *	b.attach_kretprobe(event_re="^vfs_.*", fn_name=handler)
 *	b.attach_uretprobe(name="c", sym="getaddrinfo", fn_name="on_return")
 *	int kretprobe__vfs_read(struct pt_regs *ctx)		in the C text, by its name alone
 */

#include <ctype.h>
#include <string.h>

#include "migrate/sites.h"

static const struct {
	const char *call, *prefix; /* of the C function's name, where that is enough */
	bool is_return, user;
} ways[] = {
	{ "attach_kprobe", "kprobe__", false, false },
	{ "attach_kretprobe", "kretprobe__", true, false },
	{ "attach_uprobe", NULL, false, true },
	{ "attach_uretprobe", NULL, true, true },
};

#define NWAYS (sizeof(ways) / sizeof(*ways))

bool bcc_looks_like(const char *text)
{
	return strstr(text, "BPF") &&
	       (strstr(text, "attach_kretprobe") || strstr(text, "attach_uretprobe") ||
		strstr(text, "kretprobe__") || strstr(text, "attach_kprobe"));
}

/* The value of a keyword argument; NULL: not there. */
static const char *argument(struct arena *a, const char *open, const char *end, const char *name)
{
	size_t len = end - open < SITE_BYTES ? (size_t)(end - open) : SITE_BYTES;
	const char *p = text_find_word(arena_strndup(a, open, len), name);

	if (!p)
		return NULL;
	p += strlen(name);
	p += strspn(p, " \t\n");
	return *p == '=' ? p + 1 + strspn(p + 1, " \t\n") : NULL;
}

/* "vfs_read", b.get_syscall_fnname("openat"), b.get_syscall_prefix() + "openat" */
static void take_event(struct sites *s, struct site *x, const char *p)
{
	struct arena *a = &s->m->s->arena;
	const char *call = p ? strstr(p, "get_syscall_") : NULL,
		   *end = p ? p + strcspn(p, ",\n") : NULL;

	if (!p)
		return;
	if (call && call < end) {
		const char *quote = strpbrk(call, "\"'");

		x->is_syscall = true;
		x->function = quote && quote < end + 1 ? text_string(a, quote) : NULL;
	} else {
		x->function = text_value(a, s->m->original->text, p);
	}
}

/* event_re="^vfs_(read|write)$" as a pattern; NULL: a regular expression that no pattern is. */
static const char *pattern_of(struct arena *a, const char *re)
{
	const char *p = re + (*re == '^');
	bool closed = false;
	struct str out;

	str_init(&out, a);
	if (p == re)
		str_puts(&out, "*");
	for (; *p && !closed; p++) {
		if (isalnum((unsigned char)*p) || *p == '_')
			str_putc(&out, *p);
		else if (p[0] == '.' && p[1] == '*')
			str_putc(&out, '*'), p++;
		else if (*p == '.')
			str_putc(&out, '?');
		else if (*p == '(' || *p == ')' || *p == '|')
			str_putc(&out, *p == '(' ? '{' : *p == ')' ? '}' : ',');
		else if (*p == '$' && !p[1])
			closed = true;
		else
			return NULL;
	}
	if (!closed && (!out.len || out.text[out.len - 1] != '*'))
		str_putc(&out, '*');
	return out.text;
}

static void take_events(struct site *x, struct arena *a, const char *p)
{
	const char *re = p ? text_string(a, p) : NULL;

	x->function = re ? pattern_of(a, re) : NULL;
}

static void attach(struct sites *s, const char *from, unsigned way)
{
	struct arena *a = &s->m->s->arena;
	const char *open = from + strlen(ways[way].call),
		   *end = *open == '(' ? text_close(open) : NULL, *p;
	struct site *x;

	if (!end)
		return;
	x = sites_add(s, from, (size_t)(end - from));
	if (!x)
		return;
	x->is_return = ways[way].is_return;
	p = argument(a, open, end, "fn_name");
	x->handler = text_value(a, s->m->original->text, p);
	p = argument(a, open, end, "maxactive");
	x->maxactive = p ? arena_strndup(a, p, strspn(p, "0123456789")) : NULL;
	if (ways[way].user) {
		p = argument(a, open, end, "name");
		x->program = p ? text_string(a, p) : NULL;
		if (x->program && *x->program != '/' && strncmp(x->program, "lib", 3))
			x->program = arena_printf(a, "lib%s", x->program);
		p = argument(a, open, end, "sym");
		x->function = p && x->program ? text_string(a, p) : NULL;
	} else {
		take_event(s, x, argument(a, open, end, "event"));
		if (argument(a, open, end, "event_re"))
			take_events(x, a, argument(a, open, end, "event_re"));
	}
	x->probe = arena_printf(
		a, "%s(%s)", ways[way].call,
		x->function ? x->function : arena_strndup(a, open + 1, strcspn(open + 1, ",)\n")));
}

static void by_name(struct sites *s, const char *from, unsigned way)
{
	struct arena *a = &s->m->s->arena;
	const char *name = text_name(a, from), *open = from + strlen(name);
	struct site *x;

	open += strspn(open, " \t");
	if (*open != '(')
		return;
	x = sites_add(s, from, strlen(name));
	if (!x)
		return;
	x->is_return = ways[way].is_return;
	x->handler = x->probe = name;
	x->function = name + strlen(ways[way].prefix);
	if (!strncmp(x->function, "sys_", 4) || !strncmp(x->function, "syscall__", 9)) {
		x->is_syscall = true;
		x->function += x->function[3] == '_' ? 4 : 9;
	}
}

static bool begins_word(const char *text, const char *p)
{
	return p == text ||
	       !strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", p[-1]);
}

void bcc_read(struct migration *m)
{
	const char *text = m->original->text, *p;
	struct sites s;
	unsigned i;

	sites_init(&s, m);
	for (p = text; *p; p++)
		for (i = 0; i < NWAYS && begins_word(text, p); i++) {
			if (!strncmp(p, ways[i].call, strlen(ways[i].call)))
				attach(&s, p, i);
			else if (ways[i].prefix &&
				 !strncmp(p, ways[i].prefix, strlen(ways[i].prefix)))
				by_name(&s, p, i);
		}
	sites_write(&s);
}
