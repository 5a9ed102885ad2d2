// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Calls: one row per function that the compiler itself knows, then the built-ins that are plain
 * expressions (builtins.def).
 */

#include <string.h>

#include "probes/mechanism.h"
#include "sema/lower.h"

struct function {
	const char *name, *takes;	/* for messages */
	unsigned min, max;		/* arguments */
	struct value (*lower)(struct lower *l, const struct expr *e);
};

static struct value statement(struct ir *ir, struct span span)
{
	struct value v = value_bad(span);

	if (!ir)
		return v;
	return value_ir((struct type){ .kind = TY_VOID }, ir);
}

static struct value call_printf(struct lower *l, const struct expr *e)
{
	return statement(lower_printf(l, e), e->span);
}

static struct value call_println(struct lower *l, const struct expr *e)
{
	return statement(lower_println(l, e), e->span);
}

static struct value call_exit(struct lower *l, const struct expr *e)
{
	if (l->side != SIDE_USER)
		l->sema->p->uses_exit = true;
	l->flow.dead = true;
	return statement(ir_new(l->sema->a, IR_EXIT, e->span), e->span);
}

static struct value call_elapsed(struct lower *l, const struct expr *e)
{
	struct type t = type_int(8, true);

	if (l->side != SIDE_EXIT) {
		diag(l->sema->d, NOT_IN_CONTEXT, e->span, "elapsed()", l->ctx->where);
		return value_bad(e->span);
	}
	t.show = SHOW_DURATION;
	l->probe->keep.time = true;
	return value_ir(t, ir_new(l->sema->a, IR_ELAPSED, e->span));
}

/*
 * The function of one probe is a constant: its number among the program's symbols.  Of many it is the
 * address, and then it is that in all handlers, so that they can share maps (sema.c).
 */
static struct value call_func(struct lower *l, const struct expr *e)
{
	const struct type t = { .kind = TY_SYMBOL, .size = 8 };
	struct ir *ir;

	if (l->side == SIDE_USER || !l->ctx->fn.name) {
		diag(l->sema->d, NOT_IN_CONTEXT, e->span, "func()", l->ctx->where);
		return value_bad(e->span);
	}
	if (l->ctx->many_places)
		return value_ir(t, ir_new(l->sema->a, IR_HIT, e->span));
	if (l->ctx->many) {
		if (!l->first)
			l->sema->p->func_by_address = true;
		return value_ir(t, ir_new(l->sema->a, IR_FUNC, e->span));
	}
	if (l->ctx->func_in_slot) {
		ir = ir_new(l->sema->a, IR_ARG, e->span);
		ir->imm = l->ctx->func_slot;
		return value_ir(t, ir_binary(l->sema->a, IR_ADD, ir,
					     ir_const(l->sema->a, l->ctx->func_base, e->span), e->span));
	}
	ir = ir_const(l->sema->a, symbol_number(l->sema, l->ctx->fn.name), e->span);
	if (!l->ctx->is_user)
		ir->aux = CONST_SYMBOL;
	return value_ir(t, ir);
}

static struct value call_probe_name(struct lower *l, const struct expr *e)
{
	struct ir *ir = ir_new(l->sema->a, IR_STRING, e->span);
	struct type t;

	if (l->ctx->is_constant) {
		diag(l->sema->d, NOT_IN_CONTEXT, e->span, "probe_name()", l->ctx->where);
		return value_bad(e->span);
	}
	t = type_string((uint32_t)strlen(l->probe->name) + 1);
	ir->text = l->probe->name;
	ir->imm = t.width;
	return value_ir(t, ir);
}

