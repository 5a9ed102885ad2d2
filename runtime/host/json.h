/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_JSON_H
#define RUNTIME_HOST_JSON_H

/*
 * From records to JSON, one object a line: --format=json.
 *
 * A printf or println is
 *
 *	{"ns":81234567890,"cpu":3,"probe":"fprobe(\"vfs_read\")",
 *	 "format":"%d %s\n","args":{"count":5,"execname":"cat"}}
 *
 *	ns, cpu		when and where the handler printed; ns is CLOCK_MONOTONIC
 *	probe		the probe point, as probe_name() has it
 *	format		of a printf; a println has none
 *	args		the values by name, see struct print_arg
 *
 * A value is written by its type alone, for machines to calculate with: how a directive or %v
 * would show it to people says nothing here.
 *
 *	integer		number with all of its digits: a u64 may be beyond 2^53, where readers that
 *			hold numbers as doubles round
 *	duration, time	number of ns; a time is CLOCK_MONOTONIC, as "ns" is
 *	size		number of bytes
 *	errno, char	number: -2
 *	bool		true, false
 *	enum, symbol	string, as %v shows it: "ZONE_DMA", "zone?7", "vfs_read"
 *	pointer		string of hex: "0xffff888003c7a000"; NULL is "0x0", and an error pointer
 *			is not taken apart either
 *	struct, array	object, array, of all that is in them; null where BTF leads nowhere
 *	address of a function, in a struct	string: its name
 *	string		string
 *
 * Lines are valid JSON whatever is in a string: each byte that is no UTF-8 becomes U+FFFD, control
 * characters are escaped; on a terminal DEL and U+0080 … U+009F are too.
 *
 * The end of a run has a line for each kind of fault or loss at each place (report.h):
 *
 *	{"event":"fault","place":"script.fp:3:12","text":"bad address","count":17}
 *	{"event":"lost","place":"script.fp:1:7","probe":"fprobe(\"vfs_read\")",
 *	 "text":"records, the buffer was full","count":3}
 *
 * These two are what is here for whole lines.  The rest writes parts, for whoever has other lines
 * to write: an object is json_begin_object(), then a json_key() and one value or array or object
 * for each of its members, json_end_object(); the outermost one is followed by json_end_line().
 */

#include <stdbool.h>
#include <stddef.h>

#include "runtime/host/output.h"
#include "runtime/host/value.h"

struct frame;
struct yajl_gen_t;

struct json {
	struct yajl_gen_t *gen;
	struct output *out;
	struct value_context *values;
	struct frame *frames;		/* one per site; empty where the site prints nothing */
	char *clean;			/* a string without its bad bytes; grows */
	size_t clean_size;
};

/* `out` and `values` are used until json_close(); values NULL: parts alone are written. */
void json_open(struct json *j, struct output *out, struct value_context *values);
/* Also of one that was never opened, if it is zero.  Nothing is flushed. */
void json_close(struct json *j);

/* ---- whole lines ---- */

/*
 * One record; formatter_init() has checked the program's formats.  False, and nothing is put, when
 * no printf of the program has its site or the payload is shorter than it has to be.
 */
bool json_record(struct json *j, const struct wire_record *head, const void *payload, size_t len);

/* Something counted, at a place of the script; no probe when it is NULL. */
void json_event(struct json *j, const char *event, struct span place, const struct probe *probe,
		const char *text, u64 count);

/* ---- parts ---- */

void json_begin_object(struct json *j);
void json_end_object(struct json *j);
void json_begin_array(struct json *j);
void json_end_array(struct json *j);
void json_end_line(struct json *j);

void json_key(struct json *j, const char *name);

void json_unsigned(struct json *j, u64 v);
void json_signed(struct json *j, u64 v);
void json_null(struct json *j);
void json_string(struct json *j, const char *text, size_t n);

/* Any value that is no string. */
void json_value(struct json *j, struct type t, u64 v);
/* Any value as it lies in a record: a string of t.width bytes, else a u64. */
void json_stored(struct json *j, struct type t, const void *at);

#endif
