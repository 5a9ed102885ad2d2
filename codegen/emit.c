// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See emit.h.  Here: the plan, scratch, handlers and their statements; expressions are in
 * emit_expr.c.
 *
 * Each statement is one line of C after a #line of the script's, so that what the compiler and the
 * verifier say about a line is about the script's line.
 */

#include "codegen/emit.h"

#include <string.h>

#include "codegen/ctypes.h"
#include "codegen/emit_int.h"
#include "common/table.h"
#include "probes/mechanism.h"
#include "probes/user.h"

/* ---- the plan ---- */

static bool uses_stacks(const struct program *p)
{
	unsigned i;

	for (i = 1; i <= STACK_MAX && !p->stack_depths[i]; i++)
		;
	return i <= STACK_MAX;
}

static bool handler_uses_scratch(const struct program *p, const struct handler *h)
{
	return h && (h->nslots || h->has_loops || p->nmaps);
}

/*
 * Handlers of programs may be preempted, or sleep, and others run on their CPU meanwhile: they have to
 * claim their scratch.
 */
static bool claims_scratch(const struct program *p, const struct probe *pr)
{
	return pr->in_kernel && pr->user &&
	       (handler_uses_scratch(p, pr->entry) || handler_uses_scratch(p, pr->exit));
}

static bool any_claims(const struct program *p)
{
	unsigned i;

	for (i = 0; i < p->nprobes; i++)
		if (claims_scratch(p, &p->probes[i]))
			return true;
	return false;
}

/* Where what the entry keeps lies; the module's runtime does that its own way. */
static void emit_plan_kept(const struct probe *p, struct str *out)
{
	const struct keep *k = &p->keep;
	const char *where = k->in_table ? "table" :
			    !k->in_word ? "nothing" :
			    p->via->traits & KEEPS_ARGS ? "word" : "mark";

	str_printf(out, "#define FPT_VIA_KEPT_%u %s\n#define FPT_VIA_ARGS_%u %u\n", p->id, where, p->id,
		   k->nslots);
	if (p->via->traits & PAIRS_BY_STACK)
		str_printf(out, "#define FPT_VIA_MANY_%u %d\n", p->id, p->is_many);
	str_printf(out, "#define FPT_VIA_REUSE_%u %d\n#define FPT_VIA_CANCELS_%u %d\n", p->id, k->counts_reuse,
		   p->id, p->entry && p->entry->body && p->entry->body->list);
}

static void emit_probe_plan(const struct program *p, const struct probe *pr, struct str *out)
{
	unsigned i = pr->id;

	str_printf(out, "#define FPT_VIA_%u %s\n#define FPT_TIMED_%u %d\n", i, pr->via->name, i,
		   pr->keep.time);
	str_printf(out, "#define FPT_HAS_ENTRY_%u %d\n#define FPT_HAS_EXIT_%u %d\n", i,
		   probe_has_entry(pr), i, !!pr->exit);
	str_printf(out, "#define FPT_CLAIMS_%u %d\n#define FPT_SLEEPS_%u %d\n", i, claims_scratch(p, pr), i,
		   probe_sleeps(pr));
	str_printf(out, "#define FPT_TURN_ENTRY_%u %d\n#define FPT_TURN_EXIT_%u %d\n", i,
		   emit_takes_turn(p, pr->entry), i, emit_takes_turn(p, pr->exit));
	if (pr->user)
		str_printf(out, "#define FPT_MANY_%u %d\n", i, pr->user->many);
	if (pr->kind == PROBE_KPROBE)
		str_printf(out, "#define FPT_OFFSET_%u %u\n", i, pr->offset);
	if (pr->kind == PROBE_TRACEPOINT || pr->kind == PROBE_RAWTRACEPOINT)
		str_printf(out, "#define FPT_SLOTS_OF_%u %u\n", i, pr->nargs);
	if (pr->kind == PROBE_PERF)
		str_printf(out, "#define FPT_EVENT_%u %u, 0x%llx, %llu, %d, %d\n", i, pr->perf.type,
			   (unsigned long long)pr->perf.config, (unsigned long long)pr->perf.count,
			   pr->perf.is_rate, pr->perf.one_cpu);
	if (probe_keeps(pr))
		emit_plan_kept(pr, out);
}

