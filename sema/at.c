// SPDX-License-Identifier: GPL-2.0-or-later
/* @words: what is known when compiling, types by name, values of the entry.  Aggregates: aggregate.c. */

#include <stdio.h>
#include <string.h>

#include "parser/parser.h"
#include "probes/mechanism.h"
#include "sema/lower.h"

struct word {
	const char *name, *takes;
	unsigned min, max;		/* arguments; max 0: none, and no parentheses either */
	struct value (*lower)(struct lower *l, const struct expr *e);
};

/* ---- the target ---- */

static struct value at_arch(struct lower *l, const struct expr *e)
{
	struct ir *ir = ir_new(l->sema->a, IR_STRING, e->span);
	const char *arch = l->sema->target->arch;
	struct type t;

	if (!arch) {
		diag(l->sema->d, NOT_KNOWN, e->span, "@arch", "architecture");
		return value_bad(e->span);
	}
	t = type_string((uint32_t)strlen(arch) + 1);
	ir->text = arch;
	ir->imm = t.width;
	return value_ir(t, ir);
}

/* 0x060c05 is 6.12.5; a patch level beyond 255 counts as 255, as in the kernel's own number. */
static struct value at_kernel(struct lower *l, const struct expr *e)
{
	unsigned v[3] = { 0 };

	if (!l->sema->target->release) {
		diag(l->sema->d, NOT_KNOWN, e->span, "@kernel", "release");
		diag_hint(l->sema->d, "--release=VERSION says it");
		return value_bad(e->span);
	}
	sscanf(l->sema->target->release, "%u.%u.%u", &v[0], &v[1], &v[2]);
	return value_ir(type_int(8, true),
			ir_const(l->sema->a, v[0] << 16 | (v[1] & 255) << 8 | (v[2] > 255 ? 255 : v[2]),
				 e->span));
}

/* Does this mean something here?  Lowered without a word, and dropped. */
static struct value at_defined(struct lower *l, const struct expr *e)
{
	struct diags quiet, *loud = l->sema->d;
	bool gave_up = l->sema->gave_up, said = l->sema->target->said, good;

	diags_init(&quiet, l->sema->a, loud->sources);
	l->sema->d = &quiet;
	good = lower_measured(l, e->args).kind != TY_NONE && !diags_failed(&quiet);
	l->sema->d = loud;
	l->sema->gave_up = gave_up;
	l->sema->target->said = said;
	return value_ir((struct type){ .kind = TY_BOOL, .size = 1 },
			ir_const(l->sema->a, good, e->span));
}

bool depends_on_target(const struct expr *e)
{
	if (!e)
		return false;
	if (e->kind == EX_AT && (!strcmp(e->name, "defined") || !strcmp(e->name, "arch") ||
				 !strcmp(e->name, "kernel")))
		return true;
	for_each_expr(arg, e->args)
		if (depends_on_target(arg))
			return true;
	return depends_on_target(e->a) || depends_on_target(e->b) || depends_on_target(e->c);
}

/* ---- variables of the kernel ---- */

static struct ir *variable(struct lower *l, const char *name, struct span span)
{
	struct ir *ir = ir_new(l->sema->a, IR_VAR, span);

	ir->text = name;
	return ir;
}

/* A CPU's own: the variable's address and the CPU's offset. */
static struct ir *of_cpu(struct lower *l, struct ir *base, struct ir *cpu, struct span span)
{
	struct ir *offset = ir_new(l->sema->a, IR_ELEM, span);
	struct value v;

	offset->arg[0] = variable(l, "__per_cpu_offset", span);
	offset->arg[1] = cpu;
	offset->imm = 8;
	v = value_at(l, offset, 0, span);
	return ir_binary(l->sema->a, IR_ADD, base, lower_number(l, v, "@var"), span);
}

/* cpu: NULL for this one; only of variables that every CPU has. */
static struct value kernel_variable(struct lower *l, const struct expr *e, struct ir *cpu)
{
	struct ktypes *kt = target_types(l->sema->target);
	bool percpu = false, is_name = e->args->kind == EX_STRING && e->args->text_len;
	uint32_t id;
	struct ir *ir;

