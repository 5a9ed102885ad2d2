// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Kernel memory: members, elements, addresses.
 *
 * A pointer to a struct that comes from the probe's arguments is *typed*: the verifier knows what
 * it points to, and members are read directly.  A chain collects such reads until somebody needs
 * the value.  A pointer that went through arithmetic, a cast or a variable is a plain number, and
 * each read through it is a checked copy (PEEK).
 */

#include <stdlib.h>
#include <string.h>

#include "sema/lower.h"

const char *struct_tag(struct sema *s, uint32_t id)
{
	struct ktype t = ktypes_get(s->target->kt, id);
	struct str out;

	if (*t.name)
		return arena_printf(s->a, "%s %s", t.kind == KK_UNION ? "union" : "struct", t.name);
	str_init(&out, s->a);
	ktypes_print(s->target->kt, id, NULL, &out);
	while (!strncmp(out.text, "const ", 6) || !strncmp(out.text, "volatile ", 9))
		out.text += *out.text == 'c' ? 6 : 9;
	return strchr(out.text, '{') ? NULL : out.text;
}

/*
 * The same as the generated C has it.  Names that several structs have get a number, and are not
 * relocated by name (codegen/ctypes.c).
 */
static const char *c_name(struct sema *s, uint32_t id)
{
	const char *tag = struct_tag(s, id);

	if (!tag || ktypes_is_unique(s->target->kt, id))
		return tag;
	return arena_printf(s->a, "%s___%u", tag, ktypes_get(s->target->kt, id).id);
}

struct ktype ktype_of(const struct sema *s, uint32_t id)
{
	if (!s->target->kt)
		return (struct ktype){ .kind = KK_VOID, .name = "" };
	return ktypes_get(s->target->kt, id);
}

/*
 * What a typed pointer to the struct is declared as.  NULL for one that has only a typedef's name:
 * a module's C may not know that, or know it already, so pointers to it stay numbers.
 */
const char *typed_tag(struct sema *s, uint32_t id)
{
	const char *tag = c_name(s, id);

	return tag && strchr(tag, ' ') ? tag : NULL;
}

static bool is_struct(const struct sema *s, uint32_t id)
{
	enum kkind k = ktype_of(s, id).kind;

	return k == KK_STRUCT || k == KK_UNION;
}

struct value chain_value(struct type t, struct chain *c, struct span span)
{
	return (struct value){ .t = t, .chain = c, .span = span };
}

struct chain *chain_new(struct lower *l, struct ir *base, bool typed)
{
	struct chain *c = arena_new(l->sema->a, struct chain);

	c->base = base;
	c->typed = typed;
	return c;
}

/* ---- reading ---- */

static struct ir_path *path_of(struct lower *l, const struct chain *c, bool with_open)
{
	unsigned n = c->n + with_open;
	struct ir_path *p = arena_alloc(l->sema->a, sizeof(*p) + n * sizeof(p->link[0]));

	p->n = n;
	memcpy(p->link, c->done, c->n * sizeof(p->link[0]));
	if (with_open)
		p->link[c->n] = c->open;
	return p;
}

uint16_t fault_site(struct lower *l, enum fault_kind kind, struct span span)
{
	return l->first ? 0 : site_add(l->sema, SITE_FAULT, kind, span, l->probe->id);
}

/* PEEK one link from a plain address. */
static struct ir *peek(struct lower *l, struct ir *base, const struct ir_link *link, bool user,
		       struct span span)
{
	struct ir *ir = ir_new(l->sema->a, IR_PEEK, span);

	ir->aux = user;
	ir->path = arena_alloc(l->sema->a, sizeof(*ir->path) + sizeof(*link));
	ir->path->n = 1;
	ir->path->link[0] = *link;
	ir->arg[0] = base;
	ir->site = fault_site(l, FAULT_ADDRESS, span);
	return ir;
}

/* The base as a plain number: an argument is fetched again, in its other form. */
static struct ir *base_number(struct lower *l, const struct chain *c, struct span span)
{
	struct ir *b = c->base, *ir;
	enum ir_op op;

