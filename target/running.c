// SPDX-License-Identifier: GPL-2.0-or-later
/* The running kernel: see kernel.h and running.h. */

#include "target/running.h"

#include <dirent.h>
#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "target/files.h"
#include "target/fpk.h"
#include "target/kernel_int.h"

#define MODULES "/sys/kernel/btf"
#define MAX_TEXT ((uint64_t)64 << 20)
#define MAX_WORD 512

/* ---- texts about functions ---- */

struct lines {
	const char *at, *end;
	char line[2 * MAX_WORD];
};

static bool next_line(struct lines *l)
{
	const char *stop;
	size_t n;

	if (l->at >= l->end)
		return false;
	stop = memchr(l->at, '\n', (size_t)(l->end - l->at));
	if (!stop)
		stop = l->end;
	n = (size_t)(stop - l->at);
	if (n >= sizeof(l->line))
		n = sizeof(l->line) - 1;
	memcpy(l->line, l->at, n);
	l->line[n] = 0;
	l->at = stop + 1;
	return true;
}

static struct lines lines_of(struct bytes text)
{
	const char *at = (const char *)text.at;

	return (struct lines){ .at = at, .end = at + text.size };
}

/* " [name]" behind a function → "name", kept; "": none.  Modules come in runs. */
static const char *module_of(struct arena *a, const char *word, const char **last)
{
	char name[MAX_WORD];

	if (sscanf(word, " [%511[^]]]", name) != 1)
		return "";
	if (strcmp(*last, name))
		*last = arena_strdup(a, name);
	return *last;
}

static void read_kallsyms(struct functions_builder *b, struct bytes text)
{
	struct lines l = lines_of(text);
	unsigned long long address, start = 0;
	const char *module, *last = "";
	char kind, name[MAX_WORD];
	int n;

	while (next_line(&l)) {
		n = 0;
		if (sscanf(l.line, "%llx %c %511s%n", &address, &kind, name, &n) != 3 || !n)
			continue;
		if (!strcmp(name, "_text"))
			start = address;
		if (!strchr("tTwW", kind))
			continue;
		module = module_of(b->arena, l.line + n, &last);
		functions_add(b, name, module, 0, *module || !start || address < start ||
			      address - start > UINT32_MAX ? 0 : (uint32_t)(address - start));
	}
}

static void read_traceable(struct functions_builder *b, struct bytes text)
{
	struct lines l = lines_of(text);
	const char *last = "";
	char name[MAX_WORD];
	int n;

	while (next_line(&l)) {
		n = 0;
		if (sscanf(l.line, "%511s%n", name, &n) == 1 &&
		    strncmp(name, "__ftrace_invalid_", 17))
			functions_add(b, name, module_of(b->arena, l.line + n, &last),
				      FUNCTION_TRACEABLE, 0);
	}
}

/* "0xffffffff81000000-0xffffffff81000010	name" */
static void read_blacklist(struct functions_builder *b, struct bytes text)
{
	struct lines l = lines_of(text);
	const char *last = "";
	char name[MAX_WORD];
	int n;

	while (next_line(&l)) {
		n = 0;
		if (sscanf(l.line, "0x%*x-0x%*x %511s%n", name, &n) == 1)
			functions_add(b, name, module_of(b->arena, l.line + n, &last),
				      FUNCTION_NO_KPROBE, 0);
	}
}

void function_texts_read(const struct function_texts *t, struct arena *a, struct str *out)
{
	struct functions_builder b = { .arena = a };

	if (!t->kallsyms.size || !t->traceable.size)
		return;
	read_kallsyms(&b, t->kallsyms);
	read_traceable(&b, t->traceable);
	read_blacklist(&b, t->blacklist);
	functions_block(&b, out);
}

/* ---- this machine ---- */

static const char *take_functions(struct kernel *k)
{
	struct function_texts t = { .kallsyms = { NULL, 0 } };
	const char *why, *without = NULL;

	if (!file_read(k->arena, PATH_KALLSYMS, MAX_TEXT, &t.kallsyms, &why))
		without = arena_printf(k->arena, "its functions: %s: %s", PATH_KALLSYMS, why);
	else if (!file_read(k->arena, PATH_TRACEABLE, MAX_TEXT, &t.traceable, &why))
		without = arena_printf(k->arena, "which functions can be traced: %s: %s",
				       PATH_TRACEABLE, why);
	else if (!file_read(k->arena, PATH_BLACKLIST, MAX_TEXT, &t.blacklist, &why))
		without = arena_printf(k->arena, "where kprobes are not allowed: %s: %s",
				       PATH_BLACKLIST, why);
	kernel_take_functions(k, &t);
	file_free(&t.kallsyms);
	file_free(&t.traceable);
	file_free(&t.blacklist);
	return without;
}

