// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See parser.h.  Here: reading, the limits that hold for a whole text, and the help texts of
 * params, which are comments and so never reach the grammar.
 */

#include "parser/parser.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "parser/build.h"
#include "parser/grammar.h"

int script_lex(SCRIPT_STYPE *value, struct span *at, struct parse *p);

static void parse_init(struct parse *p, struct session *s, const struct source *src)
{
	*p = (struct parse){
		.session = s,
		.arena = &s->arena,
		.diags = &s->diags,
		.src = src,
		.script = arena_new(&s->arena, struct script),
		.item_start = true,
	};
	p->last.span = (struct span){ src->base, 0 };
	p->last_item = &p->script->items;
}

/* ---- limits ---- */

static bool lines_fit(struct session *s, const struct source *src)
{
	struct span at = { 0, 1 };
	uint32_t i, len;

	for (i = 0; i < src->nlines; i++) {
		len = (i + 1 < src->nlines ? src->lines[i + 1] : src->len) - src->lines[i];
		if (len <= SOURCE_MAX_LINE)
			continue;
		at.off = src->base + src->lines[i];
		diag(&s->diags, LINE_TOO_LONG, at, SOURCE_MAX_LINE);
		return false;
	}
	return true;
}

/* NULL, and a message, for what is no script at all. */
static const struct source *add_source(struct session *s, const char *name, const char *text,
				       size_t len)
{
	struct span at = { 0, 1 };
	const struct source *src;
	const char *nul;

	if (len > SOURCE_MAX_BYTES) {
		diag(&s->diags, SCRIPT_TOO_LARGE, NO_SPAN, name, SOURCE_MAX_BYTES);
		return NULL;
	}
	nul = len ? memchr(text, 0, len) : NULL;
	/* What stands behind a NUL is neither scanned nor shown. */
	src = source_add(&s->sources, name, len ? text : "",
			 (uint32_t)(nul ? nul - text : (long)len));
	if (nul) {
		at.off = src->base + src->len;
		diag(&s->diags, NUL_BYTE, at);
		return NULL;
	}
	return lines_fit(s, src) ? src : NULL;
}

/* ---- help of params ---- */

static const char *help_after(struct parse *p, const char *s)
{
	const char *end;

	s += strspn(s, " \t;");
	if (strncmp(s, "//", 2))
		return NULL;
	s += 2 + strspn(s + 2, " \t");
	end = s + strcspn(s, "\n");
	while (end > s && strchr(" \t\r", end[-1]))
		end--;
	return end > s ? arena_strndup(p->arena, s, (size_t)(end - s)) : NULL;
}

static void find_help(struct parse *p)
{
	for_each_item(i, p->script)
		if (i->kind == ITEM_PARAM)
			i->help = help_after(p, span_text(p, i->span) + i->span.len);
}

/* ---- the interface ---- */

struct script *parse_text(struct session *s, const char *name, const char *text, size_t len)
{
	const struct source *src = add_source(s, name, text, len);
	struct parse p;

	if (!src)
		return arena_new(&s->arena, struct script);
	parse_init(&p, s, src);
	words_open(&p);
	script_parse(&p);
	words_close(&p);
	find_help(&p);
	return p.script;
}

/* One byte more than may be, so that parse_text() sees it. */
static bool read_all(FILE *f, char *buf, size_t *len)
{
	*len = fread(buf, 1, SOURCE_MAX_BYTES + 1, f);
	return !ferror(f);
}

struct script *parse_file(struct session *s, const char *path)
{
	bool is_stdin = !strcmp(path, "-");
	FILE *f = is_stdin ? stdin : fopen(path, "re");
	struct script *script = NULL;
	size_t len;
	char *buf;

	if (!f) {
		diag(&s->diags, NO_SCRIPT, NO_SPAN, path, strerror(errno));
		return NULL;
	}
	buf = malloc(SOURCE_MAX_BYTES + 1);
	if (!buf)
		abort();
	if (read_all(f, buf, &len))
		script = parse_text(s, is_stdin ? "<standard input>" : path, buf, len);
	else
		diag(&s->diags, NO_SCRIPT, NO_SPAN, path, strerror(errno));
	free(buf);
	if (!is_stdin)
		fclose(f);
	return script;
}

static void dump_token(const struct parse *p, const struct token *t, FILE *out)
{
	struct place at;

	if (source_place(&p->session->sources, t->span.off, &at))
		fprintf(out, "%u:%u ", at.line, at.col);
	fprintf(out, "%s", token_kind_name(t->kind));
	if (t->kind)
		fprintf(out, " `%.*s'", (int)t->span.len, span_text(p, t->span));
	putc('\n', out);
}

void parser_dump_tokens(struct session *s, const char *name, const char *text, size_t len,
			FILE *out)
{
	const struct source *src = add_source(s, name, text, len);
	SCRIPT_STYPE value;
	struct span at;
	struct parse p;

	if (!src)
		return;
	parse_init(&p, s, src);
	words_open(&p);
	do {
		script_lex(&value, &at, &p);
		p.recover = false;
		dump_token(&p, &value.token, out);
	} while (value.token.kind);
	words_close(&p);
}
