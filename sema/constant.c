// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Macro constants that BTF does not have (errno, signals, flags), and the evaluation of constant
 * expressions outside of handlers.
 */

#include <dirent.h>
#include <errno.h>
#include <linux/capability.h>
#include <linux/fcntl.h>
#include <linux/futex.h>
#include <linux/icmp.h>
#include <linux/icmpv6.h>
#include <linux/if_ether.h>
#include <linux/mman.h>
#include <linux/sched.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "sema/lower.h"

static const struct {
	const char *name;
	int64_t x86_64, arm64;
} constants[] = {
#define C(name) { #name, name, name },
#define A(name, x86_64, arm64) { #name, x86_64, arm64 },
#include "sema/constants.def"
#undef C
#undef A
};

/* What the table says of the architecture that this is built for can be looked up. */
#if defined(__x86_64__)
#define HERE(x86_64, arm64) x86_64
#elif defined(__aarch64__)
#define HERE(x86_64, arm64) arm64
#endif
#ifdef HERE
#define C(name)
#define A(name, x86_64, arm64) _Static_assert(name == HERE(x86_64, arm64), #name);
#include "sema/constants.def"
#undef C
#undef A
#endif

enum constant constant_find(const char *name, const char *arch, int64_t *value)
{
	size_t i;

	for (i = 0; i < sizeof(constants) / sizeof(*constants); i++) {
		if (strcmp(constants[i].name, name))
			continue;
		*value = arch && !strcmp(arch, "arm64") ? constants[i].arm64 : constants[i].x86_64;
		if (!arch && constants[i].arm64 != constants[i].x86_64)
			return CONSTANT_DEPENDS;
		return CONSTANT_FOUND;
	}
	return CONSTANT_NONE;
}

void constants_offer(struct nearest *near)
{
	size_t i;

	for (i = 0; i < sizeof(constants) / sizeof(*constants); i++)
		nearest_offer(near, constants[i].name);
}

/*
 * A constant expression is lowered as in a handler of no probe; makers of IR fold, so what is
 * constant comes out as one.
 */
bool constant_eval(struct sema *s, const struct expr *e, struct type *t, int64_t *value,
		   const char **text)
{
	static const struct context nowhere = { .where = "a constant", .is_constant = true };
	struct handler h = { 0 };
	struct probe probe = { 0 };
	struct locals *locals = arena_new(s->a, struct locals);
	struct lower l = { .sema = s, .probe = &probe, .h = &h, .ctx = &nowhere, .locals = locals };
	struct expansion none = { 0 };
	struct value v;

	l.fn = &none;
	l.at = ir_new(s->a, IR_SEQ, e->span);
	v = lower_expr(&l, e);
	if (value_is_bad(&v))
		return false;
	*t = v.t;
	*text = NULL;
	*value = 0;
	if (v.t.kind == TY_STRING && v.ir && v.ir->op == IR_STRING) {
		*text = v.ir->text;
		return true;
	}
	if (value_constant(&v, value))
		return true;
	diag(s->d, TYPE_MISMATCH, e->span, "a constant", "a literal or an expression of literals",
	     "something that changes");
	return false;
}
