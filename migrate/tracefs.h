/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MIGRATE_TRACEFS_H
#define MIGRATE_TRACEFS_H

/*
 * Events of tracefs: the lines of kprobe_events, uprobe_events and dynamic_events.
 *
 *	p[:[GRP/][EVENT]] [MOD:]SYM[+OFFS][%return]|ADDR|PATH:OFFS[%return] [FETCHARGS]
 *	r[MAXACTIVE][:[GRP/][EVENT]] [MOD:]SYM[+0]|PATH:OFFS [FETCHARGS]
 *	f[MAXACTIVE][:[GRP/][EVENT]] SYM[%return] [FETCHARGS]
 *	t[:[GRP/][EVENT]] TRACEPOINT [FETCHARGS]
 *	-:[GRP/]EVENT
 *
 * A line is parsed once (tracefs_parse.c) and written as .fp (tracefs_fp.c) or as another event
 * (tracefs_events.c).
 */

#include "migrate/migrate.h"

#define FETCH_DEPTH 32		/* of an argument; the kernel takes 16 steps at most */
#define FETCH_ARGS 128		/* of an event */

enum fetch_kind {
	FETCH_REGISTER,		/* %di: name */
	FETCH_ADDRESS,		/* @0x…: number */
	FETCH_SYMBOL,		/* @SYM+offs: name, offset */
	FETCH_STACK_POINTER,	/* $stack */
	FETCH_STACK,		/* $stack3: number */
	FETCH_ARG,		/* $arg1: number */
	FETCH_ALL_ARGS,		/* $arg* */
	FETCH_RETVAL,		/* $retval */
	FETCH_COMM,		/* $comm */
	FETCH_NUMBER,		/* \1: number */
	FETCH_STRING,		/* \"…": name */
	FETCH_MEMORY,		/* +8(…), -u8(…): offset, user, inner */
	FETCH_NAMED,		/* file->f_path.dentry, $retval->x: name */
	FETCH_OTHER,		/* what fptap cannot read, but the kernel may */
};

struct fetch {
	enum fetch_kind kind;
	const char *name;
	uint64_t number;
	int64_t offset;
	bool user;
	struct fetch *inner;
};

enum fetch_form {
	FORM_NONE, FORM_UNSIGNED, FORM_SIGNED, FORM_HEX, FORM_CHAR, FORM_STRING, FORM_USTRING,
	FORM_SYMBOL, FORM_BITS, FORM_DENTRY, FORM_FILE,
};

struct fetch_type {
	enum fetch_form form;
	unsigned bits;			/* of a number; of a bit-field's container */
	unsigned width, at;		/* BITS: so many, from that one on */
	unsigned count;			/* of an array; 0: none */
	const char *text;		/* as written behind the colon; NULL: nothing */
};

struct event_arg {
	const char *name;		/* NULL: not named */
	const char *text;		/* the argument without name and type, as written */
	struct fetch *fetch;
	struct fetch_type type;
	struct event_arg *next;
};

struct event {
	struct span span;
	const char *line;
	char kind;			/* p r f t - e */
	const char *maxactive;		/* digits; NULL: none */
	const char *group, *name;	/* NULL: none */
	const char *target;		/* SYM, PATH or the tracepoint */
	const char *module;		/* NULL: none */
	bool is_address, is_user, is_return;
	uint64_t offset;		/* of SYM; in the file */
	struct event_arg *args;
	const char *problem;		/* what is wrong with the line; NULL: nothing */
};

/* One line without its newline; problem is set when it is no event. */
void tracefs_parse(struct arena *a, const char *line, struct event *e);

/* Both give the event its row's verdict and write it, or why not. */
void tracefs_write_fp(struct migration *m, const struct event *e, struct report_row *row);
void tracefs_write_event(struct migration *m, const struct event *e, struct report_row *row);

/* The argument (from 1) that a register holds at a function's entry; 0: none. */
unsigned tracefs_register_arg(const struct target *t, const char *name);
/* Does the register hold the return value at exit? */
bool tracefs_register_returns(const struct target *t, const char *name);
/* "p_vfs_read_0": what the kernel calls an event without a name. */
const char *tracefs_default_name(struct arena *a, const struct event *e);

#endif
