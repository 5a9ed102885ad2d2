// SPDX-License-Identifier: GPL-2.0-or-later
/* See options.h.  The table is options.def. */

#include "driver/options.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "common/nearest.h"

static const struct row {
	const char *name;		/* as in the struct: _ for - */
	char letter;
	const char *value, *help;
	size_t offset;
} rows[] = {
#define OPTION(name, letter, value, help)                                                          \
	{#name, letter, value, help, offsetof(struct options, name)},
#include "driver/options.def"
#undef OPTION
};

#define NROWS (sizeof(rows) / sizeof(*rows))

static const struct {
	const char *name, *usage, *help;
	bool built, takes_files;
} subcommands[] = {
#define SUBCOMMAND(name, built, takes_files, usage, help) { #name, usage, help, built, takes_files },
#include "driver/subcommands.def"
#undef SUBCOMMAND
};

#define NSUBCOMMANDS (sizeof(subcommands) / sizeof(*subcommands))

static const char **field(struct options *o, const struct row *r)
{
	return (const char **)((char *)o + r->offset);
}

static bool name_is(const char *name, const char *word, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (name[i] != (word[i] == '-' ? '_' : word[i]))
			return false;
	return !name[len];
}

static const struct row *by_name(const char *word, size_t len)
{
	size_t i;

	for (i = 0; i < NROWS; i++)
		if (name_is(rows[i].name, word, len))
			return &rows[i];
	return NULL;
}

static const struct row *by_letter(char c)
{
	size_t i;

	for (i = 0; i < NROWS; i++)
		if (c && rows[i].letter == c)
			return &rows[i];
	return NULL;
}

static bool usage(struct session *s, const char *text)
{
	diag(&s->diags, USAGE, NO_SPAN, text);
	return false;
}

struct cursor {
	char **argv;
	int argc, i;
};

/* Sets an option whose value is in `value`, or in the next word. */
static bool set(struct session *s, struct options *o, const struct row *r, const char *value,
		struct cursor *c)
{
	const char *word = c->argv[c->i];
	bool optional = r->value && *r->value == '[';

	if (!r->value && value)
		return usage(s, arena_printf(&s->arena, "`%s': the option takes no value", word));
	if (r->value && !value && !optional) {
		if (c->i + 1 >= c->argc)
			return usage(s, arena_printf(&s->arena, "`%s' needs %s", word, r->value));
		value = c->argv[++c->i];
	}
	*field(o, r) = value ? value : "";
	*arena_push(&s->arena, o->given, o->ngiven, o->cap_given) =
		(struct given){ r->name, *field(o, r) };
	return true;
}

const char *options_next(const struct options *o, const char *name, unsigned *i)
{
	while (*i < o->ngiven) {
		const struct given *g = &o->given[(*i)++];

		if (!strcmp(g->name, name))
			return g->value;
	}
	return NULL;
}

/* A script's words are behind `--' then. */
static bool takes_files(const struct options *o)
{
	size_t i;

	for (i = 0; o->subcommand && i < NSUBCOMMANDS; i++)
		if (!strcmp(o->subcommand, subcommands[i].name))
			return subcommands[i].takes_files;
	return false;
}

static void add_arg(struct session *s, struct options *o, char *word)
{
	o->args = arena_grow(&s->arena, o->args, o->nargs * sizeof(*o->args),
			     (o->nargs + 1) * sizeof(*o->args));
	o->args[o->nargs++] = word;
}

static bool unknown(struct session *s, const char *word)
{
	struct nearest near;
	size_t i;

	usage(s, arena_printf(&s->arena, "unknown option `%s'", word));
	if (!strncmp(word, "--", 2)) {
		nearest_init(&near, arena_strndup(&s->arena, word + 2, strcspn(word + 2, "=")));
		for (i = 0; i < NROWS; i++)
			nearest_offer(&near, rows[i].name);
		if (near.best)
			diag_hint(&s->diags, "did you mean `--%s'?", near.best);
	}
	return false;
}

/* -v, -T10s, -T 10s */
static bool short_option(struct session *s, struct options *o, struct cursor *c, bool *known)
{
	const char *word = c->argv[c->i];
	const struct row *r = by_letter(word[1]);

	*known = r != NULL;
	return !r || set(s, o, r, word[2] ? word + 2 : NULL, c);
}

/* --name, --name=value, --name value */
static bool long_option(struct session *s, struct options *o, struct cursor *c, bool *known)
{
	const char *word = c->argv[c->i] + 2, *eq = strchr(word, '=');
	const struct row *r = by_name(word, eq ? (size_t)(eq - word) : strlen(word));

	*known = r != NULL;
	return !r || set(s, o, r, eq ? eq + 1 : NULL, c);
}

static bool is_subcommand(const char *word)
{
	size_t i;

	for (i = 0; i < NSUBCOMMANDS; i++)
		if (!strcmp(subcommands[i].name, word))
			return true;
	return false;
}

static bool take_subcommand(struct session *s, struct options *o, const char *word)
{
	size_t i;

	o->subcommand = word;
	for (i = 0; i < NSUBCOMMANDS; i++)
		if (!strcmp(subcommands[i].name, word) && !subcommands[i].built) {
			diag(&s->diags, COMMAND_NOT_BUILT, NO_SPAN, word);
			return false;
		}
	return true;
}

static bool take_word(struct session *s, struct options *o, struct cursor *c)
{
	char *word = c->argv[c->i];
	bool have_script = (o->file || o->script) && !takes_files(o), known = false;

	if (word[0] == '-' && word[1]) {
		if (!(word[1] == '-' ? long_option : short_option)(s, o, c, &known))
			return false;
		if (known)
			return true;
		if (!have_script)
			return unknown(s, word);
	} else if (takes_files(o)) {
		*arena_push(&s->arena, o->files, o->nfiles, o->cap_files) = word;
		return true;
	} else if (!have_script) {
		if (!o->subcommand && is_subcommand(word))
			return take_subcommand(s, o, word);
		o->file = word;
		return true;
	}
	add_arg(s, o, word);
	return true;
}

bool options_parse(struct session *s, int argc, char **argv, struct options *o)
{
	struct cursor c = { argv, argc, 1 };

	*o = (struct options){ 0 };
	for (; c.i < c.argc; c.i++) {
		if (!strcmp(c.argv[c.i], "--")) {
			for (c.i++; c.i < c.argc; c.i++)
				add_arg(s, o, c.argv[c.i]);
			break;
		}
		if (!take_word(s, o, &c))
			return false;
	}
	if (!o->subcommand)
		o->subcommand = "run";
	if (o->script && o->file) {		/* -e after a word: the word was the script's */
		add_arg(s, o, (char *)o->file);
		o->file = NULL;
	}
	return true;
}

void options_help(FILE *out)
{
	char left[64];
	size_t i;

	fputs("Usage: fptap [run] [OPTIONS] SCRIPT.fp [ARGUMENTS]\n"
	      "       fptap [run] [OPTIONS] -e 'probe …' [ARGUMENTS]\n", out);
	for (i = 1; i < NSUBCOMMANDS; i++)
		if (subcommands[i].built)
			fprintf(out, "       fptap %s [OPTIONS] %s\n", subcommands[i].name, subcommands[i].usage);
	fputs("\nCommands:\n", out);
	for (i = 0; i < NSUBCOMMANDS; i++)
		fprintf(out, "  %-24s %s%s\n", subcommands[i].name, subcommands[i].help,
			subcommands[i].built ? "" : " (not built yet)");
	fputs("\nOptions:\n", out);
	for (i = 0; i < NROWS; i++) {
		const struct row *r = &rows[i];
		bool optional = r->value && *r->value == '[';
		char *c;

		snprintf(left, sizeof(left), "%c%c%s--%s%s%s", r->letter ? '-' : ' ',
			 r->letter ? r->letter : ' ', r->letter ? ", " : "  ", r->name,
			 !r->value ? "" : optional ? "[=KERNEL]" : "=",
			 !r->value || optional ? "" : r->value);
		for (c = left; *c && *c != '='; c++)
			*c = *c == '_' ? '-' : *c;
		fprintf(out, "  %-24s %s\n", left, r->help);
	}
	fputs("\nExit status: 0 fine, 1 the script is wrong, 2 usage, 3 clang or kbuild failed, 4 "
	      "the\n"
	      "kernel refused it, 5 attaching failed, 6 events were lost or handlers faulted "
	      "(--strict).\n",
	      out);
}

enum diag_color options_color(const struct options *o)
{
	if (!o->color || !strcmp(o->color, "auto"))
		return isatty(STDERR_FILENO) ? DIAG_COLOR_ALWAYS : DIAG_COLOR_NEVER;
	if (!strcmp(o->color, "debug"))
		return DIAG_COLOR_DEBUG;
	return strcmp(o->color, "never") ? DIAG_COLOR_ALWAYS : DIAG_COLOR_NEVER;
}

static bool is_in(const char *name, const char *const *list)
{
	for (; *list; list++)
		if (!strcmp(*list, name))
			return true;
	return false;
}

char **options_words(struct session *s, const struct options *o, const char *const *but)
{
	char **words = arena_array(&s->arena, char *, NROWS + o->nargs + 4);
	unsigned n = 0, i;
	char *c;

	for (i = 0; i < NROWS; i++) {
		const char *value = *field((struct options *)o, &rows[i]);

		if (!value || is_in(rows[i].name, but))
			continue;
		words[n] =
			arena_printf(&s->arena, "--%s%s%s", rows[i].name, *value ? "=" : "", value);
		for (c = words[n++]; *c && *c != '='; c++)
			*c = *c == '_' ? '-' : *c;
	}
	if (o->file)
		words[n++] = (char *)o->file;
	if (o->nargs)
		words[n++] = (char *)"--";
	for (i = 0; i < o->nargs; i++)
		words[n++] = o->args[i];
	return words;
}