	if (!c->typed)
		return b;
	op = b->op == IR_ARGP	   ? IR_ARG
	     : b->op == IR_KEPTP   ? IR_KEPT
	     : b->op == IR_RESULTP ? IR_RESULT
				   : IR_NUMBER;
	if (op == IR_NUMBER)
		return ir_unary(l->sema->a, IR_NUMBER, b, span);
	ir = arena_new(l->sema->a, struct ir);
	*ir = *b;
	ir->op = op;
	ir->text = NULL;
	ir->aux = SLOT_STRUCT;
	return ir;
}

/* What the links in `done` lead to, as a plain number. */
static struct ir *through_number(struct lower *l, const struct chain *c, struct span span)
{
	struct ir *ir;
	unsigned i;

	if (c->typed && c->n) {
		ir = ir_unary(l->sema->a, IR_LOAD, c->base, span);
		ir->path = path_of(l, c, false);
		ir->site = fault_site(l, FAULT_ADDRESS, span);
		return ir;
	}
	ir = base_number(l, c, span);
	for (i = 0; i < c->n; i++)
		ir = peek(l, ir, &c->done[i], c->user, span);
	return ir;
}

/* The value of a chain that ends in an integer or a pointer. */
struct ir *chain_number(struct lower *l, const struct value *v)
{
	const struct chain *c = v->chain;
	struct ir *ir;

	if (!c->is_open)
		return through_number(l, c, v->span);
	if (!c->typed)
		return peek(l, through_number(l, c, v->span), &c->open, c->user, v->span);
	ir = ir_unary(l->sema->a, IR_LOAD, c->base, v->span);
	ir->path = path_of(l, c, true);
	ir->site = fault_site(l, FAULT_ADDRESS, v->span);
	return ir;
}

/*
 * The address of the open member.  Where it is only read from, a typed pointer may stay what it is;
 * else it has to become a number that arithmetic is allowed on.
 */
struct ir *chain_address(struct lower *l, const struct value *v, bool for_reading)
{
	const struct chain *c = v->chain;
	struct ir *ir;

	if (!c->is_open)
		return through_number(l, c, v->span);
	if (c->typed && for_reading && c->open.path) {
		ir = ir_unary(l->sema->a, IR_MEMBERP, c->base, v->span);
		ir->path = path_of(l, c, true);
		ir->site = fault_site(l, FAULT_ADDRESS, v->span);
		return ir;
	}
	ir = through_number(l, c, v->span);
	if (!c->open.path)
		return ir;
	ir = ir_unary(l->sema->a, IR_ADDR, ir, v->span);
	ir->path = arena_alloc(l->sema->a, sizeof(*ir->path) + sizeof(c->open));
	ir->path->n = 1;
	ir->path->link[0] = c->open;
	return ir;
}

bool chain_is_typed_pointer(const struct lower *l, const struct value *v)
{
	return v->chain && v->chain->typed && v->t.kind == TY_PTR && !v->t.is_user &&
	       (!v->chain->is_open || v->chain->open.is_struct_ptr) &&
	       is_struct(l->sema, v->t.ktype);
}

/* As a pointer that the verifier types (class p). */
struct ir *chain_pointer(struct lower *l, const struct value *v)
{
	const struct chain *c = v->chain;
	struct ir *ir;

	if (!c->is_open && !c->n)
		return c->base;
	ir = ir_unary(l->sema->a, IR_LOADP, c->base, v->span);
	ir->path = path_of(l, c, c->is_open);
	ir->text = ir->path->link[ir->path->n - 1].pointee;
	ir->site = fault_site(l, FAULT_ADDRESS, v->span);
	return ir;
}

bool is_char_array(const struct ktypes *kt, struct type t, uint32_t *count)
{
	struct ktype array, element;

	if (t.kind != TY_ARRAY)
		return false;
	array = ktypes_get(kt, t.ktype);
	element = ktypes_get(kt, array.target);
	*count = array.count;
	return element.kind == KK_INT && element.size == 1 && !element.is_bool;
}

