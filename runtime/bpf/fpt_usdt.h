/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FPT_USDT_H
#define FPT_USDT_H

/*
 * Where the arguments of a usdt probe are, as BPF programs and the host see it.
 *
 * A probe may stand at several places, each with its own way to hand over its arguments; the host
 * fills an array of struct usdt_site, and a hit's cookie is its number there.
 *
 * u64 and the like are defined before this file is included.
 */

#define USDT_ARGS 12

enum usdt_kind {
	USDT_CONST,		/* number */
	USDT_REGISTER,		/* reg */
	USDT_MEMORY,		/* what lies at reg + (index << scale) + number in the process */
};

#define USDT_NO_REGISTER 0xffff

struct usdt_arg {
	u64 number;
	unsigned short reg, index;	/* offsets in the registers of a hit; USDT_NO_REGISTER: none */
	unsigned char kind, scale;
	unsigned char size;		/* 1 2 4 8 */
	unsigned char is_signed;
};

struct usdt_site {
	u64 name;			/* its name's number among the program's symbols */
	struct usdt_arg args[USDT_ARGS];
};

#endif
