// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Expressions of the generated C.
 *
 * C leaves the order of operands open, the language does not: where both operands may fault or do
 * something, they are put into variables first.
 */

#include <inttypes.h>
#include <string.h>

#include "codegen/emit_int.h"

void emit_slot(struct emit *e, unsigned slot)
{
	str_printf(e->out, "z->%c%u_%u", e->side, e->probe->id, slot);
}

/*
 * v_name; the number keeps names apart that differ in nothing C allows.  What a loop's body shares
 * lies in the scratch.
 */
void emit_local(struct emit *e, unsigned n)
{
	const struct ir_local *local = &e->h->locals[n];
	const char *c;

	if (local->shared) {
		str_printf(e->out, "z->%cv%u_%u", e->side, e->probe->id, n);
		return;
	}
	str_printf(e->out, "v%u_", n);
	for (c = local->name; *c; c++)
		str_putc(e->out, *c == '.' ? '_' : *c);
}

uint32_t emit_string_width(const struct emit *e, const struct ir *i)
{
	switch ((int)i->op) {
	case IR_STRING:
		return (uint32_t)i->imm;
	case IR_KEPTS:
		return i->aux;
	case IR_LOCALS:
		return e->h->slots[e->h->locals[i->imm].slot];
	case IR_DOS:
		return emit_string_width(e, i->arg[0]);
	}
	return e->h->slots[i->slot];
}

/* ---- operators ---- */

static const struct {
	enum ir_op op;
	const char *text;	/* %a and %b are the operands */
} operators[] = {
	{ IR_ADD, "(%a + %b)" },
	{ IR_SUB, "(%a - %b)" },
	{ IR_MUL, "(%a * %b)" },
	{ IR_AND, "(%a & %b)" },
	{ IR_OR, "(%a | %b)" },
	{ IR_XOR, "(%a ^ %b)" },
	{ IR_SHL, "fpt_shl(%a, %b)" },
	{ IR_SHR, "fpt_shr(%a, %b)" },
	{ IR_SAR, "fpt_sar(%a, %b)" },
	{ IR_EQ, "(u64)(%a == %b)" },
	{ IR_NE, "(u64)(%a != %b)" },
	{ IR_SLT, "(u64)((s64)%a < (s64)%b)" },
	{ IR_SLE, "(u64)((s64)%a <= (s64)%b)" },
	{ IR_ULT, "(u64)(%a < %b)" },
	{ IR_ULE, "(u64)(%a <= %b)" },
	{ IR_SULT, "fpt_sult(%a, %b)" },
	{ IR_SULE, "fpt_sule(%a, %b)" },
	{ IR_USLT, "fpt_uslt(%a, %b)" },
	{ IR_USLE, "fpt_usle(%a, %b)" },
	{ IR_SUEQ, "fpt_sueq(%a, %b)" },
	{ IR_SDIV, "fpt_sdiv(%a, %b, %f, %s)" },
	{ IR_SREM, "fpt_srem(%a, %b, %f, %s)" },
	{ IR_UDIV, "fpt_udiv(%a, %b, %f, %s)" },
	{ IR_UREM, "fpt_urem(%a, %b, %f, %s)" },
	{ IR_ANDAND, "(u64)(%a && %b)" },
	{ IR_OROR, "(u64)(%a || %b)" },
	{ IR_NEG, "(-%a)" },
	{ IR_COMPL, "(~%a)" },
	{ IR_NOT, "(u64)(!%a)" },
	{ IR_BOOL, "(u64)(!!%a)" },
	{ IR_NUMBER, "FPT_NUMBER(%a)" },
	{ IR_EXT, "FPT_EXT(%a, %i, %x)" },
	{ IR_GADD, "fpt_g_add(%i, %a)" },
	{ IR_GAND, "fpt_g_and(%i, %a)" },
	{ IR_GOR, "fpt_g_or(%i, %a)" },
	{ IR_GXOR, "fpt_g_xor(%i, %a)" },
	{ IR_CGROUP, "fpt_cgroup_at(%a)" },
	{ IR_ATMOST, "fpt_at_most(%i, %a, %b)" },
	{ IR_GLOBAL, "fpt_g_get(%i)" },
	{ IR_ELAPSED, "elapsed" },
	{ IR_STORE, "FPT_STORE_TO(%a, %b, %i, %f, %s)" },
	{ IR_SETARG, "FPT_SET_ARG(c, %i, %a)" },
	{ IR_SETRET, "FPT_RETURN(c, %a)" },
	{ IR_ELEM, "FPT_ELEM(%a, %b, %i, %x, %f, %s)" },
};

