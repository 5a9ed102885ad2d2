// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Locals of a handler: found by name, typed by their assignments, written before they are read.
 *
 * A local that is assigned once, and then with a pointer whose type the verifier knows, keeps that
 * pointer (class p), so that reads through it stay direct.  Every other pointer is a plain number.
 */

#include <limits.h>
#include <string.h>

#include "sema/lower.h"

static struct local *find_in(struct locals *locals, const char *name)
{
	unsigned i;

	for (i = 0; locals && i < locals->n; i++)
		if (!strcmp(locals->v[i]->name, name) &&
		    (!locals->v[i]->owner || locals->v[i]->is_open))
			return locals->v[i];
	return NULL;
}

unsigned handler_local(struct lower *l, const char *name, char cls, struct type t)
{
	struct handler *h = l->h;
	struct ir_local *new = arena_push(l->sema->a, h->locals, h->nlocals, h->cap_locals);

	*new = (struct ir_local){ .name = name, .cls = cls, .type = t };
	if (cls == 's')
		new->slot = handler_slot(l, t.width);
	return h->nlocals - 1;
}

struct ir *handler_temp(struct lower *l, const char *name, struct ir *value)
{
	unsigned n = handler_local(l, name, 'l', type_int(8, true));
	struct ir *set = ir_new(l->sema->a, IR_SET, value->span);
	struct ir *get = ir_new(l->sema->a, IR_LOCAL, value->span);

	set->imm = get->imm = n;
	set->arg[0] = value;
	ir_append(l->at, set);
	return get;
}

/* ---- strings are where their locals are, until they are used ---- */

struct writes {
	int64_t local;
	bool found;
};

static void note_write(struct ir *i, void *arg)
{
	struct writes *w = arg;

	w->found |= i->op == IR_SETS && i->imm == w->local;
}

/* Is the string s, or may it be, that of a local which `later' writes? */
static bool is_written_by(const struct ir *s, struct ir *later)
{
	struct writes w = { 0 };

	if (!s)		/* a mistake that was told */
		return false;
	w.local = s->imm;
	if (s->op == IR_DOS)
		return is_written_by(s->arg[0], later);
	if (s->op == IR_CONDS)
		return is_written_by(s->arg[1], later) || is_written_by(s->arg[2], later);
	if (s->op == IR_LOCALS)
		ir_walk(later, note_write, &w);
	return w.found;
}

void string_hold(struct lower *l, struct ir *s, uint32_t width, struct ir *later)
{
	struct ir *set, *copy, *next = s->next;

	if (!is_written_by(s, later))
		return;
	copy = arena_new(l->sema->a, struct ir);
	*copy = *s;
	copy->next = NULL;
	set = ir_new(l->sema->a, IR_SETS, s->span);
	set->imm = handler_local(l, "held.", 's', type_string(width));
	set->arg[0] = copy;
	*s = *ir_new(l->sema->a, IR_DOS, copy->span);
	s->next = next;
	s->list = s->last = set;
	s->arg[0] = ir_new(l->sema->a, IR_LOCALS, copy->span);
	s->arg[0]->imm = set->imm;
}

void handler_begin(struct lower *l, struct ir *statement)
{
	struct ir *body = l->h->body;

	statement->next = body->list;
	body->list = statement;
	if (!body->last)
		body->last = statement;
}

uint16_t handler_slot(struct lower *l, uint32_t width)
{
	struct handler *h = l->h;

	*arena_push(l->sema->a, h->slots, h->nslots, h->cap_slots) = (uint16_t)((width + 7) & ~7u);
	return (uint16_t)(h->nslots - 1);
}

void flow_meet(struct flow *into, const struct flow *other)
{
	unsigned i;

	if (other->dead)
		return;
	if (into->dead) {
		*into = *other;
		return;
	}
	for (i = 0; i < MAX_LOCALS / 64; i++)
		into->bits[i] &= other->bits[i];
}

