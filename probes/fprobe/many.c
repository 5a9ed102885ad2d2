// SPDX-License-Identifier: GPL-2.0-or-later
/* See many.h. */

#include "probes/fprobe/many.h"

#include <string.h>

#include "probes/fprobe/select.h"

bool many_is_listed(const struct point_part *part)
{
	return part->args && (part->args->next || part->args->word);
}

/* ---- the words of the point ---- */

static bool set_once(struct sema *s, const struct point_arg *a, const char **to, const char *text)
{
	if (*to) {
		diag(s->d, BAD_SELECTION, a->span, a->word, "there is one already");
		return false;
	}
	*to = text;
	return true;
}

static bool take_word(struct sema *s, struct query *q, const struct point_arg *a, const char *text)
{
	struct nearest near;

	if (!strcmp(a->word, "takes"))
		return set_once(s, a, &q->takes, text);
	if (!strcmp(a->word, "returns"))
		return set_once(s, a, &q->returns, text);
	if (!strcmp(a->word, "module"))
		return set_once(s, a, &q->module, text);
	if (!strcmp(a->word, "not")) {
		if (select_split(s->a, text, q->exclude, &q->nexcludes))
			return true;
		diag(s->d, TOO_MANY, a->span, SELECT_PATTERNS, "patterns in one probe point");
		return false;
	}
	diag(s->d, BAD_SELECTION, a->span, a->word, "not, module, takes and returns are there");
	nearest_init(&near, a->word);
	nearest_offer(&near, "takes");
	nearest_offer(&near, "returns");
	nearest_offer(&near, "module");
	diag_hint_near(s->d, near.best);
	return false;
}

static bool read_query(struct sema *s, const struct point_part *part, struct query *q)
{
	const struct point_arg *a;
	const char *text;

	for (a = part->args; a; a = a->next) {
		text = point_arg_string(s, &kind_fprobe, a);
		if (!text)
			return false;
		if (a->word) {
			if (!take_word(s, q, a, text))
				return false;
		} else if (!select_split(s->a, text, q->pattern, &q->npatterns)) {
			diag(s->d, TOO_MANY, a->span, SELECT_PATTERNS, "patterns in one probe point");
			return false;
		}
	}
	if (q->npatterns)
		return true;
	diag(s->d, BAD_PROBE_ARGS, part->span, kind_fprobe.name, kind_fprobe.syntax);
	return false;
}

/* ---- what all functions agree on ---- */

static const char *type_words(struct sema *s, uint32_t type)
{
	struct str text;

	str_init(&text, s->a);
	ktypes_print(s->target->kt, type, NULL, &text);
	return text.text;
}

/* The parameters of *common that `l' has too: by name, place and type. */
static void keep_common(const struct ktypes *kt, struct layout *common, const struct layout *l)
{
	unsigned i, k, n = 0;

	for (i = 0; i < common->fn.n; i++) {
		const struct kparam *p = &common->fn.params[i];

		for (k = 0; k < l->fn.n && strcmp(l->fn.params[k].name, p->name); k++)
			;
		if (k == l->fn.n || l->slots[k] != common->slots[i] ||
		    !select_same_type(kt, l->fn.params[k].type, p->type))
			continue;
		common->fn.params[n] = *p;
		common->slots[n++] = common->slots[i];
	}
	common->fn.n = n;
}

static void agree(struct sema *s, struct context *ctx)
{
	const struct ktypes *kt = s->target->kt;
	struct layout *common = arena_new(s->a, struct layout), *l = arena_new(s->a, struct layout);
	bool any = false;
	size_t i;

	for (i = 0; i < ctx->many->n; i++) {
		const struct choice *c = &ctx->many->v[i];

		if (!c->typed)
			continue;
		select_layout(kt, c, any ? l : common);
		if (any)
			keep_common(kt, common, l);
		if (any && !ctx->results_differ && !c->returns_struct &&
		    !select_same_type(kt, common->fn.result, l->fn.result))
			ctx->results_differ = arena_printf(s->a, "%s returns %s, %s %s", common->fn.name,
				type_words(s, common->fn.result), l->fn.name,
				type_words(s, l->fn.result));
		any = true;
	}
	ctx->fn = common->fn;
	for (i = 0; i < common->fn.n; i++)
		ctx->slots[i] = common->slots[i];
}

static const char *place_of(struct sema *s, const struct layout *l, unsigned i)
{
	return arena_printf(s->a, "%s has `%s' as parameter %u", l->fn.name,
			    type_words(s, l->fn.params[i].type), i + 1);
}

const char *many_difference(struct sema *s, const struct context *ctx, const char *name)
{
	struct layout *l = arena_new(s->a, struct layout);
	const char *one = NULL, *without = NULL, *place;
	unsigned at = 0, k;
	size_t i;

	for (i = 0; i < ctx->many->n; i++) {
		const struct choice *c = &ctx->many->v[i];

		if (!c->typed)
			continue;
		select_layout(s->target->kt, c, l);
		for (k = 0; k < l->fn.n && strcmp(l->fn.params[k].name, name); k++)
			;
		if (k == l->fn.n) {
			without = without ? without : l->fn.name;
		} else if (!one) {
			one = place_of(s, l, k);
			at = k;
		} else {
			place = place_of(s, l, k);
			if (k != at || strcmp(strchr(one, ' '), strchr(place, ' ')))
				return arena_printf(s->a, "%s, %s", one, place);
		}
		if (one && without)
			return arena_printf(s->a, "%s, %s has none", one, without);
	}
	return one ? "it is in no place that they share" : NULL;
}