static void note_effect(struct ir *i, void *arg)
{
	*(unsigned *)arg |= ir_info[i->op].flags;
}

/* Must the operands be evaluated one after the other? */
static bool needs_order(const struct ir *a, const struct ir *b)
{
	unsigned in_a = 0, in_b = 0;

	ir_walk((struct ir *)a, note_effect, &in_a);
	ir_walk((struct ir *)b, note_effect, &in_b);
	if (in_b & IR_EFFECT)
		return a->op != IR_CONST;
	return in_a & (IR_FAULT | IR_EFFECT) && in_b & IR_FAULT;
}

static void emit_template(struct emit *e, const char *text, const struct ir *i, bool named)
{
	const char *p;

	for (p = text; *p; p++) {
		if (*p != '%') {
			str_putc(e->out, *p);
			continue;
		}
		switch (*++p) {
		case 'a':
		case 'b':
			if (named)
				str_printf(e->out, "%c_", *p);
			else
				emit_expr(e, i->arg[*p - 'a']);
			break;
		case 'i':
			str_printf(e->out, "%" PRId64, i->imm);
			break;
		case 'x':
			str_printf(e->out, "%u", i->aux);
			break;
		case 's':
			str_printf(e->out, "%u", i->site);
			break;
		case 'f':
			str_puts(e->out, e->fault);
			break;
		}
	}
}

static bool emit_operator(struct emit *e, const struct ir *i)
{
	bool in_order = i->op == IR_ANDAND || i->op == IR_OROR || !i->arg[1];
	size_t n;

	for (n = 0; n < sizeof(operators) / sizeof(*operators); n++) {
		if (operators[n].op != i->op)
			continue;
		if (in_order || !needs_order(i->arg[0], i->arg[1])) {
			emit_template(e, operators[n].text, i, false);
			return true;
		}
		str_puts(e->out, "({ FPT_SCOPE(); u64 a_ = ");
		emit_expr(e, i->arg[0]);
		str_puts(e->out, "; u64 b_ = ");
		emit_expr(e, i->arg[1]);
		str_puts(e->out, "; FPT_SCOPED(); ");
		emit_template(e, operators[n].text, i, true);
		str_puts(e->out, "; })");
		return true;
	}
	return false;
}

/* ---- context ---- */

/* An argument or result: typed (P), or as a number in one of the forms of enum slot_form. */
static void emit_context(struct emit *e, const struct ir *i, char form)
{
	const char *type = form == 'P' ? i->text : NULL;
	unsigned id = e->probe->id;

	switch ((int)i->op) {
	case IR_ARG:
	case IR_ARGP:
		str_printf(e->out, "FPT_ARG_%c(%u, c, %" PRId64, form, id, i->imm);
		break;
	case IR_KEPT:
	case IR_KEPTP:
		str_printf(e->out, "FPT_KEPT_ARG_%c(%u, c, k, %u, %" PRId64, form, id, i->index,
			   i->imm);
		break;
	default:
		str_printf(e->out, "FPT_RET_%c(%u, c, %" PRId64, form, id, i->imm);
	}
	str_printf(e->out, "%s%s)", type ? ", " : "", type ? type : "");
}

static void emit_func(struct emit *e, const struct ir *i)
{
	(void)i;
	str_printf(e->out, "FPT_FUNC(%u, c)", e->probe->id);
}

/* ---- memory ---- */

static const char *ctype(const struct ir_link *link)
{
	static const char *const names[2][9] = {
		{ [1] = "u8", [2] = "u16", [4] = "u32", [8] = "u64" },
		{ [1] = "s8", [2] = "s16", [4] = "s32", [8] = "s64" },
	};

	return names[link->is_signed][link->size];
}

