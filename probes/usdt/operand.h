/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PROBES_USDT_OPERAND_H
#define PROBES_USDT_OPERAND_H

/*
 * The arguments of a usdt probe, as its note has them: words SIZE@OPERAND, where the operand is what
 * the assembler takes on the program's machine ("-4@%eax 8@-16(%rbp) 4@$7").  A size below 0 is a
 * signed one.  The shapes of operands and the names of registers are tables, per machine.
 */

#include <stdint.h>

#include "runtime/wire_host.h"
#include "runtime/bpf/fpt_usdt.h"

struct usdt_machine;

/* "x86_64", "arm64", "riscv64", "s390x"; NULL: no table for it. */
const struct usdt_machine *usdt_machine(const char *arch);

/*
 * Fills the first USDT_ARGS args and returns their number.  why[i]: NULL, or why the i-th cannot be
 * read.
 */
unsigned usdt_parse_args(const struct usdt_machine *m, const char *text,
			 struct usdt_arg args[USDT_ARGS], const char *why[USDT_ARGS]);

#endif
