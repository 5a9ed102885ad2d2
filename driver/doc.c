// SPDX-License-Identifier: GPL-2.0-or-later
/* See doc.h. */

#include "driver/doc.h"

#include <fnmatch.h>
#include <string.h>

#include "driver/paths.h"
#include "sema/library.h"

struct doc {
	struct session *s;
	struct library lib;
	const char *name;		/* what is asked for; NULL: all */
	const struct library_file *file; /* the one that was printed last */
	bool man, found;
	struct nearest near;
};

static bool is_documented(const struct item *item)
{
	return item->kind == ITEM_FUNCTION || item->kind == ITEM_ALIAS || item->kind == ITEM_CONST;
}

/* "ip_ntop(address)", "vfs.read", as a script writes it. */
static void print_signature(const struct item *item, FILE *out)
{
	const struct formal *f;

	fputs(item->name, out);
	if (item->kind != ITEM_FUNCTION)
		return;
	fputc('(', out);
	for (f = item->formals; f; f = f->next)
		fprintf(out, "%s%s", f == item->formals ? "" : ", ", f->name);
	fputc(')', out);
}

/* "stdlib/task.fp" → "task" */
static int area(const struct library_file *f, const char **name)
{
	const char *slash = strrchr(f->name, '/');

	*name = slash ? slash + 1 : f->name;
	return (int)strcspn(*name, ".");
}

/* ---- a line for each ---- */

static void list_one(void *arg, const struct library_file *f, const struct item *item)
{
	const char *text = library_comment(&((struct doc *)arg)->lib, item), *name;
	struct doc *d = arg;
	int n;

	if (!is_documented(item))
		return;
	if (d->file != f) {
		n = area(f, &name);
		printf("%s%.*s:\n", d->file ? "\n" : "", n, name);
		d->file = f;
	}
	fputs("  ", stdout);
	print_signature(item, stdout);
	printf("\n      %.*s\n", (int)strcspn(text, "\n"), text);
}

/* ---- all of one ---- */

static void print_points(const struct session *s, const struct item *item)
{
	const char *words;

	for (const struct point *pt = item->points; pt; pt = pt->next) {
		words = source_words(&s->sources, (struct arena *)&s->arena, pt->span);
		printf("%s%s", pt == item->points ? " = " : ", ", words ? words : "");
	}
}

static void show_one(void *arg, const struct library_file *f, const struct item *item)
{
	const char *text = library_comment(&((struct doc *)arg)->lib, item);
	struct doc *d = arg;

	if (!is_documented(item))
		return;
	nearest_offer(&d->near, item->name);
	if (fnmatch(d->name, item->name, 0))
		return;
	if (d->found)
		putchar('\n');
	d->found = true;
	print_signature(item, stdout);
	print_points(d->s, item);
	printf("\n    (%s)\n", f->name);
	for (; *text; text += strcspn(text, "\n") + 1)
		printf("%s%.*s\n", *text == '\n' ? "" : "    ", (int)strcspn(text, "\n"), text);
}

/* ---- the manual page ---- */

/* A line must not begin with a dot or a quote; a backslash and a hyphen have meanings. */
static void man_text(const char *text, size_t n)
{
	size_t i;

	if (n && (*text == '.' || *text == '\''))
		fputs("\\&", stdout);
	for (i = 0; i < n; i++) {
		if (text[i] == '\\')
			fputs("\\e", stdout);
		else if (text[i] == '-')
			fputs("\\-", stdout);
		else
			putchar(text[i]);
	}
	putchar('\n');
}

/* Lines that are indented in the comment are examples and stay as they are. */
static void man_comment(const char *text)
{
	bool plain = false;

	for (; *text; text += strcspn(text, "\n") + 1) {
		size_t n = strcspn(text, "\n");

		if ((*text == ' ') != plain)
			puts(plain ? ".EE\n.RE" : ".RS\n.EX");
		plain = *text == ' ';
		if (n)
			man_text(text, n);
		else
			puts(".IP");
	}
	if (plain)
		puts(".EE\n.RE");
}

static void man_one(void *arg, const struct library_file *f, const struct item *item)
{
	struct doc *d = arg;
	const char *name;
	int n;

	if (!is_documented(item))
		return;
	if (d->file != f) {
		n = area(f, &name);
		printf(".SH %.*s\n", n, name);
		d->file = f;
	}
	fputs(".TP\n.B ", stdout);
	print_signature(item, stdout);
	putchar('\n');
	man_comment(library_comment(&d->lib, item));
}

static void man_page(struct doc *d)
{
	puts(".\\\" Made by fptap doc --format=man from the comments in stdlib/.\n"
	     ".TH FPTAP\\-STDLIB 7\n.SH NAME\nfptap\\-stdlib \\- functions and probes that fptap scripts may use\n"
	     ".SH DESCRIPTION\n"
	     "What follows needs no declaration: a script calls the functions, and puts the names of the probes\n"
	     "behind\n.BR probe .\n"
	     "The variables that a probe sets are those of the script's block.");
	library_each(&d->lib, man_one, d);
	puts(".SH SEE ALSO\n.BR fptap (1)");
}

/* ---- all of it ---- */

static int show_named(struct doc *d, const struct options *o)
{
	unsigned i;
	bool all = true;

	for (i = 0; i < o->nfiles; i++) {
		d->name = o->files[i];
		nearest_init(&d->near, d->name);
		d->found = false;
		library_each(&d->lib, show_one, d);
		if (d->found)
			continue;
		all = false;
		diag(&d->s->diags, USAGE, NO_SPAN,
		     arena_printf(&d->s->arena, "the standard library has no `%s'", d->name));
		diag_hint_near(&d->s->diags, d->near.best);
	}
	return all ? EXIT_OK : EXIT_USAGE;
}

int doc_main(struct session *s, const struct options *o)
{
	struct doc d = { .s = s };

	s->stdlib = path_stdlib(s);
	library_init(&d.lib, s);
	if (o->nfiles)
		return show_named(&d, o);
	if (o->format && strcmp(o->format, "man")) {
		diag(&s->diags, USAGE, NO_SPAN, "fptap doc writes text, or a manual page by --format=man");
		return EXIT_USAGE;
	}
	if (o->format)
		man_page(&d);
	else
		library_each(&d.lib, list_one, &d);
	return diags_failed(&s->diags) ? (int)s->diags.status : EXIT_OK;
}