static bool any_samples(const struct program *p)
{
	unsigned i;

	for (i = 0; i < p->nprobes && p->probes[i].kind != PROBE_PERF; i++)
		;
	return i < p->nprobes;
}

static void emit_plan(const struct program *p, struct str *out)
{
	bool ring = false;
	unsigned i;

	for (i = 0; i < p->nprobes; i++)
		ring |= p->probes[i].in_kernel &&
			((p->probes[i].entry && p->probes[i].entry->uses_ring) ||
			 (p->probes[i].exit && p->probes[i].exit->uses_ring));
	str_puts(out, "/* Made by fptap. */\n");
	str_printf(
		out,
		"#define FPT_PROBES_N %u\n#define FPT_STATE_WORDS %u\n#define FPT_FAULT_WORD %u\n",
		p->nprobes, p->state_words, p->fault_word);
	str_printf(out, "#define FPT_MAP_WORD %u\n#define FPT_HELD_WORD %u\n#define FPT_USES_QUANTILES %d\n",
		   p->fault_word + p->nsites, p->fault_word + p->nsites + p->nmaps, emit_uses_quantiles(p));
	if (p->session_takes_context)
		str_puts(out, "#define FPT_VIA_CONTEXT 1\n");
	if (any_samples(p))
		str_puts(out, "#define FPT_USES_EVENTS 1\n");
	str_printf(out, "#define FPT_USES_EXIT %d\n#define FPT_USES_RING %d\n", p->uses_exit, ring);
	str_printf(out, "#define FPT_USES_STACKS %d\n", uses_stacks(p));
	str_printf(out, "#define FPT_SCRATCHES %d\n", any_claims(p) ? 4 : 1);
	for (i = 0; i < p->nprobes; i++)
		if (p->probes[i].in_kernel)
			emit_probe_plan(p, &p->probes[i], out);
	emit_places(p, out);
}

static void emit_slots(const struct handler *h, char side, unsigned id, struct str *out)
{
	unsigned i;

	for (i = 0; h && i < h->nslots; i++)
		str_printf(out, "\tchar %c%u_%u[%u];\n", side, id, i, h->slots[i]);
	for (i = 0; h && i < h->nlocals; i++)
		if (h->locals[i].shared)
			str_printf(out, "\tunsigned long long %cv%u_%u;\n", side, id, i);
}

static bool has_loops(const struct program *p)
{
	unsigned i;

	for (i = 0; i < p->nprobes; i++)
		if (p->probes[i].in_kernel &&
		    ((p->probes[i].entry && p->probes[i].entry->has_loops) ||
		     (p->probes[i].exit && p->probes[i].exit->has_loops)))
			return true;
	return false;
}

static void emit_scratch(const struct program *p, struct str *out)
{
	unsigned i;

	str_puts(out, "struct fpt_scratch {\n");
	if (has_loops(p))
		str_puts(out, "\tunsigned long long way, left, caught;\n");
	if (any_claims(p))
		str_puts(out, "\tunsigned long long claimed;\n");
	for (i = 0; i < p->nprobes; i++) {
		if (!p->probes[i].in_kernel)
			continue;
		emit_slots(p->probes[i].entry, 'e', i, out);
		emit_slots(p->probes[i].exit, 'x', i, out);
		emit_map_scratch(p, p->probes[i].entry, 'e', i, out);
		emit_map_scratch(p, p->probes[i].exit, 'x', i, out);
	}
	str_puts(out, "};\n#include \"fpt_rt.h\"\n");
}

/* ---- statements ---- */

static void emit_line(struct emit *e, struct span span)
{
	struct place at;

	if (!source_place(&e->p->s->sources, span.off, &at))
		return;
	str_printf(e->out, "#line %u ", at.line);
	str_put_c_literal(e->out, at.src->name, strlen(at.src->name));
	str_putc(e->out, '\n');
}

static void emit_seq(struct emit *e, const struct ir *seq);

static void emit_if(struct emit *e, const struct ir *i)
{
	str_puts(e->out, "\tif (");
	emit_expr(e, i->arg[0]);
	str_puts(e->out, ") {\n");
	emit_seq(e, i->arg[1]);
	if (i->arg[2]->list) {
		str_puts(e->out, "\t} else {\n");
		emit_seq(e, i->arg[2]);
	}
	str_puts(e->out, "\t}\n");
}

