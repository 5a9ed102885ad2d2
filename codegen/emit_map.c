// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Maps and aggregates in C.
 *
 * A map's number names the types of its key and value and its definition.  Keys with strings are made
 * in the scratch, others on the stack.
 */

#include <inttypes.h>
#include <string.h>

#include "codegen/emit_int.h"

#define BUCKETS_PER_KEY 64	/* of a quantile, on average */
#define BUCKETS_MAX (1u << 20)

static bool has_text(const struct map *m)
{
	unsigned i;

	for (i = 0; i < m->nkeys; i++)
		if (m->keys[i].type.kind == TY_STRING)
			return true;
	return false;
}

/* ---- definitions ---- */

static void define_parts(const struct map_part *part, unsigned n, char letter, struct str *out)
{
	unsigned i;

	for (i = 0; i < n; i++)
		if (part[i].type.kind == TY_STRING)
			str_printf(out, " char %c%u[%u];", letter, i, part[i].type.width);
		else
			str_printf(out, " u64 %c%u;", letter, i);
}

static void define_key(const struct map *m, unsigned n, struct str *out)
{
	if (!m->nkeys) {
		str_printf(out, "struct fpt_key_%u;\n", n);
		return;
	}
	str_printf(out, "struct fpt_key_%u {", n);
	define_parts(m->keys, m->nkeys, 'k', out);
	str_puts(out, " } __attribute__((aligned(8)));\n");
}

static void define_value(const struct map *m, unsigned n, struct str *out)
{
	struct agg_layout at = agg_layout(m);

	str_printf(out, "struct fpt_value_%u {", n);
	if (m->nvalues > 1)
		define_parts(m->values, m->nvalues, 'v', out);
	else if (!m->is_agg && m->value.kind == TY_STRING)
		str_printf(out, " char s[%u];", m->value_bytes);
	else if (!m->is_agg)
		str_puts(out, " u64 v;");
	else
		str_puts(out, " u64 count, sum, min, max;");
	if (m->is_agg && at.squares)
		str_puts(out, " u64 squares[2];");
	if (m->is_agg && at.log)
		str_puts(out, " u64 log[WIRE_LOG_BUCKETS];");
	if (m->is_agg && at.linear)
		str_printf(out, " u64 linear[%u];", m->nlinear);
	if (m->is_agg && at.id)
		str_puts(out, " u64 id;");
	str_puts(out, " } __attribute__((aligned(8)));\n");
}

static uint32_t bucket_limit(const struct map *m)
{
	uint64_t n = m->nkeys ? (uint64_t)m->limit * BUCKETS_PER_KEY : 8192;

	return n > BUCKETS_MAX ? BUCKETS_MAX : (uint32_t)n;
}

static void define_map(const struct map *m, unsigned n, struct str *out)
{
	static const char *const kinds[] = {
#define MAP(name, doc) [MAP_##name] = #name,
#include "sema/map_kinds.def"
#undef MAP
	};

	define_key(m, n, out);
	define_value(m, n, out);
	str_printf(out, "#define FPT_KIND_%u %s\n", n, kinds[m->kind]);
	str_printf(out, "FPT_MAP(%u, struct fpt_key_%u, struct fpt_value_%u, %u, fpt_map_%u);\n", n, n, n,
		   m->limit, n);
	if (m->drained) {
		str_printf(out, "FPT_MAP(%u, struct fpt_key_%u, struct fpt_value_%u, %u, fpt_other_%u);\n",
			   n, n, n, m->limit, n);
		str_printf(out, "#define FPT_AT_%u FPT_EITHER(%u, fpt_map_%u, fpt_other_%u)\n", n, m->which,
			   n, n);
		str_printf(out, "#define FPT_EACH_OF_%u(body, f) FPT_EACH_EITHER(%u, fpt_map_%u, "
			   "fpt_other_%u, body, f)\n", n, m->which, n, n);
	} else {
		str_printf(out, "#define FPT_AT_%u ((void *)&fpt_map_%u)\n", n, n);
		str_printf(out, "#define FPT_EACH_OF_%u(body, f) FPT_EACH_ONE(fpt_map_%u, body, f)\n", n,
			   n);
	}
	if (!m->is_agg && m->nvalues == 1)
		return;
	str_printf(out, "static const struct fpt_value_%u fpt_nothing_%u FPT_SEC(\".rodata\") = { 0 };\n",
		   n, n);
	if (m->is_agg && agg_layout(m).id)
		str_printf(out, "FPT_BUCKETS(%u, %u);\n", n, bucket_limit(m));
}

