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
	struct str *loops;		/* the bodies of loops: functions that come before the handler */
	const char *fault;		/* label that a fault goes to: "fault", or "caught" in a try */
	uint32_t loop;			/* label of the loop whose body is being emitted; 0: the handler */
	const struct emit_label *labels;	/* of the BLOCKs and LOOPs around, the innermost first */
};

struct emit_label {
	const struct emit_label *up;
	uint32_t label;
	uint32_t loop;			/* the C function that has it: as emit.loop */
};

/* Statements, linked by next. */
void emit_stmts(struct emit *e, struct ir *first);
void emit_loop(struct emit *e, const struct ir *i);
void emit_block(struct emit *e, const struct ir *i);
void emit_leave(struct emit *e, uint32_t label);
void emit_try(struct emit *e, const struct ir *i);
/* emit_places.c */
void emit_places(const struct program *p, struct str *out);
/* emit_turn.c */
bool emit_takes_turn(const struct program *p, const struct handler *h);
/* emit_map.c */
bool emit_is_of_map(const struct ir *i);	/* with a key in `list', for handlers in the kernel: imm is a map */
void emit_maps(const struct program *p, struct str *out);
void emit_stores(const struct program *p, struct str *out);
bool emit_uses_quantiles(const struct program *p);
void emit_map_scratch(const struct program *p, const struct handler *h, char side, unsigned id,
		      struct str *out);
void emit_map_read(struct emit *e, const struct ir *i);
void emit_map_add(struct emit *e, const struct ir *i);
bool emit_map_stmt(struct emit *e, const struct ir *i);	/* false: it is none of a map's */
void emit_each_variables(struct emit *e, const struct ir *i);
/* The C variables of what is local to a loop's body, or to the handler (0). */
void emit_locals(struct emit *e, uint32_t loop);

/* A C expression: u64, a typed pointer or char *, by the node's class. */
void emit_expr(struct emit *e, const struct ir *i);
void emit_local(struct emit *e, unsigned n);
void emit_slot(struct emit *e, unsigned slot);
/* Bytes of the buffer that a string expression hands out. */
uint32_t emit_string_width(const struct emit *e, const struct ir *i);

#endif