	if (!is_name || strspn(e->args->text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") !=
				e->args->text_len) {
		diag(l->sema->d, TYPE_MISMATCH, e->args->span, "@var", "a variable's name",
		     "something else");
		return value_bad(e->span);
	}
	if (!kt || !may_read_kernel(l, "@var", e->span))
		return value_bad(e->span);
	id = ktypes_find_var(kt, e->args->text, &percpu);
	if (!id && !target_may_have(l->sema->target, e->args->text)) {
		diag(l->sema->d, UNKNOWN_NAME, e->args->span, e->args->text);
		return value_bad(e->span);
	}
	ir = variable(l, e->args->text, e->span);
	if (cpu && !percpu) {
		diag(l->sema->d, NOT_INDEXABLE, e->span, "a variable that the CPUs share");
		return value_bad(e->span);
	}
	if (percpu && !cpu) {
		cpu = ir_new(l->sema->a, IR_BUILTIN, e->span);
		cpu->imm = BUILTIN_cpu;
	}
	return value_at(l, percpu ? of_cpu(l, ir, cpu, e->span) : ir, id, e->span);
}

static struct value at_var(struct lower *l, const struct expr *e)
{
	return kernel_variable(l, e, NULL);
}

bool at_is_percpu(struct lower *l, const struct expr *e)
{
	struct ktypes *kt = target_types_if_any(l->sema->target);
	bool percpu = false;

	return e->kind == EX_AT && !strcmp(e->name, "var") && e->args && e->args->kind == EX_STRING && kt &&
	       ktypes_find_var(kt, e->args->text, &percpu) && percpu;
}

struct value at_percpu(struct lower *l, const struct expr *e, const struct expr *index)
{
	struct ir *cpu = lower_number(l, lower_expr(l, index), "a CPU");

	return cpu ? kernel_variable(l, e, cpu) : value_bad(e->span);
}

/* ---- types ---- */

/* "struct sock", "sock", "pid_t": a pointer to it.  False after a diagnostic. */
static bool named_type(struct lower *l, const struct expr *e, struct type *t)
{
	static const struct {
		const char *word;
		enum type_form form;
	} forms[] = { { "struct ", TYPE_STRUCT }, { "union ", TYPE_UNION } };
	struct type_name name = { .form = TYPE_NAME, .span = e->span, .name = e->text, .stars = 1, .dim = -1 };
	struct ktypes *kt = target_types(l->sema->target);
	size_t i;

	if (e->kind == EX_TYPE) {
		name = *e->type;
		name.stars++;
	} else if (e->kind != EX_STRING) {
		diag(l->sema->d, TYPE_MISMATCH, e->span, "a type's name", "a literal", "something else");
		return false;
	}
	if (!kt)
		return false;
	for (i = 0; e->kind == EX_STRING && i < 2; i++) {
		if (strncmp(e->text, forms[i].word, strlen(forms[i].word)))
			continue;
		name.name = e->text + strlen(forms[i].word);
		name.form = forms[i].form;
	}
	/* A bare word may be a struct's name, as in SystemTap. */
	if (name.form == TYPE_NAME && ktypes_find(kt, KK_STRUCT, name.name))
		name.form = TYPE_STRUCT;
	*t = type_of_name(l->sema, &name);
	return t->kind == TY_PTR;
}

/* @cast(p, "sock")->sk_family */
static struct value at_cast(struct lower *l, const struct expr *e)
{
	struct value v = lower_expr(l, e->args);
	struct type t;
	struct ir *ir;

	if (!named_type(l, e->args->next, &t))
		return value_bad(e->span);
	if (v.t.kind == TY_PTR && ktype_of(l->sema, t.ktype).id == ktype_of(l->sema, v.t.ktype).id)
		return v;
	ir = lower_number(l, v, "@cast");
	t.is_user = v.t.is_user;
	return ir ? value_ir(t, ir) : value_bad(e->span);
}

/* @user(address): what a cast makes of it points into the process's memory too. */
static struct value at_user(struct lower *l, const struct expr *e)
{
	struct ir *ir = lower_number(l, lower_expr(l, e->args), "@user");

	return ir ? value_ir((struct type){ .kind = TY_PTR, .size = 8, .is_user = true }, ir) : value_bad(e->span);
}

/* @container_of(p, struct sock, sk_node) */
static struct value at_container_of(struct lower *l, const struct expr *e)
{
	struct value v = lower_expr(l, e->args);
	const struct expr *member = e->args->next->next;
	struct kmember m;
	struct type t;
	struct ir *ir;

