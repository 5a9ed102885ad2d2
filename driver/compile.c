// SPDX-License-Identifier: GPL-2.0-or-later
/* See compile.h. */

#include "driver/compile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "codegen/emit.h"
#include "driver/cgroup.h"
#include "driver/paths.h"
#include "driver/stored.h"
#include "parser/parser.h"

double now_seconds(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

/* ---- options ---- */

static bool bad_option(struct session *s, const char *option, const char *value, const char *wanted)
{
	diag(&s->diags, USAGE, NO_SPAN,
	     arena_printf(&s->arena, "--%s=%s: %s is wanted", option, value, wanted));
	return false;
}

static bool set_backend(struct compilation *c)
{
	const char *b = c->o->backend;

	if (!b || !strcmp(b, "bpf"))
		return true;
	c->target.backend = BACKEND_MODULE;
	return !strcmp(b, "module") || bad_option(c->s, "backend", b, "bpf or module");
}

static bool set_guru(struct compilation *c)
{
	c->target.guru = c->o->guru;
	if (!c->o->guru || c->target.backend == BACKEND_MODULE)
		return true;
	diag(&c->s->diags, NOT_IN_BACKEND, NO_SPAN, "--guru", backend_name(c->target.backend));
	return false;
}

static bool set_format(struct compilation *c)
{
	const char *f = c->o->format;

	c->json = c->o->json || (f && !strcmp(f, "json"));
	return !f || c->json || !strcmp(f, "text") ||
	       bad_option(c->s, "format", f, "text or json");
}

static bool set_pass(struct compilation *c)
{
	const char *p = c->o->pass, *d = c->o->dump;

	if (p && (p[0] < '1' || p[0] > '5' || p[1]))
		return bad_option(c->s, "pass", p, "1 to 5");
	if (p)
		c->last = (enum pass)(p[0] - '0');
	if (!d)
		return true;
	if (!strcmp(d, "tokens") || !strcmp(d, "ast"))
		c->last = PASS_PARSE;
	else if (!strcmp(d, "ir"))
		c->last = PASS_CHECK;
	else if (!strcmp(d, "c"))
		c->last = PASS_C;
	else
		return bad_option(c->s, "dump", d, "tokens, ast, ir or c");
	return true;
}

/* Each name of --via is a mechanism's. */
static bool check_via(struct compilation *c)
{
	const char *list = c->o->via, *name;
	size_t n;

	for (; list && *list; list += n + (list[n] == ',')) {
		n = strcspn(list, ",");
		name = arena_strndup(&c->s->arena, list, n);
		if (!mechanism_named(name))
			return bad_option(c->s, "via", name, "names that `fptap explain' shows");
	}
	return true;
}

/* The files of --module. */
static const char *const *modules_of(struct session *s, const struct options *o)
{
	const char **v = NULL, *word;
	unsigned i = 0, n = 0, cap = 0;

	while ((word = options_next(o, "module", &i)))
		*arena_push(&s->arena, v, n, cap) = word;
	*arena_push(&s->arena, v, n, cap) = NULL;
	return v;
}

bool compile_init(struct compilation *c, struct session *s, const struct options *o)
{
	*c = (struct compilation){ .s = s, .o = o, .last = PASS_RUN };
	s->stdlib = path_stdlib(s);
	target_init(&c->target, s);
	c->target.btf_path = o->kernel ? stored_or_file(s, o->kernel) : NULL;
	c->target.modules = modules_of(s, o);
	c->target.headers = o->headers;
	c->target.place_kernel = o->place;
	c->target.via = o->via;
	c->target.pid = o->pid ? atoi(o->pid) : 0;
	if (o->place && strcmp(o->place, "kernel"))
		return bad_option(s, "place", o->place, "kernel");
	if (!check_via(c))
		return false;
	if (o->release)
		c->target.release = o->release;
	if (o->kernel) {
		c->target.running = false;
		c->last = PASS_BUILD;
	}
	if (!set_backend(c) || !set_guru(c) || !set_format(c) || !set_pass(c))
		return false;
	if (o->kernel && c->last == PASS_RUN)
		c->last = PASS_BUILD;
	return true;
}

/* ---- passes ---- */

/* An option as a `filter' of the script's; what is wrong with it is said of the option. */
static void add_filter(struct compilation *c, const char *option, const char *expr)
{
	const char *text = arena_printf(&c->s->arena, "filter (%s)", expr);
	struct script *more = parse_text(c->s, option, text, strlen(text));
	struct item **end = &c->script->items;

	if (diags_failed(&c->s->diags))
		return;
	if (!more->items || more->items->next || more->items->kind != ITEM_FILTER) {
		bad_option(c->s, option + 2, expr, "one expression");
		return;
	}
	while (*end)
		end = &(*end)->next;
	*end = more->items;
}

static bool parse_pass(struct compilation *c)
{
	const struct options *o = c->o;
	struct session *s = c->s;
	double start = now_seconds();

	if (o->dump && !strcmp(o->dump, "tokens") && o->script) {
		parser_dump_tokens(s, "<command line>", o->script, strlen(o->script), stdout);
		return !diags_failed(&s->diags);
	}
	c->script = o->script ? parse_text(s, "<command line>", o->script, strlen(o->script)) :
				parse_file(s, o->file);
	c->time.parse = now_seconds() - start;
	if (diags_failed(&s->diags))
		return false;
	if (o->dump && !strcmp(o->dump, "tokens"))
		parser_dump_tokens(s, s->sources.first->name, s->sources.first->text,
				   s->sources.first->len, stdout);
	else if (o->dump && !strcmp(o->dump, "ast"))
		ast_dump(c->script, stdout);
	if (o->filter)
		add_filter(c, "--filter", o->filter);
	if (o->cgroup) {
		const char *condition = cgroup_condition(s, o->cgroup);

		if (condition)
			add_filter(c, "--cgroup", condition);
	}
	return !diags_failed(&s->diags);
}

static bool check_pass(struct compilation *c)
{
	struct script_args args = { c->o->args, c->o->nargs };
	struct session *s = c->s;
	double start = now_seconds();

	c->program = sema_check(s, &c->target, c->script, s->sources.first->name, &args);
	c->time.btf = c->target.btf_seconds;
	c->time.check = now_seconds() - start - c->time.btf;
	if (diags_failed(&s->diags) || !ir_verify(c->program))
		return false;
	if (c->o->dump && !strcmp(c->o->dump, "ir"))
		ir_dump(c->program, stdout);
	return true;
}

static void emit_pass(struct compilation *c)
{
	double start = now_seconds();
	struct str out;

	if (!c->program->needs_kernel)
		return;
	str_init(&out, &c->s->arena);
	emit_c(c->program, &out);
	c->c_text = out.text;
	c->time.emit = now_seconds() - start;
	if (c->o->dump && !strcmp(c->o->dump, "c"))
		fputs(c->c_text, stdout);
}

static bool keep_directory(struct compilation *c)
{
	if (!c->o->keep || !mkdir(c->o->keep, 0777) || errno == EEXIST)
		return true;
	diag(&c->s->diags, FILE_ERROR, NO_SPAN, c->o->keep, strerror(errno));
	return false;
}

static bool build_options(struct compilation *c, struct build_options *b)
{
	const char *clang = getenv("FPTAP_CLANG");

	*b = (struct build_options){
		.runtime_dir = path_runtime(c->s),
		.cache_dir = path_cache(c->s),
		.clang = clang && *clang ? clang : "clang",
		.release = c->target.release,
		.headers = c->target.headers,
		.arch = c->target.arch,
		.keep_dir = c->o->keep,
		.verbose = c->o->verbose,
		.progress = isatty(STDERR_FILENO),
	};

	if (!b->headers)
		b->headers = arena_printf(&c->s->arena, "/lib/modules/%s/build", b->release);
	return b->runtime_dir;
}

static bool build_pass(struct compilation *c)
{
	double start = now_seconds();
	struct build_options b;
	bool ok;

	if (!build_options(c, &b) || !keep_directory(c))
		return false;
	ok = c->target.backend == BACKEND_MODULE ? build_module(c->s, &b, c->c_text, &c->built) :
						   build_bpf(c->s, &b, c->c_text, &c->built);
	c->time.build = now_seconds() - start;
	c->has_built = ok;
	return ok;
}

bool compile_check(struct compilation *c)
{
	return parse_pass(c) && (c->last < PASS_CHECK || check_pass(c));
}

bool compile_build(struct compilation *c)
{
	if (c->last < PASS_C)
		return true;
	emit_pass(c);
	return c->last < PASS_BUILD || !c->c_text || build_pass(c);
}

bool compile_sources(struct compilation *c, const char *dir)
{
	struct build_options b;

	emit_pass(c);
	if (!c->c_text) {
		diag(&c->s->diags, NOTHING_TO_BUILD, NO_SPAN);
		return false;
	}
	return build_options(c, &b) && build_module_sources(c->s, &b, c->c_text, dir);
}
