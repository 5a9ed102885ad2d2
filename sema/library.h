/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEMA_LIBRARY_H
#define SEMA_LIBRARY_H

/*
 * The standard library: a folder of scripts whose functions, consts and aliases any script may use.
 *
 * A file is parsed when a name of it is asked for, and found by its text: what it defines begins a line,
 * "function name(", "const name", "global name", "thread name", "probe name.of.an.alias =".  So a
 * script that uses nothing of the library pays for reading it, once per unknown word.
 */

#include <stdbool.h>

#include "common/nearest.h"
#include "common/session.h"
#include "parser/ast.h"

struct library_file {
	const char *name;		/* for messages: "stdlib/vfs.fp" */
	const char *text;		/* NUL after len bytes */
	size_t len;
	struct script *script;		/* NULL: not parsed yet */
};

struct library {
	struct session *s;
	struct library_file *files;	/* by name */
	unsigned nfiles, cap_files;
	bool was_read;
};

/* The session's own, made when it is first asked for: its files are read and parsed once. */
struct library *library_of(struct session *s);

/* Reads nothing yet.  The folder is s->stdlib; NULL or a missing one: the library is empty. */
void library_init(struct library *l, struct session *s);

/* The item that defines a function, const, param or global of this name; NULL: there is none. */
const struct item *library_find(struct library *l, const char *name);

/* Calls fn for each alias whose first word is `word' (as in probe points: "vfs", "{vfs,tcp}", "*"). */
void library_aliases(struct library *l, const char *word,
		     void (*fn)(void *arg, const struct item *alias), void *arg);

/* "{read,write}" and "read*" against "read". */
bool point_word_matches(const char *pattern, const char *word);

/* Names of all functions, for "did you mean". */
void library_offer(struct library *l, struct nearest *near);

/* ---- for those who document it ---- */

/* The comment above an item, its signs taken off, lines ended by newlines; "" when there is none. */
const char *library_comment(const struct library *l, const struct item *item);

/* All items of all files, parsed.  Calls fn with each that is not private. */
void library_each(struct library *l, void (*fn)(void *arg, const struct library_file *f,
						const struct item *item), void *arg);

#endif
