/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_WHOLE_H
#define RUNTIME_HOST_WHOLE_H

/*
 * A struct, union or array of the kernel's as it lay in memory, by its BTF type: what is in it, one after
 * the other, in the order of the declaration.
 *
 * Members of anonymous structs and unions are those of the struct around, as in a script.  All members of
 * a union are there.  Bytes come as numbers of their type; an array of char as text.
 *
 * As text, on one line and one level deep, or (deep) a line for each member and all levels:
 *
 *	{.pid = 412, .comm = "bash", .se = {…}, .cpus = [0, 1, 2, …]}
 *
 * In both, numbers are shown as %v does, pointers to functions by name, arrays up to a few elements.
 */

#include "runtime/host/output.h"
#include "runtime/host/value.h"

/*
 * Who takes it in.  `of_values': an array of numbers or texts.  Below `levels' levels, and beyond
 * `elements' of an array, is more() instead.
 */
struct whole_visitor {
	void (*open)(void *arg, bool is_array, bool of_values);
	void (*close)(void *arg, bool is_array, bool of_values);
	void (*name)(void *arg, const char *name);	/* of the member that comes next */
	void (*element)(void *arg, bool is_value);	/* of an array comes next */
	void (*value)(void *arg, struct type t, u64 v);
	void (*text)(void *arg, const char *text, size_t n);
	void (*more)(void *arg);
	unsigned levels, elements;
};

/* bytes: t.width of them. */
void whole_walk(const struct ktypes *kt, struct type t, const char *bytes,
		const struct whole_visitor *to, void *arg);

void whole_put(struct value_context *c, struct type t, const char *bytes, bool deep, struct output *out);

#endif