/* A checked copy from the address `from` (C text). */
static void emit_peek_from(struct emit *e, const char *from, const struct ir_link *k, unsigned site,
			   bool user)
{
	const char *copy = user ? "USER" : "KERNEL";
	struct str *out = e->out;

	if (!k->path)
		str_printf(out, "FPT_PEEK_AT(%s, %s, %s, %s, %u)", copy, from, ctype(k), e->fault,
			   site);
	else if (k->bits)
		str_printf(out, "FPT_PEEK_BITS(%s, %s, %s, %s, %u, %s, %u, %u, %s, %u)", copy,
			   from, k->type, k->path, k->offset, ctype(k), k->bit_pos, k->bits, e->fault,
			   site);
	else
		str_printf(out, "FPT_PEEK(%s, %s, %s, %s, %u, %s, %s, %u)", copy, from, k->type, k->path,
			   k->offset, ctype(k), e->fault, site);
}

static void emit_peek_link(struct emit *e, const char *from, const struct ir_link *k, unsigned site)
{
	emit_peek_from(e, from, k, site, false);
}

static void emit_member(struct emit *e, const struct ir_link *k)
{
	str_printf(e->out, ", %s, %s, %u", k->type, k->path, k->offset);
}

/* The pointer that a chain starts from, as a plain number. */
static void emit_base_number(struct emit *e, const struct ir *base)
{
	if (base->op == IR_LOCALP || base->op == IR_TASKP) {
		str_puts(e->out, "FPT_NUMBER(");
		emit_expr(e, base);
		str_puts(e->out, ")");
	} else {
		emit_context(e, base, 'S');
	}
}

/* u64 q = …: the whole chain once more, by checked copies, up to and without link `last`. */
static void emit_recheck(struct emit *e, const struct ir *i, unsigned last)
{
	unsigned n;

	str_puts(e->out, "u64 q = ");
	emit_base_number(e, i->arg[0]);
	str_puts(e->out, "; ");
	for (n = 0; n < last; n++) {
		str_puts(e->out, "q = ");
		emit_peek_link(e, "q", &i->path->link[n], i->site);
		str_puts(e->out, "; ");
	}
}

/*
 * ({ T *p0 = …; RESULT = 0; FPT_FOLLOW(p0) { T1 *p1 = …; FPT_FOLLOW(p1) { up to the pointer that link
 * `last` starts from; end_steps() closes what is open.  The result stays 0 when one of them is NULL.
 */
static void emit_steps(struct emit *e, const struct ir *i, unsigned last, const char *result)
{
	const struct ir_link *k = i->path->link;
	unsigned n;

	str_printf(e->out, "({ %s *p0 = ", k[0].type);
	emit_expr(e, i->arg[0]);
	str_printf(e->out, "; %s = 0; FPT_FOLLOW(p0) { ", result);
	for (n = 0; n < last; n++) {
		str_printf(e->out, "%s *p%u = FPT_STEP(p%u", k[n].pointee, n + 1, n);
		emit_member(e, &k[n]);
		str_printf(e->out, ", %s, %s, %u); FPT_FOLLOW(p%u) { ", k[n].pointee, e->fault,
			   i->site, n + 1);
	}
}

static void end_steps(struct emit *e, unsigned last)
{
	unsigned n;

	for (n = 0; n <= last; n++)
		str_puts(e->out, "} ");
}

/* The last link is a copy: what the verifier takes for a typed pointer, or does not find at all. */
static void emit_load_copied(struct emit *e, const struct ir *i)
{
	unsigned last = i->path->n - 1;

	if (!last) {
		str_puts(e->out, "({ u64 q = ");
		emit_base_number(e, i->arg[0]);
		str_puts(e->out, "; ");
		emit_peek_link(e, "q", &i->path->link[0], i->site);
		str_puts(e->out, "; })");
		return;
	}
	emit_steps(e, i, last, "u64 q");
	str_printf(e->out, "q = (u64)p%u; ", last);
	end_steps(e, last);
	emit_peek_link(e, "q", &i->path->link[last], i->site);
	str_puts(e->out, "; })");
}

