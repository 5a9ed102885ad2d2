// SPDX-License-Identifier: GPL-2.0-or-later
/* See table.h. */

#include "probes/syscall/table.h"

#include <string.h>

const struct syscall syscalls[] = {
#define SYSCALL(name, entry, x86_64, generic, s390x, i386, arm, params)                            \
	{ #name, sizeof(entry) > 1 ? entry : #name, { x86_64, generic, s390x, i386, arm }, params },
#include "probes/syscall/syscalls.def"
#undef SYSCALL
};
const unsigned nsyscalls = sizeof(syscalls) / sizeof(*syscalls);

bool syscall_abi_of(const char *arch, bool compat, enum syscall_abi *abi)
{
	static const struct {
		const char *arch;
		int native, compat;
	} abis[] = {
		{ "x86_64", SYSCALL_X86_64, SYSCALL_I386 },
		{ "arm64", SYSCALL_GENERIC, SYSCALL_ARM },
		{ "riscv64", SYSCALL_GENERIC, -1 },
		{ "s390x", SYSCALL_S390X, -1 },
	};
	size_t i;

	for (i = 0; arch && i < sizeof(abis) / sizeof(*abis); i++) {
		int which = compat ? abis[i].compat : abis[i].native;

		if (strcmp(abis[i].arch, arch) || which < 0)
			continue;
		*abi = (enum syscall_abi)which;
		return true;
	}
	return false;
}

const struct syscall *syscall_numbered(enum syscall_abi abi, int number)
{
	unsigned i;

	for (i = 0; i < nsyscalls; i++)
		if (number >= 0 && syscalls[i].number[abi] == number)
			return &syscalls[i];
	return NULL;
}

/* "struct stat *statbuf": type, stars, name. */
static struct syscall_param param(struct arena *a, const char *text, size_t len)
{
	struct syscall_param p = { 0 };
	const char *name = text + len;

	while (name > text && name[-1] != ' ' && name[-1] != '*')
		name--;
	p.name = arena_strndup(a, name, (size_t)(text + len - name));
	for (; name > text && (name[-1] == ' ' || name[-1] == '*'); name--)
		p.stars += name[-1] == '*';
	p.type = arena_strndup(a, text, (size_t)(name - text));
	return p;
}

unsigned syscall_params(const struct syscall *c, struct arena *a,
			struct syscall_param params[SYSCALL_MAX_PARAMS])
{
	const char *at = c->params;
	unsigned n = 0;

	while (*at && strcmp(at, "void") && n < SYSCALL_MAX_PARAMS) {
		size_t len = strcspn(at, ",");

		params[n++] = param(a, at, len);
		at += len;
		at += strspn(at, ", ");
	}
	return n;
}
