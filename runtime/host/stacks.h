/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RUNTIME_HOST_STACKS_H
#define RUNTIME_HOST_STACKS_H

/*
 * Stacks and addresses as symbols.
 *
 * A stack is shown from its innermost frame on, one frame a line: tcp_ack+0x1c, with [module] behind it
 * where there is one.  What the tracing itself puts on top of the kernel's stack is left out.  Frames of a
 * process are found in the files that it had mapped, also when it has ended meanwhile.
 */

#include <stdbool.h>
#include <stddef.h>

#include "runtime/host/backend.h"

struct stacks;

/* b: NULL where nothing runs in the kernel.  Before the command of -c is started. */
struct stacks *stacks_new(const struct program *p, struct backend *b);
void stacks_free(struct stacks *s);

/* To be called some ten times a second; takes in which processes come and go. */
void stacks_poll(struct stacks *s);

#define STACK_TEXT_MAX (32u << 10)

/* They write at most max bytes, no NUL, and return how many. */
size_t stacks_show(struct stacks *s, struct type t, u64 id, const char *between, char *out, size_t max);
size_t stacks_symbol(struct stacks *s, u64 address, char *out, size_t max);
size_t stacks_user_symbol(struct stacks *s, u32 pid, u64 address, char *out, size_t max);

/*
 * A function by the address that func() has in probes of many, and back: by the names that the probes
 * mean, else by the kernel's symbols.  NULL, 0: nobody knows.
 */
const char *stacks_function(struct stacks *s, u64 address);
u64 stacks_function_address(struct stacks *s, const char *name);

#endif
