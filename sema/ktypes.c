// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Queries of types, enums and functions.  See ktypes.h for what they answer, ktypes_int.h for what
 * may be taken for granted here and what may not.
 */

#include "sema/ktypes_int.h"

#include <stdio.h>
#include <string.h>

static const enum kkind kind_of[] = {
	[BTF_KIND_INT] = KK_INT,
	[BTF_KIND_PTR] = KK_PTR,
	[BTF_KIND_ARRAY] = KK_ARRAY,
	[BTF_KIND_STRUCT] = KK_STRUCT,
	[BTF_KIND_UNION] = KK_UNION,
	[BTF_KIND_ENUM] = KK_ENUM,
	[BTF_KIND_FWD] = KK_FWD,
	[BTF_KIND_TYPEDEF] = KK_OTHER,
	[BTF_KIND_VOLATILE] = KK_OTHER,
	[BTF_KIND_CONST] = KK_OTHER,
	[BTF_KIND_RESTRICT] = KK_OTHER,
	[BTF_KIND_FUNC] = KK_OTHER,
	[BTF_KIND_FUNC_PROTO] = KK_FUNC_PROTO,
	[BTF_KIND_VAR] = KK_OTHER,
	[BTF_KIND_DATASEC] = KK_OTHER,
	[BTF_KIND_FLOAT] = KK_FLOAT,
	[BTF_KIND_DECL_TAG] = KK_OTHER,
	[BTF_KIND_TYPE_TAG] = KK_OTHER,
	[BTF_KIND_ENUM64] = KK_ENUM,
};

#define KIND(k) (1u << BTF_KIND_##k)
#define QUALIFIERS (KIND(CONST) | KIND(VOLATILE) | KIND(RESTRICT) | KIND(TYPE_TAG))

static bool is_kind(const struct btf_type *t, uint32_t kinds)
{
	return t && kinds >> btf_kind(t) & 1;
}

/* ---- types ---- */

bool kt_modified(const struct btf_type *t, uint32_t *id)
{
	if (!is_kind(t, QUALIFIERS | KIND(TYPEDEF)))
		return false;
	*id = t->type;
	return true;
}

uint32_t kt_strip(const struct ktypes *kt, uint32_t id)
{
	unsigned i;

	for (i = 0; i < KTYPES_MAX_CHAIN; i++)
		if (!kt_modified(kt_raw(kt, id), &id))
			return id;
	return KTYPES_NOT_A_TYPE;
}

static uint64_t size_of(const struct ktypes *kt, uint32_t id)
{
	const uint32_t sized = KIND(INT) | KIND(STRUCT) | KIND(UNION) | KIND(ENUM) | KIND(ENUM64) |
			       KIND(FLOAT);
	uint64_t count = 1;
	unsigned i;

	for (i = 0; i < KTYPES_MAX_CHAIN; i++) {
		const struct btf_type *t = kt_raw(kt, kt_strip(kt, id));

		if (is_kind(t, KIND(PTR)))
			return count * 8;	/* BTF does not say; all targets have 64 bits */
		if (is_kind(t, sized))
			return count * t->size;
		if (!is_kind(t, KIND(ARRAY)))
			return 0;
		count *= btf_array(t)->nelems;
		if (count > UINT32_MAX)
			return 0;
		id = btf_array(t)->type;
	}
	return 0;
}

/* `char __user *`: a tag between the pointer and what it points to. */
static bool points_to_user(const struct ktypes *kt, uint32_t id)
{
	const struct btf_type *t = kt_raw(kt, id);
	unsigned i;

	for (i = 0; i < KTYPES_MAX_CHAIN && is_kind(t, QUALIFIERS); i++) {
		if (is_kind(t, KIND(TYPE_TAG)) && !strcmp(kt_str(kt, t->name_off), "user"))
			return true;
		t = kt_raw(kt, t->type);
	}
	return false;
}

