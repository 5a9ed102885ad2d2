// SPDX-License-Identifier: GPL-2.0-or-later
/* See operand.h. */

#include "probes/usdt/operand.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* ---- registers: where they lie in a hit's struct pt_regs (user_pt_regs, user_regs_struct) ---- */

struct reg_range {
	const char *prefix;		/* of numbered ones; else the whole name */
	short first, last;		/* -1: not numbered */
	unsigned short offset, step;
};

#define X86(q, d, w, b, offset) \
	{ q, -1, -1, offset, 0 }, { d, -1, -1, offset, 0 }, { w, -1, -1, offset, 0 }, { b, -1, -1, offset, 0 }
#define X86_N(n, offset) X86("r" n, "r" n "d", "r" n "w", "r" n "b", offset)

static const struct reg_range x86_64_registers[] = {
	X86("rax", "eax", "ax", "al", 80),   X86("rbx", "ebx", "bx", "bl", 40),
	X86("rcx", "ecx", "cx", "cl", 88),   X86("rdx", "edx", "dx", "dl", 96),
	X86("rsi", "esi", "si", "sil", 104), X86("rdi", "edi", "di", "dil", 112),
	X86("rbp", "ebp", "bp", "bpl", 32),  X86("rsp", "esp", "sp", "spl", 152),
	X86_N("8", 72), X86_N("9", 64), X86_N("10", 56), X86_N("11", 48),
	X86_N("12", 24), X86_N("13", 16), X86_N("14", 8), X86_N("15", 0),
	{ "rip", -1, -1, 128, 0 },
	{ 0 },
};

static const struct reg_range arm64_registers[] = {
	{ "x", 0, 30, 0, 8 }, { "w", 0, 30, 0, 8 }, { "sp", -1, -1, 248, 0 }, { 0 },
};

static const struct reg_range riscv64_registers[] = {
	{ "pc", -1, -1, 0, 0 },	 { "ra", -1, -1, 8, 0 },  { "sp", -1, -1, 16, 0 },
	{ "gp", -1, -1, 24, 0 }, { "tp", -1, -1, 32, 0 }, { "t", 0, 2, 40, 8 },
	{ "s", 0, 1, 64, 8 },	 { "a", 0, 7, 80, 8 },	  { "s", 2, 11, 144, 8 },
	{ "t", 3, 6, 224, 8 },	 { 0 },
};

static const struct reg_range s390x_registers[] = {
	{ "r", 0, 15, 24, 8 }, { 0 },
};

/*
 * ---- operands: each character stands for itself but N, a number, R and X, a register and one that
 * is added to it, and S, what X is multiplied by ----
 */

struct shape {
	const char *text;
	enum usdt_kind kind;
};

static const struct shape x86_64_shapes[] = {
	{ "$N", USDT_CONST },	      { "%R", USDT_REGISTER },	     { "N(%R)", USDT_MEMORY },
	{ "(%R)", USDT_MEMORY },      { "N(%R,%X,S)", USDT_MEMORY }, { "(%R,%X,S)", USDT_MEMORY },
	{ "N(%R,%X)", USDT_MEMORY },  { "(%R,%X)", USDT_MEMORY },    { "N(,%X,S)", USDT_MEMORY },
	{ NULL, 0 },
};

static const struct shape arm64_shapes[] = {
	{ "N", USDT_CONST },	{ "#N", USDT_CONST },	  { "R", USDT_REGISTER },
	{ "[R]", USDT_MEMORY }, { "[R,N]", USDT_MEMORY }, { "[R,#N]", USDT_MEMORY },
	{ "[R,X]", USDT_MEMORY }, { NULL, 0 },
};

static const struct shape riscv64_shapes[] = {
	{ "N", USDT_CONST }, { "R", USDT_REGISTER }, { "N(R)", USDT_MEMORY }, { "(R)", USDT_MEMORY },
	{ NULL, 0 },
};

static const struct shape s390x_shapes[] = {
	{ "N", USDT_CONST },	   { "%R", USDT_REGISTER },	 { "N(%R)", USDT_MEMORY },
	{ "(%R)", USDT_MEMORY }, { "N(%X,%R)", USDT_MEMORY }, { NULL, 0 },
};

struct usdt_machine {
	const char *arch;
	const struct reg_range *registers;
	const struct shape *shapes;
};

static const struct usdt_machine machines[] = {
	{ "x86_64", x86_64_registers, x86_64_shapes },
	{ "arm64", arm64_registers, arm64_shapes },
	{ "riscv64", riscv64_registers, riscv64_shapes },
	{ "s390x", s390x_registers, s390x_shapes },
};

const struct usdt_machine *usdt_machine(const char *arch)
{
	size_t i;

	for (i = 0; i < sizeof(machines) / sizeof(*machines); i++)
		if (arch && !strcmp(machines[i].arch, arch))
			return &machines[i];
	return NULL;
}