/* A string is made in the local's own slot where it can be; else it is copied there. */
static void emit_set_string(struct emit *e, const struct ir *i)
{
	uint16_t slot = e->h->locals[i->imm].slot;

	str_puts(e->out, "\t");
	if ((i->arg[0]->op == IR_STRKERNEL || i->arg[0]->op == IR_STRUSER ||
	     i->arg[0]->op == IR_BUILTINS) &&
	    i->arg[0]->slot == slot) {
		str_puts(e->out, "(void)");
		emit_expr(e, i->arg[0]);
	} else {
		str_puts(e->out, "fpt_str_copy(");
		emit_slot(e, slot);
		str_printf(e->out, ", %u, ", e->h->slots[slot]);
		emit_expr(e, i->arg[0]);
		str_printf(e->out, ", %u)", emit_string_width(e, i->arg[0]));
	}
	str_puts(e->out, ";\n");
}

static void emit_put(struct emit *e, struct ir *arg, unsigned n, const struct print_arg *to)
{
	struct str *out = e->out;

	if (ir_class(arg) == 's') {
		str_printf(out, "FPT_PUT_S(r, %u, a%u, %u); ", to->offset, n, to->type.width);
		return;
	}
	str_printf(out, "FPT_PUT_U(r, %u, ", to->offset);
	if (ir_is_steady(arg))
		emit_expr(e, arg);
	else
		str_printf(out, "a%u", n);
	str_puts(out, "); ");
}

/*
 * What may fault or do something comes before there is a record, which has to be sent once it is there.  What
 * is steady comes after it, and needs no register meanwhile.
 */
static void emit_print(struct emit *e, const struct ir *i)
{
	const struct print *print = e->p->sites[i->site].print;
	struct str *out = e->out;
	unsigned n = 0;

	str_puts(out, "\t{ FPT_SCOPE(); ");
	for_each_ir(arg, i->list) {
		if (!ir_is_steady(arg)) {
			str_printf(out, "%s a%u = ", ir_class(arg) == 's' ? "char *" : "u64", n);
			emit_expr(e, arg);
			str_puts(out, "; ");
		}
		n++;
	}
	str_printf(out, "FPT_SCOPED(); FPT_RECORD(%u, r, %u, %u); if (r) { ", e->probe->id, i->site,
		   print->bytes);
	n = 0;
	for_each_ir(arg, i->list) {
		emit_put(e, arg, n, &print->args[n]);
		n++;
	}
	str_puts(out, "FPT_SEND(r); } }\n");
}

static void emit_stmt(struct emit *e, const struct ir *i)
{
	if (i->op == IR_SEQ) {
		emit_seq(e, i);
		return;
	}
	emit_line(e, i->span);
	if (emit_map_stmt(e, i))
		return;
	switch ((int)i->op) {
	case IR_IF:
		emit_if(e, i);
		return;
	case IR_PRINT:
		emit_print(e, i);
		return;
	case IR_SETS:
		emit_set_string(e, i);
		return;
	case IR_EACH:
	case IR_LOOP:
		emit_loop(e, i);
		return;
	case IR_BLOCK:
		emit_block(e, i);
		return;
	case IR_LEAVE:
		emit_leave(e, (uint32_t)i->imm);
		return;
	case IR_TRY:
		emit_try(e, i);
		return;
	case IR_RAISE:
		str_printf(e->out, "\tFPT_FAULT(%s, %u);\n", e->fault, i->site);
		return;
	case IR_NEXT:
		str_puts(e->out, "\tgoto next;\n");
		return;
	case IR_EXIT:
		str_puts(e->out, "\tFPT_STOP(); goto next;\n");
		return;
	case IR_SET:
	case IR_SETP:
		str_puts(e->out, "\t");
		emit_local(e, (unsigned)i->imm);
		str_puts(e->out, " = ");
		break;
	case IR_GSET:
		str_printf(e->out, "\tfpt_g_set(%lld, ", (long long)i->imm);
		emit_expr(e, i->arg[0]);
		str_puts(e->out, ");\n");
		return;
	default:	/* EVAL */
		str_puts(e->out, "\t(void)");
	}
	emit_expr(e, i->arg[0]);
	str_puts(e->out, ";\n");
}

void emit_stmts(struct emit *e, struct ir *first)
{
	for_each_ir(i, first)
		emit_stmt(e, i);
}

static void emit_seq(struct emit *e, const struct ir *seq)
{
	emit_stmts(e, seq->list);
}

