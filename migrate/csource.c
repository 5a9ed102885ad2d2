// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Kernel modules and BPF programs in C.
 *
 *	static struct kretprobe rp = { .handler = h, .entry_handler = e, .maxactive = 20,
 *				       .kp.symbol_name = "kernel_clone" };
 *	rp.kp.symbol_name = name;
 *	SEC("kretprobe/vfs_read") int BPF_KRETPROBE(h, …)
 */

#include <ctype.h>
#include <string.h>

#include "migrate/sites.h"

bool csource_looks_like(const char *text)
{
	return strstr(text, "#include") &&
	       (text_find_word(text, "register_kretprobe") ||
		text_find_word(text, "register_kretprobes") || strstr(text, "SEC(\"kretprobe/") ||
		strstr(text, "SEC(\"kprobe/"));
}

/* ---- struct kretprobe ---- */

/* What is behind `field =' between from and end; NULL: not there. */
static const char *field(struct arena *a, const char *from, const char *end, const char *name)
{
	size_t len = end - from < SITE_BYTES ? (size_t)(end - from) : SITE_BYTES;
	const char *p = text_find_word(arena_strndup(a, from, len), name);

	if (!p)
		return NULL;
	p += strlen(name);
	p += strspn(p, " \t");
	return *p == '=' && p[1] != '=' ? p + 1 + strspn(p + 1, " \t\n") : NULL;
}

static const char *digits(struct arena *a, const char *p)
{
	size_t n = p ? strspn(p, "0123456789") : 0;

	return n ? arena_strndup(a, p, n) : p ? text_name(a, p) : NULL;
}

static void take_fields(struct migration *m, struct site *x, const char *from, const char *end)
{
	struct arena *a = &m->s->arena;
	const char *p;

	p = field(a, from, end, "handler");
	if (p)
		x->handler = text_name(a, p);
	p = field(a, from, end, "entry_handler");
	if (p)
		x->entry = text_name(a, p);
	p = field(a, from, end, "maxactive");
	if (p)
		x->maxactive = digits(a, p);
	p = field(a, from, end, "symbol_name");
	if (p)
		x->function = text_value(a, m->original->text, p);
	p = field(a, from, end, "data_size");
	if (p && (p = text_find_word(p, "struct")))
		x->data = text_name(a, p + 6);
}

/* name.handler = h; and the like, anywhere. */
static void take_assignments(struct migration *m, struct site *x, const char *name)
{
	const char *p = m->original->text;

	while ((p = text_find_word(p, name))) {
		p += strlen(name);
		if (*p == '[') /* probes[i].handler = h; is for all of them */
			p += strcspn(p, "]") + (strcspn(p, "]") < strlen(p));
		if (*p == '.' || (*p == '-' && p[1] == '>'))
			take_fields(m, x, p, p + strcspn(p, ";\n"));
	}
}

static void add_kretprobe(struct sites *s, const char *name, const char *from, const char *open,
			  const char *end)
{
	struct arena *a = &s->m->s->arena;
	struct site *x = sites_add(s, from, (size_t)(end - from));

	if (!x)
		return;
	x->is_return = true;
	take_fields(s->m, x, open, end);
	take_assignments(s->m, x, name);
	x->probe = arena_printf(a, "kretprobe %s%s%s", name, x->function ? " on " : "",
				x->function ? x->function : "");
}

/* { { … }, [2] = { … } }: one for each pair of braces. */
static void array(struct sites *s, const char *name, const char *p, const char *end)
{
	const char *open;

	for (p++; p && p < end; p = text_close(open)) {
		open = p + strcspn(p, "{");
		if (open >= end)
			return;
		add_kretprobe(s, name, open, open, text_close(open) ? text_close(open) : end);
	}
}

static void kretprobe(struct sites *s, const char *from)
{
	struct arena *a = &s->m->s->arena;
	const char *p = from + strlen("kretprobe"), *name = text_name(a, p), *end;
	bool many;

	p += strspn(p, " \t\n");
	if (!*name || *p == '*')
		return;
	p += strlen(name);
	p += strspn(p, " \t\n");
	many = *p == '[';
	if (many && (p = text_close(p)))
		p += strspn(p, " \t\n");
	if (!p || (*p != '=' && *p != ';'))
		return; /* a parameter, a member of something */
	end = *p == '=' ? text_close(p) : p;
	if (many && *p == '=' && end)
		array(s, name, p + strcspn(p, "{"), end);
	else
		add_kretprobe(s, name, from, end ? p : from, end ? end : p);
}

/* ---- SEC("kretprobe/f") ---- */

static void section(struct sites *s, const char *from)
{
	struct arena *a = &s->m->s->arena;
	const char *name = text_string(a, from + 4), *end = text_close(from + 3), *p;
	bool exit = !strncmp(name ? name : "", "kretprobe/", 10);
	struct site *x;

	if (!end || !name || (!exit && strncmp(name, "kprobe/", 7)))
		return;
	x = sites_add(s, from, (size_t)(end - from));
	if (!x)
		return;
	x->is_return = exit;
	x->function = strchr(name, '/') + 1;
	x->probe = name;
	/* int BPF_KRETPROBE(handler, …), int handler(struct pt_regs *ctx) */
	p = end + strcspn(end, "(;{");
	if (*p != '(')
		return;
	while (p > end && !isalnum((unsigned char)p[-1]) && p[-1] != '_')
		p--;
	while (p > end && (isalnum((unsigned char)p[-1]) || p[-1] == '_'))
		p--;
	x->handler = text_name(a, p);
	if (!strncmp(x->handler, "BPF_K", 5))
		x->handler = text_name(a, p + strcspn(p, "(") + 1);
}

void csource_read(struct migration *m)
{
	const char *text = m->original->text, *p;
	struct sites s;

	sites_init(&s, m);
	for (p = text; (p = text_find_word(p, "struct")); p += 6) {
		const char *name = p + 6 + strspn(p + 6, " \t\n");

		if (text_find_word(name, "kretprobe") == name)
			kretprobe(&s, name);
	}
	for (p = text; (p = strstr(p, "SEC(\"")); p += 5)
		section(&s, p);
	sites_write(&s);
}
