/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_FPROBE_SELECT_H
#define PROBES_FPROBE_SELECT_H

/*
 * Which functions does a probe mean, and why not the others?
 *
 *	fprobe("vfs_{read,write}", "do_*", not "*_nowait", module "m", takes "struct file *")
 *
 * A probe is asked for by patterns (names, globs, braces, lists), of which exclusions are taken away.
 * What the kernel cannot trace, must not, or what does not fit the types is left out with a reason,
 * counted, and the first of each reason is kept as an example.
 *
 * It is done in two steps, since what a handler uses decides too: select_functions() before it is
 * looked at, select_fitting() after it.
 */

#include "sema/function_list.h"
#include "sema/ir.h"
#include "sema/ktypes.h"

enum left {
#define LEFT(name, text) LEFT_##name,
#include "probes/fprobe/left.def"
#undef LEFT
	LEFT_COUNT
};

const char *left_text(enum left why);

#define SELECT_PATTERNS 256	/* of one probe, braces expanded */

struct query {
	const char *pattern[SELECT_PATTERNS], *exclude[SELECT_PATTERNS];
	unsigned npatterns, nexcludes;
	const char *module;		/* NULL: any, and the kernel */
	const char *takes, *returns;	/* types as C writes them; NULL: any */
	bool exit;			/* it is the exit that is asked for */
	unsigned registers;		/* arguments that a probe of many functions can read */
};

/* A function that was chosen; what BTF knows of it. */
struct choice {
	struct probe_function f;
	bool typed;			/* BTF describes it, and the rest is known */
	bool moved;			/* it returns a struct in memory: arguments have other places */
	bool returns_struct;
	uint8_t nslots;			/* argument slots that can be read */
};

/* Where the parameters of a function are; SLOT_NOWHERE: not in a register. */
#define SLOT_NOWHERE UINT8_MAX
struct layout {
	struct kfunc fn;
	uint8_t slots[KFUNC_MAX_PARAMS];
};
/* Of a choice that is typed. */
void select_layout(const struct ktypes *kt, const struct choice *c, struct layout *out);

struct selection {
	const struct choice *v;
	size_t n;
	size_t left[LEFT_COUNT];
	const char *example[LEFT_COUNT];
	const char *unknown;		/* a pattern without wildcards that names nothing; NULL: none */
	const char *refused;		/* … or something that was left out; NULL: none */
	enum left refused_why;
	const char *guessed;		/* the list of functions is a guess: why; NULL: it is none */
	uint32_t it_type;		/* takes: type of the argument that fits, in the first function */
};

/*
 * Splits "a, b_{c,d}" into patterns; false when there are too many.  Braces inside of braces are
 * taken too.
 */
bool select_split(struct arena *a, const char *text, const char **v, unsigned *n);
bool select_is_pattern(const char *text);

/* Would it be among them, by its name alone? */
bool select_has(const struct query *q, const char *name);
struct selection *select_functions(struct arena *a, const struct function_list *all,
				   const struct ktypes *kt, const struct query *q);

/* Leaves out what does not fit what is used. */
void select_fitting(struct arena *a, struct selection *s, const struct uses *u);

bool function_never_returns(const char *name);

/* Does this type, in C's words, match?  Qualifiers and blanks do not count. */
bool select_type_is(const struct ktypes *kt, uint32_t type, const char *wanted);
/* Values of both types are the same to a handler. */
bool select_same_type(const struct ktypes *kt, uint32_t a, uint32_t b);

#endif
