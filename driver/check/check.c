// SPDX-License-Identifier: GPL-2.0-or-later
/* See check.h. */

#include "driver/check/check.h"
#include "driver/paths.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "driver/check/codegen.h"
#include "parser/parser.h"
#include "sema/sema.h"

const char *check_kernel_name(struct session *s, const struct checked_kernel *k)
{
	return k->arch ? arena_printf(&s->arena, "%s %s", k->label, k->arch) : k->label;
}

/* ---- findings ---- */

static bool same(const struct diag *a, const struct diag *b)
{
	return a->code == b->code && a->span.off == b->span.off && !strcmp(a->text, b->text);
}

static bool has_part(const struct diag *d, const struct diag_part *part)
{
	const struct diag_part *p;

	for (p = d->parts; p; p = p->next)
		if (p->kind == part->kind && p->span.off == part->span.off &&
		    !strcmp(p->text, part->text))
			return true;
	return false;
}

/* The same message with another hint: both hints. */
static void join(struct diag *to, struct diag *from)
{
	struct diag_part *p, *next;

	for (p = from->parts; p; p = next) {
		next = p->next;
		if (has_part(to, p))
			continue;
		p->next = NULL;
		*to->last_part = p;
		to->last_part = &p->next;
	}
}

static struct finding *finding_of(struct check *c, struct diag *d, unsigned script)
{
	unsigned i;

	for (i = 0; i < c->nfindings; i++)
		if (c->findings[i].script == script && same(c->findings[i].d, d)) {
			join(c->findings[i].d, d);
			return &c->findings[i];
		}
	*arena_push(&c->s->arena, c->findings, c->nfindings, c->cap_findings) =
		(struct finding){ .d = d, .script = script };
	return &c->findings[c->nfindings - 1];
}

/* Takes the session's messages; cell: a number, or UINT_MAX for those of the parser. */
static void collect(struct check *c, unsigned script, unsigned cell)
{
	struct diag *d, *next;
	struct finding *f;

	for (d = c->s->diags.first; d; d = next) {
		next = d->next;
		f = finding_of(c, d, script);
		if (cell != UINT_MAX)
			*arena_push(&c->s->arena, f->cells, f->ncells, f->cap_cells) = cell;
	}
	diags_init(&c->s->diags, &c->s->arena, &c->s->sources);
}

const char *check_kernels_of(const struct check *c, const struct finding *f)
{
	bool *seen = arena_array(&c->s->arena, bool, c->nkernels + 1);
	unsigned i, n = 0, all = 0;
	struct str out;

	str_init(&out, &c->s->arena);
	for (i = 0; i < f->ncells; i++)
		seen[c->cells[f->cells[i]].kernel] = true;
	for (i = 0; i < c->nkernels; i++) {
		all += !c->kernels[i].failed;
		if (!seen[i])
			continue;
		str_printf(&out, "%s%s", n++ ? ", " : "", check_kernel_name(c->s, &c->kernels[i]));
	}
	return !n || n == all ? NULL : out.text;
}

/* ---- one cell ---- */

static const struct diag *first_error(const struct diags *d)
{
	const struct diag *i, *first = NULL;

	for (i = d->first; i; i = i->next)
		if (diag_is_error(i) && (!first || i->span.off < first->span.off))
			first = i;
	return first;
}

static const struct diag *first_of(const struct diags *d, enum diag_code code)
{
	const struct diag *i;

	for (i = d->first; i && i->code != code; i = i->next)
		;
	return i;
}

static void check_one(struct check *c, unsigned script, unsigned kernel, struct target *t)
{
	struct checked_script *cs = &c->scripts[script];
	struct script_args args = { c->o->args, c->o->nargs };
	struct session *s = c->s;
	struct program *p = sema_check(s, t, cs->tree, cs->source->name, &args);

	if (!diags_failed(&s->diags) && ir_verify(p) && c->o->codegen)
		check_codegen(s, t, p, c->o);
	*arena_push(&s->arena, c->cells, c->ncells, c->cap_cells) = (struct cell){
		.script = script,
		.kernel = kernel,
		.backend = t->backend,
		.errors = s->diags.errors,
		.warnings = s->diags.warnings,
		.first = first_error(&s->diags),
		.unchecked = first_of(&s->diags, DIAG_MODULE_ABSENT),
	};
	collect(c, script, c->ncells - 1);
}

