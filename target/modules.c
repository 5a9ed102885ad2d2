// SPDX-License-Identifier: GPL-2.0-or-later
/* The modules of a kernel that is read from files; see kernel.h. */

#include <string.h>

#include "target/elf.h"
#include "target/files.h"
#include "target/fpk.h"
#include "target/image.h"
#include "target/kernel_int.h"
#include "target/module.h"

/* "drivers/net/foo-bar.ko.xz" is foo_bar. */
static const char *module_name(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');
	char *name = arena_strdup(a, slash ? slash + 1 : path), *c;

	name[strcspn(name, ".")] = 0;
	for (c = name; *c; c++)
		if (*c == '-')
			*c = '_';
	return name;
}

const struct ktypes *kernel_module_types(const struct kernel *k, const char *name)
{
	unsigned i;

	for (i = 0; i < k->nmodules; i++)
		if (!strcmp(k->modules[i].name, name))
			return k->modules[i].kt;
	return NULL;
}

/* ---- functions ---- */

/* BTF alone does not say which can be traced: what it describes is taken for it. */
static void functions_of_types(const struct ktypes *kt, uint32_t behind, const char *name,
			       struct functions_builder *b)
{
	struct kfunc fn;

	while (ktypes_next_function(kt, &behind, &fn))
		functions_add(b, fn.name, name, FUNCTION_TRACEABLE, 0);
}

/*
 * What the list has of a loaded module is what the machine said of it.  The module's types are
 * those behind number `behind'.
 */
static void join_functions(struct kernel *k, struct bytes elf, uint32_t behind, const char *name)
{
	struct arena scratch = { 0 };
	struct functions_builder b = { .arena = &scratch };
	const struct functions *f = &k->functions;
	bool known = false;
	struct str block;
	uint32_t i;

	for (i = 0; i < f->n && !known; i++)
		known = !strcmp(function_module(f, &f->v[i]), name);
	if (f->n && !known) {
		for (i = 0; i < f->n; i++)
			functions_add(&b, function_name(f, &f->v[i]), function_module(f, &f->v[i]),
				      f->v[i].flags, f->v[i].offset);
		if (!elf_is(elf) || !module_file_functions(elf, name, &b))
			functions_of_types(k->kt, behind, name, &b);
		str_init(&block, &scratch);
		functions_block(&b, &block);
		kernel_take_block(k, &block);
	}
	arena_free(&scratch);
}

/* ---- modules of other kernels ---- */

/* What would be looked for in vain is this module's. */
static void keep_absent(struct kernel *k, struct bytes elf, const char *name)
{
	struct absent_module m = { .name = name };
	struct functions_builder b = { .arena = &k->mem };
	struct str block;
	void *copy;

	if (elf.at && elf_is(elf) && module_file_functions(elf, name, &b) && b.n) {
		str_init(&block, &k->mem);
		functions_block(&b, &block);
		copy = arena_alloc(&k->mem, block.len);
		memcpy(copy, block.text, block.len);
		if (functions_open(&m.functions, copy, block.len))
			m.functions = (struct functions){ 0 };
	}
	*arena_push(k->arena, k->absent, k->nabsent, k->cap_absent) = m;
}

const char *kernel_absent_with(const struct kernel *k, bool (*is)(void *arg, const char *name),
			       void *arg)
{
	const struct functions *f;
	unsigned i;
	uint32_t j;

	for (i = 0; i < k->nabsent; i++) {
		f = &k->absent[i].functions;
		if (kernel_module_types(k, k->absent[i].name))
			continue;
		for (j = 0; j < f->n; j++)
			if (is(arg, function_name(f, &f->v[j])))
				return k->absent[i].name;
	}
	return NULL;
}

/* Its types count on from those of one kernel; the file says of which, where it is whole.  NULL: of
 * this one. */
static const char *built_for_another(struct kernel *k, struct bytes elf)
{
	static const char word[] = "vermagic=";
	const unsigned char *at = memmem(elf.at, elf.size, word, sizeof(word) - 1);
	const char *release;
	size_t n = 0, left;

	if (!at || !k->release)
		return NULL;
	release = (const char *)at + sizeof(word) - 1;
	left = (size_t)(elf.at + elf.size - (const unsigned char *)release);
	while (n < left && release[n] > ' ' && release[n] < 0x7f)
		n++;
	if (n == strlen(k->release) && !memcmp(release, k->release, n))
		return NULL;
	return arena_printf(k->arena, "it was built for %.*s", (int)(n < 100 ? n : 100), release);
}

/* ---- adding one ---- */

static bool take_types(struct kernel *k, struct bytes file, const char *name, const char **why)
{
	struct bytes btf = { NULL, 0 };
	uint32_t behind = ktypes_count(k->kt);
	struct ktypes *kt;
	void *copy;

	if (!elf_is(file))
		btf = file;
	else if (!ktypes_find_btf(file.at, file.size, &btf.at, &btf.size, why))
		return false;
	copy = arena_alloc(&k->mem, btf.size);
	memcpy(copy, btf.at, btf.size);
	kt = ktypes_open_beside(k->arena, k->kt, copy, btf.size, why);
	if (!kt)
		return false;
	*arena_push(k->arena, k->modules, k->nmodules, k->cap_modules) =
		(struct kernel_module){ name, kt };
	k->kt = kt;
	join_functions(k, file, behind, name);
	return true;
}

enum module_fit kernel_add_module_bytes(struct kernel *k, struct bytes file, const char *name,
					const char **why)
{
	enum module_fit fit = MODULE_BAD;
	const char *another;
	struct image i;

	*why = image_open(&i, file);
	another = *why || !elf_is(i.bytes) ? NULL : built_for_another(k, i.bytes);
	if (another) {
		keep_absent(k, i.bytes, name);
		*why = another;
		fit = MODULE_OF_ANOTHER;
	} else if (!*why && (kernel_module_types(k, name) || take_types(k, i.bytes, name, why))) {
		fit = MODULE_ADDED;
	}
	image_close(&i);
	return fit;
}

enum module_fit kernel_add_module(struct kernel *k, const char *module, const char **why)
{
	const char *name = module_name(k->arena, module);
	enum module_fit fit;
	struct bytes file;

	if (k->own && fpk_section(k->file, "MODULE", module, &file))
		return kernel_add_module_bytes(k, file, name, why);
	if (!file_read(k->arena, module, KERNEL_MAX_FILE, &file, why)) {
		if (!k->own || strpbrk(module, "/."))
			return MODULE_BAD;
		*why = "it is in none of the .fpk files";
		keep_absent(k, (struct bytes){ NULL, 0 }, name);
		return MODULE_OF_ANOTHER;
	}
	fit = kernel_add_module_bytes(k, file, name, why);
	file_free(&file);
	return fit;
}
