// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * syscall("openat"), syscall("open*, read").exit: system calls, by the raw tracepoints sys_enter and
 * sys_exit.
 *
 * All syscall probes of a script are one program at each of the two; it looks at the number and goes
 * on to the handlers (runtime/bpf/fpt_sys.h).  A probe of several calls whose handler asks for a
 * parameter by name is one probe for each way in which the calls have it.
 */

#include <string.h>

#include "common/pattern.h"
#include "probes/kind.h"
#include "probes/registers.h"
#include "probes/syscall/table.h"

/* Their exit is never seen: there is none, or its registers are those of what was interrupted. */
static const char *const never_return[] = { "exit", "exit_group", "rt_sigreturn", "sigreturn" };

/* Their exit has other registers than their entry: its arguments are kept from there. */
static const char *const new_registers[] = { "execve", "execveat" };

/* Argument slots: six arguments, the number, and the arguments as 32-bit processes hand them over. */
#define NUMBER_SLOT SYSCALL_MAX_PARAMS
#define COMPAT_SLOT (SYSCALL_MAX_PARAMS + 1)

#define IS_ONE_OF(names, c) is_one_of(names, sizeof(names) / sizeof(*(names)), c)

static bool is_one_of(const char *const *names, size_t n, const struct syscall *c)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!strcmp(names[i], c->name))
			return true;
	return false;
}

/* ---- which calls ---- */

struct selection {
	struct sema *s;
	enum syscall_abi abi;
	bool compat, exit;
	const struct syscall **v;	/* in the order of the table */
	unsigned n;
	bool *in;			/* of each row */
};

/* Does the target have it?  BTF has all entry points, or none at all. */
static bool is_there(const struct selection *sel, const struct syscall *c)
{
	static const struct {
		const char *arch, *prefix;
	} prefixes[] = {
		{ "x86_64", "__x64_sys_" }, { "arm64", "__arm64_sys_" },
		{ "riscv64", "__riscv_sys_" }, { "s390x", "__s390x_sys_" },
	};
	struct sema *s = sel->s;
	struct kfunc fn;
	size_t i;

	for (i = 0; i < sizeof(prefixes) / sizeof(*prefixes) && !sel->compat; i++) {
		const char *p = prefixes[i].prefix;

		if (strcmp(prefixes[i].arch, s->target->arch) ||
		    !ktypes_function(s->target->kt, arena_printf(s->a, "%sread", p), &fn))
			continue;
		return ktypes_function(s->target->kt, arena_printf(s->a, "%s%s", p, c->entry), &fn) ||
		       ktypes_function(s->target->kt, arena_printf(s->a, "__do_sys_%s", c->entry), &fn);
	}
	return true;
}

/* Puts the calls of one part of a list in, or takes them out; how many there were. */
static unsigned select_part(struct selection *sel, const char *part, bool in)
{
	bool one = pattern_is_one_name(part);
	unsigned i, n = 0;

	for (i = 0; i < nsyscalls; i++) {
		const struct syscall *c = &syscalls[i];

		if (c->number[sel->abi] < 0 ||
		    (!pattern_matches(part, c->name) && !pattern_matches(part, c->entry)))
			continue;
		if (in && !is_there(sel, c))
			continue;
		n++;
		/* A pattern means those for which it means something. */
		if (in && !one && sel->exit && IS_ONE_OF(never_return, c))
			continue;
		sel->in[i] = in;
	}
	return n;
}

static void unknown(struct selection *sel, const char *part, struct span span)
{
	struct nearest near;
	unsigned i;

	diag(sel->s->d, UNKNOWN_SYSCALL, span, part);
	nearest_init(&near, part);
	for (i = 0; i < nsyscalls; i++)
		if (syscalls[i].number[sel->abi] >= 0)
			nearest_offer(&near, syscalls[i].name);
	diag_hint_near(sel->s->d, near.best);
}

static bool select_list(struct selection *sel, const char *list, bool in, bool optional,
			struct span span)
{
	const char **parts;
	unsigned i, n = pattern_split(sel->s->a, list, &parts);

	for (i = 0; i < n; i++) {
		if (select_part(sel, parts[i], in) || !in)
			continue;
		if (optional)
			continue;
		unknown(sel, parts[i], span);
		return false;
	}
	return true;
}

