// SPDX-License-Identifier: GPL-2.0-or-later
/* See select.h. */

#include "probes/fprobe/select.h"

#include <ctype.h>
#include <fnmatch.h>
#include <string.h>

#include "common/table.h"

const char *left_text(enum left why)
{
	static const char *const texts[] = {
#define LEFT(name, text) text,
#include "probes/fprobe/left.def"
#undef LEFT
	};

	return texts[why];
}

/*
 * Functions that never return: those that the kernel's build knows to (tools/objtool/noreturns.h) and
 * that can be probed at all.
 */
static const char *const never_return[] = {
	"__fortify_panic", "__ia32_sys_exit", "__ia32_sys_exit_group", "__module_put_and_kthread_exit",
	"__stack_chk_fail", "__x64_sys_exit", "__x64_sys_exit_group", "__arm64_sys_exit",
	"__arm64_sys_exit_group", "arch_cpu_idle_dead", "cpu_startup_entry", "do_exit", "do_group_exit",
	"do_task_dead", "hlt_play_dead", "kthread_complete_and_exit", "kthread_exit", "machine_real_restart",
	"make_task_dead", "mwait_play_dead", "nmi_panic_self_stop", "panic", "panic_smp_self_stop",
	"rest_init", "rewind_stack_and_make_dead", "start_kernel", "stop_this_cpu", "usercopy_abort",
	"vpanic", "x86_64_start_kernel", "x86_64_start_reservations",
};

bool function_never_returns(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(never_return) / sizeof(*never_return); i++)
		if (!strcmp(never_return[i], name))
			return true;
	return false;
}

/* ---- patterns ---- */

bool select_is_pattern(const char *text)
{
	return text[strcspn(text, "*?[]{}, ")];
}

static bool has_wildcard(const char *text)
{
	return text[strcspn(text, "*?[")];
}

static bool add_pattern(const char **v, unsigned *n, const char *text)
{
	if (!*text)
		return true;
	if (*n == SELECT_PATTERNS)
		return false;
	v[(*n)++] = text;
	return true;
}

/* The end of the first alternative from `at' on: its comma, or the brace that closes. */
static const char *alternative(const char *at)
{
	unsigned depth = 0;

	for (; *at; at++) {
		if (!depth && (*at == ',' || *at == '}'))
			break;
		depth += *at == '{';
		depth -= *at == '}';
	}
	return at;
}

/* "a{b,c}d" is "abd" and "acd". */
static bool expand(struct arena *a, const char *text, const char **v, unsigned *n, unsigned depth)
{
	const char *open = strchr(text, '{'), *close, *at, *end;

	if (!open || depth > 8)
		return add_pattern(v, n, text);
	for (close = alternative(open + 1); *close == ','; close = alternative(close + 1))
		;
	if (!*close)
		return add_pattern(v, n, text);
	for (at = open + 1; at <= close; at = end + 1) {
		end = alternative(at);
		if (!expand(a, arena_printf(a, "%.*s%.*s%s", (int)(open - text), text, (int)(end - at), at,
					    close + 1), v, n, depth + 1))
			return false;
	}
	return true;
}

bool select_split(struct arena *a, const char *text, const char **v, unsigned *n)
{
	const char *end;
	size_t len;

	for (;; text = end + 1) {
		text += strspn(text, " \t");
		end = alternative(text);
		for (len = (size_t)(end - text); len && isspace((unsigned char)text[len - 1]); len--)
			;
		if (!expand(a, arena_strndup(a, text, len), v, n, 0))
			return false;
		if (!*end)
			return true;
	}
}

/* Most patterns are a name, or the beginning of one. */
static bool matches(const char *pattern, const char *name)
{
	size_t n = strcspn(pattern, "*?[\\");

	if (strncmp(pattern, name, n))
		return false;
	if (!pattern[n])
		return !name[n];
	if (pattern[n] == '*' && !pattern[n + 1])
		return true;
	return !fnmatch(pattern + n, name + n, 0);
}

static bool any_matches(const char *const *v, unsigned n, const char *name)
{
	unsigned i;

	for (i = 0; i < n; i++)
		if (matches(v[i], name))
			return true;
	return false;
}

bool select_has(const struct query *q, const char *name)
{
	return any_matches(q->pattern, q->npatterns, name) && !any_matches(q->exclude, q->nexcludes, name);
}

/* ---- types ---- */