static bool is_written(const struct flow *f, unsigned n)
{
	return f->dead || (f->bits[n / 64] >> (n % 64) & 1);
}

static void mark_written(struct lower *l, const struct local *local)
{
	l->flow.bits[local->number / 64] |= 1ull << (local->number % 64);
}

static struct local *new_local(struct lower *l, const char *name, struct span span)
{
	struct local *local;

	if (l->locals->n == MAX_LOCALS) {
		diag(l->sema->d, TOO_MANY, span, MAX_LOCALS, "locals in one handler");
		return NULL;
	}
	local = arena_new(l->sema->a, struct local);
	*local = (struct local){ .name = name, .index = UINT_MAX, .first = span,
				 .number = l->locals->n };
	l->locals->v[l->locals->n++] = local;
	return local;
}

/* Locals of an entry block live on in its exit block: what is used is kept. */
static struct local *keep_from_entry(struct lower *l, const char *name)
{
	struct local *from = find_in(l->outer, name), *local;

	if (!from || !from->has_value)
		return NULL;
	local = new_local(l, name, from->first);
	if (!local)
		return NULL;
	local->type = from->type;
	local->has_value = local->kept = true;
	local->kept_written = is_written(&l->outer_flow, from->number);
	return local;
}

struct local *local_find(struct lower *l, const char *name)
{
	struct local *local = find_in(l->locals, name);

	return local ? local : keep_from_entry(l, name);
}

static bool keep_slot(struct lower *l, struct local *local, unsigned entry_index)
{
	struct keep *k = &l->probe->keep;
	bool is_string = local->type.kind == TY_STRING;

	if (is_string ? k->nstrings == 16 : k->nwords == 64) {
		diag(l->sema->d, TOO_MANY, local->first, is_string ? 16 : 64,
		     "values kept from an entry for its exit");
		return false;
	}
	if (!is_string) {
		local->index = handler_local(l, local->name, 'l', local->type);
		k->words[k->nwords] = (uint16_t)entry_index;
		k->exit_words[k->nwords++] = (uint16_t)local->index;
		return true;
	}
	local->index = k->nstrings;
	k->strings[k->nstrings] = (uint16_t)entry_index;
	k->string_at[k->nstrings++] = k->bytes;
	k->bytes += find_in(l->outer, local->name)->type.width;
	return true;
}

bool local_is_copied(const struct local *local)
{
	return local->kept && local->type.kind == TY_STRING && local->writes;
}

static struct ir *kept_string(struct lower *l, struct local *local, struct span span)
{
	struct ir *ir = ir_new(l->sema->a, IR_KEPTS, span);

	ir->imm = l->probe->keep.string_at[local->index];
	ir->aux = find_in(l->outer, local->name)->type.width;
	return ir;
}

/* What is kept cannot be written to: an exit that does so begins with a copy in a local of its own. */
static void copy_kept(struct lower *l, struct local *local)
{
	struct ir *set = ir_new(l->sema->a, IR_SETS, local->first);

	set->arg[0] = kept_string(l, local, local->first);
	set->imm = local->index = handler_local(l, local->name, 's', local->type);
	handler_begin(l, set);
	local->kept = false;
}

/* First use in the second walk: the local gets its place in the handler. */
static bool place(struct lower *l, struct local *local)
{
	char cls;

	if (local->index != UINT_MAX)
		return true;
	if (local->kept) {
		if (!keep_slot(l, local, find_in(l->outer, local->name)->index))
			return false;
		if (local_is_copied(local) && !l->first)
			copy_kept(l, local);
		return true;
	}
	cls = local->type.kind == TY_STRING		? 's'
	      : local->writes == 1 && local->seen_typed && !local->plain &&
				!(l->is_pair && local->loop)	? 'p'
								: 'l';
	local->index = handler_local(l, local->name, cls, local->type);
	if (cls == 'p')
		l->h->locals[local->index].pointee = typed_tag(l->sema, local->type.ktype);
	return true;
}