static bool wrong(struct sema *s, struct span span)
{
	diag(s->d, BAD_PROBE_ARGS, span, "syscall", kind_syscall.syntax);
	return false;
}

/* not "…", abi "compat": the words behind the list. */
static bool read_words(struct selection *sel, const struct point_arg *list)
{
	const char *text;

	for (const struct point_arg *a = list->next; a; a = a->next) {
		if (!a->word || a->second)
			return wrong(sel->s, a->span);
		text = point_arg_string(sel->s, &kind_syscall, a);
		if (!text)
			return false;
		if (!strcmp(a->word, "abi") && !strcmp(text, "compat"))
			sel->compat = true;
		else if (strcmp(a->word, "not"))
			return wrong(sel->s, a->span);
	}
	if (syscall_abi_of(sel->s->target->arch, sel->compat, &sel->abi))
		return true;
	diag(sel->s->d, NO_SYSCALL_TABLE, (sel->compat ? list->next : list)->span,
	     sel->compat ? "32-bit processes" : "system calls",
	     sel->s->target->arch ? sel->s->target->arch : "the kernel's architecture");
	return false;
}

static bool select_calls(struct selection *sel, const struct point_part *part, bool optional)
{
	const struct point_arg *first = part->args, *a;
	const char *list;
	unsigned i;

	if (!first || first->word || first->second)
		return wrong(sel->s, part->span);
	list = point_arg_string(sel->s, &kind_syscall, first);
	if (!list || !read_words(sel, first))
		return false;
	sel->in = arena_array(sel->s->a, bool, nsyscalls);
	sel->v = arena_array(sel->s->a, const struct syscall *, nsyscalls);
	if (!select_list(sel, list, true, optional, first->span))
		return false;
	for (a = first->next; a; a = a->next)
		if (!strcmp(a->word, "not"))
			select_list(sel, a->value->text, false, true, a->span);
	for (i = 0; i < nsyscalls; i++)
		if (sel->in[i])
			sel->v[sel->n++] = &syscalls[i];
	return true;
}

/* ---- types ---- */

/* The types of C that a prototype is written in; others are the kernel's. */
static struct type plain_type(struct sema *s, const char *name, uint32_t *id)
{
	static const struct {
		const char *word, *btf;
		uint8_t size;
		bool is_signed;
	} words[] = {
		{ "int", "int", 4, true }, { "unsigned int", "unsigned int", 4, false },
		{ "unsigned", "unsigned int", 4, false }, { "long", "long int", 8, true },
		{ "unsigned long", "long unsigned int", 8, false }, { "char", "char", 1, true },
		{ "unsigned char", "unsigned char", 1, false },
		{ "size_t", "long unsigned int", 8, false },
	};
	const struct ktypes *kt = s->target->kt;
	const char *why = NULL;
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (strcmp(words[i].word, name))
			continue;
		*id = ktypes_find_int(kt, words[i].btf);
		return type_int(words[i].size, words[i].is_signed);
	}
	if (!strncmp(name, "struct ", 7))
		*id = ktypes_find(kt, KK_STRUCT, name + 7);
	else if (!strncmp(name, "union ", 6))
		*id = ktypes_find(kt, KK_UNION, name + 6);
	else if (!strncmp(name, "enum ", 5))
		*id = ktypes_find(kt, KK_ENUM, name + 5);
	else
		*id = ktypes_find_typedef(kt, name);
	return *id ? type_of_ktype(kt, *id, &why) : type_int(8, false);
}

/* A pointer is one of the process's; what this kernel's BTF does not know is a number or a void *. */
static struct type param_type(struct sema *s, const struct syscall_param *p)
{
	uint32_t id;
	struct type t = plain_type(s, p->type, &id);

	if (!p->stars)
		return t.kind == TY_NONE ? type_int(8, false) : t;
	return (struct type){ .kind = TY_PTR, .size = 8, .ktype = p->stars == 1 ? id : 0, .is_user = true };
}

/* ---- the names that a handler asks for ---- */