bool emit_uses_quantiles(const struct program *p)
{
	unsigned i;

	for (i = 0; i < p->nmaps; i++)
		if (p->maps[i]->in_kernel && p->maps[i]->is_agg && agg_layout(p->maps[i]).id)
			return true;
	return false;
}

void emit_maps(const struct program *p, struct str *out)
{
	unsigned i;

	for (i = 0; i < p->nmaps; i++)
		if (p->maps[i]->in_kernel)
			define_map(p->maps[i], i, out);
}

/* X(number, what) of each: fpt_map_0, fpt_other_0 … */
void emit_stores(const struct program *p, struct str *out)
{
	unsigned i;

	for (i = 0; i < p->nmaps; i++) {
		const struct map *m = p->maps[i];

		if (!m->in_kernel)
			continue;
		str_printf(out, " X(%u, map)", i);
		if (m->drained)
			str_printf(out, " X(%u, other)", i);
		if (m->is_agg && agg_layout(m).id)
			str_printf(out, " X(%u, buckets)", i);
	}
}

/* ---- a handler's own memory for keys and values ---- */

bool emit_is_of_map(const struct ir *i)
{
	return strchr(ir_info[i->op].signature, '*') && i->op != IR_PRINT;
}

static void note_map(struct ir *i, void *arg)
{
	bool *used = arg;

	if (emit_is_of_map(i))
		used[i->imm] = true;
}

/*
 * What an aggregate takes in is compared and becomes an index.  The verifier remembers what it finds out by
 * that, of the number and of all that it comes from, and looks at what follows once for every case.  So the
 * number goes by way of the scratch, but for one that is the hit's own and nothing else asks for.
 */
struct seen {
	const struct ir *value;
	unsigned n;
};

static void count_seen(struct ir *i, void *arg)
{
	struct seen *seen = arg;

	seen->n += i->op == seen->value->op && i->imm == seen->value->imm;
}

static bool goes_by_scratch(const struct handler *h, const struct ir *agg)
{
	struct seen seen = { .value = agg->arg[0] };

	while (seen.value->op == IR_EXT)
		seen.value = seen.value->arg[0];
	if (h->has_loops || !(ir_info[seen.value->op].flags & IR_STEADY))
		return true;
	if (seen.value->op == IR_CONST)
		return false;
	ir_walk(h->body, count_seen, &seen);
	return seen.n > 1;
}

struct noted {
	const struct handler *h;
	bool by_scratch;
};

static void note_agg(struct ir *i, void *arg)
{
	struct noted *noted = arg;

	noted->by_scratch |= i->op == IR_AGG && goes_by_scratch(noted->h, i);
}

static void find_limits(const struct ir *i, char side, unsigned id, struct str *out)
{
	unsigned n;

	if (i->op == IR_EACH && i->arg[2]->op != IR_CONST)
		str_printf(out, "\tunsigned long long %cl%u_%u;\n", side, id, (unsigned)i->imm);
	else if (i->op == IR_EACH && i->arg[2]->imm >= 0)
		str_printf(out, "\tunsigned long long %cl%u_%u;\n", side, id, (unsigned)i->imm);
	for (n = 0; n < 3; n++)
		if (i->arg[n])
			find_limits(i->arg[n], side, id, out);
	for_each_ir(child, i->list)
		find_limits(child, side, id, out);
}

void emit_map_scratch(const struct program *p, const struct handler *h, char side, unsigned id,
		      struct str *out)
{
	bool *used = arena_array(&p->s->arena, bool, p->nmaps + 1);
	struct noted noted = { .h = h };
	unsigned i;

