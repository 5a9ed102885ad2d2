// SPDX-License-Identifier: GPL-2.0-or-later
/* See relocations.h.  The format: Documentation/bpf/btf.rst and llvm_reloc.rst of the kernel. */

#include "target/relocations.h"

#include <bpf/btf.h>
#include <errno.h>
#include <gelf.h>
#include <linux/bpf.h>
#include <stdlib.h>
#include <string.h>

#define MAX_STEPS 64
#define MAX_CHAIN 32 /* of typedefs and qualifiers, of arrays of arrays */

/* From a type of the object to what is wanted in it. */
struct way {
	uint32_t root; /* the object's number of the type */
	struct step {
		const char *member; /* NULL: an element of an array */
		uint32_t element;
		uint32_t type; /* the object's, of what is there */
	} v[MAX_STEPS];
	unsigned n;
	uint32_t first; /* &root[first] */
};

struct reader {
	struct arena *a;
	const struct btf *object;
	const struct ktypes *kt;
	const char *why;
};

static bool no(struct reader *r, const char *why)
{
	r->why = why;
	return false;
}

/* ---- the object's side ---- */

static const struct btf_type *object_type(const struct reader *r, uint32_t id)
{
	const struct btf_type *t = btf__type_by_id(r->object, id);
	unsigned i;

	for (i = 0; t && i < MAX_CHAIN && (btf_is_mod(t) || btf_is_typedef(t)); i++)
		t = btf__type_by_id(r->object, t->type);
	return t;
}

/* The name without its flavor: "file___old" is file. */
static const char *plain_name(const struct reader *r, const struct btf_type *t)
{
	const char *name = btf__str_by_offset(r->object, t->name_off), *flavor;

	if (!name)
		return "";
	flavor = strstr(name, "___");
	return flavor && flavor != name ? arena_strndup(r->a, name, (size_t)(flavor - name)) : name;
}

/* A step into `*id'; an anonymous member is none, since a kernel may have it elsewhere. */
static bool add_step(struct reader *r, struct way *w, uint32_t *id, uint32_t index)
{
	const struct btf_type *t = object_type(r, *id);
	struct step s = { .element = index };

	if (t && btf_is_composite(t) && index < btf_vlen(t)) {
		const struct btf_member *m = btf_members(t) + index;

		s.member = btf__str_by_offset(r->object, m->name_off);
		*id = s.type = m->type;
		if (s.member && !*s.member)
			return true;
	} else if (t && btf_is_array(t)) {
		*id = s.type = btf_array(t)->type;
	} else {
		return no(r, "the object's record does not fit its type");
	}
	w->v[w->n++] = s;
	return true;
}

/* "0:1:2" */
static bool read_way(struct reader *r, const char *text, struct way *w)
{
	uint32_t id = w->root;
	unsigned depth;
	char *end;

	w->first = (uint32_t)strtoul(text, &end, 10);
	for (depth = 1; end != text && *end == ':' && depth < MAX_STEPS; depth++) {
		text = end + 1;
		if (!add_step(r, w, &id, (uint32_t)strtoul(text, &end, 10)))
			return false;
	}
	return end == text || *end ? no(r, "the object's record cannot be read") : true;
}

static const char *describe(const struct reader *r, const struct way *w)
{
	const struct btf_type *t = btf__type_by_id(r->object, w->root);
	struct str out;
	unsigned i;

	str_init(&out, r->a);
	str_puts(&out, t && *plain_name(r, t) ? plain_name(r, t) : "(no name)");
	for (i = 0; i < w->n; i++)
		if (w->v[i].member)
			str_printf(&out, ".%s", w->v[i].member);
		else
			str_printf(&out, "[%u]", w->v[i].element);
	return out.text;
}

/* ---- both sides ---- */

static enum kkind kind_of(const struct btf_type *t)
{
	switch (btf_kind(t)) {
	case BTF_KIND_INT: return KK_INT;
	case BTF_KIND_PTR: return KK_PTR;
	case BTF_KIND_ARRAY: return KK_ARRAY;
	case BTF_KIND_STRUCT: return KK_STRUCT;
	case BTF_KIND_UNION: return KK_UNION;
	case BTF_KIND_ENUM:
	case BTF_KIND_ENUM64: return KK_ENUM;
	case BTF_KIND_FUNC_PROTO: return KK_FUNC_PROTO;
	case BTF_KIND_FLOAT: return KK_FLOAT;
	case BTF_KIND_FWD: return KK_FWD;
	}
	return KK_OTHER;
}

