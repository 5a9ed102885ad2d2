/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEMA_TYPE_H
#define SEMA_TYPE_H

/*
 * Types of values in a script.  Small, passed by value; what BTF knows better stays a BTF id.
 */

#include <stdbool.h>
#include <stdint.h>

#include "common/str.h"

enum type_kind {
	TY_NONE, /* an expression that failed: no second message about it */
	TY_VOID,
	TY_INT, /* size, is_signed: where it comes from; it is held in 64 bits */
	TY_BOOL,
	TY_ENUM,   /* ktype; size, is_signed */
	TY_PTR,	   /* ktype: of the pointee (0: void); is_user */
	TY_STRUCT, /* ktype; by reference: the value is its address.  To print it is copied: width bytes */
	TY_ARRAY,  /* ktype: of the array; the same */
	TY_STRING, /* width */
	TY_BYTES,  /* length bytes of memory, in a width as a string's; only printed */
	TY_AGG,	   /* an aggregate's value: read by @count(…) and the like */
	TY_STACK,  /* an id: width frames at most, is_user; see runtime/wire.h */
	TY_TUPLE,  /* width values that go together; each has its own type */
	TY_SYMBOL, /* a function of the kernel's: an index into program->symbols */
};

/* How an integer is shown by %v; it rides along through arithmetic. */
enum show {
	SHOW_PLAIN,
	SHOW_DURATION,		/* ns: 1.25ms */
	SHOW_TIME,		/* ns of CLOCK_MONOTONIC: local time */
	SHOW_SIZE,		/* bytes: 4KiB */
	SHOW_ERRNO,		/* -ENOENT when it is a negative errno */
	SHOW_CHAR,
	SHOW_KSYM,		/* an address of the kernel's: tcp_ack+0x1c */
	SHOW_IP4,		/* as it lies in memory: 127.0.0.1 */
	SHOW_MAC,		/* of bytes: 52:54:00:12:34:56 */
	SHOW_ERROR,		/* a number of errno, of either sign: ENOENT */
	SHOW_DEVICE,		/* dev_t of the kernel's: 8:1 */
	SHOW_SIGNAL,		/* SIGTERM */
	SHOW_IP6,		/* of bytes: ::1 */
	SHOW_CTIME,		/* seconds since 1970: Wed Dec  3 17:04:05 2025 */
	SHOW_USYM,		/* of two words, a process and an address in it: main+0x1c */
	SHOW_FAULT,		/* a site: what went wrong, and where */
	SHOW_COUNT
};

struct type {
	enum type_kind kind;
	enum show show;
	uint8_t size;		/* 1 2 4 8 */
	bool is_signed;
	bool is_user;
	uint32_t ktype;		/* a BTF id; BYTES: how many */
	uint32_t width;		/* STRING, BYTES, copied STRUCT, ARRAY: bytes, a multiple of 8; TUPLE: parts */
};

/* Of integers: what is shown is a word rather than a number. */
static inline bool show_is_word(enum show s)
{
	return s >= SHOW_KSYM;
}

#define STACK_DEFAULT 64	/* frames */
#define STACK_MAX 127		/* sysctl kernel.perf_event_max_stack */

#define TUPLE_MAX 8		/* parts */

#define STRING_DEFAULT 128	/* bytes */
#define STRING_MAX 4096

static inline struct type type_int(uint8_t size, bool is_signed)
{
	return (struct type){ .kind = TY_INT, .size = size, .is_signed = is_signed };
}

static inline struct type type_string(uint32_t width)
{
	return (struct type){ .kind = TY_STRING, .width = (width + 7) & ~7u };
}

static inline bool type_is_integer(struct type t)
{
	return t.kind == TY_INT || t.kind == TY_BOOL || t.kind == TY_ENUM;
}

/* In a record it lies as it is, width bytes; else it is a number. */
static inline bool type_is_copied(struct type t)
{
	return t.kind == TY_STRING || t.kind == TY_BYTES || t.kind == TY_STRUCT || t.kind == TY_ARRAY;
}

/* Bytes of a value in a record: a number has 8. */
static inline uint32_t type_bytes(struct type t)
{
	return type_is_copied(t) ? t.width : 8;
}

/* Only u64 makes a result u64. */
static inline bool type_is_u64(struct type t)
{
	return (t.kind == TY_INT || t.kind == TY_ENUM) && t.size == 8 && !t.is_signed;
}

struct ktypes;
/* What a type of the kernel's is in a script; TY_NONE: *why it is none. */
struct type type_of_ktype(const struct ktypes *kt, uint32_t id, const char **why);
/* What a pointer points to: `const struct file' and `struct file' are one type of value. */
uint32_t type_pointee(const struct ktypes *kt, uint32_t id);
/* For messages: "u32", "duration", "struct file *", "string". */
void type_print(struct type t, const struct ktypes *kt, struct str *out);

#endif
