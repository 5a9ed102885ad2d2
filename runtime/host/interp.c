// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * See interp.h.  Each row of ir.def has a function do_NAME; one that is missing does not link into
 * the table below.  Leaving a handler, by a fault, next, exit() or IR that makes no sense, is a
 * longjmp to interp_run(): no function here holds anything that would have to be released.
 *
 * All arithmetic is on u64, so that nothing depends on what C leaves undefined.
 */

#include "runtime/host/interp_int.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/host/value.h"
#include "runtime/loop_max.h"

#define DEPTH_MAX (4 * MAX_DEPTH)	/* lowering adds levels to what the parser let through */

static do_fn *const operations[IR_COUNT];

/* ---- leaving ---- */

__attribute__((noreturn)) static void leave(struct interp *in, enum interp_end how)
{
	longjmp(in->leave, how + 1);
}

void interp_broken(struct interp *in, const struct ir *i, const char *why)
{
	struct arena *a = &in->p->s->arena;

	if (i && i->op < IR_COUNT)
		in->broken = arena_printf(a, "%s: %s", ir_info[i->op].name, why);
	else
		in->broken = why;
	leave(in, INTERP_BROKEN);
}

void interp_fault(struct interp *in, const struct ir *i)
{
	if (in->p->fault_word + i->site >= in->p->state_words)
		interp_broken(in, i, "a site outside of the state");
	if (in->tries) {
		in->caught = i->site;
		leave(in, INTERP_FAULT);
	}
	__atomic_fetch_add(&in->state[in->p->fault_word + i->site], 1, __ATOMIC_RELAXED);
	leave(in, INTERP_FAULT);
}

/* ---- operands ---- */

struct value interp_eval(struct interp *in, const struct ir *i)
{
	struct value v;

	if (!i || i->op >= IR_COUNT)
		interp_broken(in, i, "an operand is missing");
	if (++in->depth > DEPTH_MAX)
		interp_broken(in, i, "nested too deep");
	v = operations[i->op](in, i);
	in->depth--;
	return v;
}

u64 interp_num(struct interp *in, const struct ir *i)
{
	return interp_eval(in, i).number;
}

u64 *interp_local(struct interp *in, const struct ir *i)
{
	if ((u64)i->imm >= in->h->nlocals)
		interp_broken(in, i, "no such local");
	return &in->locals[i->imm];
}

/* A string slot and its width. */
char *interp_slot(struct interp *in, const struct ir *i, unsigned index, size_t *width)
{
	if (index >= in->h->nslots || !in->h->slots[index])
		interp_broken(in, i, "no such string slot");
	*width = in->h->slots[index];
	return in->strings + in->slot_at[index];
}

char *interp_local_string(struct interp *in, const struct ir *i, size_t *width)
{
	interp_local(in, i);
	return interp_slot(in, i, in->h->locals[i->imm].slot, width);
}

static volatile u64 *word(struct interp *in, const struct ir *i)
{
	if ((u64)i->imm >= in->p->state_words)
		interp_broken(in, i, "no such state word");
	return &in->state[i->imm];
}

void interp_copy_cut(char *to, size_t width, struct value from)
{
	size_t n = from.len < width ? from.len : width - 1;

	memmove(to, from.text, n);
	to[n] = 0;
}

/* ---- values ---- */

static struct value do_CONST(struct interp *in, const struct ir *i)
{
	(void)in;
	return number(i->imm);
}

static struct value do_LOCAL(struct interp *in, const struct ir *i)
{
	return number(*interp_local(in, i));
}

static struct value do_LOCALS(struct interp *in, const struct ir *i)
{
	size_t width;
	char *s = interp_local_string(in, i, &width);

	return text(s, width);
}

static struct value do_GLOBAL(struct interp *in, const struct ir *i)
{
	return number(__atomic_load_n(word(in, i), __ATOMIC_RELAXED));
}

static host_builtin_fn *const builtins[BUILTIN_COUNT] = {
#define BUILTIN(name, proto, places, dialect, doc) host_##name,
#include "sema/builtins.def"
#undef BUILTIN
};