void function_in_registers(struct sema *s, struct context *ctx)
{
	unsigned i;

	ctx->pointers = target_has(s->target, "bpf_rdonly_cast") ? POINTERS_CAST : POINTERS_PLAIN;
	if (ctx->nreadable > target_registers(s->target))
		ctx->nreadable = target_registers(s->target);
	for (i = 0; i < ctx->fn.n; i++)
		if (ctx->slots[i] >= ctx->nreadable && !ctx->bad_param[i])
			ctx->bad_param[i] = "it is not passed in a register";
}

/* ---- resolving ---- */

static void explain_none(struct sema *s, const struct selection *sel)
{
	unsigned i;

	for (i = 0; i < LEFT_COUNT; i++)
		if (sel->left[i])
			diag_hint(s->d, "`%s'%s %s", sel->example[i],
				  sel->left[i] > 1 ? arena_printf(s->a, " (and %zu more)", sel->left[i] - 1)
						   : "", left_text(i));
}

static bool check_names(struct sema *s, const struct selection *sel, struct span span)
{
	if (sel->unknown)
		function_unknown(s, sel->unknown, span);
	else if (sel->refused)
		diag(s->d, NOT_TRACEABLE, span, sel->refused,
		     arena_printf(s->a, "it %s", left_text(sel->refused_why)));
	else
		return true;
	return false;
}

static struct selection *find(struct sema *s, const struct point *pt, const struct query *q)
{
	const char *key = arena_printf(s->a, "%u:%u", pt->span.off, pt->span.len);
	struct selection *sel = table_get(&s->selections, key), *copy;

	if (!sel) {
		sel = select_functions(s->a, target_functions(s->target), s->target->kt, q);
		table_set(&s->selections, key, sel);
	}
	copy = arena_new(s->a, struct selection);
	*copy = *sel;
	return copy;
}

static bool is_chosen(void *arg, const char *name)
{
	return select_has(arg, name);
}

/* Nothing was found: it may be in a module that is another kernel's. */
static bool is_absent(struct sema *s, const struct point *pt, struct query *q)
{
	const char *module = target_absent_module(s->target, is_chosen, q);

	if (module)
		target_say_absent(s->target, point_text(s, pt), module, pt->parts->span);
	return module;
}

enum resolved many_resolve(struct sema *s, const struct point *pt, bool optional, bool exit,
			   struct probe *p, struct context *ctx)
{
	struct query *q = arena_new(s->a, struct query);
	enum module_use use = MODULE_USED;
	struct selection *sel;

	if (!target_types(s->target) || !read_query(s, pt->parts, q))
		return RESOLVE_BAD;
	if (q->module)
		use = target_use_module(s->target, q->module, pt->span);
	if (use == MODULE_UNKNOWN)
		target_say_absent(s->target, point_text(s, pt), q->module, pt->parts->span);
	if (use != MODULE_USED)
		return use == MODULE_UNKNOWN ? RESOLVE_MISSING : RESOLVE_BAD;
	q->exit = exit;
	q->registers = target_registers(s->target);
	sel = find(s, pt, q);
	if (!sel->n && is_absent(s, pt, q))
		return RESOLVE_MISSING;
	if (!optional && !check_names(s, sel, pt->parts->span))
		return RESOLVE_BAD;
	if (!sel->n) {
		if (!optional) {
			diag(s->d, NO_MATCH, pt->parts->span, point_text(s, pt));
			explain_none(s, sel);
		}
		return RESOLVE_MISSING;
	}
	p->is_many = true;
	p->target = point_text(s, pt);
	p->nargs = ctx->nslots = ctx->nreadable = q->registers;
	ctx->many = sel;
	ctx->uses = arena_new(s->a, struct uses);
	ctx->has_params = true;
	ctx->it_type = sel->it_type;
	agree(s, ctx);
	function_in_registers(s, ctx);
	ctx->fn.name = p->target;
	return RESOLVE_OK;
}

bool many_finish(struct sema *s, struct probe *p, struct context *ctx)
{
	struct selection *sel = ctx->many;
	struct probe_function *v;
	size_t i;

	ctx->uses->exit = p->exit;
	select_fitting(s->a, sel, ctx->uses);
	if (!sel->n) {
		diag(s->d, NO_MATCH, p->span, p->name);
		explain_none(s, sel);
		return false;
	}
	v = arena_array(s->a, struct probe_function, sel->n);
	for (i = 0; i < sel->n; i++)
		v[i] = sel->v[i].f;
	p->functions = v;
	p->selection = sel;
	p->nfunctions = (unsigned)sel->n;
	p->uses_it = ctx->uses->it;
	return true;
}

bool many_list(struct sema *s, const struct point_part *part, list_fn *fn, void *arg)
{
	struct query *q = arena_new(s->a, struct query);
	struct layout *l = arena_new(s->a, struct layout);
	const struct selection *sel;
	size_t i;

	if (!target_types(s->target) || !read_query(s, part, q) ||
	    (q->module && target_use_module(s->target, q->module, part->span) != MODULE_USED))
		return false;
	q->registers = target_registers(s->target);
	sel = select_functions(s->a, target_functions(s->target), s->target->kt, q);
	for (i = 0; i < sel->n; i++) {
		const struct choice *c = &sel->v[i];
		struct listed listed = { .kind = kind_fprobe.name, .name = c->f.name,
					 .module = c->f.module, .returns = true };

		if (c->typed)
			select_layout(s->target->kt, c, l);
		listed.fn = c->typed ? &l->fn : NULL;
		fn(arg, &listed);
	}
	return true;
}