static void emit_load(struct emit *e, const struct ir *i)
{
	unsigned last = i->path->n - 1;
	const struct ir_link *k = &i->path->link[last];

	if (k->is_copied) {
		emit_load_copied(e, i);
		return;
	}
	emit_steps(e, i, last, "u64 v");
	str_printf(e->out, "v = %s(p%u", k->bits ? "FPT_BITS" : "FPT_READ", last);
	emit_member(e, k);
	str_printf(e->out, ", %s", ctype(k));
	if (k->bits)
		str_printf(e->out, ", %u, %u", k->bit_pos, k->bits);
	str_printf(e->out, ", %s, %u); ", e->fault, i->site);
	end_steps(e, last);
	str_puts(e->out, "if (FPT_DOUBT(v)) { ");
	emit_recheck(e, i, last);
	str_puts(e->out, "v = ");
	emit_peek_link(e, "q", k, i->site);
	str_puts(e->out, "; } v; })");
}

static void emit_loadp(struct emit *e, const struct ir *i)
{
	unsigned last = i->path->n - 1;
	const struct ir_link *k = &i->path->link[last];

	emit_steps(e, i, last, arena_printf(&e->p->s->arena, "%s *v", k->pointee));
	str_printf(e->out, "v = FPT_STEP(p%u", last);
	emit_member(e, k);
	str_printf(e->out, ", %s, %s, %u); ", k->pointee, e->fault, i->site);
	end_steps(e, last);
	str_puts(e->out, "if (FPT_DOUBT_POINTER(v)) { ");
	emit_recheck(e, i, last);
	str_puts(e->out, "(void)");
	emit_peek_link(e, "q", k, i->site);
	str_puts(e->out, "; } v; })");
}

static void emit_memberp(struct emit *e, const struct ir *i)
{
	unsigned last = i->path->n - 1;

	emit_steps(e, i, last, "u64 v");
	str_printf(e->out, "v = FPT_AT(p%u", last);
	emit_member(e, &i->path->link[last]);
	str_puts(e->out, "); ");
	end_steps(e, last);
	str_puts(e->out, "v; })");
}

static void emit_peek(struct emit *e, const struct ir *i)
{
	str_puts(e->out, "({ u64 q = ");
	emit_expr(e, i->arg[0]);
	str_puts(e->out, "; ");
	emit_peek_from(e, "q", &i->path->link[0], i->site, i->aux);
	str_puts(e->out, "; })");
}

static void emit_addr(struct emit *e, const struct ir *i)
{
	str_puts(e->out, "FPT_ADDR(");
	emit_expr(e, i->arg[0]);
	emit_member(e, &i->path->link[0]);
	str_puts(e->out, ")");
}

/* ---- strings ---- */

static void emit_str_kernel(struct emit *e, const struct ir *i)
{
	str_puts(e->out, i->op == IR_STRUSER ? "fpt_str_user(" : "fpt_str_kernel(");
	emit_slot(e, i->slot);
	str_printf(e->out, ", %u, ", e->h->slots[i->slot]);
	emit_expr(e, i->arg[0]);
	str_printf(e->out, ", %" PRId64 ", %s, %u)", i->imm, e->fault, i->site);
}

static void emit_buf(struct emit *e, const struct ir *i)
{
	str_printf(e->out, "FPT_BUF(%s, ", i->aux ? "USER" : "KERNEL");
	emit_slot(e, i->slot);
	str_printf(e->out, ", %u, ", e->h->slots[i->slot]);
	emit_expr(e, i->arg[0]);
	str_printf(e->out, ", %" PRId64 ", %s, %u)", i->imm, e->fault, i->site);
}

static void emit_strnum(struct emit *e, const struct ir *i)
{
	str_printf(e->out, "fpt_str_%s(", i->aux == 'd'	  ? "signed"
					  : i->aux == 'u' ? "unsigned"
					  : i->aux == 'x' ? "hex"
							  : "char");
	emit_slot(e, i->slot);
	str_puts(e->out, ", ");
	emit_expr(e, i->arg[0]);
	str_puts(e->out, ")");
}