static struct value read_typed(struct lower *l, struct local *local, struct span span)
{
	struct chain *c = arena_new(l->sema->a, struct chain);
	struct ir *ir = ir_new(l->sema->a, IR_LOCALP, span);

	ir->imm = local->index;
	ir->text = l->h->locals[local->index].pointee;
	c->base = ir;
	c->typed = true;
	return (struct value){ .t = local->type, .chain = c, .span = span };
}

static struct value read_tuple(struct lower *l, const struct local *local, struct span span)
{
	struct tuple t = { .n = local->type.width };
	unsigned i;

	for (i = 0; i < t.n; i++) {
		struct local *part = local_find(l, tuple_part_name(l, local->name, i));

		t.v[i] = part ? local_read(l, part, span) : value_bad(span);
		if (t.v[i].chain)
			t.v[i] = lower_read(l, t.v[i]);
	}
	return value_tuple(l, &t, span);
}

bool local_may_be_read(const struct lower *l, const struct local *local)
{
	return local->alias || local->kept_written || is_written(&l->flow, local->number);
}

struct value local_read(struct lower *l, struct local *local, struct span span)
{
	struct ir *ir;

	if (local->alias) {
		diag(l->sema->d, IS_AGGREGATE, span, local->name, "");
		diag_hint(l->sema->d, "@count(%s) is how often something was put in", local->name);
		return value_bad(span);
	}
	if (!local_may_be_read(l, local)) {
		diag(l->sema->d, READ_BEFORE_WRITE, span, local->name);
		if (local->kept)
			diag_note(l->sema->d, local->first,
				  "the entry block may end without having written it");
		return value_bad(span);
	}
	if (!local->has_value) {
		/* Where nothing comes, everything counts as written: this one only by itself. */
		if (l->flow.dead)
			diag(l->sema->d, READ_BEFORE_WRITE, span, local->name);
		return value_bad(span);
	}
	if (local->type.kind == TY_TUPLE)
		return read_tuple(l, local, span);
	/* What a loop's body sees of the outside is numbers. */
	local->plain |= local->loop != l->loop;
	if (l->first && local->type.kind != TY_STRING) {
		ir = ir_new(l->sema->a, IR_LOCAL, span);
		return value_ir(local->type, ir);
	}
	if (!place(l, local))
		return value_bad(span);
	if (local->kept && local->type.kind == TY_STRING)
		return value_ir(local->type, kept_string(l, local, span));
	if (l->h->locals[local->index].cls == 'p')
		return read_typed(l, local, span);
	ir = ir_new(l->sema->a, local->type.kind == TY_STRING ? IR_LOCALS : IR_LOCAL, span);
	ir->imm = local->index;
	return value_ir(local->type, ir);
}

/* The first walk: what the local's type becomes by one more assignment. */
static void learn(struct lower *l, struct local *local, struct value *v)
{
	bool v_const = v->ir && v->ir->op == IR_CONST;
	struct type joined;

	local->plain |= local->writes && local->loop != l->loop;
	local->loop = l->loop;
	local->writes++;
	if (value_is_bad(v))
		return;
	local->seen_typed = chain_is_typed_pointer(l, v);
	joined =
		local->has_value ? type_join(local->type, local->only_consts, v->t, v_const) : v->t;
	if (joined.kind == TY_NONE)
		return;		/* the last walk says so */
	/* What grows once more is made of itself, in a loop: how long it will be nobody knows. */
	if (l->again && local->has_value && joined.kind == TY_STRING &&
	    joined.width > local->type.width && joined.width < STRING_DEFAULT)
		joined.width = STRING_DEFAULT;
	local->only_consts = v_const && (local->only_consts || !local->has_value);
	local->type = joined;
	local->has_value = true;
}