/* string(p), string(p, n): a copy of a string of the kernel's.  *n: a length that is not constant. */
static bool string_limit(struct lower *l, const struct expr *e, int64_t *limit, struct ir **n)
{
	struct value v;

	*limit = 0;
	*n = NULL;
	if (!e->args->next)
		return true;
	v = lower_read(l, lower_expr(l, e->args->next));
	*n = lower_number(l, v, "a length");
	if (!*n)
		return false;
	if (!value_constant(&v, limit))
		return true;
	*n = NULL;
	if (*limit >= 1 && *limit < STRING_MAX)
		return true;
	diag(l->sema->d, TYPE_MISMATCH, e->args->next->span, "a length", "1 to 4095",
	     arena_printf(l->sema->a, "%lld", (long long)*limit));
	return false;
}

static struct value cut_to(struct lower *l, struct value v, struct ir *n, struct span span)
{
	struct ir *ir;

	if (!n || value_is_bad(&v))
		return v;
	ir = ir_binary(l->sema->a, IR_STRSUB, v.ir, ir_const(l->sema->a, 0, span), span);
	ir->arg[2] = n;
	ir->slot = handler_slot(l, v.t.width);
	return value_ir(v.t, ir);
}

struct value string_cut(struct lower *l, struct value v, uint32_t n, struct span span)
{
	struct value cut;

	if (n + 1 >= v.t.width)
		return v;
	cut = cut_to(l, v, ir_const(l->sema->a, n, span), span);
	return value_ir(type_string(n + 1), cut.ir);
}

/* `char *` and `void *` may hold a string; `int *` does not. */
static bool may_be_string(const struct ktypes *kt, struct type t)
{
	struct ktype to;

	if (t.kind != TY_PTR)
		return false;
	to = ktypes_get(kt, t.ktype);
	if (to.kind == KK_ARRAY)	/* &p->comm */
		to = ktypes_get(kt, to.target);
	return to.kind == KK_VOID || (to.kind == KK_INT && to.size == 1 && !to.is_bool);
}

/* What is one already: a char array in its full length or up to the limit, or a string as it is. */
static bool already_string(struct lower *l, const struct expr *e, struct value *v, int64_t limit)
{
	if (v->t.kind == TY_ARRAY) {
		if (!read_char_array(l, v, (uint32_t)limit, v))
			*v = lower_read(l, *v);	/* says why not */
		return true;
	}
	if (type_has_word(v->t))
		*v = word_string(l, lower_read(l, *v));
	if (v->t.kind != TY_STRING)
		return false;
	if (limit)
		*v = string_cut(l, *v, (uint32_t)limit, e->span);
	return true;
}

static struct value copy_string(struct lower *l, const struct expr *e, bool user)
{
	struct value v;
	struct type t;
	struct ir *ir, *address, *n;
	int64_t limit;

	v = lower_expr(l, e->args);
	if (value_is_bad(&v) || !string_limit(l, e, &limit, &n))
		return value_bad(e->span);
	if (limit)
		field_text(l, e->args, (uint32_t)limit, &v);
	if (!(user && v.t.kind == TY_ARRAY) && already_string(l, e, &v, limit))
		return cut_to(l, v, n, e->span);
	if (!may_read_kernel(l, user ? "user_string()" : "string()", e->span))
		return value_bad(e->span);
	if (!user && (v.t.is_user || (l->ctx->is_user && v.t.kind == TY_INT))) {
		diag(l->sema->d, TYPE_MISMATCH, e->args->span, "string()",
		     "a pointer to kernel memory", "a pointer to user memory");
		diag_hint(l->sema->d, "user_string(…) copies a string of the process's");
		return value_bad(e->span);
	}
	if (!may_be_string(l->sema->target->kt, v.t) && !(v.t.kind == TY_INT && v.t.size == 8)) {
		diag(l->sema->d, TYPE_MISMATCH, e->args->span, user ? "user_string()" : "string()",
		     "a `char *'", a_type(l->sema, v.t));
		return value_bad(e->span);
	}
	address = lower_number(l, v, user ? "user_string()" : "string()");
	if (!address)
		return value_bad(e->span);
	t = type_string(limit ? (uint32_t)limit + 1 : STRING_DEFAULT);
	ir = ir_new(l->sema->a, user ? IR_STRUSER : IR_STRKERNEL, e->span);
	ir->arg[0] = address;
	ir->imm = limit;
	ir->slot = handler_slot(l, t.width);
	if (!l->first)
		ir->site = site_add(l->sema, SITE_FAULT, FAULT_ADDRESS, e->span, l->probe->id);
	return cut_to(l, value_ir(t, ir), n, e->span);
}