	if (!h || !h->body || !p->nmaps)
		return;
	ir_walk(h->body, note_map, used);
	ir_walk(h->body, note_agg, &noted);
	if (noted.by_scratch)
		str_printf(out, "\tunsigned long long %ca%u;\n", side, id);
	for (i = 0; i < p->nmaps; i++) {
		const struct map *m = p->maps[i];

		if (used[i] && has_text(m))
			str_printf(out, "\tunsigned long long %ck%u_%u[%u];\n", side, id, i,
				   m->key_bytes / 8);
		if (used[i] && !m->is_agg && m->value.kind == TY_STRING)
			str_printf(out, "\tchar %cb%u_%u[%u];\n", side, id, i, m->value_bytes);
		if (used[i] && m->nvalues > 1)
			str_printf(out, "\tunsigned long long %ct%u_%u[%u];\n", side, id, i,
				   m->value_bytes / 8);
	}
	find_limits(h->body, side, id, out);
}

/* ---- operations ---- */

static const struct map *map_of(const struct emit *e, const struct ir *i)
{
	return e->p->maps[i->imm];
}

/* The n parts of a key or value as variables: u64 k0_ = …; char *k1_ = …; what comes after them. */
static struct ir *emit_parts(struct emit *e, struct ir *part, unsigned n, char letter)
{
	unsigned i;

	for (i = 0; i < n; i++, part = part->next) {
		str_printf(e->out, "%s%c%u_ = ", ir_class(part) == 's' ? "char *" : "u64 ", letter, i);
		emit_expr(e, part);
		str_puts(e->out, "; ");
	}
	return part;
}

/* key_->k0 = k0_; strings are filled up with zeros, or equal ones would be two keys. */
static void store_parts(struct emit *e, struct ir *part, const struct map_part *to, unsigned n,
			const char *in, char letter)
{
	struct str *out = e->out;
	unsigned i;

	for (i = 0; i < n; i++, part = part->next) {
		if (ir_class(part) == 'l')
			str_printf(out, "%s->%c%u = %c%u_; ", in, letter, i, letter, i);
		else if (part->op == IR_BUILTINS || part->op == IR_STRING)
			str_printf(out, "fpt_key_padded(%s->%c%u, %u, %c%u_, %u); ", in, letter, i,
				   to[i].type.width, letter, i, emit_string_width(e, part));
		else
			str_printf(out, "fpt_key_text(%s->%c%u, %u, %c%u_); ", in, letter, i,
				   to[i].type.width, letter, i);
	}
}

/* struct fpt_key_N *key_, filled from k0_, k1_ … */
static void emit_key_from(struct emit *e, const struct ir *i, struct ir *parts)
{
	const struct map *m = map_of(e, i);
	unsigned map = (unsigned)i->imm;
	struct str *out = e->out;

	if (m->kind == MAP_THREAD) {
		str_puts(out, parts ? "void *key_ = o_; " : "void *key_ = fpt_h_task(); ");
		return;
	}
	if (!m->nkeys) {
		str_printf(out, "struct fpt_key_%u *key_ = 0; (void)key_; ", map);
		return;
	}
	if (has_text(m))
		str_printf(out, "struct fpt_key_%u *key_ = (void *)z->%ck%u_%u; ", map, e->side,
			   e->probe->id, map);
	else
		str_printf(out, "struct fpt_key_%u key__, *key_ = &key__; ", map);
	store_parts(e, parts, m->keys, m->nkeys, "key_", 'k');
}

/* void *o_ = …: the task that is not the current one. */
static void emit_owner(struct emit *e, const struct map *m, const struct ir *task)
{
	if (m->kind != MAP_THREAD || !task)
		return;
	str_puts(e->out, "void *o_ = ");
	emit_expr(e, task);
	str_puts(e->out, "; ");
}

/* In an FPT_SCOPE(): u64 k0_ = …; char *k1_ = …; struct fpt_key_N *key_ = …, filled. */
static void emit_key(struct emit *e, const struct ir *i)
{
	emit_parts(e, i->list, i->list ? map_of(e, i)->nkeys : 0, 'k');
	emit_owner(e, map_of(e, i), i->list);
	str_puts(e->out, "FPT_SCOPED(); ");
	emit_key_from(e, i, i->list);
}

/* The scratch of a tuple: struct fpt_value_N. */
static void emit_tuple_place(struct emit *e, unsigned map)
{
	str_printf(e->out, "(struct fpt_value_%u *)z->%ct%u_%u", map, e->side, e->probe->id, map);
}

