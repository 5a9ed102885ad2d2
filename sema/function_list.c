// SPDX-License-Identifier: GPL-2.0-or-later
/* See function_list.h. */

#include "sema/function_list.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/table.h"
#include "sema/ktypes.h"
#include "sema/target.h"
#include "target/kernel.h"

#define MAX_TEXT (256u << 20)		/* bytes of one of the kernel's lists */

/* ---- reading ---- */

static int by_name(const void *a, const void *b)
{
	const struct kernel_function *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : (x->address > y->address) - (x->address < y->address);
}

static struct function_list *sorted(struct arena *a, struct kernel_function *v, size_t n)
{
	struct function_list *f = arena_new(a, struct function_list);

	if (n)
		qsort(v, n, sizeof(*v), by_name);
	*f = (struct function_list){ .v = v, .n = n };
	return f;
}

/* The next line, ended by NUL; NULL at the end of the text. */
static char *next_line(char **text)
{
	char *line = *text, *end;

	if (!line || !*line)
		return NULL;
	end = strchr(line, '\n');
	if (end)
		*end++ = 0;
	*text = end;
	return line;
}

/* "name [module]" or "name<tab>[module]": cuts it into its parts. */
static const char *cut_module(char *name)
{
	char *at = name + strcspn(name, " \t"), *end;

	if (!*at)
		return NULL;
	*at++ = 0;
	at += strspn(at, " \t[");
	end = strchr(at, ']');
	if (end)
		*end = 0;
	return *at ? at : NULL;
}

/* Symbols of code by name: the addresses of each in a row. */
struct symbol {
	const char *name;
	uint64_t address;
};

static int by_symbol(const void *a, const void *b)
{
	const struct symbol *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : (x->address > y->address) - (x->address < y->address);
}

static struct symbol *parse_kallsyms(struct arena *a, char *text, size_t *n)
{
	struct symbol *v = NULL;
	size_t cap = 0;
	char *line, *end;

	*n = 0;
	while ((line = next_line(&text))) {
		uint64_t address = strtoull(line, &end, 16);

		if (!address || end[0] != ' ' || !end[1] || !strchr("tTwW", end[1]) || end[2] != ' ')
			continue;
		cut_module(end + 3);
		*arena_push(a, v, *n, cap) = (struct symbol){ end + 3, address };
	}
	if (*n)
		qsort(v, *n, sizeof(*v), by_symbol);
	return v;
}

/*
 * Addresses for the functions of one name, where there are as many symbols of it: both lists are in
 * the order of their names, and stay so.
 */
static void give_addresses(struct kernel_function *v, size_t n, const struct symbol *s, size_t ns)
{
	size_t i = 0, k = 0, same, have, j;

	while (i < n && k < ns) {
		int order = strcmp(v[i].name, s[k].name);

		if (order > 0) {
			k++;
			continue;
		}
		for (same = 1; i + same < n && !strcmp(v[i].name, v[i + same].name); same++)
			;
		for (have = 0; !order && k + have < ns && !strcmp(v[i].name, s[k + have].name); have++)
			;
		for (j = 0; have == same && j < same; j++)
			v[i + j].address = s[k + j].address;
		i += same;
		k += have;
	}
}

/* Lines "0xADDRESS-0xADDRESS<tab>name". */
static struct table *parse_blacklist(struct arena *a, char *text)
{
	struct table *t = arena_new(a, struct table);
	char *line, *name;

	table_init(t, a);
	while ((line = next_line(&text))) {
		name = strchr(line, '\t');
		if (!name)
			continue;
		cut_module(++name);
		table_set(t, name, t);
	}
	return t;
}

/* Entries of functions whose code is gone are called so. */
static bool is_function(const char *name)
{
	return *name && strncmp(name, "__ftrace_invalid_address", 24) != 0;
}

struct function_list *function_list_parse(struct arena *a, char *list, bool with_addresses, char *kallsyms,
				  char *blacklist)
{
	struct table *black = parse_blacklist(a, blacklist);
	struct kernel_function *v = NULL;
	size_t n = 0, cap = 0, nsymbols;
	struct function_list *f;
	struct symbol *symbols;
	char *line, *name;

	while ((line = next_line(&list))) {
		struct kernel_function one = { .traceable = true };

		name = line;
		if (with_addresses) {
			one.address = strtoull(line, &name, 16);
			name += *name == ' ';
		}
		one.module = cut_module(name);
		one.name = name;
		one.blacklisted = table_get(black, name);
		if (is_function(name))
			*arena_push(a, v, n, cap) = one;
	}
	f = sorted(a, v, n);
	if (kallsyms) {
		symbols = parse_kallsyms(a, kallsyms, &nsymbols);
		give_addresses(v, n, symbols, nsymbols);
	}
	return f;
}

