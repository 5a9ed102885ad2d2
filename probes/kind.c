// SPDX-License-Identifier: GPL-2.0-or-later
/* See kind.h. */

#include "probes/kind.h"

#include <string.h>

static const struct kind *const kinds[] = {
#define PROBE(name) &kind_##name,
#include "probes/probes.def"
#undef PROBE
};

const struct kind *kind_at(unsigned i)
{
	return i < sizeof(kinds) / sizeof(*kinds) ? kinds[i] : NULL;
}

const struct kind *kind_named(const char *word)
{
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (!strcmp(kinds[i]->name, word))
			return kinds[i];
	return NULL;
}

const struct kind *kind_of(struct sema *s, const struct point *pt)
{
	const char *word = pt->parts->text;
	const struct kind *k = kind_named(word);
	struct nearest near;
	size_t i;

	if (k)
		return k;
	diag(s->d, UNKNOWN_PROBE, pt->parts->span, word);
	nearest_init(&near, word);
	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		nearest_offer(&near, kinds[i]->name);
	if (!strncmp(word, "kretprobe", 9) || !strncmp(word, "fexit", 5) ||
	    !strncmp(word, "kretfunc", 8))
		diag_hint(s->d, "a function's exit is written fprobe(\"NAME\").exit");
	else if (!strncmp(word, "fentry", 6) || !strncmp(word, "kfunc", 5))
		diag_hint(s->d, "a function's entry is written fprobe(\"NAME\")");
	else
		diag_hint_near(s->d, near.best);
	return NULL;
}

static void wrong(struct sema *s, const struct kind *k, struct span span)
{
	diag(s->d, BAD_PROBE_ARGS, span, k->name, k->syntax);
}

bool point_suffix(struct sema *s, const struct kind *k, const struct point *pt, bool *exit)
{
	const struct point_part *p = pt->parts->next;

	*exit = false;
	if (!p)
		return true;
	if (k->has_exit && !strcmp(p->text, "exit") && !p->has_args && !p->next) {
		*exit = true;
		return true;
	}
	wrong(s, k, p->span);
	if (k->has_exit && !strcmp(p->text, "return"))
		diag_hint(s->d, "the exit is written .exit");
	return false;
}

/* A name in a probe point is a param or const: its value is needed now. */
static struct name *named(struct sema *s, const struct point_arg *a)
{
	struct name *n = name_find(s, a->value->name);

	if (n && n->bad)
		return NULL;
	if (n && n->kind != NAME_GLOBAL)
		return n;
	diag(s->d, UNKNOWN_NAME, a->span, a->value->name);
	diag_hint(s->d, n ? "a global's value is not known when probes are attached" :
			    "a name in a probe point is a param or a const");
	return NULL;
}

static const struct point_arg *only_arg(struct sema *s, const struct kind *k,
					const struct point_part *part)
{
	const struct point_arg *a = part->args;

	if (a && !a->next && !a->second && !a->word)
		return a;
	wrong(s, k, part->span);
	return NULL;
}

const char *point_arg_string(struct sema *s, const struct kind *k, const struct point_arg *a)
{
	struct name *n;

	if (a->kind == PARG_STRING || a->kind == PARG_WORD_STRING)
		return a->value->text;
	if (a->kind == PARG_NAME || a->kind == PARG_WORD_NAME) {
		n = named(s, a);
		if (!n)
			return NULL;
		if (n->text)
			return n->text;
	}
	wrong(s, k, a->span);
	return NULL;
}

const char *point_string(struct sema *s, const struct kind *k, const struct point_part *part,
			 struct span *span)
{
	const struct point_arg *a = only_arg(s, k, part);

	if (!a)
		return NULL;
	*span = a->span;
	return point_arg_string(s, k, a);
}

/* A string, or a param or const that is one; NULL after a diagnostic. */
static const char *string_of(struct sema *s, const struct kind *k, const struct expr *e)
{
	struct point_arg one = { .kind = e->kind == EX_NAME ? PARG_NAME : PARG_STRING,
				 .value = (struct expr *)e, .span = e->span };

	if (e->kind == EX_STRING || e->kind == EX_NAME)
		return point_arg_string(s, k, &one);
	wrong(s, k, e->span);
	return NULL;
}

bool point_strings(struct sema *s, const struct kind *k, const struct point_part *part,
		   const char **first, struct span *first_span, const char **second,
		   struct span *second_span)
{
	const struct point_arg *a = part->args;