/* ---- handlers ---- */

void emit_locals(struct emit *e, uint32_t loop)
{
	unsigned i;

	for (i = 0; i < e->h->nlocals; i++) {
		const struct ir_local *local = &e->h->locals[i];

		if (local->cls == 's' || local->shared || local->loop != loop)
			continue;
		if (local->cls == 'p')
			str_printf(e->out, "\t%s *", local->pointee);
		else
			str_puts(e->out, "\tu64 ");
		emit_local(e, i);
		str_puts(e->out, " = 0;\n");
	}
}

/* The end of an entry: what the exit needs is put away. */
static void emit_keep(struct emit *e)
{
	const struct keep *k = &e->probe->keep;
	unsigned id = e->probe->id, i;
	struct str *out = e->out;

	str_printf(out, "\tFPT_OPEN(%u, c, k, next);\n", id);
	for (i = 0; i < k->nargs; i++)
		str_printf(out, "\tFPT_KEEP_ARG(%u, c, k, %u, %u);\n", id, i, k->args[i]);
	for (i = 0; i < k->nwords; i++) {
		bool typed = e->h->locals[k->words[i]].cls == 'p';

		str_printf(out, "\tFPT_KEEP_U(%u, k, %u, %s", id, i, typed ? "FPT_NUMBER(" : "");
		emit_local(e, k->words[i]);
		str_puts(out, typed ? "));\n" : ");\n");
	}
	for (i = 0; i < k->nstrings; i++) {
		uint16_t slot = e->h->locals[k->strings[i]].slot;

		str_printf(out, "\tFPT_KEEP_S(%u, k, %u, ", id, k->string_at[i]);
		emit_slot(e, slot);
		str_printf(out, ", %u);\n", e->h->slots[slot]);
	}
	str_printf(out, "\tFPT_CLOSE(%u, k);\n\tFPT_LEAVE(%u);\n", id, id);
}

/* The start of an exit: what the entry put away is taken. */
static void emit_take(struct emit *e)
{
	const struct keep *k = &e->probe->keep;
	unsigned id = e->probe->id, i;
	struct str *out = e->out;

	str_printf(out, "\tFPT_TAKE(%u, c, k, next);\n", id);
	if (k->time)
		str_printf(out, "\tu64 elapsed = FPT_ELAPSED(%u, k);\n", id);
	for (i = 0; i < k->nwords; i++) {
		str_puts(out, "\t");
		emit_local(e, k->exit_words[i]);
		str_printf(out, " = FPT_KEPT_U(%u, k, %u);\n", id, i);
	}
}

/* What a loop's body needs of the handler: pointers alone, since the verifier follows them anywhere. */
static void emit_frame(struct emit *e, bool pair)
{
	if (!e->h->has_loops)
		return;
	str_printf(e->out, "\tFPT_FRAME(f, c, z, %s, %s);\n", pair ? "k" : "0",
		   e->side == 'x' && e->probe->keep.time ? "elapsed" : "0");
}

static void emit_entry(struct emit *e)
{
	static struct handler nothing;
	unsigned id = e->probe->id;
	bool pair = probe_keeps(e->probe);

	e->h = e->probe->entry ? e->probe->entry : &nothing;
	e->side = 'e';
	emit_line(e, e->probe->span);
	str_printf(e->out, "FPT_ENTRY(%u)\n{\n%s\tFPT_ENTER(%u);\n", id,
		   e->probe->format ? "\tFPT_TRACED_GATE();\n" : "", id);
	emit_locals(e, 0);
	emit_frame(e, false);
	if (e->h->body)
		emit_seq(e, e->h->body);
	if (pair)
		emit_keep(e);
	str_puts(e->out, "FPT_LABEL(fault)\nFPT_LABEL(next)\n");
	if (pair)
		str_printf(e->out, "\tFPT_CANCEL(%u, c);\n", id);
	str_printf(e->out, "\tFPT_LEAVE(%u);\n}\n", id);
}