static struct value call_string(struct lower *l, const struct expr *e)
{
	return copy_string(l, e, false);
}

static struct value call_user_string(struct lower *l, const struct expr *e)
{
	return copy_string(l, e, true);
}

/* An argument that has to be a string; false after a diagnostic. */
static bool string_argument(struct lower *l, const struct expr *e, struct value *v)
{
	*v = word_string(l, lower_read(l, lower_expr(l, e)));
	if (value_is_bad(v) || v->t.kind == TY_STRING)
		return !value_is_bad(v);
	if (v->t.kind == TY_PTR) {
		diag(l->sema->d, NEEDS_STRING, e->span, type_text(l->sema, v->t));
		diag_hint(l->sema->d, "%s(…) copies it", v->t.is_user ? "user_string" : "string");
	} else {
		diag(l->sema->d, TYPE_MISMATCH, e->span, "this argument", "a string",
		     a_type(l->sema, v->t));
	}
	return false;
}

static struct value call_strlen(struct lower *l, const struct expr *e)
{
	struct value v;
	struct ir *ir;

	if (!string_argument(l, e->args, &v))
		return value_bad(e->span);
	ir = ir_unary(l->sema->a, IR_STRLEN, v.ir, e->span);
	ir->slot = handler_slot(l, v.t.width);
	return value_ir(type_int(8, true), ir);
}

static struct value call_starts_with(struct lower *l, const struct expr *e)
{
	struct value a, b;
	bool good = string_argument(l, e->args, &a);

	if (!string_argument(l, e->args->next, &b) || !good)
		return value_bad(e->span);
	string_hold(l, a.ir, a.t.width, b.ir);
	return value_ir((struct type){ .kind = TY_BOOL, .size = 1 },
			ir_binary(l->sema->a, IR_STRHEAD, a.ir, b.ir, e->span));
}

/* substr(s, from), substr(s, from, n) */
static struct value call_substr(struct lower *l, const struct expr *e)
{
	const struct expr *from = e->args->next, *count = from->next;
	struct value s;
	bool good = string_argument(l, e->args, &s);
	struct ir *b = lower_number(l, lower_expr(l, from), "a place in a string"), *c, *ir;

	c = count ? lower_number(l, lower_expr(l, count), "a length") :
		    ir_const(l->sema->a, STRING_MAX, e->span);
	if (!good || !b || !c)
		return value_bad(e->span);
	string_hold(l, s.ir, s.t.width, b);
	string_hold(l, s.ir, s.t.width, c);
	ir = ir_binary(l->sema->a, IR_STRSUB, s.ir, b, e->span);
	ir->arg[2] = c;
	ir->slot = handler_slot(l, s.t.width);
	return value_ir(s.t, ir);
}

/* error("…"): a fault of the script's own. */
static struct value call_error(struct lower *l, const struct expr *e)
{
	struct ir *ir = ir_new(l->sema->a, IR_RAISE, e->span);

	if (e->args->kind != EX_STRING) {
		diag(l->sema->d, TYPE_MISMATCH, e->args->span, "error()", "a literal", "something else");
		return value_bad(e->span);
	}
	if (!l->first) {
		ir->site = site_add(l->sema, SITE_FAULT, FAULT_ERROR, e->span, l->probe->id);
		l->sema->p->sites[ir->site].text = e->args->text;
	}
	l->flow.dead = true;
	return statement(ir, e->span);
}

static struct ir *find_string(struct lower *l, const struct expr *e)
{
	struct value a, b;
	bool good = string_argument(l, e->args, &a);
	struct ir *ir;