static enum ir_op set_op(const struct ir_local *local)
{
	return local->cls == 's' ? IR_SETS : local->cls == 'p' ? IR_SETP : IR_SET;
}

/* A string made for this assignment alone is made in the local's own slot: no copy. */
static bool made_in_place(struct ir *ir, const struct ir_local *local)
{
	if (ir->op != IR_STRKERNEL && ir->op != IR_STRUSER && ir->op != IR_BUILTINS)
		return false;
	ir->slot = local->slot;
	return true;
}

static void store(struct lower *l, struct local *local, struct value v, struct span span)
{
	struct ir_local *to = &l->h->locals[local->index];
	struct ir *set = ir_new(l->sema->a, set_op(to), span), *from;

	if (to->cls == 'p')
		from = chain_pointer(l, &v);
	else if (to->cls == 's')
		from = v.ir;
	else if (v.t.kind == TY_SYMBOL || v.t.kind == TY_STACK)
		from = v.ir;
	else
		from = lower_number(l, v, "an assignment");
	if (!from)
		return;
	if (to->cls == 's')
		made_in_place(from, to);
	set->imm = local->index;
	set->arg[0] = from;
	ir_append(l->at, set);
}

/* A part of a tuple as the script writes it. */
static const char *written_name(struct lower *l, const char *name)
{
	const char *dot = strchr(name, '.');

	return dot ? arena_printf(l->sema->a, "%.*s[%s]", (int)(dot - name), name, dot + 1) : name;
}

void local_set(struct lower *l, struct local *local, struct span span, struct value v)
{
	if (l->first) {
		learn(l, local, &v);
		mark_written(l, local);
		return;
	}
	mark_written(l, local);
	if (value_is_bad(&v) || !local->has_value)
		return;
	if (type_join(local->type, false, v.t, v.ir && v.ir->op == IR_CONST).kind == TY_NONE) {
		diag(l->sema->d, TYPE_CHANGES, span, written_name(l, local->name), a_type(l->sema, v.t),
		     a_type(l->sema, local->type));
		diag_note(l->sema->d, local->first, "first written here");
		return;
	}
	if (local->type.kind == TY_STRING)
		v = word_string(l, v);
	if (!v.tuple && place(l, local))
		store(l, local, v, span);
}

/* A tuple is in locals of its parts. */
static void assign_parts(struct lower *l, const char *name, struct span span, struct value *v)
{
	unsigned i;

	for (i = 0; i < v->tuple->n; i++)
		local_assign(l, tuple_part_name(l, name, i), span, tuple_part(l, v, i));
}

void local_assign(struct lower *l, const char *name, struct span span, struct value v)
{
	struct local *local = local_find(l, name);

	if (!local)
		local = new_local(l, name, span);
	if (!local)
		return;
	if (local->read_only) {
		diag(l->sema->d, READ_ONLY, span, name);
		diag_note(l->sema->d, local->first, "it belongs to this statement");
		return;
	}
	local_set(l, local, span, v);
	if (v.tuple && local->type.kind == TY_TUPLE && local->type.width == v.tuple->n)
		assign_parts(l, name, span, &v);
}

struct local *local_open(struct lower *l, const struct stmt *owner, const char *name,
			 struct span span)
{
	struct local *local = local_find(l, name);
	unsigned i;

	if (local || name_find(l->sema, name)) {
		diag(l->sema->d, REDEFINED, span, name);
		if (local)
			diag_note(l->sema->d, local->first, "first used here");
		return NULL;
	}
	for (i = 0; i < l->locals->n; i++) {
		local = l->locals->v[i];
		if (local->owner == owner && !strcmp(local->name, name))
			break;
	}
	if (i == l->locals->n)
		local = new_local(l, name, span);
	if (!local)
		return NULL;
	local->owner = owner;
	local->read_only = local->is_open = true;
	return local;
}

void local_close(struct local *local)
{
	if (local)
		local->is_open = false;
}