static void describe(const struct ktypes *kt, const struct btf_type *t, struct ktype *out)
{
	uint8_t encoding;

	switch (out->kind) {
	case KK_INT:
		encoding = btf_int_encoding(t);
		out->is_signed = encoding & BTF_INT_SIGNED;
		out->is_bool = encoding & BTF_INT_BOOL || !strcmp(out->name, "_Bool");
		out->is_char = encoding & BTF_INT_CHAR || !strcmp(out->name, "char");
		break;
	case KK_PTR:
		out->target = t->type;
		out->is_user = points_to_user(kt, t->type);
		break;
	case KK_ARRAY:
		out->target = btf_array(t)->type;
		out->count = btf_array(t)->nelems;
		break;
	case KK_ENUM:
		out->is_signed = btf_kflag(t);
		out->count = btf_vlen(t);
		break;
	case KK_STRUCT:
	case KK_UNION:
		out->count = btf_vlen(t);
		break;
	case KK_VOID:
	case KK_FUNC_PROTO:
	case KK_FLOAT:
	case KK_FWD:
	case KK_OTHER:
		break;
	}
}

struct ktype ktypes_get(const struct ktypes *kt, uint32_t id)
{
	struct ktype out = { .id = kt_strip(kt, id), .kind = KK_VOID, .name = "" };
	const struct btf_type *t = kt_raw(kt, out.id);

	if (!t) {
		if (out.id)
			out.kind = KK_OTHER;
		return out;
	}
	out.kind = kind_of[btf_kind(t)];
	out.name = kt_str(kt, t->name_off);
	out.size = size_of(kt, out.id);
	describe(kt, t, &out);
	return out;
}

/* ---- by name ---- */

static uint32_t find(const struct ktypes *kt, uint32_t kinds, const char *name)
{
	struct kt_names it;
	uint32_t id;

	for (id = kt_first(kt, name, &it); id; id = kt_next(&it))
		if (is_kind(kt_raw(kt, id), kinds))
			break;
	return id;
}

static uint32_t kinds_named(enum kkind kind)
{
	return kind == KK_STRUCT ? KIND(STRUCT) :
	       kind == KK_UNION	 ? KIND(UNION) :
	       kind == KK_ENUM	 ? KIND(ENUM) | KIND(ENUM64) :
				   0;
}

/* One with members goes before one without, such as an enum that was only declared. */
uint32_t ktypes_find(const struct ktypes *kt, enum kkind kind, const char *name)
{
	const uint32_t kinds = kinds_named(kind);
	struct kt_names it;
	uint32_t id;

	for (id = kt_first(kt, name, &it); id; id = kt_next(&it))
		if (is_kind(kt_raw(kt, id), kinds) && btf_vlen(kt_raw(kt, id)))
			return id;
	return find(kt, kinds, name);
}

bool ktypes_is_unique(const struct ktypes *kt, uint32_t id)
{
	const struct btf_type *t = kt_raw(kt, kt_strip(kt, id)), *other;
	struct kt_names it;
	unsigned n = 0;

	if (!t || !btf_is_composite(t) || !t->name_off)
		return true;
	for (id = kt_first(kt, kt_str(kt, t->name_off), &it); id; id = kt_next(&it)) {
		other = kt_raw(kt, id);
		n += btf_kind(other) == btf_kind(t);
	}
	return n <= 1;
}

uint32_t ktypes_find_typedef(const struct ktypes *kt, const char *name)
{
	return find(kt, KIND(TYPEDEF), name);
}

/* What each word of an integer type adds up to; "signed" counts only for char. */
#define W_UNSIGNED 0x1u
#define W_SIGNED 0x10u
#define W_LONG 0x100u
#define W_SHORT 0x1000u
#define W_CHAR 0x10000u
#define W_INT128 0x100000u

static const struct {
	const char *word;
	uint32_t adds;
} int_words[] = {
	{ "unsigned", W_UNSIGNED }, { "signed", W_SIGNED }, { "long", W_LONG },
	{ "short", W_SHORT },	    { "char", W_CHAR },	    { "int", 0 },
	{ "__int128", W_INT128 },
};