	if (!string_argument(l, e->args->next, &b) || !good)
		return NULL;
	ir = ir_binary(l->sema->a, IR_STRFIND, a.ir, b.ir, e->span);
	ir->aux = ++l->nlabels;
	return ir;
}

/* strtol(s), strtol(s, base) */
static struct value call_strtol(struct lower *l, const struct expr *e)
{
	const struct expr *base = e->args->next;
	struct value s, b;
	bool good = string_argument(l, e->args, &s);
	int64_t n = 10;
	struct ir *ir;

	if (base) {
		b = lower_expr(l, base);
		good &= lower_number(l, b, "a base") != NULL;
		if (good && (!value_constant(&b, &n) || n < 2 || n > 36)) {
			diag(l->sema->d, TYPE_MISMATCH, base->span, "a base", "a constant from 2 to 36",
			     "something else");
			good = false;
		}
	}
	if (!good)
		return value_bad(e->span);
	ir = ir_unary(l->sema->a, IR_STRTOL, s.ir, e->span);
	ir->imm = n;
	return value_ir(type_int(8, true), ir);
}

static struct value call_strpos(struct lower *l, const struct expr *e)
{
	struct ir *ir = find_string(l, e);

	return ir ? value_ir(type_int(8, true), ir) : value_bad(e->span);
}

static struct value call_contains(struct lower *l, const struct expr *e)
{
	struct ir *ir = find_string(l, e);

	if (!ir)
		return value_bad(e->span);
	ir = ir_binary(l->sema->a, IR_SLE, ir_const(l->sema->a, 0, e->span), ir, e->span);
	return value_ir((struct type){ .kind = TY_BOOL, .size = 1 }, ir);
}

/* ---- stacks ---- */

static struct value call_stack(struct lower *l, const struct expr *e, bool user)
{
	struct type t = { .kind = TY_STACK, .size = 8, .is_user = user, .width = STACK_DEFAULT };
	struct ir *ir = ir_new(l->sema->a, IR_STACK, e->span);
	struct value v;
	int64_t depth;

	if (!may_read_kernel(l, arena_printf(l->sema->a, "%s()", e->name), e->span))
		return value_bad(e->span);
	if (e->args) {
		v = lower_expr(l, e->args);
		if (!lower_number(l, v, "a depth"))
			return value_bad(e->span);
		if (!value_constant(&v, &depth) || depth < 1 || depth > STACK_MAX) {
			diag(l->sema->d, TYPE_MISMATCH, e->args->span, "a depth",
			     "a constant from 1 to 127", "something else");
			return value_bad(e->span);
		}
		t.width = (uint32_t)depth;
	}
	ir->imm = user;
	ir->aux = t.width;
	if (!l->first) {
		l->sema->p->stack_depths[t.width] = 1;
		l->sema->p->uses_user_stacks |= user;
	}
	return value_ir(t, ir);
}

static struct value call_kstack(struct lower *l, const struct expr *e)
{
	return call_stack(l, e, false);
}

static struct value call_ustack(struct lower *l, const struct expr *e)
{
	return call_stack(l, e, true);
}

/* task(): the current one. */
static struct value call_task(struct lower *l, const struct expr *e)
{
	struct ktypes *kt = may_read_kernel(l, "task()", e->span) ? target_types(l->sema->target) : NULL;
	uint32_t id = kt ? ktypes_find(kt, KK_STRUCT, "task_struct") : 0;
	struct chain *c;

	if (!id)
		return value_bad(e->span);
	c = arena_new(l->sema->a, struct chain);
	c->base = ir_new(l->sema->a, IR_TASKP, e->span);
	c->base->text = typed_tag(l->sema, id);
	c->typed = true;
	return (struct value){ .t = { .kind = TY_PTR, .size = 8, .ktype = id }, .chain = c };
}