static void emit_exit(struct emit *e)
{
	unsigned id = e->probe->id;
	bool pair = probe_keeps(e->probe);

	e->h = e->probe->exit;
	e->side = 'x';
	emit_line(e, e->h->span);
	str_printf(e->out, "FPT_EXIT(%u)\n{\n\tFPT_ENTER(%u);\n", id, id);
	emit_locals(e, 0);
	if (pair)
		emit_take(e);
	emit_frame(e, pair);
	emit_seq(e, e->h->body);
	str_puts(e->out, "FPT_LABEL(fault)\nFPT_LABEL(next)\n");
	if (pair)
		str_printf(e->out, "\tFPT_RELEASE(%u, k);\n", id);
	str_printf(e->out, "\tFPT_LEAVE(%u);\n}\n", id);
}

/* The handler's loops come before it. */
static void emit_handler(struct emit *e, void (*emit)(struct emit *e))
{
	struct str *out = e->out, body, loops;

	str_init(&body, &e->p->s->arena);
	str_init(&loops, &e->p->s->arena);
	e->out = &body;
	e->loops = &loops;
	e->fault = "fault";
	emit(e);
	str_put(out, loops.text, loops.len);
	str_put(out, body.text, body.len);
	e->out = out;
}

static void emit_probe(const struct program *p, const struct probe *pr, struct str *out)
{
	struct emit e = { .p = p, .probe = pr, .out = out };

	if (pr->kind == PROBE_USDT)
		str_printf(out, "FPT_USDT(%u)\n", pr->id);
	if (probe_keeps(pr))
		str_printf(out, "FPT_PAIR(%u, %u, %u, %u)\n", pr->id, pr->keep.nargs,
			   pr->keep.nwords, pr->keep.bytes);
	if (probe_has_entry(pr))
		emit_handler(&e, emit_entry);
	if (pr->exit)
		emit_handler(&e, emit_exit);
}

/* Each of the kernel's variables is declared once. */
struct variables {
	struct table seen;
	struct str *out;
};

static void declare_variable(struct ir *i, void *arg)
{
	struct variables *v = arg;

	if (i->op != IR_VAR || table_get(&v->seen, i->text))
		return;
	table_set(&v->seen, i->text, v);
	str_printf(v->out, "FPT_VAR_DECL(%s);\n", i->text);
}

static void emit_variables(const struct program *p, struct str *out)
{
	struct variables v = { .out = out };
	unsigned i;

	table_init(&v.seen, &p->s->arena);
	for (i = 0; i < p->nprobes; i++) {
		if (!p->probes[i].in_kernel)
			continue;
		if (p->probes[i].entry)
			ir_walk(p->probes[i].entry->body, declare_variable, &v);
		if (p->probes[i].exit)
			ir_walk(p->probes[i].exit->body, declare_variable, &v);
	}
}

/* What a probe attaches to; NULL: fpt_frame.h has nothing to do for it. */
static const char *listed_name(const struct probe *p)
{
	return p->kind == PROBE_PERF ? "event" : p->user ? "program" : p->is_many ? "many" : p->target;
}

/* What there is, for fpt_frame.h. */
static void emit_lists(const struct program *p, struct str *out)
{
	unsigned i;

	str_puts(out, "#define FPT_PROBES(X)");
	for (i = 0; i < p->nprobes; i++) {
		const char *name = listed_name(&p->probes[i]);

		if (probe_attaches(&p->probes[i]) && name)
			str_printf(out, " X(%u, %s)", i, name);
	}
	str_puts(out, "\n#define FPT_RUNS(X)");
	for (i = 0; i < p->nprobes; i++)
		if (p->probes[i].in_kernel && !probe_attaches(&p->probes[i]))
			str_printf(out, " X(%u)", i);
	str_puts(out, "\n#define FPT_STORES(X)");
	emit_stores(p, out);
	for (i = 1; i <= STACK_MAX; i++)
		if (p->stack_depths[i])
			str_printf(out, " X(%u, stacks)", i);
	str_puts(out, "\n#include \"fpt_frame.h\"\n");
}

void emit_c(const struct program *p, struct str *out)
{
	unsigned i;

	emit_plan(p, out);
	emit_scratch(p, out);
	ctypes_emit(p, out);
	emit_names(p, out);
	emit_maps(p, out);
	emit_variables(p, out);
	for (i = 1; i <= STACK_MAX; i++)
		if (p->stack_depths[i])
			str_printf(out, "FPT_STACKS(%u);\n", i);
	for (i = 0; i < p->nprobes; i++)
		if (p->probes[i].in_kernel)
			emit_probe(p, &p->probes[i], out);
	emit_lists(p, out);
}
