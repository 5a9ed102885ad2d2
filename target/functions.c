// SPDX-License-Identifier: GPL-2.0-or-later
/* See functions.h. */

#include "target/functions.h"

#include <stdlib.h>
#include <string.h>

struct block_head {
	uint32_t n, strings_size;
};

static int by_name(const struct functions *f, const struct function *a, const struct function *b)
{
	int order = strcmp(function_name(f, a), function_name(f, b));

	return order ? order : strcmp(function_module(f, a), function_module(f, b));
}

/* Sorted, or a search would not find what is there. */
static const char *check(const struct functions *f)
{
	const char *s = f->strings;
	uint32_t i;

	if (!f->strings_size || s[0] || s[f->strings_size - 1])
		return "the strings of its functions are broken";
	for (i = 0; i < f->n; i++) {
		if (f->v[i].name >= f->strings_size || f->v[i].module >= f->strings_size)
			return "a name of its functions lies outside";
		if (i && by_name(f, &f->v[i - 1], &f->v[i]) >= 0)
			return "its functions are not sorted";
	}
	for (i = 0; i < f->strings_size; i++)
		if ((s[i] > 0 && s[i] <= 0x20) || s[i] == 0x7f)
			return "a name of its functions has control characters";
	return NULL;
}

const char *functions_open(struct functions *f, const void *block, size_t size)
{
	const struct block_head *head = block;
	uint64_t records;

	*f = (struct functions){ 0 };
	if (size < sizeof(*head))
		return "its list of functions is cut off";
	records = (uint64_t)head->n * sizeof(struct function);
	if (sizeof(*head) + records + head->strings_size > size)
		return "its list of functions is cut off";
	f->v = (const struct function *)(head + 1);
	f->n = head->n;
	f->strings = (const char *)f->v + records;
	f->strings_size = head->strings_size;
	return check(f);
}

/* The first whose name is not before `name`, of its first len bytes. */
static uint32_t lower_bound(const struct functions *f, const char *name)
{
	uint32_t low = 0, high = f->n, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (strcmp(function_name(f, &f->v[middle]), name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct function *functions_find(const struct functions *f, const char *name)
{
	uint32_t i = lower_bound(f, name);

	return i < f->n && !strcmp(function_name(f, &f->v[i]), name) ? &f->v[i] : NULL;
}

/* "f." and what follows sort right behind "f" and before "f0". */
const struct function *functions_clone(const struct functions *f, const char *name)
{
	size_t n = strlen(name);
	char prefix[512];
	uint32_t i;

	if (n + 2 > sizeof(prefix))
		return NULL;
	memcpy(prefix, name, n);
	memcpy(prefix + n, ".", 2);
	i = lower_bound(f, prefix);
	return i < f->n && !strncmp(function_name(f, &f->v[i]), prefix, n + 1) ? &f->v[i] : NULL;
}

/* ---- building ---- */

void functions_add(struct functions_builder *b, const char *name, const char *module,
		   uint32_t flags, uint32_t offset)
{
	*arena_push(b->arena, b->v, b->n, b->cap) =
		(struct building){ arena_strdup(b->arena, name), module, flags, offset };
}

static int by_building(const void *a, const void *b)
{
	const struct building *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : strcmp(x->module, y->module);
}

/* Equal names become one record. */
static uint32_t join(struct building *v, uint32_t n)
{
	uint32_t i, kept = 0;

	for (i = 1; i < n; i++) {
		if (by_building(&v[kept], &v[i])) {
			v[++kept] = v[i];
			continue;
		}
		v[kept].flags |= v[i].flags;
		if (!v[kept].offset)
			v[kept].offset = v[i].offset;
	}
	return n ? kept + 1 : 0;
}

/* Modules are few and their functions come in runs: the last name is mostly the next one too. */
static uint32_t module_at(struct str *strings, const char *module)
{
	const char *at = strings->text, *end = at + strings->len;

	for (; at < end; at += strlen(at) + 1)
		if (!strcmp(at, module))
			return (uint32_t)(at - strings->text);
	str_put(strings, module, strlen(module) + 1);
	return (uint32_t)(strings->len - strlen(module) - 1);
}

void functions_block(struct functions_builder *b, struct str *out)
{
	struct block_head head;
	struct function *v;
	struct str strings;
	uint32_t i;

	if (b->n)
		qsort(b->v, b->n, sizeof(*b->v), by_building);
	b->n = join(b->v, b->n);
	v = arena_array(b->arena, struct function, b->n + 1);
	str_init(&strings, b->arena);
	str_put(&strings, "", 1);
	for (i = 0; i < b->n; i++)	/* modules first, where they are found again at once */
		v[i].module = module_at(&strings, b->v[i].module);
	for (i = 0; i < b->n; i++) {
		v[i].name = (uint32_t)strings.len;
		v[i].flags = b->v[i].flags;
		v[i].offset = b->v[i].offset;
		str_put(&strings, b->v[i].name, strlen(b->v[i].name) + 1);
	}
	head = (struct block_head){ b->n, (uint32_t)strings.len };
	str_put(out, (const char *)&head, sizeof(head));
	str_put(out, (const char *)v, b->n * sizeof(*v));
	str_put(out, strings.text, strings.len);
}