bool read_char_array(struct lower *l, const struct value *v, uint32_t limit, struct value *out)
{
	uint32_t count, most = limit ? limit : STRING_DEFAULT - 1;
	struct ir *ir;
	struct type t;

	if (!v->chain || !is_char_array(l->sema->target->kt, v->t, &count))
		return false;
	if (count && count < most)
		most = count;
	t = type_string(most + 1);
	ir = ir_new(l->sema->a, v->chain->user ? IR_STRUSER : IR_STRKERNEL, v->span);
	ir->arg[0] = chain_address(l, v, true);
	ir->imm = most;
	ir->slot = handler_slot(l, t.width);
	ir->site = fault_site(l, FAULT_ADDRESS, v->span);
	*out = value_ir(t, ir);
	out->span = v->span;
	return true;
}

struct value chain_read(struct lower *l, struct value v)
{
	struct value out;

	if (!v.chain || read_char_array(l, &v, 0, &out))
		return v.chain ? out : v;
	if (v.t.kind == TY_STRUCT || v.t.kind == TY_ARRAY) {
		diag(l->sema->d, TYPE_MISMATCH, v.span, "an expression", "a number or a string",
		     arena_printf(l->sema->a, "a whole `%s'", type_text(l->sema, v.t)));
		diag_hint(l->sema->d, v.t.kind == TY_ARRAY ?
			  "name one of its elements: [0]; or take its address with &; println(…) shows all of it" :
			  "name one of its members, or take its address with &; println(…) shows all of it");
		return value_bad(v.span);
	}
	out = value_ir(v.t, chain_number(l, &v));
	out.span = v.span;
	return out;
}

/* Is what the value is, or points to, in user memory? */
static bool is_in_user(const struct value *v)
{
	return v->t.is_user;
}

/* ---- members ---- */

/* What is at the end of an open chain becomes a pointer that is followed. */
static struct chain *follow(struct lower *l, const struct value *v)
{
	struct chain *c;

	if (!v->chain || v->t.is_user)
		return chain_new(l, v->chain ? chain_number(l, v) : v->ir, false);
	c = arena_new(l->sema->a, struct chain);
	*c = *v->chain;
	if (!c->is_open)
		return c;
	if (c->n == CHAIN_MAX || !c->open.is_struct_ptr || !c->open.path) {
		/* Not a pointer that the verifier follows: go on from its number. */
		return chain_new(l, chain_number(l, v), false);
	}
	c->done[c->n++] = c->open;
	c->is_open = false;
	return c;
}

/* What the value at the open member is: fills the link's width and returns the type. */
static struct type open_as(struct lower *l, struct chain *c, uint32_t ktype, const char **why)
{
	struct type t = type_of_ktype(l->sema->target->kt, ktype, why);
	struct ir_link *link = &c->open;

	/* Pointers that lie in user memory lead there. */
	t.is_user |= c->user && (t.kind == TY_PTR || t.kind == TY_STRUCT || t.kind == TY_ARRAY);
	c->open_type = ktype;
	link->size = t.size ? t.size : 8;
	link->is_signed = t.is_signed;
	link->pointee = t.kind == TY_PTR && !t.is_user && is_struct(l->sema, t.ktype) ?
			typed_tag(l->sema, t.ktype) : NULL;
	link->is_struct_ptr = link->pointee;
	return t;
}

#define MAX_LOAD_OFFSET 0x7ff8	/* a load's offset has 16 bits in BPF */

/*
 * The place of the open member is known: does the verifier find there what it is?  Else it is copied,
 * and a pointer in it is a plain number.
 */
static void settle(const struct lower *l, struct chain *c, struct type t)
{
	struct ir_link *link = &c->open;
	uint32_t target = 0;
	enum kwalk walk = ktypes_walk(l->sema->target->kt, link->type_id, link->offset, link->size,
				      &target);

	if (link->offset > MAX_LOAD_OFFSET)
		walk = KWALK_REFUSED;
	link->is_copied = walk != KWALK_NUMBER;
	if (walk == KWALK_POINTER && t.kind == TY_PTR && ktype_of(l->sema, t.ktype).id == target)
		return;
	link->is_struct_ptr = false;
	link->pointee = NULL;
}