/* Structs and unions fit each other, their members decide; numbers fit of any width. */
static bool fits(const struct reader *r, uint32_t object, uint32_t kernel)
{
	const struct btf_type *t = object_type(r, object);
	struct ktype k = ktypes_get(r->kt, kernel);
	unsigned i;

	for (i = 0; t && btf_is_array(t) && k.kind == KK_ARRAY && i < MAX_CHAIN; i++) {
		t = object_type(r, btf_array(t)->type);
		k = ktypes_get(r->kt, k.target);
	}
	if (!t)
		return false;
	if (btf_is_composite(t))
		return k.kind == KK_STRUCT || k.kind == KK_UNION;
	if (kind_of(t) == KK_ENUM && k.kind == KK_ENUM)
		return !*k.name || !*plain_name(r, t) || !strcmp(k.name, plain_name(r, t));
	return kind_of(t) == k.kind && k.kind != KK_OTHER;
}

/* A load changes its width where the value stays: pointers, numbers without a sign. */
static bool fits_load(struct reader *r, uint32_t object, uint32_t kernel)
{
	const struct btf_type *t = object_type(r, object);
	struct ktype k = ktypes_get(r->kt, kernel);
	__s64 size = t ? btf__resolve_size(r->object, object) : -1;

	if (!t || !btf_is_int(t) || k.kind != KK_INT || size == (__s64)k.size)
		return true;
	if (!k.is_signed && !(btf_int_encoding(t) & BTF_INT_SIGNED))
		return true;
	return no(r, arena_printf(r->a, "it has %d bytes there, and a sign", (int)k.size));
}

static bool walk_step(struct reader *r, const struct step *s, uint32_t *id, uint64_t *bits)
{
	struct ktype k = ktypes_get(r->kt, *id);
	struct kmember m;

	if (!s->member) {
		if (k.kind != KK_ARRAY || (k.count && s->element >= k.count))
			return no(r, "there is no such element");
		*id = k.target;
		*bits += 8ull * s->element * ktypes_get(r->kt, k.target).size;
		return true;
	}
	if ((k.kind != KK_STRUCT && k.kind != KK_UNION) ||
	    !ktypes_member(r->kt, k.id, s->member, &m))
		return no(r, arena_printf(r->a, "there is no member `%s'", s->member));
	if (!fits(r, s->type, m.type))
		return no(r, arena_printf(r->a, "`%s' is something else there", s->member));
	*id = m.type;
	*bits += m.bit_offset;
	return true;
}

static bool walk(struct reader *r, const struct way *w, uint32_t id, bool is_load, uint64_t *bits)
{
	unsigned i;

	*bits = 8ull * w->first * ktypes_get(r->kt, id).size;
	for (i = 0; i < w->n; i++)
		if (!walk_step(r, &w->v[i], &id, bits))
			return false;
	return !is_load || !w->n || fits_load(r, w->v[w->n - 1].type, id);
}

/* ---- the kernel's types of one name ---- */

static uint32_t find_named(const struct reader *r, const struct btf_type *t, const char *name)
{
	enum kkind kind = kind_of(t);

	if (btf_is_typedef(t))
		return ktypes_find_typedef(r->kt, name);
	if (kind == KK_INT)
		return ktypes_find_int(r->kt, name);
	return kind == KK_STRUCT || kind == KK_UNION || kind == KK_ENUM ?
		       ktypes_find(r->kt, kind, name) :
		       0;
}

/* Several of one name: those that fit must agree. */
static bool walk_all(struct reader *r, const struct way *w, const struct ktype *like, bool is_load)
{
	uint32_t id, n = ktypes_count(r->kt);
	uint64_t bits, found = 0;
	bool any = false;

	r->why = "none of the kernel's types of this name fits";
	for (id = 1; id <= n; id++) {
		struct ktype k = ktypes_get(r->kt, id);

		if (k.id != id || k.kind != like->kind || strcmp(k.name, like->name) ||
		    !walk(r, w, id, is_load, &bits))
			continue;
		if (any && bits != found)
			return no(r, "the kernel has several types of this name, with different "
				     "places for it");
		any = true;
		found = bits;
	}
	return any;
}

static bool has_constant(struct reader *r, const struct btf_type *t, const struct way *w)
{
	uint32_t name = 0;
	const char *text;
	int64_t value;
	uint32_t id;

	if (btf_is_enum(t) && w->first < btf_vlen(t))
		name = btf_enum(t)[w->first].name_off;
	else if (btf_is_enum64(t) && w->first < btf_vlen(t))
		name = btf_enum64(t)[w->first].name_off;
	text = btf__str_by_offset(r->object, name);
	if (text && *text && ktypes_constant(r->kt, text, &value, &id))
		return true;
	return no(r, arena_printf(r->a, "the kernel has no constant `%s'", text ? text : ""));
}

