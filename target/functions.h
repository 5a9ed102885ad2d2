/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TARGET_FUNCTIONS_H
#define TARGET_FUNCTIONS_H

/*
 * A kernel's functions as its own tables have them, which BTF does not say: is there code under
 *this name, may it be traced, is it on the kprobe blacklist.
 *
 * The list is one block of memory, as it lies in a .fpk file:
 *
 *	u32 n, u32 size of the strings
 *	n records of 16 bytes, by name and then by module
 *	strings, each with its NUL; the first one is empty
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/str.h"

enum function_flags {
	FUNCTION_TRACEABLE = 1,		/* in available_filter_functions */
	FUNCTION_NO_KPROBE = 2,		/* on the kprobe blacklist */
};

struct function {
	uint32_t name, module;		/* offsets in the strings; module 0: the kernel itself */
	uint32_t flags;
	uint32_t offset;		/* from _text; 0: not known, or in a module */
};

struct functions {
	const struct function *v;
	uint32_t n;
	const char *strings;
	uint32_t strings_size;
};

static inline const char *function_name(const struct functions *f, const struct function *i)
{
	return f->strings + i->name;
}

static inline const char *function_module(const struct functions *f, const struct function *i)
{
	return f->strings + i->module;
}

/* From a block that stays where it is; NULL, or what is wrong with it, the end of a sentence. */
const char *functions_open(struct functions *f, const void *block, size_t size);

/* The first of that name (one of the kernel's before a module's); NULL: none. */
const struct function *functions_find(const struct functions *f, const char *name);
/* A copy that the compiler made of it ("f.isra.0", "f.constprop.1", "f.part.0"); NULL: none. */
const struct function *functions_clone(const struct functions *f, const char *name);

/*
 * Building one: functions_add() in any order, names twice are joined, then functions_block().  Only
 * what is known is given: flags are or-ed, an offset of 0 keeps the other one.
 */
struct functions_builder {
	struct arena *arena;
	struct building {
		const char *name, *module;
		uint32_t flags, offset;
	} *v;
	uint32_t n, cap;
};

void functions_add(struct functions_builder *b, const char *name, const char *module,
		   uint32_t flags, uint32_t offset);
void functions_block(struct functions_builder *b, struct str *out);

#endif
