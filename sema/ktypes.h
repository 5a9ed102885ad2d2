/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEMA_KTYPES_H
#define SEMA_KTYPES_H

/*
 * The kernel's types: a model of one kernel's BTF, indexed by name.
 *
 * It answers what sema asks: which functions are there and with which parameters, what a type is,
 * where a member lies, what an enum value is called.  Types are named by their BTF ids; id 0 is
 * void.  Ids of a module's model include those of the kernel it is split from.  Everything returned
 * lives as long as the model.  All look-ups by name are by hash; what BTF holds is never trusted:
 * chains of typedefs, nesting and counts are bounded, and a file that breaks the format is refused
 * with a reason.
 *
 * Source of the format: Documentation/bpf/btf.rst of the kernel.
 */

#include <stdbool.h>
#include <stdint.h>

#include "common/nearest.h"
#include "common/str.h"

struct ktypes;

/* ---- opening ---- */

/*
 * The running kernel's BTF (/sys/kernel/btf/vmlinux).
 * On failure NULL, and *why is a sentence's end such as "no such file" (static or in the arena).
 */
struct ktypes *ktypes_open_running(struct arena *a, const char **why);

/* A raw BTF file, or the .BTF section of an ELF file (a vmlinux). */
struct ktypes *ktypes_open_file(struct arena *a, const char *path, const char **why);

/* A module's split BTF: its ELF file or /sys/kernel/btf/NAME.  `base` must outlive it. */
struct ktypes *ktypes_open_module(struct arena *a, struct ktypes *base, const char *path,
				  const char **why);

/* From bytes that are kept by the caller, 4-byte aligned, as long as the model lives. */
struct ktypes *ktypes_open_bytes(struct arena *a, const struct ktypes *base, const void *data,
				 size_t size, const char **why);
/*
 * A module's split BTF beside that of other modules: `others' is the model of one, opened by this or from its
 * kernel's; a kernel's model means that it is the first.  All count from where the kernel ends; the numbers in
 * `data' are changed to begin where those of the others do.
 */
struct ktypes *ktypes_open_beside(struct arena *a, const struct ktypes *others, void *data, size_t size,
				  const char **why);
/* Where in the bytes of an ELF file the BTF lies; not aligned.  False, and *why says what is wrong. */
bool ktypes_find_btf(const void *elf, size_t size, const unsigned char **btf, size_t *btf_size,
		     const char **why);
/* The raw BTF that the model was made of. */
const void *ktypes_bytes(const struct ktypes *kt, size_t *size);

void ktypes_close(struct ktypes *kt);

/* ---- types ---- */

enum kkind {
	KK_VOID,
	KK_INT,			/* char and bool too */
	KK_PTR,
	KK_ARRAY,
	KK_STRUCT,
	KK_UNION,
	KK_ENUM,		/* 32 or 64 bits */
	KK_FUNC_PROTO,
	KK_FLOAT,
	KK_FWD,			/* a struct that is only declared */
	KK_OTHER,		/* FUNC, VAR, DATASEC, tags: never the type of a value */
};

struct ktype {
	uint32_t id;		/* after typedefs, const, volatile, restrict and type tags */
	enum kkind kind;
	const char *name;	/* "" when it has none */
	uint64_t size;		/* bytes; 0: unknown or void */
	bool is_signed, is_bool, is_char;	/* INT; is_signed also of ENUM */
	bool is_user;		/* PTR: the pointee carries the __user tag */
	uint32_t target;	/* PTR, ARRAY: id of what it points to or holds (not stripped) */
	uint32_t count;		/* ARRAY: elements (0: flexible); STRUCT, UNION, ENUM: members */
};

/* What id is once typedefs, qualifiers and tags are taken away. */
struct ktype ktypes_get(const struct ktypes *kt, uint32_t id);