static struct value do_BUILTIN(struct interp *in, const struct ir *i)
{
	if ((u64)i->imm >= BUILTIN_COUNT)
		interp_broken(in, i, "no such built-in");
	return number(builtins[i->imm](in, NULL, 0));
}

static struct value do_CGROUP(struct interp *in, const struct ir *i)
{
	u64 level = interp_num(in, i->arg[0]);

	return number(level < 1 << 16 ? host_cgroup_at(level) : 0);
}

static struct value do_BUILTINS(struct interp *in, const struct ir *i)
{
	size_t width;
	char *s = interp_slot(in, i, i->slot, &width);

	if ((u64)i->imm >= BUILTIN_COUNT)
		interp_broken(in, i, "no such built-in");
	builtins[i->imm](in, s, width);
	return text(s, width);
}

/* ---- integers ---- */

static bool negative(u64 v)
{
	return v >> 63;
}

static u64 magnitude(u64 v)
{
	return negative(v) ? 0 - v : v;
}

static u64 extend(u64 v, u64 bytes, bool is_signed)
{
	u64 top;

	if (!bytes || bytes >= 8)
		return v;
	v &= (1ull << 8 * bytes) - 1;
	top = 1ull << (8 * bytes - 1);
	return is_signed ? (v ^ top) - top : v;
}

static u64 shift_signed(u64 v, unsigned by)
{
	return negative(v) ? ~(~v >> by) : v >> by;
}

static u64 signed_quotient(u64 a, u64 b)
{
	u64 q = magnitude(a) / magnitude(b);

	return negative(a) != negative(b) ? 0 - q : q;
}

static u64 signed_remainder(u64 a, u64 b)
{
	u64 r = magnitude(a) % magnitude(b);

	return negative(a) ? 0 - r : r;
}

#define UNARY(name, result)                                                                        \
	static struct value do_##name(struct interp *in, const struct ir *i)                       \
	{                                                                                          \
		u64 a = interp_num(in, i->arg[0]);                                                        \
                                                                                                   \
		return number(result);                                                             \
	}

#define BINARY(name, result)                                                                       \
	static struct value do_##name(struct interp *in, const struct ir *i)                       \
	{                                                                                          \
		u64 a = interp_num(in, i->arg[0]);                                                        \
		u64 b = interp_num(in, i->arg[1]);                                                        \
                                                                                                   \
		return number(result);                                                             \
	}

#define DIVISION(name, result)                                                                     \
	static struct value do_##name(struct interp *in, const struct ir *i)                       \
	{                                                                                          \
		u64 a = interp_num(in, i->arg[0]);                                                        \
		u64 b = interp_num(in, i->arg[1]);                                                        \
                                                                                                   \
		if (!b)                                                                            \
			interp_fault(in, i);                                                              \
		return number(result);                                                             \
	}

UNARY(EXT, extend(a, (u64)i->imm, i->aux))
UNARY(NEG, 0 - a)
UNARY(COMPL, ~a)
UNARY(NOT, !a)
UNARY(BOOL, a != 0)
BINARY(ADD, a + b)
BINARY(SUB, a - b)
BINARY(MUL, a * b)
DIVISION(SDIV, signed_quotient(a, b))
DIVISION(SREM, signed_remainder(a, b))
DIVISION(UDIV, a / b)
DIVISION(UREM, a % b)
BINARY(AND, a & b)
BINARY(OR, a | b)
BINARY(XOR, a ^ b)
BINARY(SHL, a << (b & 63))
BINARY(SHR, a >> (b & 63))
BINARY(SAR, shift_signed(a, b & 63))
BINARY(EQ, a == b)
BINARY(NE, a != b)
BINARY(SLT, biased(a) < biased(b))
BINARY(SLE, biased(a) <= biased(b))
BINARY(ULT, a < b)
BINARY(ULE, a <= b)
BINARY(SULT, negative(a) || a < b)
BINARY(SULE, negative(a) || a <= b)
BINARY(USLT, !negative(b) && a < b)
BINARY(USLE, !negative(b) && a <= b)
BINARY(SUEQ, !negative(a) && a == b)

static struct value do_ANDAND(struct interp *in, const struct ir *i)
{
	return number(interp_num(in, i->arg[0]) && interp_num(in, i->arg[1]));
}