static int param_named(const struct syscall_param *params, unsigned n, const char *name)
{
	unsigned i;

	for (i = 0; i < n; i++)
		if (!strcmp(params[i].name, name))
			return (int)i;
	return -1;
}

/* Where the call has what is used, as text: calls with the same one share a handler. */
static const char *shape_of(struct sema *s, const struct used_names *used, const struct syscall *c)
{
	struct syscall_param params[SYSCALL_MAX_PARAMS];
	unsigned i, n = syscall_params(c, s->a, params);
	struct str out;

	str_init(&out, s->a);
	for (i = 0; i < used->n; i++) {
		int at = param_named(params, n, used->v[i]->name);

		if (at < 0)
			str_puts(&out, "-;");
		else
			str_printf(&out, "%d %s%u;", at, params[at].type, params[at].stars);
	}
	return out.text;
}

static bool has_param(void *arg, unsigned i, const char *name)
{
	const struct selection *sel = arg;
	struct syscall_param params[SYSCALL_MAX_PARAMS];

	return param_named(params, syscall_params(sel->v[i], sel->s->a, params), name) >= 0;
}

static const char *name_of(void *arg, unsigned i)
{
	return ((const struct selection *)arg)->v[i]->name;
}

/* ---- the probes of a point ---- */

/* What is left to be made a probe. */
struct rest {
	struct selection sel;
	const char **shapes;		/* of each call; NULL: its probe is made */
};

/* Symbols for all numbers, so that func() is one of them at run time. */
static unsigned symbols_of(struct sema *s, const struct selection *sel)
{
	struct program *p = s->p;
	unsigned *base = &s->syscall_symbols[sel->compat], i;

	if (*base)
		return *base - 1;
	*base = p->nsymbols + 1;
	for (i = 0; i < SYSCALL_NUMBERS; i++) {
		const struct syscall *c = syscall_numbered(sel->abi, (int)i);

		*arena_push(s->a, p->symbols, p->nsymbols, p->cap_symbols) =
			c ? c->name : arena_printf(s->a, "syscall_%u", i);
	}
	return *base - 1;
}

/* What handlers of this call see, and of all calls that have the same shape. */
static void set_context(struct sema *s, const struct selection *sel, const struct syscall *c,
			struct context *ctx)
{
	struct syscall_param params[SYSCALL_MAX_PARAMS];
	unsigned i, n = syscall_params(c, s->a, params);
	struct type *types = arena_array(s->a, struct type, KFUNC_MAX_PARAMS);

	ctx->fn = (struct kfunc){ .name = c->name, .n = n };
	ctx->first_slot = sel->compat ? COMPAT_SLOT : 0;
	for (i = 0; i < n; i++) {
		ctx->fn.params[i].name = params[i].name;
		ctx->slots[i] = ctx->first_slot + i;
		types[i] = param_type(s, &params[i]);
	}
	plain_type(s, "long", &ctx->fn.result);
	ctx->types = types;
	ctx->has_params = true;
	ctx->has_result = sel->exit;
	ctx->nslots = ctx->nreadable = SYSCALL_MAX_PARAMS;
	ctx->where = sel->exit ? "a syscall exit handler" : "a syscall handler";
	ctx->has_registers = BREAK;
}

static bool more(struct sema *s, struct probe *p, struct context *ctx)
{
	struct rest *rest = ctx->more;
	const struct selection *sel = &rest->sel;
	const char *shape = NULL;
	unsigned i, n = 0;

	memset(p->calls, 0, sizeof(p->calls));
	p->new_registers = false;
	for (i = 0; i < sel->n; i++) {
		const struct syscall *c = sel->v[i];
		int number = c->number[sel->abi];

		if (!rest->shapes[i] || (shape && strcmp(shape, rest->shapes[i])))
			continue;
		if (!shape)
			set_context(s, sel, c, ctx);
		shape = rest->shapes[i];
		rest->shapes[i] = NULL;
		p->calls[number / 64] |= 1ull << number % 64;
		p->new_registers |= IS_ONE_OF(new_registers, c);
		n++;
	}
	ctx->func_in_slot = n > 1;
	ctx->func_slot = NUMBER_SLOT;
	if (n > 1)
		ctx->func_base = symbols_of(s, sel);
	return n;
}