/* False: no integer of the machine's holds all bits of it. */
static bool set_member(struct ir_link *link, const struct kmember *m, uint32_t base_bits)
{
	uint32_t at = base_bits + m->bit_offset;

	link->bits = m->bits;
	link->offset = at / 8;
	link->bit_pos = 0;
	if (!m->bits)
		return true;
	/*
	 * The unit is the declared type's, aligned to its size, as the compiler laid it out; in a
	 * packed struct a bit-field may cross that, and needs a larger one.
	 */
	for (;; link->size *= 2) {
		link->offset = at / (link->size * 8u) * link->size;
		link->bit_pos = at - link->offset * 8;
		if (link->bit_pos + link->bits <= link->size * 8u)
			return true;
		if (link->size == 8)
			return false;
	}
}

static struct value unknown_member(struct lower *l, const struct expr *e, uint32_t id)
{
	struct sema *s = l->sema;
	struct nearest near;
	const char *tag = struct_tag(s, id);

	diag(s->d, UNKNOWN_MEMBER, e->name_span, tag ? tag : "the struct", e->name);
	diag_about(s->d, ktype_of(s, id).name, e->name, e->span);
	nearest_init(&near, e->name);
	ktypes_offer_members(s->target->kt, id, &near);
	diag_hint_near(s->d, near.best);
	return value_bad(e->span);
}

/* The struct that a value is, or points to; false after a diagnostic. */
static bool struct_of(struct lower *l, const struct expr *e, const struct value *v, uint32_t *id)
{
	if (v->t.kind == TY_STRUCT || (v->t.kind == TY_PTR && is_struct(l->sema, v->t.ktype))) {
		*id = v->t.ktype;
		return may_read_kernel(l, "reading a member", e->span);
	}
	if (v->t.kind == TY_PTR && ktype_of(l->sema, v->t.ktype).kind == KK_FWD) {
		diag(l->sema->d, UNSUPPORTED_TYPE, e->a->span, type_text(l->sema, v->t),
		     "the kernel's BTF only declares this struct");
		return false;
	}
	diag(l->sema->d, NOT_A_STRUCT, e->a->span, a_type(l->sema, v->t));
	if (v->t.kind == TY_PTR && !v->t.ktype)
		diag_hint(l->sema->d, "say what it points to: ((struct NAME *)…)->%s", e->name);
	else if (v->t.kind == TY_PTR && ktype_of(l->sema, v->t.ktype).kind == KK_PTR)
		diag_hint(l->sema->d, "it points to a pointer: (*…)->%s", e->name);
	else if (v->t.kind == TY_ARRAY)
		diag_hint(l->sema->d, "an element of it may have: …[0].%s", e->name);
	return false;
}

/* base.name where base is a struct that lies at an open member: the path grows. */
static bool extend_path(struct lower *l, struct chain *c, const struct kmember *m, const char *name)
{
	uint32_t base_bits = c->open.offset * 8;

	c->open.path = arena_printf(l->sema->a, "%s.%s", c->open.path, name);
	return set_member(&c->open, m, base_bits);
}

struct value lower_member(struct lower *l, const struct expr *e)
{
	struct value v = lower_expr(l, e->a);
	const char *why = NULL;
	struct kmember m;
	struct chain *c;
	struct type t;
	uint32_t id;
	bool fits;

