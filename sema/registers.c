// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * reg("rax"), sp(), ip(), caller(): registers, where a handler has them (probes/registers.def).
 */

#include <string.h>

#include "probes/registers.h"
#include "sema/lower.h"

static const char *arch_of(const struct lower *l)
{
	return l->sema->target->arch;
}

static struct ir *read_register(struct lower *l, const struct reg *r, struct span span)
{
	struct ir *ir = ir_new(l->sema->a, IR_REG, span);

	ir->imm = r->offset;
	ir->aux = (uint32_t)r->bytes;
	return ir;
}

/* A register that holds an argument at entry, or the result at exit, is there wherever these are. */
static struct ir *read_convention(struct lower *l, const struct reg *r, struct span span)
{
	struct ir *ir;
	unsigned i;

	if (l->probe->kind != PROBE_FPROBE)
		return NULL;
	if (l->side == SIDE_EXIT && r == register_role(arch_of(l), "result", 0)) {
		ir = ir_new(l->sema->a, IR_RESULT, span);
		ir->imm = l->ctx->nslots;
		ir->aux = SLOT_OPAQUE;
		return ktype_of(l->sema, l->ctx->fn.result).kind == KK_VOID ? NULL : ir;
	}
	for (i = 0; l->side == SIDE_ENTRY && i < l->ctx->nreadable; i++) {
		if (r != register_role(arch_of(l), "call", i))
			continue;
		ir = ir_new(l->sema->a, IR_ARG, span);
		ir->imm = i;
		ir->aux = SLOT_OPAQUE;
		return ir;
	}
	return NULL;
}

/* A module's fprobe: what struct ftrace_regs has an accessor for besides arguments and the result. */
static struct ir *read_accessor(struct lower *l, const struct reg *r, struct span span)
{
	static const char *const roles[] = { "sp", "ip" };
	struct ir *ir;
	size_t i;

	if (l->probe->kind != PROBE_FPROBE || l->sema->target->backend != BACKEND_MODULE ||
	    !(r->filled & (l->side == SIDE_EXIT ? EXIT : ENTRY)))
		return NULL;
	for (i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
		if (register_role(arch_of(l), roles[i], 0) != r)
			continue;
		ir = read_register(l, r, span);
		ir->text = roles[i];
		return ir;
	}
	return NULL;
}

static void not_there(struct lower *l, const struct reg *r, const char *what, struct span span)
{
	bool exit = l->side == SIDE_EXIT, fprobe = l->probe->kind == PROBE_FPROBE && l->side != SIDE_USER;
	unsigned where = exit ? EXIT : ENTRY;
	struct sema *s = l->sema;
	const char *why = "nothing saves registers there";

	if (fprobe && r->filled & where && s->target->backend == BACKEND_MODULE)
		why = "struct ftrace_regs has no accessor for it";
	else if (fprobe && !(r->filled & where))
		why = arena_printf(s->a, "ftrace does not fill it at a function's %s, only %s",
				   exit ? "exit" : "entry", registers_filled(s->a, arch_of(l), where));
	else if (fprobe)
		why = "a BPF trampoline hands over a function's arguments and what it returns, nothing else";
	diag(s->d, REGISTER_NOT_THERE, span, what, l->ctx->where, why);
	if (fprobe && exit)
		diag_hint(s->d, "what the function returns is $return; a breakpoint at its end has all "
				"registers: kprobe(\"%s+OFFSET\")", l->probe->target);
	else if (fprobe)
		diag_hint(s->d, "a breakpoint has all of them: kprobe(\"%s\")", l->probe->target);
	else
		diag_hint(s->d, "kprobe, uprobe, usdt, syscall, profile and perf probes have them");
}

/* NULL after a diagnostic. */
static struct ir *register_value(struct lower *l, const struct reg *r, const char *what,
				 struct span span)
{
	struct ir *ir;

	if (l->side != SIDE_USER && l->ctx->has_registers & r->filled)
		return read_register(l, r, span);
	ir = l->side == SIDE_USER ? NULL : read_convention(l, r, span);
	if (!ir && l->side != SIDE_USER)
		ir = read_accessor(l, r, span);
	if (!ir)
		not_there(l, r, what, span);
	return ir;
}

struct value lower_reg(struct lower *l, const struct expr *e)
{
	struct sema *s = l->sema;
	const struct reg *r;
	struct ir *ir;