static bool returns(struct sema *s, const struct probe *p, struct span span)
{
	enum syscall_abi abi;
	unsigned i;

	syscall_abi_of(s->target->arch, p->compat, &abi);
	for (i = 0; i < SYSCALL_NUMBERS; i++) {
		const struct syscall *c;

		if (!(p->calls[i / 64] >> i % 64 & 1))
			continue;
		c = syscall_numbered(abi, (int)i);
		if (!c || !IS_ONE_OF(never_return, c))
			continue;
		diag(s->d, NOT_TRACEABLE, span, c->name, "it never returns, so its exit is never seen");
		return false;
	}
	return true;
}

static enum resolved resolve(struct sema *s, const struct point *pt, bool optional, struct probe *p,
			     struct context *ctx)
{
	struct rest *rest = arena_new(s->a, struct rest);
	struct selection *sel = &rest->sel;
	struct used_names used;
	bool exit;
	unsigned i;

	if (!point_suffix(s, &kind_syscall, pt, &exit))
		return RESOLVE_BAD;
	if (!target_types(s->target))
		return RESOLVE_BAD;
	*sel = (struct selection){ .s = s, .exit = exit || s->item->exit_body };
	if (!select_calls(sel, pt->parts, optional))
		return RESOLVE_BAD;
	if (!sel->n) {
		if (!optional)
			diag(s->d, UNKNOWN_SYSCALL, pt->span, point_text(s, pt));
		return RESOLVE_MISSING;
	}
	used_names_find(s, &used);
	if (!used_names_in_all(s, &used, sel->n, has_param, name_of, sel))
		return RESOLVE_BAD;
	rest->shapes = arena_array(s->a, const char *, sel->n);
	for (i = 0; i < sel->n; i++)
		rest->shapes[i] = shape_of(s, &used, sel->v[i]);
	sel->exit = exit;
	p->kind = PROBE_SYSCALL;
	p->in_kernel = true;
	p->compat = sel->compat;
	p->nargs = SYSCALL_MAX_PARAMS;
	ctx->more = rest;
	more(s, p, ctx);
	return exit && !returns(s, p, pt->span) ? RESOLVE_BAD : RESOLVE_OK;
}

/* ---- the list ---- */

static void list_call(struct sema *s, const struct syscall *c, list_fn *fn, void *arg)
{
	struct syscall_param params[SYSCALL_MAX_PARAMS];
	struct listed_param words[SYSCALL_MAX_PARAMS];
	struct listed l = { .kind = kind_syscall.name, .name = c->name, .params = *c->params ? words : NULL };
	unsigned i;

	l.nparams = syscall_params(c, s->a, params);
	for (i = 0; i < l.nparams; i++)
		words[i] = (struct listed_param){
			arena_printf(s->a, "%s%s%.*s", params[i].type, params[i].stars ? " " : "",
				     (int)params[i].stars, "****"),
			params[i].name,
		};
	fn(arg, &l);
}

static bool list(struct sema *s, const struct point_part *part, list_fn *fn, void *arg)
{
	enum syscall_abi abi;
	const char *text, **parts;
	struct span span;
	unsigned i, k, n;

	text = point_string(s, &kind_syscall, part, &span);
	if (!text)
		return false;
	if (!syscall_abi_of(s->target->arch, false, &abi)) {
		diag(s->d, NO_SYSCALL_TABLE, span, "system calls", s->target->arch ? s->target->arch : "the kernel's architecture");
		return false;
	}
	n = pattern_split(s->a, text, &parts);
	for (i = 0; i < nsyscalls; i++)
		for (k = 0; k < n && syscalls[i].number[abi] >= 0; k++)
			if (pattern_matches(parts[k], syscalls[i].name)) {
				list_call(s, &syscalls[i], fn, arg);
				break;
			}
	return true;
}

const struct kind kind_syscall = {
	.name = "syscall",
	.syntax = "names of system calls: syscall(\"openat\"), syscall(\"open*, read\", not "
		  "\"openat2\").exit, syscall(\"read\", abi \"compat\")",
	.doc = "a system call's entry or exit",
	.has_exit = true,
	.resolve = resolve,
	.more = more,
	.check_exit = returns,
	.list = list,
};
