/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TARGET_KERNEL_H
#define TARGET_KERNEL_H

/*
 * A kernel, from whatever file somebody has of it:
 *
 *	raw BTF				types
 *	a vmlinux			types; functions, where it says them (vmlinux.h)
 *	a vmlinuz, packed or not	the same, release
 *	a Debian package of a kernel,	the same, configuration
 *	  its headers or debug files
 *	a directory of fptap-kernel	types, release, configuration; the functions too if somebody
 *has put copies of kallsyms and available_filter_functions there, and kprobes/blacklist as
 *blacklist; the formats of events, as in formats.h, in a file beside `btf'
 *	a .fpk (fpk.h)			all, with the functions that can be traced
 *
 * What the file does not say is taken from its types where they tell (the architecture, options of
 * the configuration), and else is not known.
 */

#include "sema/ktypes.h"
#include "target/facts.h"
#include "target/formats.h"
#include "target/functions.h"
#include "target/unpack.h"

struct kernel {
	const char *path;
	const char *release;		/* "6.12.95+deb12-cloud-amd64"; NULL: not known */
	const char *arch;		/* "x86_64", "arm64", "riscv64" …; NULL: not known */
	const char *build_id;		/* hex; NULL: not known */
	struct ktypes *kt;		/* the last module's, if some were asked for */
	struct facts facts;
	struct functions functions;	/* n is 0: there is no list */
	struct formats formats;		/* of its trace events, where it has them */
	/* the inside */
	struct arena *arena;		/* of messages and of this struct */
	struct arena mem;		/* of the rest; freed by kernel_close() */
	struct ktypes *base;
	struct kernel_module {		/* each knows the types of those before it */
		const char *name;
		struct ktypes *kt;
	} *modules;
	unsigned nmodules, cap_modules;
	struct absent_module {		/* the file that was given is another kernel's */
		const char *name;
		struct functions functions;	/* n is 0: the file does not say them */
	} *absent;
	unsigned nabsent, cap_absent;
	void *own;			/* a .fpk's bytes */
	struct bytes file;		/* … */
};

#define KERNEL_MAX_FILE ((uint64_t)256 << 20)	/* of one that has to be read as a whole */

/*
 * The kernel of a file or directory.  On failure NULL, and *why is the end of a sentence (static or
 * in the arena).
 */
struct kernel *kernel_open(struct arena *a, const char *path, const char **why);

enum module_fit {
	MODULE_ADDED,
	MODULE_OF_ANOTHER,		/* it is another kernel's; kept as absent */
	MODULE_BAD,
};
/*
 * Its types become those of a module too, and of those that were added before: a file (.ko, packed
 * or not, or raw split BTF), or the name of a module that the .fpk has.  Its functions join the
 * list, if there is one.  A second one of the same name is passed over.  Where it is not added *why
 * is the end of a sentence.
 */
enum module_fit kernel_add_module(struct kernel *k, const char *module, const char **why);
/* A module's types by its name; NULL: there was none. */
const struct ktypes *kernel_module_types(const struct kernel *k, const char *name);
/* An absent module with a function that is(arg, name); NULL: none. */
const char *kernel_absent_with(const struct kernel *k, bool (*is)(void *arg, const char *name),
			       void *arg);
void kernel_close(struct kernel *k);

/* What is not known yet of a kernel's configuration, by the functions that its types have. */
void facts_by_types(struct facts *f, const struct ktypes *kt);

/* Is it the directory of one kernel? */
bool kernel_is_directory(struct arena *a, const char *path);
/* Do the first bytes of a file look like any of the formats above? */
bool kernel_is_file(const char *path);

/*
 * The running one: everything that /sys, /proc and tracefs show to this user.  *without says what
 * they did not show; NULL: nothing is missing.
 */
struct kernel *kernel_open_running(struct arena *a, const char **without, const char **why);

/* The bytes of a .fpk of it, with the BTF of all modules if it is the running one. */
bool kernel_save(struct kernel *k, struct str *out, const char **why);

#endif