static struct value do_OROR(struct interp *in, const struct ir *i)
{
	return number(interp_num(in, i->arg[0]) || interp_num(in, i->arg[1]));
}

static struct value do_COND(struct interp *in, const struct ir *i)
{
	return interp_eval(in, interp_num(in, i->arg[0]) ? i->arg[1] : i->arg[2]);
}

static struct value do_CONDS(struct interp *in, const struct ir *i)
{
	return interp_eval(in, interp_num(in, i->arg[0]) ? i->arg[1] : i->arg[2]);
}

/* ---- strings ---- */

static struct value do_STRING(struct interp *in, const struct ir *i)
{
	if (!i->text || i->imm < 1)
		interp_broken(in, i, "a literal without text or width");
	return text(i->text, i->imm - 1);
}

static struct value do_STRCMP(struct interp *in, const struct ir *i)
{
	struct value a = interp_eval(in, i->arg[0]), b = interp_eval(in, i->arg[1]);
	int order = memcmp(a.text, b.text, a.len < b.len ? a.len : b.len);

	if (!order)
		order = (a.len > b.len) - (a.len < b.len);
	return number(order < 0 ? -(u64)1 : order > 0);
}

static struct value do_STRLEN(struct interp *in, const struct ir *i)
{
	return number(interp_eval(in, i->arg[0]).len);
}

static struct value do_STRHEAD(struct interp *in, const struct ir *i)
{
	struct value a = interp_eval(in, i->arg[0]), b = interp_eval(in, i->arg[1]);

	return number(b.len <= a.len && !memcmp(a.text, b.text, b.len));
}

static struct value do_STRNUM(struct interp *in, const struct ir *i)
{
	u64 v = interp_num(in, i->arg[0]);
	size_t width;
	char *to = interp_slot(in, i, i->slot, &width);

	if (i->aux == 'c')
		snprintf(to, width, "%c", (int)(v & 255));
	else if (i->aux == 'x')
		snprintf(to, width, "%" PRIx64, (uint64_t)v);
	else if (i->aux == 'u')
		snprintf(to, width, "%" PRIu64, (uint64_t)v);
	else
		snprintf(to, width, "%" PRId64, (int64_t)v);
	return text(to, width);
}

/* The name of an address alone: not how far behind its beginning. */
static struct value do_STRNAME(struct interp *in, const struct ir *i)
{
	static const struct type types[] = {
		[NAMES_SYMBOL] = { .kind = TY_SYMBOL, .size = 8 },
		[NAMES_ADDRESS] = { .kind = TY_INT, .size = 8, .show = SHOW_KSYM },
		[NAMES_ERROR] = { .kind = TY_INT, .size = 8, .is_signed = true, .show = SHOW_ERROR },
		[NAMES_SIGNAL] = { .kind = TY_INT, .size = 8, .is_signed = true, .show = SHOW_SIGNAL },
	};
	struct value_context none = { .p = in->p };
	char shown[VALUE_MAX + 1];
	size_t width;
	char *to = interp_slot(in, i, i->slot, &width);
	u64 v = interp_num(in, i->arg[0]);

	shown[value_show(in->values ? in->values : &none, types[i->aux], v, shown)] = 0;
	if (i->aux == NAMES_ADDRESS)
		shown[strcspn(shown, "+")] = 0;
	snprintf(to, width, "%s", shown);
	return text(to, width);
}

#define FPT_TABLE
#define FPT_STRTOL static
#include "runtime/number.h"

static struct value do_STRTOL(struct interp *in, const struct ir *i)
{
	struct value a = interp_eval(in, i->arg[0]);

	return number(fpt_strtol(a.text, a.len, (u64)i->imm));
}

static struct value do_USYM(struct interp *in, const struct ir *i)
{
	u64 words[2] = { builtins[BUILTIN_pid](in, NULL, 0), interp_num(in, i->arg[0]) };
	size_t width;
	char *to = interp_slot(in, i, i->slot, &width);

	if (width < sizeof(words))
		interp_broken(in, i, "a string slot that is too small");
	memcpy(to, words, sizeof(words));
	return (struct value){ .text = to, .len = sizeof(words) };
}