static bool take_config(struct kernel *k)
{
	const char *paths[] = {
		arena_printf(k->arena, "/boot/config-%s", k->release),
		arena_printf(k->arena, "/lib/modules/%s/config", k->release),
		"/proc/config.gz",
	};
	struct bytes file;
	const char *why;
	size_t i, size;
	char *text;

	for (i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		if (!file_read(k->arena, paths[i], MAX_TEXT, &file, &why))
			continue;
		text = unpack_all(file, MAX_TEXT, &size, &why);
		file_free(&file);
		if (!text)
			continue;
		facts_read(&k->facts, text, size, true);
		free(text);
		return true;
	}
	return false;
}

static void take_build_id(struct kernel *k)
{
	struct bytes notes;
	const char *why;
	Elf64_Nhdr n;
	size_t at, name, desc, i;
	char hex[65];

	if (!file_read(k->arena, "/sys/kernel/notes", 65536, &notes, &why))
		return;
	for (at = 0; at + sizeof(n) <= notes.size; at = desc + ((n.n_descsz + 3u) & ~3u)) {
		memcpy(&n, notes.at + at, sizeof(n));
		name = at + sizeof(n);
		desc = name + ((n.n_namesz + 3u) & ~3u);
		if (desc + n.n_descsz > notes.size)
			break;
		if (n.n_type != NT_GNU_BUILD_ID || n.n_namesz != 4 || n.n_descsz > 32 ||
		    memcmp(notes.at + name, "GNU", 4))
			continue;
		for (i = 0; i < n.n_descsz; i++)
			snprintf(hex + 2 * i, 3, "%02x", notes.at[desc + i]);
		k->build_id = arena_strdup(k->arena, hex);
	}
	file_free(&notes);
}

struct kernel *kernel_open_running(struct arena *a, const char **without, const char **why)
{
	struct kernel *k = kernel_new(a, MODULES "/vmlinux");
	struct utsname u;

	*without = NULL;
	if (!uname(&u))
		k->release = arena_strdup(a, u.release);
	take_config(k);
	take_build_id(k);
	k->base = ktypes_open_running(a, why);
	if (!kernel_finish(k)) {
		kernel_close(k);
		return NULL;
	}
	*without = take_functions(k);
	formats_of_running(&k->formats);
	if (!*without && !formats_are_known(&k->formats))
		*without = arena_printf(a, "the formats of events: %s", k->formats.why);
	return k;
}

/* ---- saving ---- */

struct parts {
	struct arena *a;
	struct fpk_part *v;
	unsigned n, cap;
};

static void put(struct parts *p, const char *type, const char *name, struct bytes b)
{
	*arena_push(p->a, p->v, p->n, p->cap) = (struct fpk_part){ type, name, b };
}

static struct bytes meta_of(const struct kernel *k, struct arena *a)
{
	struct str meta;

	str_init(&meta, a);
	if (k->release)
		str_printf(&meta, "release %s\n", k->release);
	if (k->arch)
		str_printf(&meta, "arch %s\n", k->arch);
	if (k->build_id)
		str_printf(&meta, "build-id %s\n", k->build_id);
	facts_write(&k->facts, &meta);
	return (struct bytes){ (const unsigned char *)meta.text, meta.len };
}

/* Of the running kernel: those whose BTF it shows. */
static void put_modules(struct parts *p)
{
	struct dirent **names;
	struct bytes b;
	const char *why;
	int n = scandir(MODULES, &names, NULL, alphasort), i;

	for (i = 0; i < n; i++) {
		const char *name = names[i]->d_name;

		if (name[0] != '.' && strcmp(name, "vmlinux") && p->n < FPK_MAX_SECTIONS - 4 &&
		    file_read(p->a, arena_printf(p->a, MODULES "/%s", name), MAX_TEXT, &b, &why)) {
			put(p, "MODULE", arena_strdup(p->a, name), b);
		}
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

static struct bytes list_of(const struct functions *f)
{
	const unsigned char *block = (const unsigned char *)f->v - 8;

	return (struct bytes){ block, (size_t)((const unsigned char *)f->strings + f->strings_size -
					       block) };
}

static struct bytes formats_to_save(struct kernel *k, bool is_running)
{
	struct str out;

	if (!is_running)
		return k->formats.text;
	str_init(&out, &k->mem);
	formats_write(&k->formats, k->arena, &out);
	return (struct bytes){ (const unsigned char *)out.text, out.len };
}

bool kernel_save(struct kernel *k, struct str *out, const char **why)
{
	bool is_running = !strcmp(k->path, MODULES "/vmlinux");
	struct parts p = { .a = &k->mem };
	struct bytes btf = { NULL, 0 }, formats;
	unsigned i;

	btf.at = ktypes_bytes(k->base, &btf.size);
	if (!btf.at) {
		*why = "its types cannot be read";
		return false;
	}
	put(&p, "META", "", meta_of(k, &k->mem));
	put(&p, "BTF", "", btf);
	if (k->functions.n)
		put(&p, "FUNCS", "", list_of(&k->functions));
	formats = formats_to_save(k, is_running);
	if (formats.size)
		put(&p, "FORMATS", "", formats);
	if (is_running)
		put_modules(&p);
	fpk_write(p.v, p.n, out);
	for (i = 0; i < p.n; i++)
		if (!strcmp(p.v[i].type, "MODULE"))
			file_free(&p.v[i].bytes);
	return true;
}
