// SPDX-License-Identifier: GPL-2.0-or-later
/* fptap: from the command line to the passes and the run. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "driver/build.h"
#include "driver/check/check.h"
#include "driver/compile.h"
#include "driver/doc.h"
#include "driver/explain.h"
#include "driver/list.h"
#include "driver/migrate.h"
#include "driver/options.h"
#include "driver/vm.h"
#include "parser/parser.h"
#include "runtime/host/privilege.h"
#include "runtime/host/run.h"

#define VERSION "0.1"

/* ---- options with a value in the script's own number syntax ---- */

static bool parse_count(struct session *s, const char *option, const char *word, enum unit unit,
			uint64_t *out)
{
	struct session scratch;
	struct script *script;
	const char *text;
	bool ok;

	session_init(&scratch);
	text = arena_printf(&scratch.arena, "const x = %s", word);
	script = parse_text(&scratch, "option", text, strlen(text));
	ok = !diags_failed(&scratch.diags) && script->items && !script->items->next &&
	     script->items->kind == ITEM_CONST && script->items->value->kind == EX_NUMBER &&
	     script->items->value->unit == unit && script->items->value->value;
	if (ok)
		*out = script->items->value->value;
	session_free(&scratch);
	if (!ok)
		diag(&s->diags, USAGE, NO_SPAN,
		     arena_printf(&s->arena, "-%s %s: %s is wanted", option, word,
				  unit == UNIT_DURATION ? "a time in whole units, such as 10s or 300ms,"
							: "a positive number"));
	return ok;
}

static bool run_options(struct session *s, const struct compilation *c, struct run_options *r)
{
	const struct options *o = c->o;
	uint64_t pid = 0;

	*r = (struct run_options){
		.command = o->command,
		.output = o->output,
		.json = c->json,
		.strict = o->strict,
		.quiet = o->quiet,
		.no_maps = o->no_maps,
		.verbose = o->verbose,
		.timing = o->timing,
		.color = options_color(o),
	};
	if (o->duration && !parse_count(s, "T", o->duration, UNIT_DURATION, &r->max_ns))
		return false;
	if (o->count && !parse_count(s, "n", o->count, UNIT_NONE, &r->max_records))
		return false;
	if (o->pid && !parse_count(s, "x", o->pid, UNIT_NONE, &pid))
		return false;
	if (pid > INT32_MAX ||
	    (pid && access(arena_printf(&s->arena, "/proc/%u", (unsigned)pid), F_OK))) {
		diag(&s->diags, USAGE, NO_SPAN,
		     arena_printf(&s->arena, "-x %s: no such process", o->pid));
		return false;
	}
	r->target_pid = (int)pid;
	return true;
}

/* ---- --timing ---- */

/* " (make 900.0, compile 1500.0)"; nothing where a compiler is all there was. */
static void print_parts(const struct built *built)
{
	const struct build_part *p = built->parts;

	if (!p->name)
		return;
	for (; p < built->parts + BUILD_PARTS && p->name; p++)
		fprintf(stderr, "%s%s %.1f", p == built->parts ? " (" : ", ", p->name, p->seconds * 1e3);
	fputc(')', stderr);
}

static void print_timing(const struct compilation *c)
{
	const struct timing *t = &c->time;
	struct rusage self;

	getrusage(RUSAGE_SELF, &self);
	fprintf(stderr, "fptap: ms: parse %.1f, BTF %.1f, check %.1f, C %.1f, %s %.1f", t->parse * 1e3,
		t->btf * 1e3, t->check * 1e3, t->emit * 1e3,
		c->built.cached ? "cached object" : "compiler", t->build * 1e3);
	print_parts(&c->built);
	fprintf(stderr, ", load %.1f; peak memory %.1f MB\n", t->load * 1e3,
		(double)self.ru_maxrss / 1024);
}

/* ---- commands ---- */

/* What would fail at the end is said before a compiler runs. */
static bool may_load(struct compilation *c)
{
	return c->last != PASS_RUN || !c->program->needs_kernel ||
	       c->target.backend != BACKEND_BPF || privilege_bpf(c->s);
}