static struct value do_STRFIND(struct interp *in, const struct ir *i)
{
	struct value a = interp_eval(in, i->arg[0]), b = interp_eval(in, i->arg[1]);
	const char *at = b.len ? memmem(a.text, a.len, b.text, b.len) : a.text;

	return number(at ? (u64)(at - a.text) : -(u64)1);
}

static struct value do_STRCAT(struct interp *in, const struct ir *i)
{
	struct value a = interp_eval(in, i->arg[0]), b = interp_eval(in, i->arg[1]);
	size_t width;
	char *to = interp_slot(in, i, i->slot, &width);

	interp_copy_cut(to, width, a);
	a.len = strlen(to);
	interp_copy_cut(to + a.len, width - a.len, b);
	return text(to, width);
}

static struct value do_STRSUB(struct interp *in, const struct ir *i)
{
	struct value a = interp_eval(in, i->arg[0]);
	u64 from = interp_num(in, i->arg[1]), n = interp_num(in, i->arg[2]);
	size_t width;
	char *to = interp_slot(in, i, i->slot, &width);

	if (negative(n) || from > a.len)
		from = a.len;	/* a negative one is a large number */
	a.text += from;
	a.len -= from;
	a.len = n < a.len ? n : a.len;
	interp_copy_cut(to, width, a);
	return text(to, width);
}

static struct value do_STRPAD(struct interp *in, const struct ir *i)
{
	struct value a = interp_eval(in, i->arg[0]);
	size_t width, n = (size_t)i->imm;
	char *to = interp_slot(in, i, i->slot, &width);
	bool minus = i->aux == PAD_ZEROS && a.len && *a.text == '-';

	n -= n < a.len ? n : a.len;
	if (minus)
		*to = '-';
	memset(to + (i->aux == PAD_BEHIND ? a.len : minus), i->aux == PAD_ZEROS ? '0' : ' ', n);
	if (i->aux == PAD_BEHIND) {
		memcpy(to, a.text, a.len);
		to[a.len + n] = 0;
	} else {
		a.text += minus;
		a.len -= minus;
		interp_copy_cut(to + minus + n, width - minus - n, a);
	}
	return text(to, width);
}

/* ---- statements ---- */

/* A LEAVE is on its way while in->way is not 0; everything up to its label ends. */
static void run_list(struct interp *in, struct ir *first)
{
	for_each_ir (s, first) {
		interp_eval(in, s);
		if (in->way)
			return;
	}
}

static struct value do_SEQ(struct interp *in, const struct ir *i)
{
	run_list(in, i->list);
	return nothing;
}

/* Functions that return inside of an expression are BLOCKs: no LEAVE comes out of here. */
static struct value do_DO(struct interp *in, const struct ir *i)
{
	run_list(in, i->list);
	if (in->way)
		interp_broken(in, i, "a LEAVE out of an expression");
	return interp_eval(in, i->arg[0]);
}

#define do_DOS do_DO

static struct value do_BLOCK(struct interp *in, const struct ir *i)
{
	interp_eval(in, i->arg[0]);
	if (in->way == (u64)i->imm)
		in->way = 0;
	return nothing;
}

static struct value do_LEAVE(struct interp *in, const struct ir *i)
{
	in->way = (u64)i->imm;
	return nothing;
}

static struct value do_LOOP(struct interp *in, const struct ir *i)
{
	while (!in->way) {
		if (!in->rounds)
			interp_fault(in, i);
		in->rounds--;
		interp_eval(in, i->arg[0]);
	}
	if (in->way == (u64)i->imm)
		in->way = 0;
	return nothing;
}

static struct value do_RAISE(struct interp *in, const struct ir *i)
{
	interp_fault(in, i);
}

/*
 * The place that faults lead to is exchanged for the time of the try.  All that the two parts share
 * is in `in', so that longjmp() can spoil nothing.
 */
static bool try(struct interp *in, const struct ir *body)
{
	jmp_buf outer;
	struct held *held = in->held;
	unsigned depth = in->depth;
	int how;

	memcpy(outer, in->leave, sizeof(outer));
	in->tries++;
	how = setjmp(in->leave);
	if (!how)
		interp_eval(in, body);
	memcpy(in->leave, outer, sizeof(outer));
	in->tries--;
	in->depth = depth;
	interp_release(in, held);
	if (how && how != INTERP_FAULT + 1)
		longjmp(in->leave, how);
	return !how;
}

