// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Loops, blocks and try in C.
 *
 * The body of a loop is a C function, so that BPF can run it by bpf_loop(): it returns 1 to end the
 * loop.  A way out that leads farther than the loop is noted in the scratch (FPT_WAY) and taken
 * behind the loop.  BLOCK n has the label Ln at its end.
 */

#include "codegen/emit_int.h"

/* Ways out beside the labels, which are numbered from 1: their numbers in FPT_WAY. */
#define WAY_FAULT "FPT_WAY_FAULT"
#define WAY_NEXT "FPT_WAY_NEXT"

static const struct emit_label *label_of(const struct emit *e, uint32_t label)
{
	const struct emit_label *l;

	for (l = e->labels; l && l->label != label; l = l->up)
		;
	return l;
}

void emit_leave(struct emit *e, uint32_t label)
{
	const struct emit_label *l = label_of(e, label);

	if (label == e->loop)
		str_puts(e->out, "\treturn 1;\n");
	else if (l && l->loop == e->loop)
		str_printf(e->out, "\tgoto L%u;\n", label);
	else
		str_printf(e->out, "\tFPT_WAY(z) = %u; return 1;\n", label);
}

void emit_block(struct emit *e, const struct ir *i)
{
	struct emit_label here = { e->labels, (uint32_t)i->imm, e->loop };

	e->labels = &here;
	emit_stmts(e, i->arg[0]->list);
	e->labels = here.up;
	str_printf(e->out, "FPT_LABEL(L%u)\n", (unsigned)i->imm);
}

/* ---- loops ---- */

/* Which labels a loop's body leaves to, and which ones are in it. */
struct ways {
	bool *leaves, *inside;
	uint32_t n;
	bool next;
};

static void note_way(struct ir *i, void *arg)
{
	struct ways *w = arg;

	if (i->op == IR_NEXT || i->op == IR_EXIT)
		w->next = true;
	if ((i->op == IR_BLOCK || i->op == IR_LOOP || i->op == IR_EACH) && i->imm < w->n)
		w->inside[i->imm] = true;
	if (i->op == IR_LEAVE && i->imm < w->n)
		w->leaves[i->imm] = true;
}

/* foreach (… limit N): the number that are left to do is in the scratch. */
static bool has_limit(const struct ir *i)
{
	return i->op == IR_EACH && (i->arg[2]->op != IR_CONST || i->arg[2]->imm >= 0);
}

static void emit_limit(struct emit *e, const struct ir *i)
{
	str_printf(e->out, "z->%cl%u_%u", e->side, e->probe->id, (unsigned)i->imm);
}

static void emit_each_head(struct emit *e, const struct ir *i)
{
	emit_each_variables(e, i);
	if (i->arg[1]->op != IR_CONST) {
		str_puts(e->out, "\tif (!");
		emit_expr(e, i->arg[1]);
		str_puts(e->out, ")\n\treturn 0;\n");
	}
	if (!has_limit(i))
		return;
	str_puts(e->out, "\tif (!");
	emit_limit(e, i);
	str_puts(e->out, ")\n\treturn 1;\n\t");
	emit_limit(e, i);
	str_puts(e->out, "--;\n");
}

static void emit_loop_function(struct emit *e, const struct ir *i)
{
	struct str *out = e->out, body;
	const char *fault = e->fault;
	uint32_t loop = e->loop;
	unsigned id = e->probe->id;
	bool pair = e->side == 'x' && probe_keeps(e->probe);

	str_init(&body, &e->p->s->arena);
	e->out = &body;
	e->loop = (uint32_t)i->imm;
	if (i->op == IR_EACH)
		str_printf(&body, "FPT_EACH_BODY(%u, %c%u_%u)\n", i->each->map, e->side, id, e->loop);
	else
		str_printf(&body, "FPT_LOOP_BODY(%c%u_%u)\n", e->side, id, e->loop);
	str_puts(&body, "{\n\tFPT_LOOP_ENTER(f);\n");
	if (pair)
		str_printf(&body, "\tFPT_LOOP_KEPT(%u, f, k);\n", id);
	emit_locals(e, e->loop);
	if (i->op == IR_EACH)
		emit_each_head(e, i);
	emit_stmts(e, i->arg[0]->list);
	str_printf(&body,
		   "\treturn 0;\n"
		   "FPT_LABEL(next)\n\tFPT_WAY(z) = " WAY_NEXT ";\n\treturn 1;\n"
		   "FPT_LABEL(%s)\n\tFPT_WAY_FAULTED(z);\n\treturn 1;\n}\n", fault);
	str_put(e->loops, body.text, body.len);
	e->out = out;
	e->loop = loop;
	e->fault = fault;
}

/* Behind the loop: where a way out leads farther, on from here. */
static void emit_ways(struct emit *e, const struct ir *i)
{
	struct arena *a = &e->p->s->arena;
	struct ways w = { .n = 4096 };
	uint32_t n;

	w.leaves = arena_array(a, bool, w.n);
	w.inside = arena_array(a, bool, w.n);
	ir_walk(i->arg[0], note_way, &w);
	str_printf(e->out, "\tif (FPT_WAY(z) == " WAY_FAULT ") FPT_WAY_ON_FAULT(z, %s);\n", e->fault);
	if (w.next)
		str_puts(e->out, "\tif (FPT_WAY(z) == " WAY_NEXT ") goto next;\n");
	for (n = 1; n < w.n; n++) {
		if (!w.leaves[n] || w.inside[n] || n == (uint32_t)i->imm)
			continue;
		str_printf(e->out, "\tif (FPT_WAY(z) == %u) {\n\tFPT_WAY(z) = 0;\n", n);
		emit_leave(e, n);
		str_puts(e->out, "\t}\n");
	}
}

void emit_loop(struct emit *e, const struct ir *i)
{
	struct emit_label here = { e->labels, (uint32_t)i->imm, e->loop };

	e->labels = &here;
	emit_loop_function(e, i);
	e->labels = here.up;
	if (has_limit(i)) {
		str_puts(e->out, "\t");
		emit_limit(e, i);
		str_puts(e->out, " = ");
		emit_expr(e, i->arg[2]);
		str_puts(e->out, ";\n");
	}
	if (i->op == IR_EACH)
		str_printf(e->out, "\tFPT_EACH(%u, ", i->each->map);
	else
		str_puts(e->out, "\tFPT_LOOP(");
	str_printf(e->out, "%c%u_%u, f, z, %s, %u);\n", e->side, e->probe->id, (unsigned)i->imm,
		   e->fault, i->site);
	emit_ways(e, i);
}

/* ---- try ---- */

void emit_try(struct emit *e, const struct ir *i)
{
	const char *fault = e->fault;

	str_puts(e->out, "\t{ __label__ caught;\n");
	e->fault = "caught";
	emit_stmts(e, i->arg[0]->list);
	e->fault = fault;
	str_printf(e->out, "\tgoto T%u;\nFPT_LABEL(caught) }\n\t", i->aux);
	emit_local(e, (unsigned)i->imm);
	str_puts(e->out, " = fpt_caught;\n");
	emit_stmts(e, i->arg[1]->list);
	str_printf(e->out, "FPT_LABEL(T%u)\n", i->aux);
}