/* The program's objects are loaded; NULL after a diagnostic. */
static struct backend *open_backend(struct compilation *c)
{
	const struct backend_ops *ops =
		c->target.backend == BACKEND_MODULE ? &backend_module : &backend_bpf;
	struct backend_options b = { .verbose = c->o->verbose, .pid = c->target.pid };
	double start = now_seconds();
	struct backend *backend = ops->open(c->program, &c->built, &b);

	c->time.load = now_seconds() - start;
	return backend;
}

static int run_script(struct session *s, const struct options *o)
{
	struct backend *backend = NULL;
	struct compilation c;
	struct run_options r;
	int status = EXIT_OK;

	if (!compile_init(&c, s, o) || !run_options(s, &c, &r) || !compile_check(&c) ||
	    !may_load(&c) || !compile_build(&c)) {
		target_close(&c.target);
		return s->diags.status;
	}
	if (c.last == PASS_RUN) {
		if (c.program->needs_kernel)
			backend = open_backend(&c);
		if (diags_failed(&s->diags))
			status = s->diags.status;
		else
			status = run_program(s, c.program, backend, &r);
	}
	if (o->timing)
		print_timing(&c);
	target_close(&c.target);
	return status;
}

static int show_help(struct session *s, const struct options *o)
{
	struct script *script;

	if (!o->file && !o->script) {
		options_help(stdout);
		return EXIT_OK;
	}
	script = o->script ? parse_text(s, "<command line>", o->script, strlen(o->script)) :
			     parse_file(s, o->file);
	if (diags_failed(&s->diags))
		return s->diags.status;
	sema_print_params(s, script, s->sources.first->name, stdout);
	return EXIT_OK;
}

static int show_explanation(struct session *s, const struct options *o)
{
	enum diag_code code;

	if (!diag_by_code(o->explain, &code)) {
		diag(&s->diags, USAGE, NO_SPAN,
		     arena_printf(&s->arena, "no message has the code `%s'", o->explain));
		return EXIT_USAGE;
	}
	diag_explain(code, stdout);
	return EXIT_OK;
}

static int run_main(struct session *s, const struct options *o)
{
	if (!o->file && !o->script) {
		diag(&s->diags, USAGE, NO_SPAN, "no script");
		diag_hint(&s->diags,
			  "fptap script.fp, or fptap -e 'probe begin { println(\"hi\") exit() }'");
		return EXIT_USAGE;
	}
	if (o->arch && !o->vm) {
		diag(&s->diags, USAGE, NO_SPAN, "--arch is a virtual machine's, and there is no --vm");
		return EXIT_USAGE;
	}
	return o->vm ? vm_run(s, o) : run_script(s, o);
}

/* Those that are not built are refused by options_parse(). */
#define if_built_true(f) f
#define if_built_false(f) NULL

static const struct {
	const char *name;
	int (*main)(struct session *s, const struct options *o);
} subcommands[] = {
#define SUBCOMMAND(name, built, takes_files, usage, help) { #name, if_built_##built(name##_main) },
#include "driver/subcommands.def"
#undef SUBCOMMAND
};

static int dispatch(struct session *s, const struct options *o)
{
	size_t i;

	if (o->help)
		return show_help(s, o);
	if (o->version) {
		puts("fptap " VERSION);
		return EXIT_OK;
	}
	if (o->explain)
		return show_explanation(s, o);
	for (i = 0; i < sizeof(subcommands) / sizeof(*subcommands); i++)
		if (!strcmp(subcommands[i].name, o->subcommand))
			return subcommands[i].main(s, o);
	return EXIT_USAGE;
}

int main(int argc, char **argv)
{
	struct options o = { 0 };
	struct session s;
	int status;

	session_init(&s);
	status = options_parse(&s, argc, argv, &o) ? dispatch(&s, &o) : (int)s.diags.status;
	diags_print(&s.diags, stderr, options_color(&o));
	if (fflush(stdout) && status == EXIT_OK)
		status = EXIT_USAGE;
	session_free(&s);
	return status;
}
