/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_USYMS_H
#define RUNTIME_HOST_USYMS_H

/*
 * Functions of processes by (pid, address), also of processes that have ended.
 *
 * From usyms_open() on, perf tells of each fork, exec, exit and executable mapping on the machine
 * (perf_rings.h), so a process that begins during the run is known from its first instruction to
 * its last.  What was mapped before is read from /proc/PID/maps when a process is first noted,
 * asked for, forks or maps something.  A process that was there before, did none of this and has
 * ended is not known.
 *
 * Without perf (usyms_reason() tells why) only /proc is left: processes are known while they live,
 * and one that executes another program later only when an address is found nowhere in the old one.
 *
 * An address is looked for in the program that the process executes as far as known, then in the
 * one before its last exec: a stack may be older.  munmap() is not told; what was mapped stays
 * until something else is mapped over it.
 *
 * Memory is bounded by numbers of processes and mappings.  Those that ended first are forgotten
 * first, then those known for the longest time.
 *
 * Pids are those of processes (thread groups), in fptap's own pid namespace.
 */

#include <stdbool.h>
#include <stddef.h>

#include "runtime/host/symbol.h"

struct usyms;

struct usyms_options {			/* 0, NULL: the usual */
	const char *proc;		/* "/proc" */
	const char *debug_dir;		/* ELF_DEBUG_DIR */
	u32 max_processes;		/* USYMS_PROCESSES */
	u32 max_mappings;		/* USYMS_MAPPINGS */
	bool no_perf;
};

#define USYMS_PROCESSES 8192
#define USYMS_MAPPINGS (256u << 10)	/* of 32 bytes; children share those of their parents */

struct usyms_counts {
	u32 processes;			/* known, those that have ended included */
	u32 ended;
	u64 mappings;
	u64 lost;			/* records of perf's that found no room */
	u64 dropped_processes;		/* forgotten for want of room */
	u64 dropped_mappings;
	u64 files_read;			/* for symbols */
	u64 files_refused;		/* since all symbols together had become too many */
	size_t symbol_bytes;
};

/* NULL only when there is no memory.  Options may be NULL; strings must live as long as it. */
struct usyms *usyms_open(const struct usyms_options *opt);
void usyms_close(struct usyms *u);

/* Why processes that end are not known, for a message; NULL when they are. */
const char *usyms_reason(const struct usyms *u);

/*
 * Takes in what has happened; never blocks.  To be called some ten times a second: what finds no
 * room in a ring meanwhile is lost, and counted.
 */
void usyms_poll(struct usyms *u);

/* A record of this process has just been seen: what it has mapped is read unless that is known. */
void usyms_note(struct usyms *u, u32 pid);

/*
 * False: no function is known.  Then out->name is NULL, and when the mapping is known out->module
 * is the file's name, or [vdso] and the like, and out->offset the place in the file; else they are
 * 0.  Strings live until the next call with u.  They come from others and may hold any byte.
 */
bool usyms_find(struct usyms *u, u32 pid, u64 address, struct symbol *out);

void usyms_count(const struct usyms *u, struct usyms_counts *c);

#endif