static void emit_set_tuple(struct emit *e, const struct ir *i)
{
	const struct map *m = map_of(e, i);
	unsigned map = (unsigned)i->imm;
	struct ir *key = emit_parts(e, i->list, m->nvalues, 'v');

	emit_parts(e, key, m->nkeys, 'k');
	emit_owner(e, m, key);
	str_puts(e->out, "FPT_SCOPED(); ");
	str_printf(e->out, "struct fpt_value_%u *t_ = ", map);
	emit_tuple_place(e, map);
	str_puts(e->out, "; ");
	store_parts(e, i->list, m->values, m->nvalues, "t_", 'v');
	emit_key_from(e, i, key);
	str_printf(e->out, "FPT_MSETT(%u, key_, t_); ", map);
}

static void set_variable(struct emit *e, unsigned local, struct type t, const char *from);
static void clear_variable(struct emit *e, unsigned local);

static void emit_get_tuple(struct emit *e, const struct ir *i)
{
	const struct map *m = map_of(e, i);
	unsigned map = (unsigned)i->imm, n;

	emit_key(e, i);
	str_printf(e->out, "const struct fpt_value_%u *t_ = FPT_MGETT(%u, key_, ", map, map);
	emit_tuple_place(e, map);
	str_puts(e->out, ");\n\tif (t_) {\n");
	for (n = 0; n < i->each->nvalues; n++)
		if (i->each->values[n] != NO_LOCAL)
			set_variable(e, i->each->values[n], m->values[n].type,
				     arena_printf(&e->p->s->arena, "t_->v%u", n));
	str_puts(e->out, "\t} else {\n");
	for (n = 0; n < i->each->nvalues; n++)
		if (i->each->values[n] != NO_LOCAL)
			clear_variable(e, i->each->values[n]);
	str_puts(e->out, "\t} ");
}

void emit_map_read(struct emit *e, const struct ir *i)
{
	const struct map *m = map_of(e, i);
	unsigned n = (unsigned)i->imm;

	str_puts(e->out, "({ FPT_SCOPE(); ");
	emit_key(e, i);
	if (i->op == IR_MGETS) {
		str_printf(e->out, "FPT_MGETS(%u, key_, ", n);
		emit_slot(e, i->slot);
		str_printf(e->out, ", %u, %u); })", e->h->slots[i->slot], m->value_bytes);
		return;
	}
	str_printf(e->out, "%s(%u, key_); })", i->op == IR_MGET ? "FPT_MGET" : "FPT_MHAS", n);
}

void emit_map_add(struct emit *e, const struct ir *i)
{
	str_puts(e->out, "({ FPT_SCOPE(); u64 x_ = ");
	emit_expr(e, i->arg[0]);
	str_puts(e->out, "; ");
	emit_key(e, i);
	str_printf(e->out, "FPT_MADD(%u, key_, x_); })", (unsigned)i->imm);
}

static void emit_set(struct emit *e, const struct ir *i)
{
	const struct map *m = map_of(e, i);
	unsigned n = (unsigned)i->imm;

	str_printf(e->out, "%sx_ = ", i->op == IR_MSETS ? "char *" : "u64 ");
	emit_expr(e, i->arg[0]);
	str_puts(e->out, "; ");
	emit_key(e, i);
	if (i->op == IR_MSET)
		str_printf(e->out, "FPT_MSET(%u, key_, x_); ", n);
	else
		str_printf(e->out, "FPT_MSETS(%u, key_, z->%cb%u_%u, %u, x_, %u); ", n, e->side,
			   e->probe->id, n, m->value_bytes, emit_string_width(e, i->arg[0]));
}

static void emit_agg(struct emit *e, const struct ir *i)
{
	const struct map *m = map_of(e, i);
	struct agg_layout at = agg_layout(m);
	unsigned n = (unsigned)i->imm;
	struct str *out = e->out;

	str_puts(out, "u64 x_ = ");
	emit_expr(e, i->arg[0]);
	str_puts(out, "; ");
	emit_key(e, i);
	if (goes_by_scratch(e->h, i))
		str_printf(out, "FPT_APART(z->%ca%u, x_); ", e->side, e->probe->id);
	str_printf(out, "FPT_AGG_HOLD(%u, a_, key_); if (a_) { FPT_AGG_BASE(a_, x_); ", n);
	if (at.squares)
		str_puts(out, "FPT_AGG_SQUARES(a_, x_); ");
	if (at.log)
		str_puts(out, "FPT_AGG_LOG(a_, x_); ");
	if (at.linear)
		str_printf(out, "FPT_AGG_LINEAR(a_, x_, %" PRId64 "ll, %" PRId64 "ll, %" PRId64 "ll, %uu); ",
			   m->low, m->high, m->step, m->nlinear);
	if (at.id)
		str_printf(out, "FPT_AGG_QUANTILE(%u, a_, x_); ", n);
	str_printf(out, "FPT_AGG_LET_GO(%u, a_); } ", n);
}