static const struct {
	uint32_t sum;
	const char *usual, *gcc;	/* as people (and clang) write it, as GCC does */
} int_names[] = {
	{ 0, "int", "int" },
	{ W_UNSIGNED, "unsigned int", "unsigned int" },
	{ W_LONG, "long", "long int" },
	{ W_LONG + W_UNSIGNED, "unsigned long", "long unsigned int" },
	{ 2 * W_LONG, "long long", "long long int" },
	{ 2 * W_LONG + W_UNSIGNED, "unsigned long long", "long long unsigned int" },
	{ W_SHORT, "short", "short int" },
	{ W_SHORT + W_UNSIGNED, "unsigned short", "short unsigned int" },
	{ W_CHAR, "char", "char" },
	{ W_CHAR + W_SIGNED, "signed char", "signed char" },
	{ W_CHAR + W_UNSIGNED, "unsigned char", "unsigned char" },
	{ W_INT128, "__int128", "__int128" },
	{ W_INT128 + W_UNSIGNED, "unsigned __int128", "__int128 unsigned" },
};
#define N(table) (sizeof(table) / sizeof((table)[0]))

static bool add_word(const char *word, size_t len, uint32_t *sum)
{
	size_t i;

	for (i = 0; i < N(int_words); i++) {
		if (strlen(int_words[i].word) != len || memcmp(int_words[i].word, word, len))
			continue;
		*sum += int_words[i].adds;
		return true;
	}
	return false;
}

/* The sum of a C name's words; false when it is none of an integer type. */
static bool sum_words(const char *name, uint32_t *sum)
{
	unsigned words;

	*sum = 0;
	for (words = 0; words < 5; words++) {
		size_t len = strcspn(name, " ");

		if (!add_word(name, len, sum))
			return false;
		name += len + strspn(name + len, " ");
		if (*name)
			continue;
		if (!(*sum & W_CHAR))
			*sum &= ~W_SIGNED;
		return true;
	}
	return false;
}

uint32_t ktypes_find_pointer(const struct ktypes *kt, uint32_t to)
{
	uint32_t id, n = ktypes_count(kt), wanted = ktypes_get(kt, to).id;
	struct ktype t;

	for (id = 1; id <= n; id++) {
		t = ktypes_get(kt, id);
		if (t.kind == KK_PTR && t.id == id && ktypes_get(kt, t.target).id == wanted)
			return id;
	}
	return 0;
}

uint32_t ktypes_find_int(const struct ktypes *kt, const char *name)
{
	uint32_t id = find(kt, KIND(INT), name), sum;
	size_t i;

	if (id || !sum_words(name, &sum))
		return id;
	for (i = 0; !id && i < N(int_names); i++) {
		if (int_names[i].sum != sum)
			continue;
		id = find(kt, KIND(INT), int_names[i].gcc);
		if (!id)
			id = find(kt, KIND(INT), int_names[i].usual);
	}
	return id;
}

const char *kt_usual_int_name(const char *name)
{
	size_t i;

	for (i = 0; i < N(int_names); i++)
		if (!strcmp(int_names[i].gcc, name) || !strcmp(int_names[i].usual, name))
			return int_names[i].usual;
	return NULL;
}

/* Per-CPU variables are those of the section that the linker makes for them. */
static bool in_percpu_section(const struct ktypes *kt, uint32_t var)
{
	uint32_t id, i;

	while (var < kt->first)
		kt = kt->base;
	for (id = kt->first; id < kt->end; id++) {
		const struct btf_type *t = kt_raw(kt, id);

		if (!btf_is_datasec(t) || strcmp(kt_str(kt, t->name_off), ".data..percpu"))
			continue;
		for (i = 0; i < btf_vlen(t); i++)
			if (btf_var_secinfos(t)[i].type == var)
				return true;
	}
	return false;
}

uint32_t ktypes_find_var(const struct ktypes *kt, const char *name, bool *is_percpu)
{
	uint32_t id = find(kt, KIND(VAR), name);

	if (is_percpu)
		*is_percpu = id && in_percpu_section(kt, id);
	return id ? kt_raw(kt, id)->type : 0;
}

/* ---- enums ---- */