/* cgroup(), cgroup(level) */
static struct value call_cgroup(struct lower *l, const struct expr *e)
{
	struct type t = builtin_type(BUILTIN_cgroup);
	struct ir *ir = ir_new(l->sema->a, e->args ? IR_CGROUP : IR_BUILTIN, e->span);

	ir->imm = e->args ? 0 : BUILTIN_cgroup;
	if (e->args)
		ir->arg[0] = lower_number(l, lower_expr(l, e->args), "cgroup()");
	return e->args && !ir->arg[0] ? value_bad(e->span) : value_ir(t, ir);
}

/* usym(a): of the process that is current now. */
static struct value call_usym(struct lower *l, const struct expr *e)
{
	struct type t = { .kind = TY_BYTES, .show = SHOW_USYM, .ktype = 16, .width = 16 };
	struct ir *a = lower_number(l, lower_read(l, lower_expr(l, e->args)), "usym()"), *ir;

	if (!a)
		return value_bad(e->span);
	ir = ir_unary(l->sema->a, IR_USYM, a, e->span);
	ir->slot = handler_slot(l, t.width);
	l->sema->p->uses_user_stacks |= !l->first;
	return value_ir(t, ir);
}

/* ---- numbers that the host shows as something else ---- */

static struct value call_shown(struct lower *l, const struct expr *e)
{
	static const struct {
		const char *name;
		enum show show;
	} shows[] = {
		{ "ksym", SHOW_KSYM },	     { "ip4", SHOW_IP4 },	 { "errno_str", SHOW_ERROR },
		{ "devt", SHOW_DEVICE },     { "signal_name", SHOW_SIGNAL }, { "ctime", SHOW_CTIME },
	};
	struct value v = lower_read(l, lower_expr(l, e->args));
	struct ir *ir = lower_number(l, v, e->name);
	struct type t = type_int(8, true);
	size_t i;

	for (i = 0; i < sizeof(shows) / sizeof(*shows); i++)
		if (!strcmp(shows[i].name, e->name))
			t.show = shows[i].show;
	return ir ? value_ir(t, ir) : value_bad(e->span);
}

/* time(), time("%H:%M"): now, shown so. */
static struct value call_time(struct lower *l, const struct expr *e)
{
	struct program *p = l->sema->p;
	struct ir *ir = ir_new(l->sema->a, IR_BUILTIN, e->span);
	struct type t = builtin_type(BUILTIN_now);

	ir->imm = BUILTIN_now;
	if (e->args && e->args->kind != EX_STRING) {
		diag(l->sema->d, TYPE_MISMATCH, e->args->span, "time()", "a literal", "something else");
		return value_bad(e->span);
	}
	if (e->args) {
		*arena_push(l->sema->a, p->symbols, p->nsymbols, p->cap_symbols) = e->args->text;
		t.ktype = p->nsymbols;
	}
	return value_ir(t, ir);
}

/* ---- bytes: buf(p, n), mac(p), ip6(p) ---- */

static struct ir *bytes_address(struct lower *l, const struct expr *e, bool *user)
{
	struct value v = lower_expr(l, e);

	*user = v.t.is_user || (l->ctx->is_user && v.t.kind == TY_INT);
	if (v.chain && v.chain->is_open && (v.t.kind == TY_STRUCT || v.t.kind == TY_ARRAY))
		return chain_address(l, &v, true);
	if (!value_is_bad(&v) && v.t.kind != TY_PTR && !(v.t.kind == TY_INT && v.t.size == 8)) {
		diag(l->sema->d, TYPE_MISMATCH, e->span, "this argument", "a pointer, or a struct or array",
		     a_type(l->sema, v.t));
		return NULL;
	}
	return lower_number(l, v, "an address");
}

static struct value bytes(struct lower *l, const struct expr *e, int64_t n, enum show show)
{
	struct type t = { .kind = TY_BYTES, .show = show, .ktype = (uint32_t)n,
			  .width = (uint32_t)(n + 7) & ~7u };
	struct ir *ir = ir_new(l->sema->a, IR_BUF, e->span);
	bool user;

