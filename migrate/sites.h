/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MIGRATE_SITES_H
#define MIGRATE_SITES_H

/*
 * Places in programs where a kretprobe is registered, and skeletons of what they become.
 *
 * A program is not translated: its handlers are C, and what it does with their results is anything.
 * Its sites are listed, entry and exit handlers of one function are put together in one probe, and
 * their bodies are there as comments for a person to say again.
 */

#include "migrate/migrate.h"

struct site {
	struct span span; /* of the registration */
	const char *probe; /* as the report shows it */
	const char *function; /* probed; NULL: its name is not in the text */
	const char *program; /* of user space: the file; NULL: of the kernel */
	bool is_syscall, is_return;
	const char *handler, *entry; /* C functions; NULL: none */
	const char *data; /* the struct that the entry keeps for the return; NULL: none */
	const char *maxactive;
	struct site *partner; /* the entry of this return, the return of this entry */
	struct site *next;
};

#define SITES_MAX 256 /* of a file */
#define SITE_BYTES 4096 /* of one, that are looked at */

struct sites {
	struct migration *m;
	unsigned n;
	struct site *first, **last;
};

void sites_init(struct sites *s, struct migration *m);
/* NULL: there are SITES_MAX already. */
struct site *sites_add(struct sites *s, const char *from, size_t len);
/* Puts entries and returns of one function together, writes all, and reports them. */
void sites_write(struct sites *s);

/* ---- looking at C and Python ---- */

/* The next `word' that is no part of a longer one and in no comment of C's or Python's line,
 * from p on. */
const char *text_find_word(const char *p, const char *word);
/* Behind the bracket that closes the one at p; NULL: none does.  Strings and comments are not
 * looked at. */
const char *text_close(const char *p);
/* What is between the quotes at p, in the arena; NULL: no string begins there. */
char *text_string(struct arena *a, const char *p);
/* A string at p, or a variable that is set to one string only: name = "…", char name[] = "…";
 * NULL: neither. */
const char *text_value(struct arena *a, const char *text, const char *p);
/* The definition of a function: its text from its name to its last brace; NULL: not in this text.
 */
const char *text_definition(const char *text, const char *name, const char **end);
/* A C identifier at p, behind blanks; "" when there is none. */
char *text_name(struct arena *a, const char *p);

/* ---- what an entry keeps for its return (kept.c) ---- */

/* Into the first block of a probe: what its entry handler puts away, as far as it can be said; the
 * names are added to `names', each behind a comma. */
void sites_put_kept(struct sites *s, const struct site *entry, const struct site *ret,
		    struct str *names);

#endif