	if (e->args->kind != EX_STRING) {
		diag(s->d, TYPE_MISMATCH, e->args->span, "reg()", "a register's name in quotes",
		     "something else");
		return value_bad(e->span);
	}
	r = register_find(arch_of(l), e->args->text);
	if (!r) {
		diag(s->d, UNKNOWN_REGISTER, e->args->span, arch_of(l) ? arch_of(l) : "this machine",
		     e->args->text);
		diag_hint(s->d, "it has %s", registers_filled(s->a, arch_of(l), BREAK));
		return value_bad(e->span);
	}
	ir = register_value(l, r, arena_printf(s->a, "reg(\"%s\")", r->name), e->span);
	return ir ? value_ir(type_int(8, false), ir) : value_bad(e->span);
}

static struct type address_type(const struct lower *l)
{
	struct type t = type_int(8, false);

	if (l->probe->kind == PROBE_SYSCALL || l->probe->user)	/* the process's */
		return (struct type){ .kind = TY_PTR, .size = 8, .is_user = true };
	t.show = SHOW_KSYM;
	return t;
}

/* sp(), ip() */
static struct value by_role(struct lower *l, const struct expr *e, struct type t)
{
	const struct reg *r = register_role(arch_of(l), e->name, 0);
	struct ir *ir = NULL;

	if (r)
		ir = register_value(l, r, arena_printf(l->sema->a, "%s()", e->name), e->span);
	else
		diag(l->sema->d, UNKNOWN_REGISTER, e->span, arch_of(l) ? arch_of(l) : "this machine",
		     e->name);
	return ir ? value_ir(t, ir) : value_bad(e->span);
}

struct value lower_sp(struct lower *l, const struct expr *e)
{
	return by_role(l, e, (struct type){ .kind = TY_PTR, .size = 8,
					    .is_user = l->probe->kind == PROBE_SYSCALL || l->probe->user });
}

struct value lower_ip(struct lower *l, const struct expr *e)
{
	struct value v = by_role(l, e, address_type(l));

	/* int3 takes one byte, and ip is behind it. */
	if (!value_is_bad(&v) && l->probe->kind == PROBE_KPROBE && !strcmp(arch_of(l), "x86_64"))
		v.ir = ir_binary(l->sema->a, IR_SUB, v.ir, ir_const(l->sema->a, 1, e->span), e->span);
	return v;
}

/* At the first instruction of a function: in a register, or on top of the stack. */
static struct ir *caller_at_entry(struct lower *l, struct span span)
{
	const struct reg *r = register_role(arch_of(l), "caller", 0);
	struct ir_link link = { .size = 8 };
	struct ir *ir;

	if (r)
		return read_register(l, r, span);
	ir = ir_new(l->sema->a, IR_PEEK, span);
	ir->path = arena_alloc(l->sema->a, sizeof(*ir->path) + sizeof(link));
	ir->path->n = 1;
	ir->path->link[0] = link;
	ir->arg[0] = read_register(l, register_role(arch_of(l), "sp", 0), span);
	ir->site = l->first ? 0 : site_add(l->sema, SITE_FAULT, FAULT_ADDRESS, span, l->probe->id);
	return ir;
}

/* A value that a loop's body cannot ask for: taken when the handler begins. */
static struct ir *before_all(struct lower *l, const char *name, enum ir_op op, struct span span)
{
	struct ir *set = ir_new(l->sema->a, IR_SET, span), *get = ir_new(l->sema->a, IR_LOCAL, span);

	set->imm = get->imm = handler_local(l, name, 'l', type_int(8, false));
	set->arg[0] = ir_new(l->sema->a, op, span);
	handler_begin(l, set);
	return get;
}

struct value lower_caller(struct lower *l, const struct expr *e)
{
	struct type t = type_int(8, false);
	enum probe_kind kind = l->probe->kind;

	t.show = SHOW_KSYM;
	if (l->side != SIDE_USER && kind == PROBE_FPROBE)
		return value_ir(t, l->loop ? before_all(l, "caller.", IR_CALLER, e->span)
					   : ir_new(l->sema->a, IR_CALLER, e->span));
	if (l->side != SIDE_USER && kind == PROBE_KPROBE && !l->probe->offset)
		return value_ir(t, caller_at_entry(l, e->span));
	diag(l->sema->d, NOT_IN_CONTEXT, e->span, "caller()", l->ctx->where);
	diag_hint(l->sema->d,
		  kind == PROBE_KPROBE ?
			  "the return address is at a known place at the first instruction alone; kstack() "
			  "looks for it" :
			  "it is who called a function: in fprobe probes, and in kprobes at a function's "
			  "start");
	return value_bad(e->span);
}