static void emit_strname(struct emit *e, const struct ir *i)
{
	str_puts(e->out, "fpt_str_name(");
	emit_slot(e, i->slot);
	str_puts(e->out, ", ");
	emit_expr(e, i->arg[0]);
	str_printf(e->out, ", %s, %d, %d)", emit_names_table(e->p, i->aux), i->aux == NAMES_ERROR,
		   i->aux == NAMES_SYMBOL || i->aux == NAMES_ADDRESS);
}

static void emit_strlen(struct emit *e, const struct ir *i)
{
	str_puts(e->out, "fpt_str_len(");
	emit_slot(e, i->slot);
	str_puts(e->out, ", ");
	emit_expr(e, i->arg[0]);
	str_printf(e->out, ", %u)", emit_string_width(e, i->arg[0]));
}

/* ({ FPT_SCOPE(); char *a_ = …; char *b_ = …; FPT_SCOPED(); NAME([slot, ]a_, width, b_, width); }) */
static void emit_two_strings(struct emit *e, const struct ir *i)
{
	str_puts(e->out, "({ FPT_SCOPE(); char *a_ = ");
	emit_expr(e, i->arg[0]);
	str_puts(e->out, "; char *b_ = ");
	emit_expr(e, i->arg[1]);
	str_puts(e->out, "; FPT_SCOPED(); ");
	str_puts(e->out, i->op == IR_STRCMP  ? "fpt_str_cmp(" :
			 i->op == IR_STRHEAD ? "fpt_str_head(" : "fpt_str_cat(");
	if (i->op == IR_STRCAT) {
		emit_slot(e, i->slot);
		str_puts(e->out, ", ");
	}
	str_printf(e->out, "a_, %u, b_, %u); })", emit_string_width(e, i->arg[0]),
		   emit_string_width(e, i->arg[1]));
}

/* The search is a loop: its body is a function of its own. */
static void emit_strfind(struct emit *e, const struct ir *i)
{
	uint32_t aw = emit_string_width(e, i->arg[0]), bw = emit_string_width(e, i->arg[1]);

	str_printf(e->loops, "FPT_FIND_BODY(%c%u_%u, %u, %u)\n", e->side, e->probe->id, i->aux, aw, bw);
	str_puts(e->out, "({ char *a_ = ");
	emit_expr(e, i->arg[0]);
	str_puts(e->out, "; char *b_ = ");
	emit_expr(e, i->arg[1]);
	str_printf(e->out, "; FPT_FIND(%c%u_%u, a_, %u, b_, %u); })", e->side, e->probe->id, i->aux, aw,
		   bw);
}

static void emit_strsub(struct emit *e, const struct ir *i)
{
	str_puts(e->out, "({ FPT_SCOPE(); char *a_ = ");
	emit_expr(e, i->arg[0]);
	str_puts(e->out, "; u64 b_ = ");
	emit_expr(e, i->arg[1]);
	str_puts(e->out, "; u64 c_ = ");
	emit_expr(e, i->arg[2]);
	str_puts(e->out, "; FPT_SCOPED(); fpt_str_sub(");
	emit_slot(e, i->slot);
	str_printf(e->out, ", a_, %u, b_, c_); })", emit_string_width(e, i->arg[0]));
}

static void emit_strpad(struct emit *e, const struct ir *i)
{
	str_puts(e->out, "({ FPT_SCOPE(); char *a_ = ");
	emit_expr(e, i->arg[0]);
	str_printf(e->out, "; FPT_SCOPED(); fpt_str_pad_%s(", i->aux == PAD_BEHIND ? "behind" :
							       i->aux == PAD_ZEROS ? "zeros" : "before");
	emit_slot(e, i->slot);
	str_printf(e->out, ", a_, %u, %u); })", emit_string_width(e, i->arg[0]), (unsigned)i->imm);
}

