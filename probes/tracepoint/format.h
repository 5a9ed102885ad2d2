/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_TRACEPOINT_FORMAT_H
#define PROBES_TRACEPOINT_FORMAT_H

/*
 * The format of a trace event: the fields of its record, as the kernel tells them in a line each:
 *
 *	field:pid_t next_pid;	offset:56;	size:4;	signed:1;
 *	field:__data_loc char[] name;	offset:24;	size:4;	signed:0;
 *
 * What all events have in common (common_pid …) is left out: a program cannot read it.
 */

#include <stdbool.h>
#include <stdint.h>

#include "common/str.h"

#define FORMAT_RECORD_MAX 8192 /* bytes of a record, PERF_MAX_TRACE_SIZE of the kernel */
#define FORMAT_FIELDS_MAX 256

enum field_place {
	FIELD_HERE, /* at `offset' */
	FIELD_BY_LOCATION, /* there is a word: where it is in the record, below its length << 16 */
	FIELD_BY_DISTANCE, /* the same, counted from the end of the word */
};

struct field {
	const char *name;
	const char *type; /* of the value, of an array its element: "pid_t", "char" */
	const char *shown; /* as the kernel has it: "char[16]", "__data_loc char[]" */
	enum field_place place;
	uint32_t offset, size; /* in the record; both together at most FORMAT_RECORD_MAX */
	bool is_signed;
	bool is_array;
	bool is_text; /* an array of characters */
	uint32_t count; /* elements of an array HERE; 0: not known */
};

struct format {
	unsigned n;
	struct field *v; /* in their order */
};

/* The lines of one event's format.  False, and *why is the end of a sentence. */
bool format_read(struct arena *a, const char *text, size_t size, struct format *out,
		 const char **why);

/* NULL: none is of this name. */
const struct field *format_field(const struct format *f, const char *name);

#endif
