/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CODEGEN_EMIT_INT_H
#define CODEGEN_EMIT_INT_H

/* Between the two halves of the emitter. */

#include "common/str.h"
#include "sema/ir.h"

struct emit {
	const struct program *p;
	const struct probe *probe;
	const struct handler *h;
	char side;			/* 'e' entry, 'x' exit: part of the slots' names */
	struct str *out;
};

/* A C expression: u64, a typed pointer or char *, by the node's class. */
void emit_expr(struct emit *e, const struct ir *i);
void emit_local(struct emit *e, unsigned n);
void emit_slot(struct emit *e, unsigned slot);
/* Bytes of the buffer that a string expression hands out. */
uint32_t emit_string_width(const struct emit *e, const struct ir *i);

#endif