static void emit_conds(struct emit *e, const struct ir *i)
{
	unsigned n;

	str_puts(e->out, "(");
	emit_expr(e, i->arg[0]);
	for (n = 1; n < 3; n++) {
		str_puts(e->out, n == 1 ? " ? fpt_str_copy(" : " : fpt_str_copy(");
		emit_slot(e, i->slot);
		str_printf(e->out, ", %u, ", e->h->slots[i->slot]);
		emit_expr(e, i->arg[n]);
		str_printf(e->out, ", %u)", emit_string_width(e, i->arg[n]));
	}
	str_puts(e->out, ")");
}

static void emit_literal(struct emit *e, const struct ir *i)
{
	str_puts(e->out, "FPT_LIT(");
	str_put_c_literal(e->out, i->text, strlen(i->text));
	str_printf(e->out, ", %" PRId64 ")", i->imm);
}

/* ---- the rest ---- */

/* ({ statements value; }) */
static void emit_do(struct emit *e, const struct ir *i)
{
	str_puts(e->out, "({\n");
	emit_stmts(e, i->list);
	str_puts(e->out, "\t");
	emit_expr(e, i->arg[0]);
	str_puts(e->out, "; })");
}

static void emit_const(struct emit *e, const struct ir *i)
{
	if (i->imm >= 0)
		str_printf(e->out, "%" PRId64 "ull", i->imm);
	else if (i->imm == INT64_MIN)
		str_puts(e->out, "0x8000000000000000ull");
	else
		str_printf(e->out, "(u64)%" PRId64 "ll", i->imm);
}

static void emit_cond(struct emit *e, const struct ir *i)
{
	str_puts(e->out, "(");
	emit_expr(e, i->arg[0]);
	str_puts(e->out, " ? ");
	emit_expr(e, i->arg[1]);
	str_puts(e->out, " : ");
	emit_expr(e, i->arg[2]);
	str_puts(e->out, ")");
}

static void emit_number_form(struct emit *e, const struct ir *i)
{
	static const char forms[] = { [SLOT_NUMBER] = 'U', [SLOT_STRUCT] = 'S', [SLOT_OPAQUE] = 'O' };

	emit_context(e, i, forms[i->aux]);
}

static void emit_typed_form(struct emit *e, const struct ir *i)
{
	emit_context(e, i, 'P');
}

static void emit_local_value(struct emit *e, const struct ir *i)
{
	emit_local(e, (unsigned)i->imm);
}

static void emit_local_string(struct emit *e, const struct ir *i)
{
	emit_slot(e, e->h->locals[i->imm].slot);
}

static void emit_kept_string(struct emit *e, const struct ir *i)
{
	str_printf(e->out, "FPT_KEPT_S(%u, k, %" PRId64 ")", e->probe->id, i->imm);
}

static void emit_builtin(struct emit *e, const struct ir *i)
{
	str_printf(e->out, "%s(", builtin_info[i->imm].dialect);
	if (i->op == IR_BUILTINS)
		emit_slot(e, i->slot);
	str_puts(e->out, ")");
}

static void emit_task(struct emit *e, const struct ir *i)
{
	str_printf(e->out, "fpt_task(%s)", i->text);
}

static void emit_var(struct emit *e, const struct ir *i)
{
	str_printf(e->out, "FPT_VAR(%s)", i->text);
}

static void emit_hit(struct emit *e, const struct ir *i)
{
	(void)i;
	str_printf(e->out, "FPT_%s_NAME(%u, c)", e->probe->kind == PROBE_USDT ? "USDT" : "USER", e->probe->id);
}

static void emit_usdt(struct emit *e, const struct ir *i)
{
	str_printf(e->out, "FPT_USDT_ARG(%u, c, %u, %s, %u)", e->probe->id, (unsigned)i->imm, e->fault, i->site);
}

static void emit_reg(struct emit *e, const struct ir *i)
{
	if (i->text) {
		str_printf(e->out, "FPT_REG_%s(c)", i->text);
		return;
	}
	str_printf(e->out, "FPT_REG(%u, c, %" PRId64 ", u%u)", e->probe->id, i->imm, i->aux * 8);
}