	if (!a || a->next || a->word || !a->second) {
		wrong(s, k, a ? a->span : part->span);
		return false;
	}
	*first_span = a->value->span;
	*second_span = a->second->span;
	*first = string_of(s, k, a->value);
	*second = *first ? string_of(s, k, a->second) : NULL;
	return *second;
}

bool point_number(struct sema *s, const struct kind *k, const struct point_part *part,
		  int64_t *value, struct type *t)
{
	const struct point_arg *a = only_arg(s, k, part);
	static const enum show shows[] = { [UNIT_DURATION] = SHOW_DURATION, [UNIT_SIZE] = SHOW_SIZE,
					   [UNIT_BOOL] = SHOW_PLAIN };
	struct name *n;

	if (!a)
		return false;
	if (a->kind == PARG_NUMBER) {
		*value = (int64_t)a->value->value;
		*t = type_int(8, true);
		t->show = shows[a->value->unit];
		return true;
	}
	if (a->kind == PARG_NAME) {
		n = named(s, a);
		if (!n)
			return false;
		if (!n->text) {
			*value = n->value;
			*t = n->type;
			return true;
		}
	}
	wrong(s, k, a->span);
	return false;
}

static bool note_name(void *arg, const struct expr *e)
{
	struct used_names *used = arg;
	unsigned i;

	if (e->kind != EX_CTX || !strcmp(e->name, "return") || *e->name == '$' ||
	    (!strncmp(e->name, "arg", 3) && e->name[3] >= '1' && e->name[3] <= '9'))
		return true;
	for (i = 0; i < used->n && strcmp(used->v[i]->name, e->name); i++)
		;
	if (i == used->n && i < USED_MAX)
		used->v[used->n++] = e;
	return true;
}

void used_names_find(struct sema *s, struct used_names *used)
{
	struct step exit = { NULL, s->item->exit_cond, s->item->exit_body, false };

	*used = (struct used_names){ .n = 0 };
	steps_walk(s->steps, note_name, used);
	steps_walk(&exit, note_name, used);
}

bool used_names_in_all(struct sema *s, const struct used_names *used, unsigned n,
		       bool (*has)(void *arg, unsigned i, const char *name),
		       const char *(*called)(void *arg, unsigned i), void *arg)
{
	unsigned i, k;

	for (i = 0; i < used->n; i++) {
		const char *name = used->v[i]->name;
		unsigned one[2] = { n, n };	/* that lacks it, that has it */

		for (k = 0; k < n; k++)
			if (one[has(arg, k, name)] == n)
				one[has(arg, k, name)] = k;
		if (one[0] == n || one[1] == n)
			continue;
		diag(s->d, PARAM_NOT_IN_ALL, used->v[i]->span, name, called(arg, one[1]),
		     called(arg, one[0]));
		diag_hint(s->d, "a probe of its own for those that have it; $arg1 is the first one of each");
		return false;
	}
	return true;
}

/*
 * A parameter takes one 64-bit slot, a struct by value of up to 16 bytes as many as it fills (the
 * x86_64 and arm64 conventions, and what a BPF trampoline hands over: btf_distill_func_proto() and
 * get_ctx_arg_idx() in the kernel).
 */
void context_set_function(struct sema *s, struct context *ctx, const struct kfunc *fn)
{
	bool in_memory = false;
	struct ktype t;
	unsigned i;

	ctx->fn = *fn;
	ctx->has_params = true;
	ctx->nslots = 0;
	for (i = 0; i < fn->n; i++) {
		t = ktypes_get(s->target->kt, fn->params[i].type);
		ctx->slots[i] = ctx->nslots;
		/* What is passed in memory shifts the places of all that follows. */
		in_memory |= (t.kind == KK_STRUCT || t.kind == KK_UNION) && t.size > 16;
		if (ctx->nslots >= PROBE_MAX_SLOTS || in_memory)
			ctx->bad_param[i] = "it is not passed in a place that a probe can read";
		ctx->nslots += (t.kind == KK_STRUCT || t.kind == KK_UNION) && t.size > 8 ?
			       (unsigned)((t.size + 7) / 8) : 1;
		if (!in_memory)
			ctx->nreadable =
				ctx->nslots < PROBE_MAX_SLOTS ? ctx->nslots : PROBE_MAX_SLOTS;
	}
}

const char *point_text(struct sema *s, const struct point *pt)
{
	const char *words = source_words(s->d->sources, s->a, pt->span);

	return words ? words : pt->parts->text;
}