const struct cell *check_cell(const struct check *c, unsigned script, unsigned kernel,
			      enum backend_kind backend)
{
	unsigned i;

	for (i = 0; i < c->ncells; i++)
		if (c->cells[i].script == script && c->cells[i].kernel == kernel &&
		    c->cells[i].backend == backend)
			return &c->cells[i];
	return NULL;
}

/* ---- one kernel ---- */

static bool is_asked_for(const struct check *c, const char *arch)
{
	const char *word, *hit;
	unsigned i = 0;
	size_t n;

	if (!c->o->arch || !arch)
		return true;
	n = strlen(arch);
	while ((word = options_next(c->o, "arch", &i)))
		for (hit = word; (hit = strstr(hit, arch)); hit += n)
			if ((hit == word || hit[-1] == ',') && (!hit[n] || hit[n] == ','))
				return true;
	return false;
}

static const char *last_word(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

static void describe(struct check *c, struct checked_kernel *ck, struct kernel *k)
{
	struct utsname u;

	if (!k->release && c->o->release)
		k->release = c->o->release;
	if (!k->release && !strcmp(ck->path, "/sys/kernel/btf/vmlinux") && !uname(&u))
		k->release = arena_strdup(&c->s->arena, u.release);
	ck->release = k->release;
	ck->label = k->release ? k->release : last_word(ck->path);
	ck->arch = k->arch;
	ck->build_id = k->build_id;
	ck->has_functions = k->functions.n;
}

static struct kernel *open_kernel(struct check *c, struct checked_kernel *ck)
{
	const char *why = "unknown reason";
	struct kernel *k = kernel_open(&c->s->arena, ck->path, &why);

	ck->label = last_word(ck->path);
	if (k && check_add_modules(c, k, &why))
		return k;
	if (k)
		kernel_close(k);
	diag(&c->own, BAD_KERNEL, NO_SPAN, ck->path, why);
	c->refused = true;
	return NULL;
}

static void check_kernel(struct check *c, unsigned kernel)
{
	struct checked_kernel *ck = &c->kernels[kernel];
	struct kernel *k = open_kernel(c, ck);
	struct target t;
	unsigned i, j;

	ck->failed = true;
	if (!k)
		return;
	describe(c, ck, k);
	ck->failed = !is_asked_for(c, k->arch);
	for (i = 0; i < c->nscripts && !ck->failed; i++)
		for (j = 0; j < c->nbackends && !c->scripts[i].failed; j++) {
			target_init(&t, c->s);
			target_set_kernel(&t, k);
			t.backend = c->backends[j];
			check_one(c, i, kernel, &t);
		}
	kernel_close(k);
}

void check_run(struct check *c)
{
	unsigned i;

	for (i = 0; i < c->nkernels; i++)
		check_kernel(c, i);
}

/* ---- scripts ---- */

bool check_read_script(struct check *c, const char *path, const char *text, size_t n)
{
	struct session *s = c->s;
	struct source **last = s->sources.last;
	struct checked_script cs = { .path = path };

	cs.tree = text ? parse_text(s, path, text, n) : parse_file(s, path);
	cs.source = *last;
	cs.failed = diags_failed(&s->diags);
	*arena_push(&s->arena, c->scripts, c->nscripts, c->cap_scripts) = cs;
	c->refused |= cs.failed && !cs.source;
	collect(c, c->nscripts - 1, UINT_MAX);
	return !cs.failed;
}

static bool is_read(const struct check *c, const char *path)
{
	unsigned i;

	for (i = 0; i < c->nscripts; i++)
		if (!strcmp(c->scripts[i].path, path))
			return true;
	return false;
}

static bool read_scripts(struct check *c)
{
	const struct options *o = c->o;
	unsigned i;

	if (!o->script && !o->nfiles) {
		diag(&c->own, USAGE, NO_SPAN, "no script");
		diag_hint(&c->own, "fptap check SCRIPT.fp… --kernel=FILE…");
		return false;
	}
	if (o->script)
		check_read_script(c, "<command line>", o->script, strlen(o->script));
	for (i = 0; i < o->nfiles; i++)
		if (!is_read(c, o->files[i]))
			check_read_script(c, o->files[i], NULL, 0);
	return true;
}

static bool set_backends(struct check *c)
{
	const char *word;
	unsigned i = 0;

	while ((word = options_next(c->o, "backend", &i))) {
		bool bpf = !strcmp(word, "bpf"), module = !strcmp(word, "module");
		bool both = !strcmp(word, "bpf,module") || !strcmp(word, "module,bpf");

		if (!bpf && !module && !both) {
			diag(&c->own, USAGE, NO_SPAN,
			     arena_printf(&c->s->arena, "--backend=%s: bpf or module is wanted",
					  word));
			return false;
		}
		if ((bpf || both) && c->nbackends < 2)
			c->backends[c->nbackends++] = BACKEND_BPF;
		if ((module || both) && c->nbackends < 2)
			c->backends[c->nbackends++] = BACKEND_MODULE;
	}
	if (!c->nbackends)
		c->backends[c->nbackends++] = BACKEND_BPF;
	return true;
}

static bool set_format(struct check *c, void (**report)(struct check *c))
{
	const char *f = c->o->format;

	*report = NULL;
	if (!f || !strcmp(f, "text"))
		return true;
	*report = !strcmp(f, "json") ? report_json : !strcmp(f, "sarif") ? report_sarif : NULL;
	if (!*report)
		diag(&c->own, USAGE, NO_SPAN,
		     arena_printf(&c->s->arena, "--format=%s: text, json or sarif is wanted", f));
	return *report;
}

static bool any_error(const struct check *c)
{
	const struct finding *f;
	unsigned i, j;

	for (i = 0; i < c->nfindings; i++) {
		f = &c->findings[i];
		for (j = 0; j < f->ncells && c->cells[f->cells[j]].not_promised; j++)
			;
		if (diag_is_error(f->d) && (j < f->ncells || !f->ncells))
			return true;
	}
	return false;
}

static bool any_kernel(struct check *c)
{
	unsigned i;

	for (i = 0; i < c->nkernels; i++)
		if (!c->kernels[i].failed)
			return true;
	if (!c->refused)
		diag(&c->own, NO_ARCH, NO_SPAN, c->o->arch);
	return false;
}

/* False: there is nothing to report. */
static bool look(struct check *c)
{
	if (!set_backends(c) || !read_scripts(c) || !check_find_kernels(c) || !check_find_modules(c))
		return false;
	check_run(c);
	check_refuse_modules(c);
	if (!any_kernel(c) && !c->refused)
		return false;
	check_explain(c);
	check_promises(c);
	return true;
}

/* What is reported is what is left.  The first look has told already what is not of the scripts. */
static void look_again(struct check *c)
{
	struct check again = { .s = c->s, .o = c->o, .refused = c->refused };
	struct diags *own = &again.own;

	diags_init(own, &c->s->arena, &c->s->sources);
	if (!look(&again))
		return;
	again.own = c->own;
	*c = again;
}

static int check_all(struct check *c)
{
	void (*report)(struct check *c);

	if (!set_format(c, &report) || !look(c))
		return EXIT_USAGE;
	if (c->o->fix && check_fix(c))
		look_again(c);
	if (report)
		report(c);
	else
		report_text(c, stdout);
	return c->refused ? EXIT_USAGE : any_error(c) ? EXIT_SCRIPT : EXIT_OK;
}

int check_main(struct session *s, const struct options *o)
{
	struct check c = { .s = s, .o = o };
	int status;

	s->stdlib = path_stdlib(s);
	diags_init(&c.own, &s->arena, &s->sources);
	status = check_all(&c);
	s->diags.first = c.own.first;	/* for main to print */
	return status;
}
