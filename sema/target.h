/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEMA_TARGET_H
#define SEMA_TARGET_H

/*
 * The kernel a script is compiled for: the running one, or one given by files.
 */

#include "common/session.h"
#include "probes/mechanism.h"

struct ktypes;
struct function_list;
struct table;
struct kernel;
struct facts;
struct formats;

struct target {
	struct session *s;
	enum backend_kind backend;
	bool running;			/* the machine's own kernel */
	const char *release;		/* uname -r; NULL: not known */
	int pid;			/* of -x: its files are meant, 0: none */
	const char *arch;		/* "x86_64", "arm64" */
	const char *const *modules;	/* … and files of its modules, NULL after the last; NULL: none */
	const char *btf_path;		/* any file that target/kernel.h takes; NULL: the running kernel's */
	struct kernel *file;		/* what it says, once it is open */
	bool owns_file;
	bool guru;			/* scripts may change the kernel: modules only */
	bool place_kernel;		/* begin, end and timers run in the kernel if they can */
	const char *via;		/* --via; NULL: the planner chooses */
	const char *headers;		/* for modules; NULL: /lib/modules/RELEASE/build */
	struct ktypes *kt;		/* opened on first use */
	bool tried, said;
	const char *why;		/* there are none */
	double btf_seconds;		/* spent on opening it */
	const struct function_list *functions;	/* see function_list.h; NULL: not asked for yet */
	bool absent;			/* something was, see target_absent_module() */
	const char *module;		/* kt has its types as well; NULL: none */
	struct ktypes *kernel;		/* module: what kt is split from */
	struct facts *facts;		/* of the running kernel, by its types; NULL: not asked for yet */
	struct table *blacklist;	/* of kprobes, where no more than that was asked for */
	struct formats *formats;	/* of trace events; NULL: not asked for yet */
	/* Where a file has none: the text of a machine that is asked for them, in the arena; NULL: it did not tell. */
	const char *(*ask_formats)(void *arg);
	void *ask_arg;
};

/* The running kernel, BPF. */
void target_init(struct target *t, struct session *s);

/* A kernel that somebody has opened and will close: release and architecture are what it says. */
void target_set_kernel(struct target *t, struct kernel *k);

/* The kernel's types, opened on first use.  NULL after a diagnostic (said once). */
struct ktypes *target_types(struct target *t);
/* The same without a word when there are none: for what might as well have nothing to do with them.
 */
struct ktypes *target_types_if_any(struct target *t);

/*
 * Why a function that BTF does not know may still be one: true when the running kernel's symbol
 * table has it.  Needs no privilege.
 */
bool target_has_symbol(const struct target *t, const char *name);

/* May there be a symbol of this name?  Of another kernel than the running one nobody knows. */
bool target_may_have(const struct target *t, const char *name);

/*
 * Has the kernel all of these functions, by its BTF?  Words with blanks between: a name, or "name/N" when
 * it must have N parameters, or "=NAME", a constant.  It says what the kernel was built with and is new enough for.
 */
bool target_has(struct target *t, const char *functions);
/* What of these it does not have, for a message; NULL: it has all. */
const char *target_lacks_fact(struct target *t, const char *functions);

/* Arguments that are passed in registers, by the architecture. */
unsigned target_registers(const struct target *t);

/*
 * A module with a function that is(arg, name), of which no file for this kernel was given; NULL:
 * none.  What the function has on this kernel is then not known.
 */
const char *target_absent_module(const struct target *t, bool (*is)(void *arg, const char *name),
				 void *arg);
/* Says so, of something in the script; of a function, if it is so. */
void target_say_absent(struct target *t, const char *what, const char *module,
		       struct span span);
bool target_function_absent(struct target *t, const char *name, struct span span);

enum module_use {
	MODULE_USED,
	MODULE_UNKNOWN,		/* no file for this kernel */
	MODULE_REFUSED,		/* after an error */
};
/*
 * The types of a module too, from now on: of one module per script, since modules number their
 * types alike; of a kernel that is read from files, those that were given.  A module without BTF is
 * taken without.
 */
enum module_use target_use_module(struct target *t, const char *module, struct span span);

/*
 * Why the code of a function that BTF describes cannot be probed, in the arena; NULL: it can, or there
 * is no list that says so.
 */
const char *target_not_traceable(const struct target *t, const char *name);

/* A copy that the compiler made of a function that is no symbol itself ("f.isra.0"); NULL: none is known. */
const char *target_clone_of(const struct target *t, const char *name);

/* An option of "CONFIG_A, CONFIG_B" that this kernel does not have; NULL: none is known to be off. */
const char *target_lacks(struct target *t, const char *options);

/* Is the type one of the kernel's own?  Else it is a module's, and other modules may have one of the same name. */
bool target_is_kernels(const struct target *t, uint32_t id);

/* The same of the running module whose BTF describes this tracepoint; false: none does, or another one is used. */
bool target_use_tracepoint(struct target *t, const char *name);

/*
 * The formats of its trace events, asked for where BTF has no answer: of another machine they may cost a boot.
 * They need not be known (target/formats.h).
 */
const struct formats *target_formats(struct target *t);

void target_close(struct target *t);

#endif