static void emit_field(struct emit *e, const struct ir *i)
{
	if (i->op == IR_FIELD)
		str_printf(e->out, "FPT_TRACED(c, %" PRId64 ", u%u)", i->imm, i->aux * 8);
	else
		str_printf(e->out, "FPT_TRACED_AT(c, %" PRId64 ")", i->imm);
}

static void emit_caller(struct emit *e, const struct ir *i)
{
	(void)i;
	str_printf(e->out, "FPT_CALLER(%u, c)", e->probe->id);
}

static void emit_stack(struct emit *e, const struct ir *i)
{
	str_printf(e->out, "FPT_STACK(%u, c, %u, %s)", e->probe->id, i->aux, i->imm ? "USER" : "KERNEL");
}

static void emit_strtol(struct emit *e, const struct ir *i)
{
	str_puts(e->out, "fpt_strtol(");
	emit_expr(e, i->arg[0]);
	str_printf(e->out, ", %u, %" PRId64 ")", emit_string_width(e, i->arg[0]), i->imm);
}

static void emit_usym(struct emit *e, const struct ir *i)
{
	str_puts(e->out, "fpt_usym(");
	emit_slot(e, i->slot);
	str_puts(e->out, ", ");
	emit_expr(e, i->arg[0]);
	str_puts(e->out, ")");
}

static const struct {
	enum ir_op op;
	void (*emit)(struct emit *e, const struct ir *i);
} emitters[] = {
	{ IR_CONST, emit_const },	  { IR_LOCAL, emit_local_value },
	{ IR_LOCALP, emit_local_value },  { IR_LOCALS, emit_local_string },
	{ IR_ARG, emit_number_form },	  { IR_ARGP, emit_typed_form },
	{ IR_KEPT, emit_number_form },	  { IR_KEPTP, emit_typed_form },
	{ IR_RESULT, emit_number_form },  { IR_RESULTP, emit_typed_form },
	{ IR_BUILTIN, emit_builtin },	  { IR_BUILTINS, emit_builtin },
	{ IR_LOAD, emit_load },		  { IR_LOADP, emit_loadp },
	{ IR_MEMBERP, emit_memberp },	  { IR_PEEK, emit_peek },
	{ IR_ADDR, emit_addr },		  { IR_COND, emit_cond },
	{ IR_CONDS, emit_conds },	  { IR_STRING, emit_literal },
	{ IR_STRKERNEL, emit_str_kernel },{ IR_STRUSER, emit_str_kernel },
	{ IR_BUF, emit_buf },		  { IR_STRFIND, emit_strfind },	  { IR_STRNUM, emit_strnum },
	{ IR_STRNAME, emit_strname },
	{ IR_STRCMP, emit_two_strings },
	{ IR_STRLEN, emit_strlen },	  { IR_STRHEAD, emit_two_strings },
	{ IR_STRCAT, emit_two_strings },  { IR_STRSUB, emit_strsub },
	{ IR_STRPAD, emit_strpad },
	{ IR_FUNC, emit_func },		  { IR_KEPTS, emit_kept_string },	  { IR_DO, emit_do },
	{ IR_TASKP, emit_task },	  { IR_REG, emit_reg },		  { IR_STACK, emit_stack },	  { IR_CALLER, emit_caller },	  { IR_USYM, emit_usym },
	{ IR_STRTOL, emit_strtol },	  { IR_HIT, emit_hit },	  { IR_USDT, emit_usdt },
	{ IR_FIELD, emit_field },	  { IR_RECORD, emit_field },
	{ IR_VAR, emit_var },
	{ IR_DOS, emit_do },
	{ IR_MGET, emit_map_read },
	{ IR_MGETS, emit_map_read },	  { IR_MHAS, emit_map_read },
	{ IR_MADD, emit_map_add },
};

void emit_expr(struct emit *e, const struct ir *i)
{
	size_t n;

	if (emit_operator(e, i))
		return;
	for (n = 0; n < sizeof(emitters) / sizeof(*emitters); n++)
		if (emitters[n].op == i->op) {
			emitters[n].emit(e, i);
			return;
		}
}