	if (!may_read_kernel(l, arena_printf(l->sema->a, "%s()", e->name), e->span))
		return value_bad(e->span);
	ir->arg[0] = bytes_address(l, e->args, &user);
	if (!ir->arg[0])
		return value_bad(e->span);
	ir->imm = n;
	ir->aux = user;
	ir->slot = handler_slot(l, t.width);
	if (!l->first)
		ir->site = site_add(l->sema, SITE_FAULT, FAULT_ADDRESS, e->span, l->probe->id);
	return value_ir(t, ir);
}

static struct value call_buf(struct lower *l, const struct expr *e)
{
	struct value v = lower_expr(l, e->args->next);
	int64_t n;

	if (!lower_number(l, v, "a length"))
		return value_bad(e->span);
	if (value_constant(&v, &n) && n >= 1 && n <= 1024)
		return bytes(l, e, n, SHOW_PLAIN);
	diag(l->sema->d, TYPE_MISMATCH, e->args->next->span, "buf()", "a constant length from 1 to 1024",
	     "something else");
	return value_bad(e->span);
}

static struct value call_mac(struct lower *l, const struct expr *e)
{
	return bytes(l, e, 6, SHOW_MAC);
}

static struct value call_ip6(struct lower *l, const struct expr *e)
{
	return bytes(l, e, 16, SHOW_IP6);
}

/* Bytes of a number in network order: the machines of today turn them round. */
static struct value swapped(struct lower *l, const struct expr *e, unsigned bytes)
{
	struct arena *a = l->sema->a;
	struct ir *n = lower_number(l, lower_expr(l, e->args), e->name), *all = NULL, *one;
	unsigned i;

	if (!n)
		return value_bad(e->span);
	if (n->op != IR_CONST)
		n = handler_temp(l, "net.", n);
	for (i = 0; i < bytes; i++) {
		struct ir *copy = arena_new(a, struct ir);

		*copy = *n;
		one = ir_binary(a, IR_SHR, copy, ir_const(a, 8 * i, e->span), e->span);
		one = ir_binary(a, IR_AND, one, ir_const(a, 255, e->span), e->span);
		one = ir_binary(a, IR_SHL, one, ir_const(a, 8 * (bytes - 1 - i), e->span), e->span);
		all = all ? ir_binary(a, IR_OR, all, one, e->span) : one;
	}
	return value_ir(type_int((uint8_t)bytes, false), all);
}

static struct value call_ntohs(struct lower *l, const struct expr *e)
{
	return swapped(l, e, 2);
}

static struct value call_ntohl(struct lower *l, const struct expr *e)
{
	return swapped(l, e, 4);
}

/* ---- now and then: each place in the script counts for itself ---- */

/* A state word of its own; while learning there is none yet. */
static unsigned place_word(struct lower *l, const struct expr *e)
{
	struct program *p = l->sema->p;

	if (l->first)
		return 0;
	*arena_push(l->sema->a, p->globals, p->nglobals, p->cap_globals) = (struct global){
		.name = arena_printf(l->sema->a, "%s.%u", e->name, p->nglobals),
		.type = type_int(8, false),
		.span = e->span,
	};
	return p->nglobals - 1;
}

/* How often this place was come to before. */
static struct ir *times_before(struct lower *l, const struct expr *e)
{
	struct ir *ir = ir_unary(l->sema->a, IR_GADD, ir_const(l->sema->a, 1, e->span), e->span);

	ir->imm = place_word(l, e);
	return ir;
}

static struct value truth(struct ir *ir)
{
	return value_ir((struct type){ .kind = TY_BOOL, .size = 1 }, ir);
}

static struct value call_once(struct lower *l, const struct expr *e)
{
	return truth(ir_unary(l->sema->a, IR_NOT, times_before(l, e), e->span));
}

