// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The order of the work: names, params, then each probe item point by point, then the plan and the
 * layout of the state.
 */

#include "sema/sema.h"

#include <string.h>

#include "probes/kind.h"

#include "runtime/wire_host.h"

#define MAX_SITES 65535		/* a site is 16 bits on the wire */

void not_built(struct sema *s, struct span span, const char *what)
{
	diag(s->d, NOT_BUILT, span, what);
}

uint16_t site_add(struct sema *s, enum site_kind kind, enum fault_kind fault, struct span span,
		  unsigned probe)
{
	struct program *p = s->p;

	if (p->nsites == MAX_SITES) {
		diag(s->d, TOO_MANY, span, MAX_SITES, "places that print or may fault");
		return 0;
	}
	*arena_push(s->a, p->sites, p->nsites, p->cap_sites) =
		(struct site){ .kind = kind, .span = span, .fault = fault, .probe = probe };
	return (uint16_t)(p->nsites - 1);
}

unsigned symbol_number(struct sema *s, const char *name)
{
	struct program *p = s->p;
	unsigned i;

	for (i = 0; i < p->nsymbols && strcmp(p->symbols[i], name); i++)
		;
	if (i == p->nsymbols)
		*arena_push(s->a, p->symbols, p->nsymbols, p->cap_symbols) = arena_strdup(s->a, name);
	return i;
}

unsigned symbol_global(struct sema *s, const char *name, struct span span)
{
	struct program *p = s->p;
	unsigned i;

	for (i = 0; i < p->nglobals; i++)
		if (p->globals[i].symbol && !strcmp(p->globals[i].symbol, name))
			return i;
	*arena_push(s->a, p->globals, p->nglobals, p->cap_globals) = (struct global){
		.name = arena_printf(s->a, "func.%s", name),
		.type = type_int(8, false),
		.span = span,
		.symbol = arena_strdup(s->a, name),
	};
	return i;
}

/* ---- the plan ---- */

/*
 * Where what an entry keeps lies.  A session's word is enough for the time, or for one number where the
 * exit can tell by itself that the entry has cancelled it.
 */
static void lay_out_kept(struct target *t, struct probe *p)
{
	struct keep *k = &p->keep;

	if (!probe_keeps(p))
		return;
	k->nslots = p->via->traits & KEEPS_ARGS ? k->nargs : 0;
	k->in_word = p->via->traits & IS_SESSION && !k->bytes &&
		     (p->via->traits & KEEPS_ARGS ? k->nslots + k->nwords + k->time <= 1 : !k->nwords);
	k->counts_reuse = p->via->traits & IS_SINGLE && !target_has(t, "bpf_get_kprobe_info/7");
	k->in_table = !k->in_word && p->via->traits & (IS_SESSION | HAS_TABLE);
}

static unsigned needs_of(const struct probe *p)
{
	unsigned needs = p->kind == PROBE_SYSCALL ? DOES_SYSCALL : p->user ? DOES_USER : 0;

	if (p->kind == PROBE_TRACEPOINT)
		return p->format ? DOES_FIELDS : DOES_TRACEPOINT;
	if (p->kind == PROBE_RAWTRACEPOINT)
		return DOES_RAW;
	if (p->kind == PROBE_KPROBE)
		return DOES_BREAK;
	if (p->kind == PROBE_PERF)
		return DOES_SAMPLE;
	if (p->kind == PROBE_BEGIN || p->kind == PROBE_END || p->kind == PROBE_ERROR || p->kind == PROBE_TIMER)
		return DOES_RUN;
	if (!p->exit)
		return needs | DOES_ENTRY;
	needs |= DOES_EXIT;
	if (p->keep.nargs)
		needs |= DOES_ENTRY_ARGS;
	if (p->entry || p->keep.time || (p->keep.nargs && p->new_registers))
		needs |= DOES_ENTRY_CODE;
	return needs;
}