static struct value do_TRY(struct interp *in, const struct ir *i)
{
	if (try(in, i->arg[0]))
		return nothing;
	*interp_local(in, i) = in->caught;
	interp_eval(in, i->arg[1]);
	return nothing;
}

static struct value do_SET(struct interp *in, const struct ir *i)
{
	u64 v = interp_num(in, i->arg[0]);

	*interp_local(in, i) = v;
	return nothing;
}

static struct value do_SETS(struct interp *in, const struct ir *i)
{
	struct value v = interp_eval(in, i->arg[0]);
	size_t width;
	char *to = interp_local_string(in, i, &width);

	interp_copy_cut(to, width, v);
	return nothing;
}

static struct value do_GSET(struct interp *in, const struct ir *i)
{
	u64 v = interp_num(in, i->arg[0]);

	__atomic_store_n(word(in, i), v, __ATOMIC_RELAXED);
	return nothing;
}

#define ATOMIC(name, function)                                                                     \
	static struct value do_##name(struct interp *in, const struct ir *i)                       \
	{                                                                                          \
		u64 v = interp_num(in, i->arg[0]);                                                        \
                                                                                                   \
		return number(function(word(in, i), v, __ATOMIC_RELAXED));                         \
	}

ATOMIC(GADD, __atomic_fetch_add)
ATOMIC(GAND, __atomic_fetch_and)
ATOMIC(GOR, __atomic_fetch_or)
ATOMIC(GXOR, __atomic_fetch_xor)

/* The number of the period in the upper bits, how many there were in it in the lower 16. */
static struct value do_ATMOST(struct interp *in, const struct ir *i)
{
	u64 most = interp_num(in, i->arg[0]), ns = interp_num(in, i->arg[1]);
	u64 now = builtins[BUILTIN_now](in, NULL, 0) / ns << 16;
	u64 old = __atomic_load_n(word(in, i), __ATOMIC_RELAXED);
	u64 new = old >> 16 == now >> 16 ? old + 1 : now + 1;

	if (new - 1 >= now + most)
		return number(0);
	return number(__atomic_compare_exchange_n(word(in, i), &old, new, false, __ATOMIC_RELAXED,
						  __ATOMIC_RELAXED));
}

static struct value do_EVAL(struct interp *in, const struct ir *i)
{
	interp_eval(in, i->arg[0]);
	return nothing;
}

static struct value do_IF(struct interp *in, const struct ir *i)
{
	const struct ir *branch = interp_num(in, i->arg[0]) ? i->arg[1] : i->arg[2];

	if (branch)
		interp_eval(in, branch);
	return nothing;
}

static void pack(struct interp *in, const struct ir *i, const struct print_arg *a, char *payload, u32 bytes)
{
	u64 size = type_bytes(a->type);
	struct value v = interp_eval(in, i);

	if (!size || a->offset + size > bytes)
		interp_broken(in, i, "an argument outside of its record");
	if (a->type.kind == TY_STRING)
		interp_copy_cut(payload + a->offset, size, v);
	else if (type_is_copied(a->type))
		memcpy(payload + a->offset, v.text, v.len < size ? v.len : size);
	else
		memcpy(payload + a->offset, &v.number, sizeof(v.number));
}

/* The payload is the call's own: a function in an argument may print meanwhile. */
static struct value do_PRINT(struct interp *in, const struct ir *i)
{
	_Alignas(8) char payload[WIRE_MAX];
	const struct print *print;
	unsigned n = 0;

	if (i->site >= in->p->nsites || in->p->sites[i->site].kind != SITE_PRINT)
		interp_broken(in, i, "no such printf");
	print = in->p->sites[i->site].print;
	if (print->bytes > sizeof(payload))
		interp_broken(in, i, "a record that is too large");
	memset(payload, 0, print->bytes);
	for_each_ir (arg, i->list) {
		if (n == print->nargs)
			interp_broken(in, i, "too many arguments");
		pack(in, arg, &print->args[n++], payload, print->bytes);
	}
	if (n < print->nargs)
		interp_broken(in, i, "too few arguments");
	in->print(in->arg, i->site, payload, print->bytes);
	return nothing;
}