static struct value call_every(struct lower *l, const struct expr *e)
{
	struct value v = lower_expr(l, e->args);
	struct ir *n = lower_number(l, v, "every()"), *rest;
	int64_t at;

	if (!n)
		return value_bad(e->span);
	if (value_constant(&v, &at) && at < 1) {
		diag(l->sema->d, TYPE_MISMATCH, e->args->span, "every()", "1 or more", "less");
		return value_bad(e->span);
	}
	rest = ir_binary(l->sema->a, IR_UREM, times_before(l, e), n, e->span);
	if (!l->first && n->op != IR_CONST)
		rest->site = site_add(l->sema, SITE_FAULT, FAULT_DIVIDE, e->args->span, l->probe->id);
	return truth(ir_unary(l->sema->a, IR_NOT, rest, e->span));
}

/* at_most(5, 1s) */
static struct value call_at_most(struct lower *l, const struct expr *e)
{
	struct value n = lower_expr(l, e->args), t = lower_expr(l, e->args->next);
	struct ir *a = lower_number(l, n, "at_most()"), *b = lower_number(l, t, "at_most()"), *ir;
	int64_t most, period;

	if (!a || !b)
		return value_bad(e->span);
	if (!value_constant(&n, &most) || !value_constant(&t, &period) || most < 1 || most > 65535 ||
	    period < 1000000 || t.t.show != SHOW_DURATION) {
		diag(l->sema->d, TYPE_MISMATCH, e->span, "at_most()",
		     "constants: 1 to 65535 times, and a duration of at least 1ms", "something else");
		return value_bad(e->span);
	}
	ir = ir_binary(l->sema->a, IR_ATMOST, a, b, e->span);
	ir->imm = place_word(l, e);
	return truth(ir);
}

static const struct function functions[] = {
	{ "printf", "a format and its values", 1, 64, call_printf },
	{ "sprintf", "a format and its values", 1, 64, lower_sprintf },
	{ "drain", "a map, and perhaps how many rows", 1, 2, lower_drain },
	{ "println", "up to 64 values", 0, 64, call_println },
	{ "print", "a map, an aggregate or a histogram of one, and perhaps how many rows", 1, 2, lower_print },
	{ "exit", "nothing", 0, 0, call_exit },
	{ "error", "a message", 1, 1, call_error },
	{ "elapsed", "nothing", 0, 0, call_elapsed },
	{ "func", "nothing", 0, 0, call_func },
	{ "reg", "the name of a register", 1, 1, lower_reg },
	{ "sp", "nothing", 0, 0, lower_sp },
	{ "ip", "nothing", 0, 0, lower_ip },
	{ "task", "nothing", 0, 0, call_task },
	{ "caller", "nothing", 0, 0, lower_caller },
	{ "probe_name", "nothing", 0, 0, call_probe_name },
	{ "string", "a pointer, and perhaps a length", 1, 2, call_string },
	{ "user_string", "a pointer, and perhaps a length", 1, 2, call_user_string },
	{ "strlen", "a string", 1, 1, call_strlen },
	{ "strtol", "a string, and perhaps a base", 1, 2, call_strtol },
	{ "strpos", "a string and what to look for in it", 2, 2, call_strpos },
	{ "contains", "a string and what to look for in it", 2, 2, call_contains },
	{ "kstack", "nothing, or how many frames", 0, 1, call_kstack },
	{ "ustack", "nothing, or how many frames", 0, 1, call_ustack },
	{ "cgroup", "nothing, or a level", 0, 1, call_cgroup },
	{ "usym", "an address in the process", 1, 1, call_usym },
	{ "ksym", "an address", 1, 1, call_shown },
	{ "time", "nothing, or a format of strftime()", 0, 1, call_time },
	{ "buf", "a pointer and a length", 2, 2, call_buf },
	{ "mac", "a pointer to six bytes", 1, 1, call_mac },
	{ "ip6", "a pointer to sixteen bytes", 1, 1, call_ip6 },
	{ "ip4", "an address of 32 bits", 1, 1, call_shown },
	{ "errno_str", "a number", 1, 1, call_shown },
	{ "ctime", "seconds since 1970", 1, 1, call_shown },
	{ "devt", "a device's number", 1, 1, call_shown },
	{ "signal_name", "a signal's number", 1, 1, call_shown },
	{ "ntohs", "a number", 1, 1, call_ntohs },
	{ "ntohl", "a number", 1, 1, call_ntohl },
	{ "htons", "a number", 1, 1, call_ntohs },
	{ "htonl", "a number", 1, 1, call_ntohl },
	{ "once", "nothing", 0, 0, call_once },
	{ "every", "a number", 1, 1, call_every },
	{ "at_most", "a number and a duration", 2, 2, call_at_most },
	{ "starts_with", "a string and what it may begin with", 2, 2, call_starts_with },
	{ "substr", "a string, where to begin, and perhaps a length", 2, 3, call_substr },
};