/* By name; 0 when there is none.  kind is KK_STRUCT, KK_UNION or KK_ENUM. */
uint32_t ktypes_find(const struct ktypes *kt, enum kkind kind, const char *name);
uint32_t ktypes_find_typedef(const struct ktypes *kt, const char *name);
/* An integer type by its C name ("unsigned int"); 0 when there is none. */
uint32_t ktypes_find_int(const struct ktypes *kt, const char *name);
/* A pointer to the type, of whatever qualifiers; 0: the kernel has none. */
uint32_t ktypes_find_pointer(const struct ktypes *kt, uint32_t to);
/* False: BTF has another struct (or union) of the same name, such as one of another file. */
bool ktypes_is_unique(const struct ktypes *kt, uint32_t id);
/* A variable of the kernel's; 0 when BTF has none. */
uint32_t ktypes_find_var(const struct ktypes *kt, const char *name, bool *is_percpu);

/*
 * The type as C writes it: `struct file *`, `char[16]`; with a declarator's name where name is not
 * NULL: `char comm[16]`.  Typedef names are kept.
 */
void ktypes_print(const struct ktypes *kt, uint32_t id, const char *name, struct str *out);

/* ---- members ---- */

struct kmember {
	uint32_t type;		/* as declared, not stripped */
	uint32_t bit_offset;	/* from the start of the struct that was asked */
	uint32_t bits;		/* width of a bit-field; 0: none */
	const char *name;
};

/*
 * A member by name, through anonymous structs and unions of any depth, and through members that
 * have a type's name but none of their own (-fms-extensions, kernels from 6.19 on).
 */
bool ktypes_member(const struct ktypes *kt, uint32_t id, const char *name, struct kmember *out);
/* Offers every name that ktypes_member() would find. */
void ktypes_offer_members(const struct ktypes *kt, uint32_t id, struct nearest *near);
/* The i-th member as declared (anonymous ones have the name ""); false after the last. */
bool ktypes_member_at(const struct ktypes *kt, uint32_t id, uint32_t i, struct kmember *out);

/*
 * What the kernel's verifier takes a load of `size' bytes at `offset' of struct `id' for, through a
 * pointer of that type: it looks by offset, and in a union it finds the first member alone.
 * POINTER: *target is the struct or union that the value points to.
 */
enum kwalk { KWALK_REFUSED, KWALK_NUMBER, KWALK_POINTER };
enum kwalk ktypes_walk(const struct ktypes *kt, uint32_t id, uint32_t offset, uint32_t size,
		       uint32_t *target);

/* ---- enums ---- */

/* A constant of any enum by name: its value and its enum's id. */
bool ktypes_constant(const struct ktypes *kt, const char *name, int64_t *value, uint32_t *id);
/* The name of a value of one enum; NULL when it has none. */
const char *ktypes_enum_name(const struct ktypes *kt, uint32_t id, int64_t value);

/* ---- functions ---- */

#define KFUNC_MAX_PARAMS 32

struct kparam {
	const char *name;	/* "" when BTF has none */
	uint32_t type;
};

struct kfunc {
	const char *name;
	uint32_t id;		/* of the FUNC (0 for a tracepoint) */
	uint32_t result;	/* type id; 0: void */
	unsigned n;
	bool variadic;
	struct kparam params[KFUNC_MAX_PARAMS];
};

bool ktypes_function(const struct ktypes *kt, const char *name, struct kfunc *out);
/* By the id of its FUNC. */
bool ktypes_function_at(const struct ktypes *kt, uint32_t id, struct kfunc *out);
/* All of them, from *id 0 on; false after the last. */
bool ktypes_next_function(const struct ktypes *kt, uint32_t *id, struct kfunc *out);
/*
 * The arguments of a raw tracepoint ("sched_switch"), without the leading void *__data: types from
 * the typedef btf_trace_NAME, names from the function __bpf_trace_NAME or __traceiter_NAME.
 */
bool ktypes_tracepoint(const struct ktypes *kt, const char *name, struct kfunc *out);
/* fn for the name of each raw tracepoint. */
void ktypes_each_tracepoint(const struct ktypes *kt, void (*fn)(void *arg, const char *name), void *arg);
/* Offers the names of all functions, or of all tracepoints. */
void ktypes_offer_functions(const struct ktypes *kt, struct nearest *near);
void ktypes_offer_tracepoints(const struct ktypes *kt, struct nearest *near);
void ktypes_offer_types(const struct ktypes *kt, enum kkind kind, struct nearest *near);

/* ---- numbers, for --timing ---- */
uint32_t ktypes_count(const struct ktypes *kt);

#endif