	if (value_is_bad(&v) || !struct_of(l, e, &v, &id))
		return value_bad(e->span);
	if (!ktypes_member(l->sema->target->kt, id, e->name, &m))
		return unknown_member(l, e, id);
	if (v.t.kind == TY_STRUCT && v.chain && v.chain->is_open && v.chain->open.path) {
		c = arena_new(l->sema->a, struct chain);
		*c = *v.chain;
		t = open_as(l, c, m.type, &why);
		fits = extend_path(l, c, &m, e->name);
	} else {
		c = v.t.kind == TY_STRUCT ? chain_new(l, chain_address(l, &v, false), false)
					  : follow(l, &v);
		c->is_open = true;
		c->user = is_in_user(&v);
		c->open = (struct ir_link){ .type = c_name(l->sema, id), .type_id = id,
					    .path = e->name };
		t = open_as(l, c, m.type, &why);
		fits = set_member(&c->open, &m, 0);
	}
	if (!fits)
		why = "a bit-field that crosses the bounds of 64 bits";
	if (!c->open.type)
		why = "a member of a struct without a name";
	if (why) {
		diag(l->sema->d, UNSUPPORTED_TYPE, e->span, e->name, why);
		return value_bad(e->span);
	}
	settle(l, c, t);
	return chain_value(t, c, e->span);
}

/* ---- elements ---- */

static struct value at_address(struct lower *l, struct ir *address, uint32_t ktype, bool user,
			       struct span span)
{
	struct chain *c = chain_new(l, address, false);
	const char *why = NULL;
	struct str name;
	struct type t;

	if (!ktype) {
		diag(l->sema->d, UNSUPPORTED_TYPE, span, "void *",
		     "nobody knows how much to read behind it");
		diag_hint(l->sema->d, "say what it points to: *(int *)…");
		return value_bad(span);
	}
	c->user = user;
	t = open_as(l, c, ktype, &why);
	if (t.kind == TY_NONE || t.kind == TY_VOID) {
		str_init(&name, l->sema->a);
		ktypes_print(l->sema->target->kt, ktype, NULL, &name);
		diag(l->sema->d, UNSUPPORTED_TYPE, span, name.text, why ? why : "it is no value");
		return value_bad(span);
	}
	c->is_open = true;
	return chain_value(t, c, span);
}

/* A constant index into an array member stays in the path. */
static struct value constant_element(struct lower *l, const struct value *base, int64_t index,
				     const struct ktype *array, struct span span)
{
	const struct ktypes *kt = l->sema->target->kt;
	struct chain *c = arena_new(l->sema->a, struct chain);
	uint64_t size = ktypes_get(kt, array->target).size;
	const char *why = NULL;
	struct type t;

	*c = *base->chain;
	c->open.path = arena_printf(l->sema->a, "%s[%lld]", c->open.path, (long long)index);
	c->open.offset += (uint32_t)((uint64_t)index * size);
	t = open_as(l, c, array->target, &why);
	if (why) {
		diag(l->sema->d, UNSUPPORTED_TYPE, span, "[]", why);
		return value_bad(span);
	}
	settle(l, c, t);
	return chain_value(t, c, span);
}

static struct value element(struct lower *l, struct ir *base, struct ir *index, uint64_t size,
			    uint32_t count, uint32_t ktype, bool user, struct span span)
{
	struct ir *ir = ir_new(l->sema->a, IR_ELEM, span);

	ir->arg[0] = base;
	ir->arg[1] = index;
	ir->imm = (int64_t)size;
	ir->aux = count;
	ir->site = fault_site(l, FAULT_BOUNDS, span);
	return at_address(l, ir, ktype, user, span);
}

static bool index_fits(struct lower *l, const struct expr *e, int64_t index, uint32_t count)
{
	if (index >= 0 && (!count || index < count) && index < 1 << 24)
		return true;
	diag(l->sema->d, OUT_OF_BOUNDS, e->args->span, (long long)index, count);
	return false;
}

static bool is_indexable(struct lower *l, const struct expr *e, const struct value *base)
{
	if (base->t.kind != TY_ARRAY && base->t.kind != TY_PTR) {
		diag(l->sema->d, NOT_INDEXABLE, e->a->span, a_type(l->sema, base->t));
		return false;
	}
	if (e->args->next) {
		diag(l->sema->d, TYPE_MISMATCH, e->args->next->span, "an index", "one value",
		     "one more");
		return false;
	}
	return may_read_kernel(l, "reading an element", e->span);
}