static struct value do_NEXT(struct interp *in, const struct ir *i)
{
	(void)i;
	leave(in, INTERP_DONE);
}

static struct value do_EXIT(struct interp *in, const struct ir *i)
{
	(void)i;
	__atomic_store_n(&in->state[WIRE_STOP], 1, __ATOMIC_RELAXED);
	leave(in, INTERP_EXIT);
}

/* ---- the table ---- */

static struct value kernel_only(struct interp *in, const struct ir *i)
{
	interp_broken(in, i, "this cannot run in user space");
}

#define do_LOCALP kernel_only
#define do_ARG kernel_only
#define do_ARGP kernel_only
#define do_KEPT kernel_only
#define do_KEPTP kernel_only
#define do_KEPTS kernel_only
#define do_RESULT kernel_only
#define do_RESULTP kernel_only
#define do_REG kernel_only
#define do_FIELD kernel_only
#define do_RECORD kernel_only
#define do_ELAPSED kernel_only
#define do_LOAD kernel_only
#define do_LOADP kernel_only
#define do_MEMBERP kernel_only
#define do_NUMBER kernel_only
#define do_PEEK kernel_only
#define do_ADDR kernel_only
#define do_ELEM kernel_only
#define do_STRKERNEL kernel_only
#define do_STRUSER kernel_only
#define do_STACK kernel_only
#define do_CALLER kernel_only
#define do_TASKP kernel_only
#define do_BUF kernel_only
#define do_VAR kernel_only
#define do_STORE kernel_only
#define do_SETARG kernel_only
#define do_SETRET kernel_only
#define do_FUNC kernel_only
#define do_HIT kernel_only
#define do_USDT kernel_only
#define do_SETP kernel_only

static do_fn *const operations[IR_COUNT] = {
#define IR(name, signature, flags, doc) [IR_##name] = do_##name,
#include "sema/ir.def"
#undef IR
};

/* ---- running ---- */

static u32 string_bytes(const struct handler *h)
{
	u32 bytes = 0;
	unsigned i;

	for (i = 0; i < h->nslots; i++)
		bytes += h->slots[i];
	return bytes;
}

void interp_init(struct interp *in, const struct program *p, volatile u64 *state,
		 interp_print_fn print, void *arg)
{
	unsigned i, nlocals = 0, nslots = 0;
	u32 bytes = 0;

	memset(in, 0, sizeof(*in));
	in->p = p;
	in->state = state;
	in->print = print;
	in->arg = arg;
	for (i = 0; i < p->nprobes; i++) {
		const struct handler *h = p->probes[i].entry;

		if (p->probes[i].in_kernel || !h)
			continue;
		nlocals = h->nlocals > nlocals ? h->nlocals : nlocals;
		nslots = h->nslots > nslots ? h->nslots : nslots;
		bytes = string_bytes(h) > bytes ? string_bytes(h) : bytes;
	}
	in->locals = arena_array(&p->s->arena, u64, nlocals + 1);
	in->slot_at = arena_array(&p->s->arena, u32, nslots + 1);
	in->strings = arena_array(&p->s->arena, char, bytes + 1);
}

static void enter(struct interp *in, const struct handler *h)
{
	u32 at = 0;
	unsigned i;

	in->h = h;
	in->depth = in->tries = 0;
	in->way = 0;
	in->rounds = FPT_LOOP_MAX;
	in->broken = NULL;
	if (in->maps)
		maps_refresh(in->maps);
	memset(in->locals, 0, sizeof(*in->locals) * h->nlocals);
	for (i = 0; i < h->nslots; at += h->slots[i++]) {
		in->slot_at[i] = at;
		in->strings[at] = 0;
	}
}

enum interp_end interp_run(struct interp *in, const struct handler *h)
{
	int how;

	enter(in, h);
	how = setjmp(in->leave);
	if (how) {
		interp_release(in, NULL);
		return how - 1;
	}
	interp_eval(in, h->body);
	return INTERP_DONE;
}