	if (!named_type(l, e->args->next, &t))
		return value_bad(e->span);
	ir = lower_number(l, v, "@container_of");
	if (!ir)
		return value_bad(e->span);
	if (member->kind != EX_NAME ||
	    !ktypes_member(l->sema->target->kt, t.ktype, member->name, &m) || m.bits) {
		diag(l->sema->d, UNKNOWN_MEMBER, member->span, type_text(l->sema, t),
		     member->kind == EX_NAME ? member->name : "that");
		return value_bad(e->span);
	}
	t.is_user = v.t.is_user;
	return value_ir(t, ir_binary(l->sema->a, IR_SUB, ir,
				     ir_const(l->sema->a, m.bit_offset / 8, e->span), e->span));
}

/* ---- the entry ---- */

#define ENTRY "entry.%u"	/* locals of the entry, no names of a script's */

/* Which @entry of the exit this is: the entry has put it into a local of that number. */
static struct value at_entry(struct lower *l, const struct expr *e)
{
	struct local *local;
	unsigned i;

	for (i = 0; i < l->nentries && l->entries[i] != e; i++)
		;
	if (i == l->nentries) {
		diag(l->sema->d, NOT_IN_CONTEXT, e->span, "@entry", l->ctx->where);
		diag_hint(l->sema->d, "the exit of a function can ask for it: fprobe(\"f\").exit");
		return value_bad(e->span);
	}
	local = local_find(l, arena_printf(l->sema->a, ENTRY, i));
	if (!local)
		return value_bad(e->span);
	return local_read(l, local, e->span);
}

static bool find_entry(void *arg, const struct expr *e)
{
	struct lower *l = arg;

	if (e->kind != EX_AT || strcmp(e->name, "entry") || !e->args || e->args->next ||
	    l->nentries == MAX_ENTRIES)
		return true;
	l->entries[l->nentries++] = e;
	return false;
}

void entries_find(struct lower *l, const struct step *steps)
{
	steps_walk(steps, find_entry, l);
}

void entries_keep(struct lower *l)
{
	unsigned i;

	for (i = 0; i < l->nentries; i++) {
		const struct expr *arg = l->entries[i]->args;
		struct value v = lower_read(l, lower_expr(l, arg));

		v.span = arg->span;
		if (!value_is_bad(&v))
			local_assign(l, arena_printf(l->sema->a, ENTRY, i), arg->span, v);
	}
}

/* ---- all ---- */

static const struct word words[] = {
	{ "arch", "nothing", 0, 0, at_arch },
	{ "kernel", "nothing", 0, 0, at_kernel },
	{ "defined", "an expression", 1, 1, at_defined },
	{ "cast", "a pointer and a type's name", 2, 2, at_cast },
	{ "user", "an address", 1, 1, at_user },
	{ "container_of", "a pointer, a type and its member", 3, 3, at_container_of },
	{ "entry", "an expression", 1, 1, at_entry },
	{ "var", "the name of a variable of the kernel's", 1, 1, at_var },
};

struct value lower_at(struct lower *l, const struct expr *e)
{
	struct nearest near;
	struct value v;
	unsigned n = 0;
	size_t i;

	if (lower_agg_read(l, e, &v))
		return v;
	for_each_expr(arg, e->args)
		n++;
	nearest_init(&near, e->name);
	for (i = 0; i < AGG_ALL; i++)
		nearest_offer(&near, agg_info[i].name);
	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		nearest_offer(&near, words[i].name);
		if (strcmp(words[i].name, e->name))
			continue;
		if (n >= words[i].min && n <= words[i].max)
			return words[i].lower(l, e);
		diag(l->sema->d, BAD_CALL, e->span, arena_printf(l->sema->a, "@%s", e->name),
		     words[i].takes);
		return value_bad(e->span);
	}
	diag(l->sema->d, UNKNOWN_CALL, e->name_span, arena_printf(l->sema->a, "@%s", e->name));
	if (near.best)
		diag_hint(l->sema->d, "did you mean `@%s'?", near.best);
	return value_bad(e->span);
}