/* ---- reading ---- */

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool number(const char **at, u64 *value)
{
	char *end;

	if (**at == '+' || (**at != '-' && !is_word(**at)))
		return false;
	errno = 0;
	*value = (*at)[0] == '-' ? (u64)strtoll(*at, &end, 0) : strtoull(*at, &end, 0);
	if (errno || end == *at || is_word(*end))
		return false;
	*at = end;
	return true;
}

/* The number behind a prefix, of at most two digits; -1: there is none. */
static int digits(const char *s, size_t n)
{
	if (!n || n > 2 || s[0] < '0' || s[0] > '9' || (n == 2 && (s[0] == '0' || s[1] < '0' || s[1] > '9')))
		return -1;
	return n == 1 ? s[0] - '0' : (s[0] - '0') * 10 + (s[1] - '0');
}

static bool register_named(const struct usdt_machine *m, const char **at, unsigned short *offset)
{
	const struct reg_range *r;
	size_t n, prefix;
	int i;

	for (n = 0; is_word((*at)[n]); n++)
		;
	for (r = m->registers; r->prefix; r++) {
		prefix = strlen(r->prefix);
		if (n < prefix || strncmp(*at, r->prefix, prefix))
			continue;
		i = r->first < 0 ? 0 : digits(*at + prefix, n - prefix);
		if ((r->first < 0 && n != prefix) || (r->first >= 0 && (i < r->first || i > r->last)))
			continue;
		*offset = (unsigned short)(r->offset + (r->first < 0 ? 0 : (i - r->first) * r->step));
		*at += n;
		return true;
	}
	return false;
}

static bool scale(const char **at, unsigned char *shift)
{
	for (*shift = 0; *shift < 4; ++*shift)
		if (**at == '0' + (1 << *shift) && !is_word((*at)[1])) {
			++*at;
			return true;
		}
	return false;
}

static const char *blanks(const char *s)
{
	return s + strspn(s, " \t");
}

/* The operand has this shape up to its end, which is where the next word begins. */
static bool has_shape(const struct usdt_machine *m, const char *shape, const char **at, struct usdt_arg *arg)
{
	const char *s = *at;
	bool ok = true;

	arg->number = 0;
	arg->reg = arg->index = USDT_NO_REGISTER;
	arg->scale = 0;
	for (; *shape && ok; shape++) {
		if (*shape == 'N')
			ok = number(&s, &arg->number);
		else if (*shape == 'R')
			ok = register_named(m, &s, &arg->reg);
		else if (*shape == 'X')
			ok = register_named(m, &s, &arg->index);
		else if (*shape == 'S')
			ok = scale(&s, &arg->scale);
		else
			ok = *s++ == *shape;
		if (!ok)
			return false;
		if (strchr("[],()", *shape) && shape[1])
			s = blanks(s);
	}
	if (*s && *s != ' ' && *s != '\t')
		return false;
	*at = s;
	return true;
}

static const char *why_not(const char *operand)
{
	if (strstr(operand, "(%rip)"))
		return "a variable of the program's, by its name";
	return "an operand that is not understood";
}

/* "-4@", "8f@" */
static bool size(const char **at, struct usdt_arg *arg, const char **why)
{
	const char *s = *at;

	arg->is_signed = *s == '-';
	s += *s == '-';
	if (*s != '1' && *s != '2' && *s != '4' && *s != '8') {
		*why = "a size that no integer has";
		return false;
	}
	arg->size = (unsigned char)(*s++ - '0');
	if (*s == 'f') {
		*why = "a floating point number";
		return false;
	}
	if (*s++ != '@') {
		*why = "a size that no integer has";
		return false;
	}
	*at = s;
	return true;
}

static bool argument(const struct usdt_machine *m, const char **at, struct usdt_arg *arg, const char **why)
{
	const struct shape *shape;

	*arg = (struct usdt_arg){ 0 };
	if (!size(at, arg, why))
		return false;
	for (shape = m->shapes; shape->text; shape++) {
		if (!has_shape(m, shape->text, at, arg))
			continue;
		arg->kind = (unsigned char)shape->kind;
		return true;
	}
	*why = why_not(*at);
	return false;
}

/* Behind a word that is not understood; blanks within brackets belong to it. */
static const char *skip_word(const char *s)
{
	bool inside = false;

	for (; *s && (inside || (*s != ' ' && *s != '\t')); s++)
		inside = *s == '[' || *s == '(' || (inside && *s != ']' && *s != ')');
	return s;
}

unsigned usdt_parse_args(const struct usdt_machine *m, const char *text,
			 struct usdt_arg args[USDT_ARGS], const char *why[USDT_ARGS])
{
	const char *s = blanks(text), *word;
	unsigned n;

	for (n = 0; *s && n < USDT_ARGS; n++, s = blanks(s)) {
		word = s;
		why[n] = NULL;
		if (!argument(m, &s, &args[n], &why[n]))
			s = skip_word(word);
	}
	return n;
}