struct need probe_need(const struct target *t, const struct probe *p)
{
	const struct keep *k = &p->keep;

	return (struct need){
		.backend = t->backend,
		.does = needs_of(p),
		.many = p->is_many,
		.wide = k->nargs + k->nwords + k->time > 1 || k->bytes,
		.via = t->via,
	};
}

/* All rows that would serve are ones that this kernel does not have. */
static void kernel_has_none(struct sema *s, const struct probe *p, const struct need *need)
{
	const struct mechanism *m;
	bool said = false;
	unsigned i;

	for (i = 0; (m = mechanism_at(i)); i++) {
		if (!mechanism_suits(m, need, s->target))
			continue;
		if (!said)
			diag(s->d, NO_KERNEL_FEATURE, p->span, p->name, mechanism_lacks(m, need, s->target));
		else
			diag_hint(s->d, "nor by %s: %s", m->name, mechanism_lacks(m, need, s->target));
		said = true;
	}
	if (!said)
		diag(s->d, NOT_IN_BACKEND, p->span, p->name, backend_name(s->target->backend));
}

static void no_mechanism(struct sema *s, const struct probe *p, const struct need *need)
{
	const struct mechanism *m;
	unsigned i;

	if (!need->via) {
		kernel_has_none(s, p, need);
		return;
	}
	diag(s->d, NOT_VIA, p->span, p->name, need->via);
	for (i = 0; (m = mechanism_at(i)); i++)
		if (mechanism_is_in(m->name, need->via))
			diag_hint(s->d, "%s: %s", m->name, mechanism_lacks(m, need, s->target));
}

static void plan(struct sema *s, struct probe *p)
{
	struct need need = probe_need(s->target, p);
	struct program *prog = s->p;

	if (!p->in_kernel)
		return;
	prog->needs_kernel = true;
	p->via = mechanism_for(&need, s->target);
	if (!p->via) {
		no_mechanism(s, p, &need);
		return;
	}
	if (p->via->traits & IS_SESSION)
		prog->session_takes_context = target_has(s->target, "bpf_session_cookie/1");
	lay_out_kept(s->target, p);
}

/* ---- probes ---- */

static void add_probe(struct sema *s, const struct item *item, const struct step *steps,
		      struct probe *p, const struct kind *k, struct context *ctx)
{
	struct program *prog = s->p;

	if (item->exit_body && (!k->has_exit || ctx->has_result)) {
		diag(s->d, BAD_PROBE_ARGS, item->exit_span, "exit { … }",
		     "an entry before it: fprobe(\"f\") { … } exit { … }");
		return;
	}
	if (item->exit_body && k->check_exit && !k->check_exit(s, p, item->exit_span))
		return;
	p->id = prog->nprobes;
	lower_probe(s, p, ctx, steps, item);
	if (!s->learning && (!k->finish || k->finish(s, p, ctx)))
		plan(s, p);
	*arena_push(s->a, prog->probes, prog->nprobes, prog->cap_probes) = *p;
}

/*
 * One point of an item.  `x?` may be missing.  `a!, b`: when a is there, the rest is not looked at;
 * so a point before the last, with another to fall back on, may be missing too.
 */
static enum resolved check_point(struct sema *s, const struct item *item, const struct point *pt,
				 const struct step *steps)
{
	const struct kind *k = kind_of(s, pt);
	struct context *ctx = arena_new(s->a, struct context);
	struct probe p = { .span = pt->span, .name = point_text(s, pt) };
	bool optional = pt->mark == '?' || (pt->mark == '!' && pt->next);
	enum resolved r;
	bool again;

	if (!k)
		return RESOLVE_BAD;
	s->item = item;
	s->steps = steps;
	r = k->resolve(s, pt, optional, &p, ctx);
	for (again = r == RESOLVE_OK; again; again = k->more && k->more(s, &p, ctx)) {
		struct probe one = p;
		struct context *own = arena_new(s->a, struct context);

		*own = *ctx;
		add_probe(s, item, steps, &one, k, own);
	}
	return r;
}