static int64_t value_of(const struct btf_type *t, uint32_t i)
{
	if (btf_is_enum64(t))
		return (int64_t)btf_enum64_value(&btf_enum64(t)[i]);
	return btf_kflag(t) ? btf_enum(t)[i].val : (int64_t)(uint32_t)btf_enum(t)[i].val;
}

bool ktypes_constant(const struct ktypes *kt, const char *name, int64_t *value, uint32_t *id)
{
	uint32_t index;

	if (!*name || !kt_find_const(kt, name, id, &index))
		return false;
	*value = value_of(kt_raw(kt, *id), index);
	return true;
}

/*
 * Before 6.0 BTF did not say which enums are signed, and a value read as an int may come in as the
 * unsigned number of the same bits: of 32-bit enums the low 32 bits decide.
 */
static bool same_value(const struct btf_type *t, int64_t a, int64_t b)
{
	if (a == b)
		return true;
	return !btf_is_enum64(t) && (b >> 31 == 0 || b >> 31 == 1 || b >> 31 == -1) &&
	       (uint32_t)a == (uint32_t)b;
}

const char *ktypes_enum_name(const struct ktypes *kt, uint32_t id, int64_t value)
{
	const struct btf_type *t = kt_raw(kt, kt_strip(kt, id));
	uint32_t i;

	if (!is_kind(t, KIND(ENUM) | KIND(ENUM64)))
		return NULL;
	for (i = 0; i < btf_vlen(t); i++)
		if (same_value(t, value_of(t, i), value))
			return kt_str(kt, btf_is_enum64(t) ? btf_enum64(t)[i].name_off :
							     btf_enum(t)[i].name_off);
	return NULL;
}

/* ---- functions ---- */

/* Leaves out the first `skip` parameters; false when id is no prototype. */
static bool fill_proto(const struct ktypes *kt, uint32_t id, uint32_t skip, struct kfunc *out)
{
	const struct btf_type *t = kt_raw(kt, kt_strip(kt, id));
	const struct btf_param *p;
	uint32_t n, i;

	if (!is_kind(t, KIND(FUNC_PROTO)))
		return false;
	p = btf_params(t);
	n = btf_vlen(t);
	out->variadic = n && !p[n - 1].type && !p[n - 1].name_off;
	if (out->variadic)
		n--;
	if (n < skip)
		return false;
	out->result = t->type;
	out->n = 0;
	for (i = skip; i < n && out->n < KFUNC_MAX_PARAMS; i++)
		out->params[out->n++] =
			(struct kparam){ kt_str(kt, p[i].name_off), p[i].type };
	return true;
}

static bool fill_function(const struct ktypes *kt, const char *name, uint32_t skip,
			  struct kfunc *out)
{
	struct kt_names it;
	uint32_t id;

	*out = (struct kfunc){ .name = "" };
	for (id = kt_first(kt, name, &it); id; id = kt_next(&it)) {
		const struct btf_type *t = kt_raw(kt, id);

		if (!btf_is_func(t) || !fill_proto(kt, t->type, skip, out))
			continue;
		out->name = kt_str(kt, t->name_off);
		out->id = id;
		return true;
	}
	return false;
}

bool ktypes_next_function(const struct ktypes *kt, uint32_t *id, struct kfunc *out)
{
	while (++*id < kt->end) {
		const struct btf_type *t = kt_raw(kt, *id);

		*out = (struct kfunc){ .name = "" };
		if (!btf_is_func(t) || !fill_proto(kt, t->type, 0, out))
			continue;
		out->name = kt_str(kt, t->name_off);
		out->id = *id;
		return true;
	}
	return false;
}

bool ktypes_function(const struct ktypes *kt, const char *name, struct kfunc *out)
{
	return fill_function(kt, name, 0, out);
}

bool ktypes_function_at(const struct ktypes *kt, uint32_t id, struct kfunc *out)
{
	const struct btf_type *t = kt_raw(kt, id);

	*out = (struct kfunc){ .name = "" };
	if (!t || !btf_is_func(t) || !fill_proto(kt, t->type, 0, out))
		return false;
	out->name = kt_str(kt, t->name_off);
	out->id = id;
	return true;
}

