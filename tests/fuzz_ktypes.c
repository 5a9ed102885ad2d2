// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Throws bytes at the model of a kernel's types and, where it takes them, asks it everything.
 *
 * The first byte says how to read the rest: even, as one kernel's BTF (or an ELF file's, where it
 * begins like one); odd, as two bytes of length, a kernel's BTF of that length, and a module's.
 * Each part is in memory of its very size, so that a byte read too far is seen.
 */

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "sema/ktypes_int.h"

#define MAX_ASKED 300u			/* ids asked about in one model */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask_function(const struct ktypes *kt, const char *name)
{
	struct kfunc f;
	unsigned i;

	if (ktypes_function(kt, name, &f) || ktypes_tracepoint(kt, name, &f))
		for (i = 0; i < f.n; i++)
			ktypes_get(kt, f.params[i].type);
}

static void ask_name(const struct ktypes *kt, uint32_t id, const char *name)
{
	struct nearest near;
	struct kmember m;
	int64_t value = 0;
	uint32_t of = 0;
	bool percpu;

	ask_function(kt, name);
	if (!strncmp(name, "btf_trace_", 10))
		ask_function(kt, name + 10);
	ktypes_find(kt, KK_STRUCT, name);
	ktypes_find(kt, KK_UNION, name);
	ktypes_find(kt, KK_ENUM, name);
	ktypes_find_typedef(kt, name);
	ktypes_find_int(kt, name);
	ktypes_find_var(kt, name, &percpu);
	if (ktypes_constant(kt, name, &value, &of) && !ktypes_enum_name(kt, of, value))
		abort();
	if (ktypes_member(kt, id, name, &m))
		ktypes_get(kt, m.type);
	nearest_init(&near, name);
	ktypes_offer_members(kt, id, &near);
}

static void ask_type(const struct ktypes *kt, uint32_t id, struct arena *a)
{
	struct ktype t = ktypes_get(kt, id);
	struct kmember m;
	struct str s;
	uint32_t i;

	str_init(&s, a);
	ktypes_print(kt, id, "name", &s);
	ktypes_print(kt, id, NULL, &s);
	ask_name(kt, id, t.name);
	ask_name(kt, id, "a");
	ktypes_enum_name(kt, id, -1);
	ktypes_get(kt, t.target);
	for (i = 0; i < 64 && ktypes_member_at(kt, id, i, &m); i++) {
		ask_name(kt, id, m.name);
		ktypes_get(kt, m.type);
	}
}

static void ask_all(const struct ktypes *kt)
{
	uint32_t n = ktypes_count(kt), id;
	struct arena a = { 0 };
	struct nearest near;

	for (id = 0; id <= n + 1 && id < MAX_ASKED; id++) {
		ask_type(kt, id, &a);
		if (kt_raw(kt, id))
			ask_name(kt, id, kt_str(kt, kt_raw(kt, id)->name_off));
		arena_free(&a);
	}
	ask_type(kt, UINT32_MAX, &a);
	nearest_init(&near, "struct_name");
	ktypes_offer_functions(kt, &near);
	ktypes_offer_tracepoints(kt, &near);
	ktypes_offer_types(kt, KK_STRUCT, &near);
	arena_free(&a);
}

static void *copy_of(const uint8_t *data, size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		abort();
	if (size)
		memcpy(p, data, size);
	return p;
}

static void try_module(struct arena *a, struct ktypes *base, const uint8_t *data, size_t size)
{
	void *bytes = copy_of(data, size);
	const char *why = NULL;
	struct ktypes *kt = ktypes_open_bytes(a, base, bytes, size, &why);

	if (kt) {
		ask_all(kt);
		ktypes_close(kt);
	} else if (!why) {
		abort();
	}
	free(bytes);
}

static void try_elf(struct arena *a, const uint8_t *data, size_t size)
{
	const char *why = NULL;
	struct ktypes *kt;
	char path[64];
	int fd = memfd_create("fuzz", MFD_CLOEXEC);

	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	kt = ktypes_open_file(a, path, &why);
	if (kt) {
		ask_all(kt);
		ktypes_close(kt);
	} else if (!why) {
		abort();
	}
	close(fd);
}

static void try_pair(struct arena *a, const uint8_t *data, size_t size, size_t split)
{
	void *bytes = copy_of(data, split);
	const char *why = NULL;
	struct ktypes *base = ktypes_open_bytes(a, NULL, bytes, split, &why);

	if (base) {
		try_module(a, base, data + split, size - split);
		ktypes_close(base);
	}
	free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };

	if (size < 4)
		return 0;
	if (data[0] & 1) {
		size_t split = (size_t)data[1] << 8 | data[2];

		if (split <= size - 3)
			try_pair(&a, data + 3, size - 3, split);
	} else if (data[1] == 0x7f) {
		try_elf(&a, data + 1, size - 1);
	} else {
		try_module(&a, NULL, data + 1, size - 1);
	}
	arena_free(&a);
	return 0;
}
