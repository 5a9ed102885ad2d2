// SPDX-License-Identifier: GPL-2.0-or-later
/* See target.h. */

#include "sema/target.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "sema/ktypes.h"
#include "target/files.h"
#include "target/kernel.h"

#define MODULES_BTF "/sys/kernel/btf"

void target_init(struct target *t, struct session *s)
{
	struct utsname u;

	*t = (struct target){ .s = s, .backend = BACKEND_BPF, .running = true };
	if (uname(&u))
		return;
	t->release = arena_strdup(&s->arena, u.release);
	t->arch = arena_strdup(&s->arena, strcmp(u.machine, "aarch64") ? u.machine : "arm64");
}

void target_set_kernel(struct target *t, struct kernel *k)
{
	t->running = false;
	t->file = k;
	t->release = k->release;
	t->arch = k->arch;
	t->kt = k->kt;
	t->formats = NULL;
	t->tried = true;
	t->said = false;
}

static double seconds(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

/* False: *why of target_types(). */
static bool add_modules(struct target *t)
{
	const char *const *file;

	for (file = t->modules; file && *file; file++) {
		if (kernel_add_module(t->file, *file, &t->why) == MODULE_ADDED)
			continue;
		t->why = arena_printf(&t->s->arena, "module %s: %s", *file, t->why);
		return false;
	}
	return true;
}

static void open_file(struct target *t)
{
	t->file = kernel_open(&t->s->arena, t->btf_path, &t->why);
	t->owns_file = t->file;
	if (!t->file || !add_modules(t))
		return;
	t->kt = t->file->kt;
	if (t->file->arch)
		t->arch = t->file->arch;
}

struct ktypes *target_types_if_any(struct target *t)
{
	double start = seconds();

	if (t->tried)
		return t->kt;
	t->tried = true;
	t->why = "unknown reason";
	if (t->btf_path)
		open_file(t);
	else
		t->kt = ktypes_open_running(&t->s->arena, &t->why);
	t->btf_seconds = seconds() - start;
	return t->kt;
}

struct ktypes *target_types(struct target *t)
{
	struct diags *d = &t->s->diags;

	if (target_types_if_any(t) || t->said)
		return t->kt;
	t->said = true;
	diag(d, NO_BTF, NO_SPAN, t->btf_path ? t->btf_path : "the running kernel", t->why);
	if (!t->btf_path)
		diag_hint(d, "the kernel needs CONFIG_DEBUG_INFO_BTF=y; `fptap run --vm' brings "
			     "one that has it");
	return NULL;
}

bool target_has_symbol(const struct target *t, const char *name)
{
	char line[1024], symbol[512];
	bool found = false;
	FILE *f;

	if (t->file && t->file->functions.n)
		return functions_find(&t->file->functions, name);
	if (!t->running)
		return false;
	f = fopen("/proc/kallsyms", "re");
	if (!f)
		return false;
	while (!found && fgets(line, sizeof(line), f))
		found = sscanf(line, "%*s %*c %511s", symbol) == 1 && !strcmp(symbol, name);
	fclose(f);
	return found;
}

bool target_may_have(const struct target *t, const char *name)
{
	return !t->running || target_has_symbol(t, name);
}

static bool has_function(const struct ktypes *kt, const char *word, size_t n)
{
	char name[128];
	struct kfunc fn;
	int64_t value;
	uint32_t id;
	char *slash;

	if (n >= sizeof(name))
		return false;
	memcpy(name, word, n);
	name[n] = 0;
	if (*name == '=')
		return ktypes_constant(kt, name + 1, &value, &id);
	slash = strchr(name, '/');
	if (slash)
		*slash = 0;
	return ktypes_function(kt, name, &fn) && (!slash || fn.n == (unsigned)atoi(slash + 1));
}

/* The first of the words that the kernel does not have; n: its length. */
static const char *first_lacking(struct target *t, const char *functions, size_t *n)
{
	struct ktypes *kt = target_types_if_any(t);

	for (; *functions; functions += *n + strspn(functions + *n, " ")) {
		*n = strcspn(functions, " ");
		if (!kt || !has_function(kt, functions, *n))
			return functions;
	}
	return NULL;
}

bool target_has(struct target *t, const char *functions)
{
	size_t n;

	return !first_lacking(t, functions, &n);
}

const char *target_lacks_fact(struct target *t, const char *functions)
{
	size_t n;
	const char *word = first_lacking(t, functions, &n), *slash = word ? memchr(word, '/', n) : NULL;

	if (!word)
		return NULL;
	if (*word == '=')
		return arena_printf(&t->s->arena, "%.*s", (int)n - 1, word + 1);
	if (slash)
		return arena_printf(&t->s->arena, "%.*s() of %.*s parameter%s", (int)(slash - word), word,
				    (int)(word + n - slash - 1), slash + 1, slash[1] == '1' ? "" : "s");
	return arena_printf(&t->s->arena, "%.*s()", (int)n, word);
}

unsigned target_registers(const struct target *t)
{
	return t->arch && !strcmp(t->arch, "arm64") ? 8 : 6;
}

const char *target_absent_module(const struct target *t, bool (*is)(void *arg, const char *name),
				 void *arg)
{
	return t->file ? kernel_absent_with(t->file, is, arg) : NULL;
}

static bool is_name(void *arg, const char *name)
{
	return !strcmp(arg, name);
}

void target_say_absent(struct target *t, const char *what, const char *module, struct span span)
{
	t->absent = true;
	diag(&t->s->diags, MODULE_ABSENT, span, what, module);
}

bool target_function_absent(struct target *t, const char *name, struct span span)
{
	char *copy = arena_strdup(&t->s->arena, name);
	const char *module = target_absent_module(t, is_name, copy);

	if (module)
		target_say_absent(t, name, module, span);
	return module;
}

/* ---- a module's types ---- */

static const char *no_running_module(struct target *t, const char *module)
{
	struct arena *a = &t->s->arena;

	if (t->module)
		return arena_printf(a, "a script can use one module's types, and has those of `%s'", t->module);
	if (!*module || strchr(module, '/') || *module == '.' ||
	    access(arena_printf(a, "/sys/module/%s", module), F_OK))
		return arena_printf(a, "there is no module `%s' in the running kernel", module);
	return NULL;
}

static enum module_use use_given(struct target *t, const char *module, struct span span)
{
	unsigned i;

	if (kernel_module_types(t->file, module))
		return MODULE_USED;
	for (i = 0; i < t->file->nabsent; i++)
		if (!strcmp(t->file->absent[i].name, module))
			return MODULE_UNKNOWN;
	diag(&t->s->diags, BAD_SELECTION, span, "module",
	     arena_printf(&t->s->arena, "no file of `%s' was given", module));
	diag_hint(&t->s->diags, "fptap check takes it by --module=FILE.ko");
	return MODULE_REFUSED;
}

enum module_use target_use_module(struct target *t, const char *module, struct span span)
{
	const char *why = NULL, *path = arena_printf(&t->s->arena, MODULES_BTF "/%s", module);
	struct ktypes *kt;

	if (t->module && !strcmp(t->module, module))
		return MODULE_USED;
	if (t->file)
		return use_given(t, module, span);
	why = no_running_module(t, module);
	if (why) {
		diag(&t->s->diags, BAD_SELECTION, span, "module", why);
		return MODULE_REFUSED;
	}
	t->module = module;
	kt = t->kt ? ktypes_open_module(&t->s->arena, t->kt, path, &why) : NULL;
	if (kt) {
		t->kernel = t->kt;
		t->kt = kt;
	}
	return MODULE_USED;
}

bool target_is_kernels(const struct target *t, uint32_t id)
{
	const struct ktypes *kernel = t->kernel ? t->kernel : t->file ? t->file->base : NULL;

	return !kernel || id < ktypes_count(kernel);
}

/* Does the module's BTF have the typedef?  A word in its strings is enough to look closer. */
static bool describes(struct target *t, const char *module, const char *word, size_t n)
{
	struct arena *a = &t->s->arena;
	struct bytes btf;
	const char *why;
	bool found;

	if (!file_read(a, arena_printf(a, MODULES_BTF "/%s", module), KERNEL_MAX_FILE, &btf, &why))
		return false;
	found = memmem(btf.at, btf.size, word, n);
	file_free(&btf);
	return found;
}

bool target_use_tracepoint(struct target *t, const char *name)
{
	const char *word = arena_printf(&t->s->arena, "btf_trace_%s", name), *module = NULL;
	struct dirent **names;
	int n, i;

	if (!t->running || t->file || t->module || !t->kt)
		return false;
	n = scandir(MODULES_BTF, &names, NULL, alphasort);
	for (i = 0; i < n; i++) {
		if (!module && *names[i]->d_name != '.' && strcmp(names[i]->d_name, "vmlinux") &&
		    describes(t, names[i]->d_name, word, strlen(word) + 1))
			module = arena_strdup(&t->s->arena, names[i]->d_name);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
	return module && target_use_module(t, module, NO_SPAN) == MODULE_USED;
}

const char *target_clone_of(const struct target *t, const char *name)
{
	const struct functions *list = t->file ? &t->file->functions : NULL;
	const struct function *clone;

	if (!list || !list->n || functions_find(list, name))
		return NULL;
	clone = functions_clone(list, name);
	return clone ? function_name(list, clone) : NULL;
}

const char *target_not_traceable(const struct target *t, const char *name)
{
	const struct functions *list = t->file ? &t->file->functions : NULL;
	const struct function *f;
	const char *clone;

	if (!list || !list->n)
		return NULL;
	f = functions_find(list, name);
	if (f)
		return f->flags & FUNCTION_TRACEABLE ? NULL : "the kernel does not let it be traced";
	clone = target_clone_of(t, name);
	if (clone)
		return arena_printf(&t->s->arena, "the compiler made `%s' of it", clone);
	return "each call of it was inlined";
}

const char *target_lacks(struct target *t, const char *options)
{
	struct ktypes *kt = target_types_if_any(t);

	if (t->file)
		return facts_missing(&t->file->facts, options);
	if (!t->facts && kt) {
		t->facts = arena_new(&t->s->arena, struct facts);
		facts_by_types(t->facts, kt);
	}
	return t->facts ? facts_missing(t->facts, options) : NULL;
}

const struct formats *target_formats(struct target *t)
{
	const char *text;

	target_types_if_any(t);
	if (t->formats)
		return t->formats;
	t->formats = arena_new(&t->s->arena, struct formats);
	if (t->running) {
		formats_of_running(t->formats);
		return t->formats;
	}
	if (t->file)
		*t->formats = t->file->formats;
	text = !formats_are_known(t->formats) && t->ask_formats ? t->ask_formats(t->ask_arg) : NULL;
	if (text)
		t->formats->text = (struct bytes){ (const unsigned char *)text, strlen(text) };
	t->formats->why = "nothing here has the formats of this kernel's events";
	t->formats->hint = "`fptap kernel save FILE.fpk' as root on a machine that runs it keeps them, for --kernel=FILE.fpk";
	return t->formats;
}

void target_close(struct target *t)
{
	if (t->owns_file)
		kernel_close(t->file);
	else if (t->kt && !t->file)
		ktypes_close(t->kt);
	if (t->kernel)
		ktypes_close(t->kernel);
	t->file = NULL;
	t->kt = t->kernel = NULL;
	t->facts = NULL;
	t->formats = NULL;
	t->functions = NULL;		/* names of a file's list were in it */
	t->tried = false;
}