/* Modules count their types on from those of the kernel and of the modules before. */
static const char *module_of(const struct kernel *k, uint32_t type)
{
	unsigned i;

	if (!k || type <= ktypes_count(k->base))
		return NULL;
	for (i = 0; i < k->nmodules; i++)
		if (type <= ktypes_count(k->modules[i].kt))
			return k->modules[i].name;
	return NULL;
}

static struct function_list *of_types(struct arena *a, const struct ktypes *kt, const struct kernel *k,
				      const char *why)
{
	struct kernel_function *v = NULL;
	struct function_list *f;
	size_t n = 0, cap = 0;
	struct kfunc fn;
	uint32_t id = 0;

	while (kt && ktypes_next_function(kt, &id, &fn))
		*arena_push(a, v, n, cap) = (struct kernel_function){
			.name = fn.name, .module = module_of(k, id), .traceable = true };
	f = sorted(a, v, n);
	f->why_guessed = why;
	return f;
}

struct function_list *function_list_of_btf(struct arena *a, const struct ktypes *kt, const char *why)
{
	return of_types(a, kt, NULL, why);
}

/* Of a file that has the kernel's lists: names stay in it. */
static struct function_list *of_file(struct arena *a, const struct functions *from)
{
	struct kernel_function *v = arena_array(a, struct kernel_function, from->n + 1);
	const char *module;
	uint32_t i;

	for (i = 0; i < from->n; i++) {
		module = function_module(from, &from->v[i]);
		v[i] = (struct kernel_function){
			.name = function_name(from, &from->v[i]),
			.module = *module ? module : NULL,
			.traceable = from->v[i].flags & FUNCTION_TRACEABLE,
			.blacklisted = from->v[i].flags & FUNCTION_NO_KPROBE,
		};
	}
	return sorted(a, v, from->n);
}

/* ---- the running kernel ---- */

/* NULL, and errno, when it cannot be read. */
static char *read_text(struct arena *a, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), saved;
	size_t n = 0, cap = 1 << 20;
	char *text = NULL, *more;
	ssize_t got = 1;

	if (fd < 0)
		return NULL;
	while (got > 0 && n < MAX_TEXT) {
		if (!text || cap - n < 1 << 16) {
			more = arena_alloc(a, (cap *= 2) + 1);
			if (n)
				memcpy(more, text, n);
			text = more;
		}
		got = read(fd, text + n, cap - n);
		if (got < 0 && errno == EINTR)
			got = 1;
		else if (got > 0)
			n += (size_t)got;
	}
	saved = errno;
	close(fd);
	errno = saved;
	if (got < 0)
		return NULL;
	text[n] = 0;
	return text;
}

static char *read_tracefs(struct arena *a, const char *name)
{
	char *text = read_text(a, arena_printf(a, "/sys/kernel/tracing/%s", name));

	return text ? text : read_text(a, arena_printf(a, "/sys/kernel/debug/tracing/%s", name));
}

#define BLACKLIST "/sys/kernel/debug/kprobes/blacklist"

static struct function_list *read_running(struct target *t)
{
	struct arena *a = &t->s->arena;
	char *list = read_tracefs(a, "available_filter_functions_addrs"), *kallsyms = NULL;
	bool with_addresses = list;

	if (!list) {
		list = read_tracefs(a, "available_filter_functions");
		if (!list)
			return function_list_of_btf(a, target_types_if_any(t),
				arena_printf(a, "available_filter_functions cannot be read: %s",
					     strerror(errno)));
		kallsyms = read_text(a, "/proc/kallsyms");
	}
	return function_list_parse(a, list, with_addresses, kallsyms, read_text(a, BLACKLIST));
}

const struct function_list *target_functions(struct target *t)
{
	if (!t->functions && t->running)
		t->functions = read_running(t);
	else if (!t->functions && target_types_if_any(t) && t->file && t->file->functions.n)
		t->functions = of_file(&t->s->arena, &t->file->functions);
	else if (!t->functions)
		t->functions = of_types(&t->s->arena, target_types_if_any(t), t->file,
					"the kernel is known by its BTF alone");
	return t->functions;
}

const struct kernel_function *function_list_find(const struct function_list *f, const char *name, size_t *n)
{
	size_t low = 0, high = f->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(f->v[mid].name, name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (high = low; high < f->n && !strcmp(f->v[high].name, name); high++)
		;
	*n = high - low;
	return f->v + low;
}

bool target_blacklists(struct target *t, const char *name)
{
	const struct kernel_function *f;
	size_t n;

	if (t->functions) {
		f = function_list_find(t->functions, name, &n);
		return n && f->blacklisted;
	}
	if (!t->running)
		return false;
	if (!t->blacklist)
		t->blacklist = parse_blacklist(&t->s->arena, read_text(&t->s->arena, BLACKLIST));
	return table_get(t->blacklist, name);
}
