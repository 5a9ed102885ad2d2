// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Throws bytes at what probes of programs read.  The first byte says what the rest is: an ELF file
 * (asked for functions by several patterns and for its usdt probes), the text of usdt arguments, a
 * loader's cache, or a pattern and a name.
 */

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "probes/uprobe/functions.h"
#include "probes/uprobe/ldcache.h"
#include "probes/usdt/notes.h"
#include "probes/usdt/operand.h"
#include "runtime/host/elf_symbols.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void try_arguments(const char *text)
{
	static const char *const archs[] = { "x86_64", "arm64", "riscv64", "s390x" };
	struct usdt_arg args[USDT_ARGS];
	const char *why[USDT_ARGS];
	unsigned n, i, k;

	for (i = 0; i < sizeof(archs) / sizeof(*archs); i++) {
		n = usdt_parse_args(usdt_machine(archs[i]), text, args, why);
		if (n > USDT_ARGS)
			abort();
		for (k = 0; k < n; k++)
			if (!why[k] && (args[k].size > 8 || (args[k].kind != USDT_CONST &&
							     args[k].reg == USDT_NO_REGISTER &&
							     args[k].index == USDT_NO_REGISTER)))
				abort();
	}
}

static void try_functions(struct arena *a, int fd)
{
	static const char *const patterns[] = { "*", "main", "a@V", "ns::f(int)", "f*" };
	struct user_function *f;
	struct nearest near;
	struct name_pattern p;
	unsigned n, i, k;

	for (i = 0; i < sizeof(patterns) / sizeof(*patterns); i++) {
		n = 0;
		nearest_init(&near, patterns[i]);
		if (name_pattern_init(&p, a, patterns[i]) &&
		    user_functions_find(a, fd, &p, &f, &n, &near) == USER_FUNCTIONS_OK)
			for (k = 1; k < n; k++)
				if (f[k - 1].offset >= f[k].offset)
					abort();
	}
}

static void try_elf(struct arena *a, const uint8_t *data, size_t size)
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	struct usdt_note *notes = NULL;
	unsigned n = 0, i;
	uint64_t within;
	struct elf_symbols *s;

	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	try_functions(a, fd);
	if (usdt_notes(a, fd, &notes, &n))
		for (i = 0; i < n; i++)
			try_arguments(notes[i].args);
	s = elf_symbols_read(fd, "/nowhere");
	for (i = 0; s && i < 4096; i += 64)
		elf_symbols_find(s, i, &within);
	elf_symbols_free(s);
	close(fd);
}

static char *text_of(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);

	if (!text)
		abort();
	memcpy(text, data, size);
	text[size] = '\0';
	return text;
}

static void try_pattern(struct arena *a, const char *text)
{
	struct name_pattern p;

	if (name_pattern_init(&p, a, text))
		name_pattern_matches(&p, "vfs_read(int)");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	char *text;

	if (size < 2)
		return 0;
	text = text_of(data + 1, size - 1);
	switch (data[0] & 3) {
	case 0:
		try_elf(&a, data + 1, size - 1);
		break;
	case 1:
		try_arguments(text);
		break;
	case 2:
		ldcache_find(&a, text, size - 1, "libc");
		break;
	default:
		if (size < 256)
			try_pattern(&a, text);
	}
	free(text);
	arena_free(&a);
	return 0;
}
