// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The matrix for machines.
 *
 * --format=json is one object:
 *
 *	{"kernels":[{"path","release","arch","build_id","functions"}…],
 *	 "results":[{"script","kernel","release","arch","backend","ok","unchecked","promised","code","reason"}…],
 *	 "messages":[{"code","severity","script","file","line","column","end_line","end_column",
 *		      "text","hints":["…"],"kernels":["6.1.0-56-cloud-amd64 x86_64"…]}…]}
 *
 * "file" is the script or a file of the standard library.  Lines and columns count from 1, columns in
 * characters; the end is behind the last one.  "kernel" is an index into "kernels";
 * release and arch are null where they are not known, code and reason where all is fine.
 * "unchecked" is why not all of the script was checked for this kernel, else null.
 * --format=sarif is the messages in SARIF 2.1.0, one result a message,
 * with its kernels in "properties".
 */

#include <stdlib.h>
#include <string.h>

#include "driver/check/check.h"
#include "probes/mechanism.h"
#include "runtime/host/json.h"

#define SCHEMA                                                                                     \
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"                      \
	"sarif-schema-2.1.0.json"

struct writer {
	struct check *c;
	struct output out;
	struct json j;
};

static void text(struct writer *w, const char *key, const char *value)
{
	json_key(&w->j, key);
	if (value)
		json_string(&w->j, value, strlen(value));
	else
		json_null(&w->j);
}

static void number(struct writer *w, const char *key, u64 value)
{
	json_key(&w->j, key);
	json_unsigned(&w->j, value);
}

static void boolean(struct writer *w, const char *key, bool value)
{
	json_key(&w->j, key);
	json_value(&w->j, (struct type){ .kind = TY_BOOL, .size = 1 }, value);
}

static void open_object(struct writer *w, const char *key)
{
	if (key)
		json_key(&w->j, key);
	json_begin_object(&w->j);
}

static void open_array(struct writer *w, const char *key)
{
	json_key(&w->j, key);
	json_begin_array(&w->j);
}

static void kernels(struct writer *w)
{
	unsigned i;

	open_array(w, "kernels");
	for (i = 0; i < w->c->nkernels; i++) {
		const struct checked_kernel *k = &w->c->kernels[i];

		open_object(w, NULL);
		text(w, "path", k->path);
		text(w, "release", k->release);
		text(w, "arch", k->arch);
		text(w, "build_id", k->build_id);
		boolean(w, "functions", k->has_functions);
		json_end_object(&w->j);
	}
	json_end_array(&w->j);
}

static void results(struct writer *w)
{
	unsigned i;

	open_array(w, "results");
	for (i = 0; i < w->c->ncells; i++) {
		const struct cell *cell = &w->c->cells[i];
		const struct checked_kernel *k = &w->c->kernels[cell->kernel];

		open_object(w, NULL);
		text(w, "script", w->c->scripts[cell->script].path);
		number(w, "kernel", cell->kernel);
		text(w, "release", k->release);
		text(w, "arch", k->arch);
		text(w, "backend", backend_name(cell->backend));
		boolean(w, "ok", !cell->first);
		text(w, "unchecked", cell->unchecked ? cell->unchecked->text : NULL);
		boolean(w, "promised", !cell->not_promised);
		text(w, "code", cell->first ? diag_code_text(cell->first->code) : NULL);
		text(w, "reason", cell->first ? cell->first->text : NULL);
		json_end_object(&w->j);
	}
	json_end_array(&w->j);
}

/* The kernels of a finding, each by its name. */
static void kernel_names(struct writer *w, const struct finding *f)
{
	bool *seen = arena_array(&w->c->s->arena, bool, w->c->nkernels + 1);
	unsigned i;

	for (i = 0; i < f->ncells; i++)
		seen[w->c->cells[f->cells[i]].kernel] = true;
	open_array(w, "kernels");
	for (i = 0; i < w->c->nkernels; i++) {
		const char *name = check_kernel_name(w->c->s, &w->c->kernels[i]);

		if (seen[i])
			json_string(&w->j, name, strlen(name));
	}
	json_end_array(&w->j);
}

static void hints(struct writer *w, const struct diag *d)
{
	const struct diag_part *p;

	open_array(w, "hints");
	for (p = d->parts; p; p = p->next)
		if (p->kind != DIAG_KERNELS)
			json_string(&w->j, p->text, strlen(p->text));
	json_end_array(&w->j);
}

/* Both ends of a span; false: it has no place. */
static bool ends(const struct writer *w, struct span span, struct place *from, struct place *to)
{
	const struct sources *s = &w->c->s->sources;

	return source_place(s, span.off, from) && source_place(s, span.off + span.len, to) &&
	       from->src == to->src;
}

static void message(struct writer *w, const struct finding *f)
{
	struct place at, end;
	bool placed = ends(w, f->d->span, &at, &end);

	open_object(w, NULL);
	text(w, "code", diag_code_text(f->d->code));
	text(w, "severity", diag_is_error(f->d) ? "error" : "warning");
	text(w, "script", w->c->scripts[f->script].path);
	if (placed) {
		text(w, "file", at.src->name);
		number(w, "line", at.line);
		number(w, "column", at.col);
		number(w, "end_line", end.line);
		number(w, "end_column", end.col);
	}
	text(w, "text", f->d->text);
	hints(w, f->d);
	kernel_names(w, f);
	json_end_object(&w->j);
}