static bool resolves(struct reader *r, const struct way *w, enum bpf_core_relo_kind kind)
{
	const struct btf_type *t = btf__type_by_id(r->object, w->root);
	bool is_load = kind == BPF_CORE_FIELD_BYTE_OFFSET;
	const char *name;
	struct ktype k;
	uint64_t bits;
	uint32_t id;

	if (!t)
		return no(r, "the object has no such type");
	name = plain_name(r, t);
	id = *name ? find_named(r, t, name) : 0;
	if (!id)
		return no(r, arena_printf(r->a, "the kernel has no type `%s'", name));
	if (kind == BPF_CORE_ENUMVAL_VALUE)
		return has_constant(r, t, w);
	if (kind == BPF_CORE_TYPE_ID_TARGET)
		return true;
	k = ktypes_get(r->kt, id);
	return ktypes_is_unique(r->kt, k.id) ? walk(r, w, id, is_load, &bits) :
					       walk_all(r, w, &k, is_load);
}

static bool is_a_question(enum bpf_core_relo_kind kind)
{
	return kind == BPF_CORE_FIELD_EXISTS || kind == BPF_CORE_TYPE_EXISTS ||
	       kind == BPF_CORE_TYPE_MATCHES || kind == BPF_CORE_TYPE_SIZE ||
	       kind == BPF_CORE_ENUMVAL_EXISTS || kind == BPF_CORE_TYPE_ID_LOCAL;
}

/* ---- .BTF.ext ---- */

struct sink {
	void (*fn)(void *arg, const struct relocation *r);
	void *arg;
};

static void check_record(struct reader *r, const struct bpf_core_relo *relo, const char *section,
			 const struct sink *to)
{
	const char *access = btf__str_by_offset(r->object, relo->access_str_off);
	struct relocation bad = { .section = section, .at = relo->insn_off };
	struct way w = { .root = relo->type_id };
	bool is_enum = relo->kind == BPF_CORE_ENUMVAL_VALUE, ok;

	if (is_a_question(relo->kind))
		return;
	if (is_enum && access)
		w.first = (uint32_t)strtoul(access, NULL, 10);
	ok = access ? is_enum || read_way(r, access, &w) :
		      no(r, "the object's record cannot be read");
	if (ok && resolves(r, &w, relo->kind))
		return;
	bad.what = describe(r, &w);
	bad.why = r->why;
	to->fn(to->arg, &bad);
}

static uint32_t word(const unsigned char *at)
{
	uint32_t v;

	memcpy(&v, at, sizeof(v));
	return v;
}

#define HEAD_WORDS 8	/* magic … hdr_len; offset and length of functions, lines, relocations */

/* Per section of the object: name, number of records, records. */
static int check_records(struct reader *r, const unsigned char *ext, size_t size,
			 const struct sink *to)
{
	uint64_t at, end, record, i, n = 0;
	struct bpf_core_relo relo;

	if (size < 4 * HEAD_WORDS || word(ext + 4) < 4 * HEAD_WORDS)
		return 0; /* an older header, without them */
	at = (uint64_t)word(ext + 4) + word(ext + 24);
	end = at + word(ext + 28);
	if (end == at)
		return 0;
	if (end > size || end - at < 4)
		return -1;
	record = word(ext + at);
	at += 4;
	if (record < sizeof(relo))
		return -1;
	while (end - at >= 8) {
		const char *section = btf__str_by_offset(r->object, word(ext + at));
		uint64_t count = word(ext + at + 4);

		at += 8;
		if (!section || count * record > end - at)
			return -1;
		for (i = 0; i < count; i++, n++, at += record) {
			memcpy(&relo, ext + at, sizeof(relo));
			check_record(r, &relo, section, to);
		}
	}
	return at == end ? (int)n : -1;
}

static Elf_Data *section_of(Elf *elf, const char *wanted)
{
	Elf_Scn *s = NULL;
	GElf_Shdr h;
	size_t names;

	if (elf_getshdrstrndx(elf, &names))
		return NULL;
	while ((s = elf_nextscn(elf, s))) {
		const char *name = gelf_getshdr(s, &h) ? elf_strptr(elf, names, h.sh_name) : NULL;

		if (name && !strcmp(name, wanted))
			return elf_getdata(s, NULL);
	}
	return NULL;
}

int relocations_check(struct arena *a, const void *object, size_t size, const struct ktypes *kt,
		      void (*fn)(void *arg, const struct relocation *r), void *arg,
		      const char **why)
{
	struct reader r = { .a = a, .kt = kt };
	struct sink to = { fn, arg };
	Elf_Data *types, *ext;
	struct btf *btf = NULL;
	Elf *elf;
	int n = -1;

	elf_version(EV_CURRENT);
	elf = elf_memory((char *)object, size);
	types = elf ? section_of(elf, ".BTF") : NULL;
	ext = elf ? section_of(elf, ".BTF.ext") : NULL;
	if (types && types->d_buf)
		btf = btf__new(types->d_buf, (__u32)types->d_size);
	*why = "the object's relocations cannot be read";
	r.object = btf;
	if (btf)
		n = ext && ext->d_buf ? check_records(&r, ext->d_buf, ext->d_size, &to) : 0;
	btf__free(btf);
	elf_end(elf);
	return n;
}