struct points {
	struct sema *s;
	const struct item *item;
	bool one;		/* some point of an alias was there */
};

static bool check_alias_point(void *arg, const struct point *pt, const struct step *steps)
{
	struct points *to = arg;
	bool there = check_point(to->s, to->item, pt, steps) == RESOLVE_OK;

	to->one |= there;
	return there;
}

static void check_item(struct sema *s, const struct item *item)
{
	const struct step *steps = item_steps(s, item);
	const struct point *pt;

	for (pt = item->points; pt; pt = pt->next) {
		struct points to = { .s = s, .item = item };
		bool there = alias_expand(s, item, pt, check_alias_point, &to) ?
				     to.one :
				     check_point(s, item, pt, steps) == RESOLVE_OK;

		if (there && pt->mark == '!')
			return;
	}
}

/* ---- limits of all handlers together ---- */

#define MAX_SCRATCH 32768	/* a per-CPU map's value: PCPU_MIN_UNIT_SIZE of the kernel */

static uint32_t slot_bytes(const struct handler *h)
{
	uint32_t bytes = 0;
	unsigned i;

	for (i = 0; h && i < h->nslots; i++)
		bytes += h->slots[i];
	return bytes;
}

static void check_scratch(struct sema *s)
{
	const struct program *p = s->p;
	uint32_t bytes = 0;
	unsigned i;

	for (i = 0; i < p->nprobes; i++) {
		if (!p->probes[i].in_kernel)
			continue;
		bytes += slot_bytes(p->probes[i].entry) + slot_bytes(p->probes[i].exit);
		if (bytes > MAX_SCRATCH) {
			diag(s->d, TOO_MANY, p->probes[i].span, MAX_SCRATCH,
			     "bytes of strings in all kernel handlers together");
			return;
		}
	}
}

/* ---- the layout of the state ---- */

static void set_word(struct ir *i, void *arg)
{
	const struct program *p = arg;

	switch ((int)i->op) {
	case IR_GLOBAL:
	case IR_GSET:
	case IR_GADD:
	case IR_GAND:
	case IR_GOR:
	case IR_GXOR:
	case IR_ATMOST:
		i->imm = p->globals[i->imm].word;
	}
}

/* func() of a probe of one function, where another probe is of many: its address as well. */
static void name_by_address(struct ir *i, void *arg)
{
	struct sema *s = arg;

	if (i->op != IR_CONST || i->aux != CONST_SYMBOL)
		return;
	i->op = IR_GLOBAL;
	i->aux = 0;
	i->imm = symbol_global(s, s->p->symbols[i->imm], i->span);
}

static void name_functions(struct sema *s)
{
	unsigned i;

	for (i = 0; s->p->func_by_address && i < s->p->nprobes; i++) {
		if (s->p->probes[i].entry)
			ir_walk(s->p->probes[i].entry->body, name_by_address, s);
		if (s->p->probes[i].exit)
			ir_walk(s->p->probes[i].exit->body, name_by_address, s);
	}
}

static void lay_out(struct program *p)
{
	unsigned i;

	p->fault_word = WIRE_STATE_HEAD + p->nprobes * WIRE_PROBE_WORDS;
	p->state_words = p->fault_word + p->nsites;
	for (i = 0; i < p->nmaps; i++)
		p->maps[i]->word = p->state_words++;
	for (i = 0; i < p->nmaps; i++)
		p->maps[i]->held = p->state_words++;
	for (i = 0; i < p->nmaps; i++)
		if (p->maps[i]->drained)
			p->maps[i]->which = p->state_words++;
	for (i = 0; i < p->nglobals; i++)
		p->globals[i].word = p->state_words++;
	for (i = 0; i < p->nprobes; i++) {
		if (p->probes[i].entry)
			ir_walk(p->probes[i].entry->body, set_word, p);
		if (p->probes[i].exit)
			ir_walk(p->probes[i].exit->body, set_word, p);
	}
}