bool call_is_known(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(functions) / sizeof(*functions); i++)
		if (!strcmp(functions[i].name, name))
			return true;
	return false;
}

static struct value call_builtin(struct lower *l, const struct expr *e, enum builtin b)
{
	struct type t = builtin_type(b);
	struct ir *ir;

	if (e->args) {
		diag(l->sema->d, BAD_CALL, e->args->span, e->name, "no arguments");
		return value_bad(e->span);
	}
	if (!(builtin_info[b].places & (l->side == SIDE_USER ? IN_USER : IN_KERNEL))) {
		diag(l->sema->d, NOT_IN_CONTEXT, e->span, arena_printf(l->sema->a, "%s()", e->name),
		     l->ctx->where);
		return value_bad(e->span);
	}
	ir = ir_new(l->sema->a, t.kind == TY_STRING ? IR_BUILTINS : IR_BUILTIN, e->span);
	ir->imm = b;
	if (t.kind == TY_STRING)
		ir->slot = handler_slot(l, t.width);
	return value_ir(t, ir);
}

static struct value unknown_call(struct lower *l, const struct expr *e)
{
	struct sema *s = l->sema;
	struct nearest near;
	size_t i;

	diag(s->d, UNKNOWN_CALL, e->name_span, e->name);
	if (foreign_hint(l, e->name))
		return value_bad(e->span);
	nearest_init(&near, e->name);
	names_offer(s, &near);
	for (i = 0; i < sizeof(functions) / sizeof(*functions); i++)
		nearest_offer(&near, functions[i].name);
	for (i = 0; i < BUILTIN_COUNT; i++)
		nearest_offer(&near, builtin_info[i].name);
	diag_hint_near(s->d, near.best);
	return value_bad(e->span);
}

static bool is_builtin(const char *name)
{
	unsigned b;

	for (b = 0; b < BUILTIN_COUNT; b++)
		if (!strcmp(builtin_info[b].name, name))
			return true;
	return call_is_known(name);
}

struct value lower_call(struct lower *l, const struct expr *e)
{
	const struct name *own = name_find_called(l->sema, e->name);
	unsigned n = 0, b;
	size_t i;

	if (!own && !is_builtin(e->name))
		own = name_find_any(l->sema, e->name);
	if (own && own->kind == NAME_FUNCTION)
		return lower_user_call(l, e, own->item, false);
	for_each_expr(arg, e->args)
		n++;
	for (i = 0; i < sizeof(functions) / sizeof(*functions); i++) {
		if (strcmp(functions[i].name, e->name))
			continue;
		if (n >= functions[i].min && n <= functions[i].max)
			return functions[i].lower(l, e);
		diag(l->sema->d, BAD_CALL, e->span, e->name, functions[i].takes);
		return value_bad(e->span);
	}
	for (b = 0; b < BUILTIN_COUNT; b++)
		if (!strcmp(builtin_info[b].name, e->name))
			return call_builtin(l, e, (enum builtin)b);
	return unknown_call(l, e);
}