/* The next word or sign of a type, qualifiers passed over; its length. */
static size_t next_token(const char **at)
{
	static const char *const ignored[] = { "const", "volatile", "restrict" };
	size_t n, i;

again:
	*at += strspn(*at, " \t");
	for (n = 0; isalnum((unsigned char)(*at)[n]) || (*at)[n] == '_'; n++)
		;
	for (i = 0; i < sizeof(ignored) / sizeof(*ignored); i++) {
		if (n == strlen(ignored[i]) && !strncmp(*at, ignored[i], n)) {
			*at += n;
			goto again;
		}
	}
	return n ? n : **at != 0;
}

static bool same_words(const char *a, const char *b)
{
	size_t n, m;

	do {
		n = next_token(&a);
		m = next_token(&b);
		if (n != m || strncmp(a, b, n))
			return false;
		a += n;
		b += m;
	} while (n);
	return true;
}

bool select_type_is(const struct ktypes *kt, uint32_t type, const char *wanted)
{
	struct arena a = { 0 };
	struct str text;
	bool is;

	str_init(&text, &a);
	ktypes_print(kt, type, NULL, &text);
	is = same_words(text.text, wanted);
	arena_free(&a);
	return is;
}

bool select_same_type(const struct ktypes *kt, uint32_t a, uint32_t b)
{
	struct ktype x = ktypes_get(kt, a), y = ktypes_get(kt, b);

	if (x.kind != y.kind)
		return false;
	if (x.kind == KK_VOID)
		return true;
	if (x.kind == KK_PTR)
		return x.is_user == y.is_user &&
		       ktypes_get(kt, x.target).id == ktypes_get(kt, y.target).id;
	return x.id == y.id;
}

/* ---- choosing ---- */

struct selector {
	struct arena *a;
	const struct ktypes *kt;
	const struct query *q;
	struct selection *s;
	struct choice *v;		/* s->v, while it grows */
	size_t cap;
	bool named;			/* the function that is looked at is named as it is */
	bool *found;			/* of each pattern without wildcards */
	struct layout at;		/* of the function that is looked at */
	struct {			/* of each type that was asked about: 1 yes, 2 no */
		uint8_t *takes, *returns;
		uint32_t n;
	} known;
};

static void leave_out(struct selection *s, enum left why, const char *name)
{
	if (!s->left[why]++)
		s->example[why] = name;
}

/* What is named without wildcards is missed when it is left out. */
static void refuse(struct selector *to, enum left why, const char *name)
{
	leave_out(to->s, why, name);
	if (!to->named || to->s->refused)
		return;
	to->s->refused = name;
	to->s->refused_why = why;
}

/* The same types come again and again. */
static bool type_is(struct selector *to, uint8_t *known, uint32_t type, const char *wanted)
{
	if (type >= to->known.n)
		return select_type_is(to->kt, type, wanted);
	if (!known[type])
		known[type] = select_type_is(to->kt, type, wanted) ? 1 : 2;
	return known[type] == 1;
}

static bool is_struct(const struct ktype *t)
{
	return t->kind == KK_STRUCT || t->kind == KK_UNION;
}

/* Which registers the parameters are in: as context_set_function() says of one function. */
static void set_slots(const struct ktypes *kt, struct layout *l, struct choice *c)
{
	struct ktype t = ktypes_get(kt, l->fn.result);
	bool in_memory = false;
	unsigned i, at = 0;

	c->returns_struct = is_struct(&t);
	c->moved = c->returns_struct && t.size > 16;
	for (i = 0; i < l->fn.n; i++) {
		t = ktypes_get(kt, l->fn.params[i].type);
		in_memory |= is_struct(&t) && t.size > 16;
		l->slots[i] = in_memory || at > 200 ? SLOT_NOWHERE : (uint8_t)at;
		at += is_struct(&t) && t.size > 8 ? (unsigned)((t.size + 7) / 8) : 1;
	}
	c->nslots = in_memory || at > 200 ? 0 : (uint8_t)at;
}

void select_layout(const struct ktypes *kt, const struct choice *c, struct layout *out)
{
	struct choice scratch = *c;

	ktypes_function_at(kt, c->f.btf_id, &out->fn);
	set_slots(kt, out, &scratch);
}

/* The first parameter of the type asked for; false when it has none, or none that can be read. */
static bool find_it(struct selector *to, struct choice *c)
{
	bool beyond = false;
	unsigned i;

	if (!to->q->takes)
		return true;
	for (i = 0; i < to->at.fn.n; i++) {
		if (!type_is(to, to->known.takes, to->at.fn.params[i].type, to->q->takes))
			continue;
		if (to->at.slots[i] < to->q->registers && !c->moved) {
			c->f.it = to->at.slots[i];
			if (!to->s->it_type)
				to->s->it_type = to->at.fn.params[i].type;
			return true;
		}
		beyond = true;
	}
	refuse(to, beyond ? LEFT_BEYOND : LEFT_TYPE, c->f.name);
	return false;
}

