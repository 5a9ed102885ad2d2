// SPDX-License-Identifier: GPL-2.0-or-later
/* See tracefs.h: from events to probes that print what the event records. */

#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "migrate/tracefs.h"
#include "runtime/host/elf_symbols.h"

struct writing {
	struct migration *m;
	struct arena *a;
	const struct event *e;
	struct report_row *row;
	struct ktypes *kt; /* NULL: none */
	bool has_fn;
	struct kfunc fn;
	struct str format, values;
	bool ok;
};

struct value {
	const char *text;
	uint32_t type; /* of BTF; 0: a plain number */
};

#define NUMBER(t) ((struct value){ (t), 0 })

#define refuse(w, name, ...)                                                                       \
	({                                                                                         \
		(w)->ok = false;                                                                   \
		report_refuses(&(w)->m->report, (w)->row, name, ##__VA_ARGS__);                    \
		NUMBER("0");                                                                       \
	})

/* ---- types ---- */

static struct ktype type_of(const struct writing *w, struct value v)
{
	return w->kt && v.type ? ktypes_get(w->kt, v.type) : (struct ktype){ .kind = KK_VOID };
}

/* The struct that v points to; 0: it does not. */
static uint32_t pointee(const struct writing *w, struct value v)
{
	struct ktype t = type_of(w, v);

	if (t.kind != KK_PTR)
		return 0;
	t = ktypes_get(w->kt, t.target);
	return t.kind == KK_STRUCT || t.kind == KK_UNION ? t.id : 0;
}

static bool points_to_chars(const struct writing *w, struct value v)
{
	struct ktype t = type_of(w, v);

	if (t.kind != KK_PTR)
		return false;
	t = ktypes_get(w->kt, t.target);
	return t.kind == KK_INT && t.size == 1;
}

static bool is_char_array(const struct writing *w, struct value v)
{
	struct ktype t = type_of(w, v);

	return t.kind == KK_ARRAY && ktypes_get(w->kt, t.target).is_char;
}

/* Can a value of this type be what `bytes' bytes at its place are? */
static bool fits(const struct writing *w, uint32_t type, unsigned bytes, bool string)
{
	struct ktype t = ktypes_get(w->kt, type);

	if (string)
		return t.kind == KK_ARRAY && ktypes_get(w->kt, t.target).is_char;
	return t.size == bytes && (t.kind == KK_INT || t.kind == KK_PTR || t.kind == KK_ENUM);
}

/* The member of a struct at an offset, as a path that one would write; NULL when none fits. */
static const char *member_at(struct writing *w, uint32_t id, int64_t offset, unsigned bytes,
			     bool string, uint32_t *type, unsigned depth)
{
	struct kmember k;
	uint32_t i;

	for (i = 0; depth < 3 && ktypes_member_at(w->kt, id, i, &k); i++) {
		struct ktype t = ktypes_get(w->kt, k.type);
		int64_t at = k.bit_offset / 8;
		const char *rest;

		if (k.bits || offset < at || (uint64_t)(offset - at) >= t.size)
			continue;
		if (offset == at && *k.name && fits(w, k.type, bytes, string)) {
			*type = k.type;
			return k.name;
		}
		if (t.kind != KK_STRUCT && t.kind != KK_UNION)
			continue;
		rest = member_at(w, t.id, offset - at, bytes, string, type, depth + 1);
		if (rest)
			return *k.name ? arena_printf(w->a, "%s.%s", k.name, rest) : rest;
	}
	return NULL;
}

/* ---- values ---- */

static struct value value_of(struct writing *w, const struct fetch *f);

static struct value param_value(struct writing *w, uint64_t n)
{
	uint64_t i;

	if (!w->has_fn)
		return NUMBER(arena_printf(w->a, "$arg%" PRIu64, n));
	if (n > w->fn.n)
		return refuse(w, NO_PARAMETER, w->e->target, arena_printf(w->a, "%" PRIu64, n));
	for (i = 0; i < n; i++) {
		enum kkind kind = ktypes_get(w->kt, w->fn.params[i].type).kind;

		if (kind == KK_STRUCT || kind == KK_UNION)
			return refuse(w, STRUCT, w->fn.params[i].name);
	}
	if (!*w->fn.params[n - 1].name)
		return (struct value){ arena_printf(w->a, "$arg%" PRIu64, n),
				       w->fn.params[n - 1].type };
	return (struct value){ arena_printf(w->a, "$%s", w->fn.params[n - 1].name),
			       w->fn.params[n - 1].type };
}

static struct value return_value(struct writing *w)
{
	if (!w->e->is_return)
		return refuse(w, ERROR, "$retval is of return probes");
	if (w->has_fn && !w->fn.result)
		return refuse(w, VOID, w->e->target);
	return (struct value){ "$return", w->has_fn ? w->fn.result : 0 };
}

static struct value register_value(struct writing *w, const char *name)
{
	unsigned n = tracefs_register_arg(w->m->target, name);

	if (!w->e->is_return && w->e->offset && !w->e->is_user)
		return NUMBER(arena_printf(w->a, "reg(\"%s\")", name));
	if (w->e->is_return && tracefs_register_returns(w->m->target, name))
		return return_value(w);
	if (w->e->is_return || !n)
		return refuse(w, REGISTER, arena_printf(w->a, "%%%s", name));
	return param_value(w, n);
}

/* $retval->x, file->f_path.dentry: the types are looked at by the check of the result. */
static struct value named_value(struct writing *w, const char *name)
{
	if (!strncmp(name, "$retval", 7))
		return NUMBER(arena_printf(w->a, "$return%s", name + 7));
	if (!strpbrk(name, "-.") && w->has_fn) {
		unsigned i;

		for (i = 0; i < w->fn.n; i++)
			if (!strcmp(w->fn.params[i].name, name))
				return param_value(w, i + 1);
		return refuse(w, NO_PARAMETER, w->e->target, name);
	}
	return NUMBER(arena_printf(w->a, "$%s", name));
}

static const char *as_number(struct writing *w, struct value v)
{
	return !v.type && *v.text != '$' ? v.text : arena_printf(w->a, "(u64)%s", v.text);
}

static const char *address(struct writing *w, struct value base, int64_t offset)
{
	if (!offset)
		return as_number(w, base);
	return arena_printf(w->a, "(%s %c %" PRIu64 ")", as_number(w, base), offset < 0 ? '-' : '+',
			    (uint64_t)(offset < 0 ? -offset : offset));
}

static const char *int_name(struct writing *w, const struct fetch_type *t)
{
	return arena_printf(w->a, "%c%u", t->form == FORM_SIGNED ? 's' : 'u',
			    t->bits ? t->bits : 64);
}

/* What lies at base + offset, as a number of the type. */
static struct value read_memory(struct writing *w, struct value base, int64_t offset,
				const struct fetch_type *t)
{
	uint32_t id = pointee(w, base), type = 0;
	const char *member = NULL;

	if (id && offset >= 0)
		member = member_at(w, id, offset, t->bits ? t->bits / 8 : 8, false, &type, 0);
	if (member)
		return (struct value){ arena_printf(w->a, "%s->%s", base.text, member), type };
	return NUMBER(arena_printf(w->a, "*(%s *)%s", int_name(w, t), address(w, base, offset)));
}

static const struct fetch_type word_type = { .form = FORM_HEX, .bits = 64 };

static struct value symbol_memory(struct writing *w, const struct fetch *f,
				  const struct fetch_type *t)
{
	if (f->kind == FETCH_ADDRESS)
		return NUMBER(arena_printf(w->a, "*(%s *)0x%" PRIx64, int_name(w, t), f->number));
	if (!f->offset)
		return NUMBER(arena_printf(w->a, "*(%s *)&@var(\"%s\")", int_name(w, t), f->name));
	return NUMBER(arena_printf(w->a, "*(%s *)((u64)&@var(\"%s\") %c %" PRIu64 ")",
				   int_name(w, t), f->name, f->offset < 0 ? '-' : '+',
				   (uint64_t)(f->offset < 0 ? -f->offset : f->offset)));
}

static struct value memory_value(struct writing *w, const struct fetch *f,
				 const struct fetch_type *t)
{
	if (f->kind == FETCH_ADDRESS || f->kind == FETCH_SYMBOL)
		return symbol_memory(w, f, t);
	if (f->user || w->e->is_user)
		return refuse(w, USER_MEMORY, w->e->line);
	return read_memory(w, value_of(w, f->inner), f->offset, t);
}

static struct value value_of(struct writing *w, const struct fetch *f)
{
	switch (f->kind) {
	case FETCH_REGISTER: return register_value(w, f->name);
	case FETCH_ARG: return param_value(w, f->number);
	case FETCH_RETVAL: return return_value(w);
	case FETCH_COMM: return NUMBER("execname()");
	case FETCH_NUMBER: return NUMBER(arena_printf(w->a, "%" PRId64, (int64_t)f->number));
	case FETCH_NAMED: return named_value(w, f->name);
	case FETCH_ADDRESS:
	case FETCH_SYMBOL:
	case FETCH_MEMORY: return memory_value(w, f, &word_type);
	case FETCH_STACK:
	case FETCH_STACK_POINTER: return refuse(w, STACK, f->name);
	default: return refuse(w, SYNTAX, f->name ? f->name : w->e->line);
	}
}

/* ---- strings ---- */

static const char *string_of(struct writing *w, struct value v, int64_t offset, bool user)
{
	const char *call = user ? "user_string" : "string";
	uint32_t id = pointee(w, v), type;
	const char *member;

	if (is_char_array(w, v))
		return v.text;
	member = id && offset >= 0 && !user ? member_at(w, id, offset, 0, true, &type, 0) : NULL;
	if (member)
		return arena_printf(w->a, "%s->%s", v.text, member);
	if (!offset && (points_to_chars(w, v) || (!v.type && *v.text == '$' && !w->e->is_user)))
		return arena_printf(w->a, "%s(%s)", call, v.text);
	return arena_printf(w->a, "%s((char *)%s)", call, address(w, v, offset));
}

static const char *string_value(struct writing *w, const struct event_arg *arg)
{
	const struct fetch *f = arg->fetch;
	bool user = w->e->is_user || arg->type.form == FORM_USTRING;

	if (f->kind == FETCH_COMM)
		return "execname()";
	if (f->kind == FETCH_STRING)
		return arena_printf(w->a, "\"%s\"", f->name);
	if (f->kind == FETCH_MEMORY)
		return string_of(w, value_of(w, f->inner), f->offset, user || f->user);
	return string_of(w, value_of(w, f), 0, user);
}

/* ---- what is printed ---- */

static void put_value(struct writing *w, const char *directive, const char *text)
{
	str_puts(&w->format, directive);
	str_printf(&w->values, ", %s", text);
}

/* `text' as an integer of the type, cast where it is another. */
static const char *as_int(struct writing *w, struct value v, const struct fetch_type *t)
{
	struct ktype k = type_of(w, v);

	if (k.kind == KK_INT && k.size * 8 == t->bits && k.is_signed == (t->form == FORM_SIGNED))
		return v.text;
	if (!v.type && *v.text == '*' &&
	    !strncmp(v.text + 2, int_name(w, t), strlen(int_name(w, t))))
		return v.text;
	return arena_printf(w->a, "(%s)%s", int_name(w, t), v.text);
}

static void put_number(struct writing *w, struct value v, const struct fetch_type *t)
{
	switch (t->form) {
	case FORM_NONE: put_value(w, v.type || *v.text == '$' ? "%v" : "0x%x", v.text); return;
	case FORM_UNSIGNED: put_value(w, "%u", as_int(w, v, t)); return;
	case FORM_SIGNED: put_value(w, "%d", as_int(w, v, t)); return;
	case FORM_CHAR: put_value(w, "'%c'", as_int(w, v, t)); return;
	case FORM_BITS:
		put_value(w, "%u",
			  arena_printf(w->a, "(%s >> %u) & 0x%" PRIx64, as_int(w, v, t), t->at,
				       t->width < 64 ? ((uint64_t)1 << t->width) - 1 : UINT64_MAX));
		return;
	case FORM_SYMBOL:
		put_value(w, "%v", arena_printf(w->a, "ksym(%s)", as_number(w, v)));
		return;
	default: put_value(w, "0x%x", as_int(w, v, t));
	}
}

static void put_array(struct writing *w, const struct event_arg *arg)
{
	const struct fetch *f = arg->fetch;
	struct fetch_type one = arg->type;
	struct fetch at = *f;
	unsigned i, step = one.bits ? one.bits / 8 : 8;

	if (f->kind != FETCH_MEMORY && f->kind != FETCH_SYMBOL && f->kind != FETCH_ADDRESS) {
		refuse(w, ERROR, "only memory can be an array");
		return;
	}
	str_puts(&w->format, "{");
	for (i = 0; i < one.count && w->ok; i++) {
		str_puts(&w->format, i ? "," : "");
		at.offset = f->offset + i * step;
		at.number = f->number + i * step;
		if (one.form == FORM_STRING || one.form == FORM_USTRING)
			put_value(w, "\\\"%s\\\"",
				  string_of(w, memory_value(w, &at, &word_type), 0,
					    one.form == FORM_USTRING));
		else
			put_number(w, memory_value(w, &at, &one), &one);
	}
	str_puts(&w->format, "}");
}

/* The name of a dentry, of a file's. */
static void put_path(struct writing *w, const struct event_arg *arg)
{
	bool file = arg->type.form == FORM_FILE;
	const char *type = file ? "file" : "dentry";
	struct value v = value_of(w, arg->fetch);
	uint32_t id = pointee(w, v);
	const char *p = v.text;

	if (!id || strcmp(ktypes_get(w->kt, id).name, type))
		p = arena_printf(w->a, "((struct %s *)%s)", type, v.text);
	put_value(
		w, "\\\"%s\\\"",
		arena_printf(w->a, "string(%s->%sd_name.name)", p, file ? "f_path.dentry->" : ""));
}

static void put_all_args(struct writing *w)
{
	unsigned i;

	if (!w->has_fn) {
		refuse(w, NO_PARAMETER, w->e->target, "$arg*");
		return;
	}
	for (i = 0; i < w->fn.n && w->ok; i++) {
		str_printf(&w->format, " %s=", w->fn.params[i].name);
		put_number(w, param_value(w, i + 1), &(struct fetch_type){ .form = FORM_NONE });
	}
}

static void put_arg(struct writing *w, const struct event_arg *arg, unsigned n)
{
	const struct fetch *f = arg->fetch;

	if (f->kind == FETCH_ALL_ARGS) {
		put_all_args(w);
		return;
	}
	if (arg->name || f->kind == FETCH_NAMED)
		str_printf(&w->format, " %s=", arg->name ? arg->name : arg->text);
	else
		str_printf(&w->format, " arg%u=", n);
	if (arg->type.count)
		put_array(w, arg);
	else if (f->kind == FETCH_COMM || f->kind == FETCH_STRING ||
		 arg->type.form == FORM_STRING || arg->type.form == FORM_USTRING)
		put_value(w, "\\\"%s\\\"", string_value(w, arg));
	else if (arg->type.form == FORM_DENTRY || arg->type.form == FORM_FILE)
		put_path(w, arg);
	else if (f->kind == FETCH_MEMORY || f->kind == FETCH_SYMBOL || f->kind == FETCH_ADDRESS)
		put_number(w, memory_value(w, f, arg->type.bits ? &arg->type : &word_type),
			   &arg->type);
	else
		put_number(w, value_of(w, f), &arg->type);
}

/* ---- the point ---- */

static const char *user_function(struct writing *w)
{
	int fd = open(w->e->target, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	struct elf_symbols *s = fd >= 0 && !fstat(fd, &st) && S_ISREG(st.st_mode) ?
					elf_symbols_read(fd, NULL) :
					NULL;
	const char *name = NULL;
	u64 within = 0;

	if (s)
		name = elf_symbols_find(s, w->e->offset, &within);
	name = name && !within ? arena_strdup(w->a, name) : NULL;
	if (s)
		elf_symbols_free(s);
	if (fd >= 0)
		close(fd);
	if (!name)
		refuse(w, ADDRESS, arena_printf(w->a, "%s:0x%" PRIx64, w->e->target, w->e->offset));
	return name;
}

static const char *point(struct writing *w)
{
	const struct event *e = w->e;
	const char *exit = e->is_return ? ".exit" : "", *name;

	if (e->kind == 't')
		return arena_printf(w->a, "rawtracepoint(\"%s\")", e->target);
	if (e->is_user) {
		name = user_function(w);
		return arena_printf(w->a, "uprobe(\"%s\":\"%s\")%s", e->target, name ? name : "",
				    exit);
	}
	if (e->is_address)
		refuse(w, ADDRESS, e->target);
	else if (e->offset && e->is_return)
		refuse(w, OFFSET, arena_printf(w->a, "%s+%" PRIu64, e->target, e->offset));
	else if (e->offset)
		return arena_printf(w->a, "kprobe(\"%s+0x%" PRIx64 "\")", e->target, e->offset);
	else
		w->ok = facts_judge(w->m->facts, w->m->target, &w->m->report, w->row, e->target,
				    e->is_return) &&
			w->ok;
	return arena_printf(w->a, "fprobe(\"%s\")%s", e->target, exit);
}

static void find_prototype(struct writing *w)
{
	const struct event *e = w->e;

	w->kt = target_types_if_any(w->m->target);
	if (!e->target || e->is_user || e->is_address || !w->kt)
		return;
	w->has_fn = e->kind == 't' ? ktypes_tracepoint(w->kt, e->target, &w->fn) :
				     ktypes_function(w->kt, e->target, &w->fn);
}

static void write_probe(struct writing *w, const char *pt)
{
	struct writer *out = &w->m->out;

	if (w->e->maxactive)
		report_differs(&w->m->report, w->row, MAXACTIVE, w->e->maxactive);
	if (w->e->module)
		report_differs(&w->m->report, w->row, MODULE, w->e->module);
	report_becomes(&w->m->report, w->row, "%s", pt);
	writer_at(out, w->e->span);
	writer_line(out, "probe %s {", pt);
	writer_indent(out, 1);
	writer_call(out, arena_printf(w->a, "printf(\"%%s-%%d: %s:%s\\n\", execname(), tid()%s)",
				      w->e->name ? w->e->name : tracefs_default_name(w->a, w->e),
				      w->format.text, w->values.text));
	writer_indent(out, -1);
	writer_line(out, "}");
}

void tracefs_write_fp(struct migration *m, const struct event *e, struct report_row *row)
{
	struct writing w = { .m = m, .a = &m->s->arena, .e = e, .row = row, .ok = true };
	const struct event_arg *arg;
	const char *pt;
	unsigned n = 1;

	if (e->kind == '-') {
		report_differs(&m->report, row, DROPPED, "the removal of an event");
		return;
	}
	str_init(&w.format, w.a);
	str_init(&w.values, w.a);
	find_prototype(&w);
	if (e->kind == 'e')
		refuse(&w, KIND, "an event on an event");
	pt = w.ok ? point(&w) : NULL;
	for (arg = e->args; arg && w.ok; arg = arg->next)
		put_arg(&w, arg, n++);
	if (w.ok)
		write_probe(&w, pt);
	else
		migrate_write_refused(m, row);
}