/* ---- all ---- */

#define LEARN_MAX 6	/* passes: each finds what depends on the last one's findings */

static void check_probes(struct sema *s, const struct script *script)
{
	for_each_item(item, script)
		if (item->kind == ITEM_PROBE)
			check_item(s, item);
}

/*
 * The types of maps come from all handlers; some of them may depend on others.  Messages of these
 * passes are dropped, the last pass has them.
 */
static void learn_maps(struct sema *s, const struct script *script)
{
	struct diags quiet, *loud = s->d;
	struct program *p = s->p;
	unsigned i, n = 0;

	diags_init(&quiet, s->a, loud->sources);
	s->d = &quiet;
	s->learning = true;
	do {
		s->learnt = false;
		check_probes(s, script);
		p->nprobes = 0;
	} while (s->learnt && ++n < LEARN_MAX);
	s->learning = false;
	s->d = loud;
	s->gave_up = false;
	for (i = 0; i < p->nmaps; i++)
		p->maps[i]->in_kernel = p->maps[i]->in_user = p->maps[i]->read = false;
}

struct program *sema_check(struct session *session, struct target *t, const struct script *script,
			   const char *script_name, const struct script_args *args)
{
	struct arena *a = &session->arena;
	struct program *p = arena_new(a, struct program);
	struct sema s = { .s = session, .a = a, .d = &session->diags, .target = t, .p = p };
	bool any = false;

	s.script = script;
	p->s = session;
	p->script_name = script_name;
	if (t->btf_path)	/* a file's architecture is its own */
		target_types_if_any(t);
	p->arch = t->arch;
	table_init(&s.names, a);
	table_init(&s.selections, a);
	table_init(&s.library_names, a);
	s.library = library_of(session);
	table_init(&s.user_points, a);
	site_add(&s, SITE_NONE, 0, NO_SPAN, 0);
	names_collect(&s, script);
	names_set_params(&s, script, args);
	for_each_item(item, script)
		any |= item->kind == ITEM_PROBE;
	learn_maps(&s, script);
	check_probes(&s, script);
	if (!p->nprobes && !t->absent && !diags_failed(s.d)) {
		diag(s.d, NO_PROBE, NO_SPAN);
		if (any)
			diag_hint(s.d, "all of its probe points may be missing, and this kernel "
				       "has none of them");
	}
	if (s.gave_up && !diags_failed(s.d))
		diag(s.d, INTERNAL, NO_SPAN, "an expression was dropped without a message");
	check_scratch(&s);
	maps_lay_out(&s);
	p->kt = t->kt;
	name_functions(&s);
	lay_out(p);
	user_number_places(&s);
	return p;
}

/* --min=1ms by its default, --who=string by its type. */
static void print_param(struct session *s, const struct item *i, FILE *out)
{
	struct span shown = i->value ? i->value->span : i->type ? i->type->span : NO_SPAN;
	const char *words = source_words(&s->sources, &s->arena, shown);
	int n = fprintf(out, "  --%s=%s", i->name, words ? words : "VALUE");

	if (i->help || !i->value)
		fprintf(out, "%*s", n < 24 ? 24 - n : 2, "");
	fprintf(out, "%s%s%s\n", i->value ? "" : "(required, or the next argument)",
		i->help && !i->value ? "  " : "", i->help ? i->help : "");
}

void sema_print_params(struct session *s, const struct script *script, const char *script_name,
		       FILE *out)
{
	bool any = false;

	for_each_item(i, script) {
		if (i->kind != ITEM_PARAM)
			continue;
		if (!any)
			fprintf(out, "Parameters of %s:\n", script_name);
		any = true;
		print_param(s, i, out);
	}
	if (!any)
		fprintf(out, "%s has no parameters.\n", script_name);
}