static bool fits_types(struct selector *to, struct choice *c)
{
	if (!to->q->takes && !to->q->returns)
		return true;
	if (!c->typed) {
		refuse(to, LEFT_NO_BTF, c->f.name);
		return false;
	}
	if (to->q->returns && !type_is(to, to->known.returns, to->at.fn.result, to->q->returns)) {
		refuse(to, LEFT_TYPE, c->f.name);
		return false;
	}
	return find_it(to, c);
}

/* Functions of modules are described by BTF of their own, which is at hand for one module at most. */
static void set_type(struct selector *to, struct choice *c)
{
	if ((c->f.module && !to->q->module) || !to->kt ||
	    !ktypes_function(to->kt, c->f.name, &to->at.fn))
		return;
	c->typed = true;
	c->f.btf_id = to->at.fn.id;
	set_slots(to->kt, &to->at, c);
}

static bool may_trace(struct selector *to, const struct kernel_function *f, bool is_ambiguous)
{
	enum left why;

	if (f->blacklisted)
		why = LEFT_BLACKLISTED;
	else if (!f->traceable)
		why = LEFT_NOT_TRACEABLE;
	else if (to->q->exit && function_never_returns(f->name))
		why = LEFT_NO_RETURN;
	else if (is_ambiguous)
		why = LEFT_AMBIGUOUS;
	else
		return true;
	refuse(to, why, f->name);
	return false;
}

static void consider(struct selector *to, const struct kernel_function *f, bool has_twin)
{
	struct choice c = { .f = { .name = f->name, .address = f->address, .module = f->module } };
	unsigned i;

	if (!any_matches(to->q->pattern, to->q->npatterns, f->name))
		return;
	to->named = false;
	for (i = 0; i < to->q->npatterns; i++)
		if (!strcmp(to->q->pattern[i], f->name))
			to->named = to->found[i] = true;
	if (to->q->module && (!f->module || strcmp(f->module, to->q->module)))
		return;
	if (any_matches(to->q->exclude, to->q->nexcludes, f->name) ||
	    !may_trace(to, f, has_twin && !f->address))
		return;
	set_type(to, &c);
	if (fits_types(to, &c))
		*arena_push(to->a, to->v, to->s->n, to->cap) = c;
}

/* Names that BTF has and the kernel's list of traceable functions has not. */
static void find_missing(struct selector *to)
{
	struct kfunc fn;
	unsigned i;

	to->named = true;
	for (i = 0; i < to->q->npatterns; i++) {
		const char *name = to->q->pattern[i];

		if (has_wildcard(name) || to->found[i])
			continue;
		if (to->kt && ktypes_function(to->kt, name, &fn))
			refuse(to, LEFT_NOT_TRACEABLE, name);
		else if (!to->s->unknown)
			to->s->unknown = name;
	}
}

struct selection *select_functions(struct arena *a, const struct function_list *all,
				   const struct ktypes *kt, const struct query *q)
{
	struct selector to = { .a = a, .kt = kt, .q = q, .s = arena_new(a, struct selection) };
	size_t i;

	to.s->guessed = all->why_guessed;
	to.found = arena_array(a, bool, q->npatterns + 1);
	to.known.n = kt ? ktypes_count(kt) + 1 : 0;
	to.known.takes = arena_array(a, uint8_t, to.known.n + 1);
	to.known.returns = arena_array(a, uint8_t, to.known.n + 1);
	for (i = 0; i < all->n; i++) {
		bool twin = (i && !strcmp(all->v[i - 1].name, all->v[i].name)) ||
			    (i + 1 < all->n && !strcmp(all->v[i + 1].name, all->v[i].name));

		consider(&to, &all->v[i], twin);
	}
	to.s->v = to.v;
	find_missing(&to);
	return to.s;
}

void select_fitting(struct arena *a, struct selection *s, const struct uses *u)
{
	struct choice *v = arena_array(a, struct choice, s->n + 1);
	size_t i, n = 0;

	for (i = 0; i < s->n; i++) {
		const struct choice *c = &s->v[i];
		bool args = u->params || u->args;

		if (u->exit && function_never_returns(c->f.name))
			leave_out(s, LEFT_NO_RETURN, c->f.name);
		else if ((args || u->result) && !c->typed)
			leave_out(s, LEFT_NO_BTF, c->f.name);
		else if ((args && c->moved) || (u->result && c->returns_struct))
			leave_out(s, LEFT_STRUCT_RESULT, c->f.name);
		else if (u->args > c->nslots)
			leave_out(s, LEFT_FEW_ARGS, c->f.name);
		else
			v[n++] = *c;
	}
	s->v = v;
	s->n = n;
}