/* A tuple that has no key is not deleted, but becomes zeros. */
static void emit_delete(struct emit *e, const struct ir *i, const char *word, const char *key)
{
	const struct map *m = map_of(e, i);
	unsigned n = (unsigned)i->imm;

	if (m->nvalues > 1 && (m->kind == MAP_ONE || m->kind == MAP_CPU))
		str_printf(e->out, "FPT_MSETT(%u, (struct fpt_key_%u *)0, &fpt_nothing_%u); ", n, n, n);
	else
		str_printf(e->out, key ? "%s(%u, %s); " : "%s(%u); ", word, n, key);
}

bool emit_map_stmt(struct emit *e, const struct ir *i)
{
	switch ((int)i->op) {
	case IR_MSET:
	case IR_MSETS:
		str_puts(e->out, "\t{ FPT_SCOPE(); ");
		emit_set(e, i);
		break;
	case IR_MSETT:
		str_puts(e->out, "\t{ FPT_SCOPE(); ");
		emit_set_tuple(e, i);
		break;
	case IR_MGETT:
		str_puts(e->out, "\t{ FPT_SCOPE(); ");
		emit_get_tuple(e, i);
		break;
	case IR_AGG:
		str_puts(e->out, "\t{ FPT_SCOPE(); ");
		emit_agg(e, i);
		break;
	case IR_MDEL:
		str_puts(e->out, "\t{ FPT_SCOPE(); ");
		emit_key(e, i);
		emit_delete(e, i, "FPT_MDEL", "key_");
		break;
	case IR_MCLEAR:
		str_puts(e->out, "\t{ ");
		emit_delete(e, i, "FPT_MCLEAR", NULL);
		break;
	default:
		return false;
	}
	str_puts(e->out, "}\n");
	return true;
}

/* ---- foreach ---- */

static void set_variable(struct emit *e, unsigned local, struct type t, const char *from)
{
	const struct ir_local *l = &e->h->locals[local];

	str_puts(e->out, "\t");
	if (t.kind == TY_STRING) {
		str_puts(e->out, "fpt_str_copy(");
		emit_slot(e, l->slot);
		str_printf(e->out, ", %u, %s, %u);\n", e->h->slots[l->slot], from, t.width);
		return;
	}
	emit_local(e, local);
	str_printf(e->out, " = %s;\n", from);
}

static void clear_variable(struct emit *e, unsigned local)
{
	const struct ir_local *l = &e->h->locals[local];

	str_puts(e->out, l->cls == 's' ? "\t*" : "\t");
	if (l->cls == 's')
		emit_slot(e, l->slot);
	else
		emit_local(e, local);
	str_puts(e->out, " = 0;\n");
}

void emit_each_variables(struct emit *e, const struct ir *i)
{
	const struct ir_each *each = i->each;
	const struct map *m = e->p->maps[each->map];
	unsigned n;

	str_printf(e->out, "\tFPT_EACH_TAKE(%u);\n", each->map);
	for (n = 0; n < m->nkeys; n++)
		set_variable(e, each->keys[n], m->keys[n].type,
			     arena_printf(&e->p->s->arena, "key->k%u", n));
	if (each->nvalues == 1)
		set_variable(e, each->values[0], m->value,
			     m->value.kind == TY_STRING ? "value->s" : "value->v");
	for (n = 0; each->nvalues > 1 && n < each->nvalues; n++)
		set_variable(e, each->values[n], m->values[n].type,
			     arena_printf(&e->p->s->arena, "value->v%u", n));
	str_printf(e->out, "\tFPT_EACH_TAKEN(%u);\n", each->map);
}