static bool begin(struct writer *w, struct check *c)
{
	*w = (struct writer){ .c = c };
	if (!output_open(&w->out, c->o->output)) {
		diag(&c->own, OUTPUT, NO_SPAN, c->o->output ? c->o->output : "standard output",
		     "cannot open");
		return false;
	}
	json_open(&w->j, &w->out, NULL);
	json_begin_object(&w->j);
	return true;
}

static void end(struct writer *w)
{
	json_end_object(&w->j);
	json_end_line(&w->j);
	json_close(&w->j);
	output_close(&w->out);
}

void report_json(struct check *c)
{
	struct writer w;
	unsigned i;

	if (!begin(&w, c))
		return;
	kernels(&w);
	results(&w);
	open_array(&w, "messages");
	for (i = 0; i < c->nfindings; i++)
		message(&w, &c->findings[i]);
	json_end_array(&w.j);
	end(&w);
}

/* ---- SARIF ---- */

static void sarif_text(struct writer *w, const char *key, const char *value)
{
	open_object(w, key);
	text(w, "text", value);
	json_end_object(&w->j);
}

static bool is_first_of_its_code(const struct check *c, unsigned i)
{
	unsigned j;

	for (j = 0; j < i; j++)
		if (c->findings[j].d->code == c->findings[i].d->code)
			return false;
	return true;
}

static void rules(struct writer *w)
{
	unsigned i;

	open_array(w, "rules");
	for (i = 0; i < w->c->nfindings; i++) {
		enum diag_code code = w->c->findings[i].d->code;

		if (!is_first_of_its_code(w->c, i))
			continue;
		open_object(w, NULL);
		text(w, "id", diag_code_text(code));
		sarif_text(w, "fullDescription", diag_code_meaning(code));
		json_end_object(&w->j);
	}
	json_end_array(&w->j);
}

static void region(struct writer *w, const struct place *at, const struct place *end)
{
	open_object(w, "region");
	number(w, "startLine", at->line);
	number(w, "startColumn", at->col);
	number(w, "endLine", end->line);
	number(w, "endColumn", end->col);
	json_end_object(&w->j);
}

/* A path as a URI: one that begins at the root has its scheme. */
static const char *uri(struct writer *w, const char *path)
{
	struct str out;

	str_init(&out, &w->c->s->arena);
	str_puts(&out, *path == '/' ? "file://" : "");
	for (; *path; path++)
		if ((*path >= 'a' && *path <= 'z') || (*path >= 'A' && *path <= 'Z') ||
		    (*path >= '0' && *path <= '9') || strchr("/-._~+,=@", *path))
			str_put(&out, path, 1);
		else
			str_printf(&out, "%%%02X", (unsigned char)*path);
	return out.text;
}

static void artifact(struct writer *w, const char *path)
{
	open_object(w, "artifactLocation");
	text(w, "uri", uri(w, path));
	json_end_object(&w->j);
}

static void location(struct writer *w, const struct finding *f)
{
	struct place at, end;
	bool placed = ends(w, f->d->span, &at, &end);

	open_array(w, "locations");
	open_object(w, NULL);
	open_object(w, "physicalLocation");
	artifact(w, placed ? at.src->name : w->c->scripts[f->script].path);
	if (placed)
		region(w, &at, &end);
	json_end_object(&w->j);
	json_end_object(&w->j);
	json_end_array(&w->j);
}

static void sarif_result(struct writer *w, const struct finding *f)
{
	const struct diag_part *p;
	struct str all;

	str_init(&all, &w->c->s->arena);
	str_puts(&all, f->d->text);
	for (p = f->d->parts; p; p = p->next)
		if (p->kind != DIAG_KERNELS)
			str_printf(&all, "\n%s", p->text);
	open_object(w, NULL);
	text(w, "ruleId", diag_code_text(f->d->code));
	text(w, "level", diag_is_error(f->d) ? "error" : "warning");
	sarif_text(w, "message", all.text);
	location(w, f);
	open_object(w, "properties");
	kernel_names(w, f);
	json_end_object(&w->j);
	json_end_object(&w->j);
}

void report_sarif(struct check *c)
{
	struct writer w;
	unsigned i;

	if (!begin(&w, c))
		return;
	text(&w, "$schema", SCHEMA);
	text(&w, "version", "2.1.0");
	open_array(&w, "runs");
	open_object(&w, NULL);
	open_object(&w, "tool");
	open_object(&w, "driver");
	text(&w, "name", "fptap");
	rules(&w);
	json_end_object(&w.j);
	json_end_object(&w.j);
	text(&w, "columnKind", "unicodeCodePoints");
	open_array(&w, "results");
	for (i = 0; i < c->nfindings; i++)
		sarif_result(&w, &c->findings[i]);
	json_end_array(&w.j);
	json_end_object(&w.j);
	json_end_array(&w.j);
	end(&w);
}