struct value lower_index(struct lower *l, const struct expr *e)
{
	struct value base, index;
	uint32_t target, count = 0;
	struct ktype array;
	struct ir *number;
	unsigned part;
	uint64_t size;
	int64_t at;

	if (is_map_place(l, e->a) && map_part(l, e, &base))
		return base;
	if (is_map_place(l, e))
		return map_read(l, e);
	if (at_is_percpu(l, e->a) && !e->args->next)
		return at_percpu(l, e->a, e->args);
	base = lower_expr(l, e->a);
	if (value_is_bad(&base))
		return base;
	if (base.tuple && !e->args->next)
		return tuple_number(l, e->args, base.tuple->n, &part) ? tuple_part(l, &base, part)
								      : value_bad(e->span);
	if (!is_indexable(l, e, &base))
		return value_bad(e->span);
	index = lower_expr(l, e->args);
	number = lower_number(l, index, "an index");
	if (!number)
		return value_bad(e->span);
	array = ktype_of(l->sema, base.t.ktype);
	target = base.t.kind == TY_ARRAY ? array.target : base.t.ktype;
	count = base.t.kind == TY_ARRAY ? array.count : field_count(l, e->a);
	size = ktype_of(l->sema, target).size;
	if (number->op == IR_CONST) {
		at = number->imm;
		if ((base.t.kind == TY_ARRAY || count) && !index_fits(l, e, at, count))
			return value_bad(e->span);
		if (base.t.kind == TY_ARRAY && base.chain->is_open && base.chain->open.path)
			return constant_element(l, &base, at, &array, e->span);
	}
	return element(l, base.t.kind == TY_ARRAY ? chain_address(l, &base, false) :
		       lower_number(l, base, "an index"), number, size, count, target, is_in_user(&base), e->span);
}

struct value lower_deref(struct lower *l, struct value v, struct span span)
{
	struct ir *number;

	if (value_is_bad(&v))
		return v;
	if (v.t.kind != TY_PTR) {
		diag(l->sema->d, TYPE_MISMATCH, span, "*", "a pointer", a_type(l->sema, v.t));
		return value_bad(span);
	}
	if (!may_read_kernel(l, "reading through a pointer", span))
		return value_bad(span);
	number = lower_number(l, v, "*");
	return number ? at_address(l, number, v.t.ktype, v.t.is_user, span) : value_bad(span);
}

struct value lower_address(struct lower *l, const struct expr *e)
{
	struct value v = lower_expr(l, e->a);

	if (value_is_bad(&v))
		return v;
	if (!v.chain || !v.chain->is_open || v.chain->open.bits) {
		diag(l->sema->d, TYPE_MISMATCH, e->a->span, "&", "something in kernel memory",
		     v.chain && v.chain->is_open ? "a bit-field" : "a value that has no address");
		return value_bad(e->span);
	}
	return value_address(l, &v, e->span);
}

struct value value_address(struct lower *l, const struct value *v, struct span span)
{
	struct type t = { .kind = TY_PTR, .size = 8,
			  .ktype = type_pointee(l->sema->target->kt, v->chain->open_type),
			  .is_user = v->chain->user };
	struct value p = value_ir(t, chain_address(l, v, false));

	p.span = span;
	return p;
}

/* What lies at an address; ktype 0: an unsigned long, since nothing better is known. */
struct value value_at(struct lower *l, struct ir *address, uint32_t ktype, struct span span)
{
	if (!ktype)
		ktype = ktypes_find_int(l->sema->target->kt, "unsigned long");
	return at_address(l, address, ktype, false, span);
}

struct value array_element(struct lower *l, const struct value *array, struct ir *base,
			   struct ir *index, struct span span)
{
	struct ktype t = ktype_of(l->sema, array->t.ktype);

	return element(l, base, index, ktype_of(l->sema, t.target).size, t.count, t.target,
		       is_in_user(array), span);
}
