// SPDX-License-Identifier: GPL-2.0-or-later
/* See registers.h. */

#include "probes/registers.h"

#include <string.h>

static const struct reg registers[] = {
#define REGISTER(arch, name, other, offset, bytes, filled)                                        \
	{ #arch, #name, other, offset, bytes, filled },
#define CONVENTION(arch, role, names)
#include "probes/registers.def"
#undef REGISTER
#undef CONVENTION
};

static const struct {
	const char *arch, *role, *names;
} conventions[] = {
#define REGISTER(arch, name, other, offset, bytes, filled)
#define CONVENTION(arch, role, names) { #arch, #role, names },
#include "probes/registers.def"
#undef REGISTER
#undef CONVENTION
};

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

bool registers_known(const char *arch)
{
	size_t i;

	for (i = 0; arch && i < COUNT(registers); i++)
		if (!strcmp(registers[i].arch, arch))
			return true;
	return false;
}

static const struct reg *find(const char *arch, const char *name, size_t len)
{
	size_t i;

	for (i = 0; arch && i < COUNT(registers); i++) {
		const struct reg *r = &registers[i];

		if (strcmp(r->arch, arch))
			continue;
		if ((strlen(r->name) == len && !strncmp(r->name, name, len)) ||
		    (len && strlen(r->other) == len && !strncmp(r->other, name, len)))
			return r;
	}
	return NULL;
}

const struct reg *register_find(const char *arch, const char *name)
{
	return find(arch, name, strlen(name));
}

const struct reg *register_role(const char *arch, const char *role, unsigned n)
{
	const char *at;
	size_t i;

	for (i = 0; arch && i < COUNT(conventions); i++) {
		if (strcmp(conventions[i].arch, arch) || strcmp(conventions[i].role, role))
			continue;
		for (at = conventions[i].names; n && *at; n--) {
			at += strcspn(at, " ");
			at += strspn(at, " ");
		}
		return *at ? find(arch, at, strcspn(at, " ")) : NULL;
	}
	return NULL;
}

const char *registers_filled(struct arena *a, const char *arch, unsigned where)
{
	struct str all;
	size_t i;

	str_init(&all, a);
	for (i = 0; arch && i < COUNT(registers); i++)
		if (!strcmp(registers[i].arch, arch) && registers[i].filled & where)
			str_printf(&all, "%s%s", all.len ? ", " : "", registers[i].name);
	return all.len ? all.text : "none";
}