#define TRACEPOINT "btf_trace_"
#define TRACEPOINT_MAX 256		/* bytes of a tracepoint's name */

static bool same_params(const struct ktypes *kt, const struct kfunc *a, const struct kfunc *b)
{
	unsigned i;

	if (a->n != b->n)
		return false;
	for (i = 0; i < a->n; i++)
		if (kt_strip(kt, a->params[i].type) != kt_strip(kt, b->params[i].type))
			return false;
	return true;
}

/*
 * __traceiter_NAME is there for each tracepoint, __bpf_trace_NAME only for the first of a class,
 * and a class may have the name of another class's tracepoint: types are compared.
 */
static void name_params(const struct ktypes *kt, const char *tracepoint, struct kfunc *out)
{
	static const char *const prefixes[] = { "__traceiter_", "__bpf_trace_" };
	char name[TRACEPOINT_MAX + 16];
	struct kfunc f;
	size_t i, j;

	for (i = 0; i < N(prefixes); i++) {
		snprintf(name, sizeof(name), "%s%s", prefixes[i], tracepoint);
		if (!fill_function(kt, name, 1, &f) || !same_params(kt, &f, out))
			continue;
		for (j = 0; j < out->n; j++)
			out->params[j].name = f.params[j].name;
		return;
	}
}

bool ktypes_tracepoint(const struct ktypes *kt, const char *name, struct kfunc *out)
{
	char typedef_name[TRACEPOINT_MAX + 16];
	const struct btf_type *t, *ptr;
	uint32_t id;

	if (strlen(name) > TRACEPOINT_MAX)
		return false;
	snprintf(typedef_name, sizeof(typedef_name), TRACEPOINT "%s", name);
	id = ktypes_find_typedef(kt, typedef_name);
	t = kt_raw(kt, id);
	ptr = t ? kt_raw(kt, kt_strip(kt, id)) : NULL;
	*out = (struct kfunc){ .name = "" };
	if (!is_kind(ptr, KIND(PTR)) || !fill_proto(kt, ptr->type, 1, out))
		return false;
	out->name = kt_str(kt, t->name_off) + strlen(TRACEPOINT);
	name_params(kt, out->name, out);
	return true;
}

/* ---- all names of a kind ---- */

static void offer(const struct ktypes *kt, uint32_t kinds, const char *prefix, struct nearest *near)
{
	const size_t skip = strlen(prefix);
	uint32_t id;

	for (; kt; kt = kt->base)
		for (id = kt->first; id < kt->end; id++) {
			const struct btf_type *t = kt_raw(kt, id);
			const char *name = kt_str(kt, t->name_off);

			if (is_kind(t, kinds) && *name && !strncmp(name, prefix, skip))
				nearest_offer(near, name + skip);
		}
}

void ktypes_offer_functions(const struct ktypes *kt, struct nearest *near)
{
	offer(kt, KIND(FUNC), "", near);
}

void ktypes_offer_tracepoints(const struct ktypes *kt, struct nearest *near)
{
	offer(kt, KIND(TYPEDEF), TRACEPOINT, near);
}

void ktypes_each_tracepoint(const struct ktypes *kt, void (*fn)(void *arg, const char *name), void *arg)
{
	const size_t skip = strlen(TRACEPOINT);
	uint32_t id;

	for (; kt; kt = kt->base)
		for (id = kt->first; id < kt->end; id++) {
			const struct btf_type *t = kt_raw(kt, id);
			const char *name = kt_str(kt, t->name_off);

			if (is_kind(t, KIND(TYPEDEF)) && !strncmp(name, TRACEPOINT, skip))
				fn(arg, name + skip);
		}
}

void ktypes_offer_types(const struct ktypes *kt, enum kkind kind, struct nearest *near)
{
	offer(kt, kinds_named(kind), "", near);
}

uint32_t ktypes_count(const struct ktypes *kt)
{
	return kt->end - 1;
}
