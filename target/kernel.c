// SPDX-License-Identifier: GPL-2.0-or-later
/* See kernel.h.  A file's first bytes decide which reader takes it. */

#include "target/kernel.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "target/elf.h"
#include "target/files.h"
#include "target/fpk.h"
#include "target/image.h"
#include "target/kernel_int.h"
#include "target/package.h"
#include "target/vmlinux.h"

#define BTF_MAGIC_BYTES "\x9f\xeb"
#define BTF_OTHER_ORDER "\xeb\x9f"	/* for a message that says so */
#define MAX_TEXT ((uint64_t)4 << 20)	/* of a configuration */
#define MAX_LIST ((uint64_t)64 << 20)	/* of functions; kallsyms are 8 MB */

struct kernel *kernel_new(struct arena *a, const char *path)
{
	struct kernel *k = arena_new(a, struct kernel);

	k->arena = a;
	k->path = arena_strdup(a, path);
	return k;
}

void kernel_close(struct kernel *k)
{
	while (k->nmodules)
		ktypes_close(k->modules[--k->nmodules].kt);
	if (k->base)
		ktypes_close(k->base);
	free(k->own);
	arena_free(&k->mem);
	k->kt = k->base = NULL;
	k->own = NULL;
}

/* ---- what the types say ---- */

static const struct {
	const char *arch, *type, *member;
} signs[] = {
	{ "x86_64", "pt_regs", "r15" },
	{ "arm64", "user_pt_regs", "pstate" },
};

static const char *arch_of(const struct ktypes *kt)
{
	struct kmember m;
	uint32_t id;
	size_t i;

	for (i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		id = ktypes_find(kt, KK_STRUCT, signs[i].type);
		if (id && ktypes_member(kt, id, signs[i].member, &m))
			return signs[i].arch;
	}
	return NULL;
}

/* The least that any kernel has: without it, BTF is that of something else. */
static bool is_whole(const struct ktypes *kt)
{
	return ktypes_find(kt, KK_STRUCT, "task_struct") && ktypes_find(kt, KK_STRUCT, "pt_regs");
}

void facts_by_types(struct facts *f, const struct ktypes *kt)
{
	struct kfunc fn;
	unsigned i;

	f->v[FACT_CONFIG_DEBUG_INFO_BTF] = FACT_ON;
	if (!is_whole(kt))
		return;
	for (i = 0; i < FACT_COUNT; i++)
		if (f->v[i] == FACT_UNKNOWN && *fact_function(i))
			f->v[i] = ktypes_function(kt, fact_function(i), &fn) ? FACT_ON : FACT_OFF;
}

bool kernel_finish(struct kernel *k)
{
	k->kt = k->base;
	if (!k->kt)
		return false;
	if (!k->arch)
		k->arch = arch_of(k->kt);
	facts_by_types(&k->facts, k->kt);
	return true;
}

/* ---- formats ---- */

void kernel_take_block(struct kernel *k, const struct str *block)
{
	void *copy;

	if (!block->len)
		return;
	copy = arena_alloc(&k->mem, block->len);
	memcpy(copy, block->text, block->len);
	if (functions_open(&k->functions, copy, block->len))
		k->functions = (struct functions){ 0 };	/* names that are none */
}

static void take_elf(struct kernel *k, struct bytes file, int fd)
{
	struct arena scratch = { 0 };
	struct elf_facts f;
	struct str block;

	str_init(&block, &scratch);
	vmlinux_functions(file, fd, &scratch, &block);
	kernel_take_block(k, &block);
	arena_free(&scratch);
	elf_read(&f, file, fd);
	k->arch = f.arch;
	if (f.build_id[0])
		k->build_id = arena_strdup(k->arena, f.build_id);
}

/* A copy of its own, so that what it lies in can go. */
static bool take_btf(struct kernel *k, struct bytes btf, const char **why)
{
	void *copy = arena_alloc(&k->mem, btf.size);

	memcpy(copy, btf.at, btf.size);
	k->base = ktypes_open_bytes(k->arena, NULL, copy, btf.size, why);
	return k->base;
}

/* In a raw kernel: the first that is BTF and has a kernel's types. */
static bool search_btf(struct kernel *k, struct bytes raw, const char **why)
{
	struct bytes btf;
	size_t at = 0;

	while (image_next_btf(raw, &at, &btf)) {
		if (take_btf(k, btf, why)) {
			if (is_whole(k->base))
				return true;
			ktypes_close(k->base);
			k->base = NULL;
		}
	}
	*why = "it is no BTF, no kernel and no package, or its kernel has no BTF";
	return false;
}

static bool take_bytes(struct kernel *k, struct bytes file, const char **why);

static bool take_image(struct kernel *k, struct bytes file, const char **why)
{
	struct image i;
	bool ok = false;

	*why = image_open(&i, file);
	if (!*why) {
		if (!k->release)
			k->release = image_release(i.bytes, k->arena);
		if (elf_is(i.bytes)) {
			struct bytes btf;

			take_elf(k, i.bytes, -1);
			ok = ktypes_find_btf(i.bytes.at, i.bytes.size, &btf.at, &btf.size, why) &&
			     take_btf(k, btf, why);
		} else if (i.bytes.size >= 4 && !memcmp(i.bytes.at, BTF_MAGIC_BYTES, 2)) {
			ok = take_btf(k, i.bytes, why);
		} else {
			ok = search_btf(k, i.bytes, why);
		}
	}
	image_close(&i);
	return ok;
}

/* ---- packages ---- */

struct found {
	struct kernel *k;
	struct bytes kernel, config;
	const char *release;
};

/* "usr/src/linux-headers-REL/vmlinux": what stands between the two; NULL: it is another path. */
static const char *between(struct arena *a, const char *path, const char *before, const char *after)
{
	size_t n = strlen(path), head = strlen(before), tail = strlen(after);

	if (n <= head + tail || strncmp(path, before, head) || strcmp(path + n - tail, after))
		return NULL;
	if (memchr(path + head, '/', n - head - tail))
		return NULL;
	return arena_strndup(a, path + head, n - head - tail);
}

static const struct {
	const char *before, *after;
	bool is_config;
} members[] = {
	{ "usr/src/linux-headers-", "/vmlinux", false },
	{ "usr/src/linux-headers-", "/.config", true },
	{ "boot/vmlinuz-", "", false },
	{ "boot/config-", "", true },
	{ "usr/lib/modules/", "/vmlinuz", false },
	{ "usr/lib/modules/", "/config", true },
	{ "usr/lib/debug/boot/vmlinux-", "", false },
	{ "usr/lib/debug/lib/modules/", "/vmlinux", false },
};

static bool member_of(struct found *f, const char *path, bool *is_config)
{
	const char *release;
	size_t i;

	for (i = 0; i < sizeof(members) / sizeof(*members); i++) {
		release = between(f->k->arena, path, members[i].before, members[i].after);
		if (!release)
			continue;
		*is_config = members[i].is_config;
		f->release = release;
		return true;
	}
	return false;
}

static bool wants(void *arg, const char *path, uint64_t size)
{
	bool is_config;

	(void)size;
	return member_of(arg, path, &is_config);
}

static void take(void *arg, const char *path, void *data, size_t size)
{
	struct found *f = arg;
	bool is_config = false;
	struct bytes *to;

	member_of(f, path, &is_config);
	to = is_config ? &f->config : &f->kernel;
	file_free(to);
	*to = (struct bytes){ data, size };
}

static bool done(void *arg)
{
	struct found *f = arg;

	return f->kernel.at && f->config.at;
}

static bool take_package(struct kernel *k, struct bytes file, const char **why)
{
	struct found f = { .k = k };
	struct package_reader r = { &f, wants, take, done };
	bool ok = false;

	*why = package_read(file, &r);
	if (!*why && !f.kernel.at)
		*why = "there is no kernel in the package";
	if (!*why) {
		k->release = f.release;
		if (f.config.at)
			facts_read(&k->facts, (const char *)f.config.at, f.config.size, true);
		ok = take_image(k, f.kernel, why);
	}
	file_free(&f.kernel);
	file_free(&f.config);
	return ok;
}

/* ---- .fpk ---- */

/* "release 6.1" → the text behind the word; in the arena. */
static const char *meta_word(struct kernel *k, struct bytes meta, const char *word)
{
	const char *at = (const char *)meta.at, *end = at + meta.size, *stop;
	size_t n = strlen(word), i;

	for (; at < end; at = stop + 1) {
		stop = memchr(at, '\n', (size_t)(end - at));
		if (!stop)
			stop = end;
		if ((size_t)(stop - at) <= n + 1 || memcmp(at, word, n) || at[n] != ' ')
			continue;
		for (i = n + 1; at + i < stop; i++)
			if ((unsigned char)at[i] <= ' ' || (unsigned char)at[i] >= 0x7f)
				return NULL;
		return arena_strndup(k->arena, at + n + 1, (size_t)(stop - at) - n - 1);
	}
	return NULL;
}

static bool take_fpk(struct kernel *k, struct bytes file, const char **why)
{
	struct bytes meta, btf, list;
	const char *arch;

	*why = fpk_check(file);
	if (*why)
		return false;
	fpk_section(file, "META", NULL, &meta);
	fpk_section(file, "BTF", NULL, &btf);
	k->release = meta_word(k, meta, "release");
	k->build_id = meta_word(k, meta, "build-id");
	arch = meta_word(k, meta, "arch");
	if (arch)
		k->arch = arch;
	facts_read(&k->facts, (const char *)meta.at, meta.size, false);
	if (fpk_section(file, "FUNCS", NULL, &list)) {
		*why = functions_open(&k->functions, list.at, list.size);
		if (*why)
			return false;
	}
	fpk_section(file, "FORMATS", NULL, &k->formats.text);
	k->base = ktypes_open_bytes(k->arena, NULL, btf.at, btf.size, why);
	return k->base;
}

/* ---- files ---- */

static bool take_bytes(struct kernel *k, struct bytes file, const char **why)
{
	if (fpk_is(file))
		return take_fpk(k, file, why);
	if (package_is(file))
		return take_package(k, file, why);
	return take_image(k, file, why);
}

struct kernel *kernel_open_bytes(struct arena *a, const char *path, struct bytes file,
				 const char **why)
{
	struct kernel *k = kernel_new(a, path);

	if (take_bytes(k, file, why) && kernel_finish(k))
		return k;
	kernel_close(k);
	return NULL;
}

/* Types alone are read from where they lie; an ELF file may be larger than memory. */
static bool take_plain(struct kernel *k, const char *path, int fd, bool is_elf, const char **why)
{
	if (is_elf)
		take_elf(k, (struct bytes){ NULL, 0 }, fd);
	k->base = ktypes_open_file(k->arena, path, why);
	return k->base;
}

static bool take_path(struct kernel *k, const char *path, const char **why)
{
	struct bytes file;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	unsigned char magic[4] = { 0 };
	bool is_elf, ok;
	ssize_t n;

	if (fd < 0) {
		*why = errno == ENOENT ? "no such file" : arena_strdup(k->arena, strerror(errno));
		return false;
	}
	n = pread(fd, magic, sizeof(magic), 0);
	is_elf = n == 4 && elf_is((struct bytes){ magic, 4 });
	if (is_elf || (n == 4 && (!memcmp(magic, BTF_MAGIC_BYTES, 2) ||
				  !memcmp(magic, BTF_OTHER_ORDER, 2)))) {
		ok = take_plain(k, path, fd, is_elf, why);
		close(fd);
		return ok;
	}
	close(fd);
	if (!file_read(k->arena, path, KERNEL_MAX_FILE, &file, why))
		return false;
	k->file = file;
	k->own = (void *)file.at;
	ok = take_bytes(k, file, why);
	if (!fpk_is(file)) {
		free(k->own);
		k->own = NULL;
	}
	return ok;
}

/* ---- directories ---- */

static const char *below(struct arena *a, const char *dir, const char *name)
{
	return arena_printf(a, "%s/%s", dir, name);
}

bool kernel_is_directory(struct arena *a, const char *path)
{
	return !access(below(a, path, "btf"), F_OK);
}

static void take_release(struct kernel *k, const char *dir)
{
	struct bytes text;
	const char *why;
	size_t n;

	if (!file_read(k->arena, below(k->arena, dir, "release"), 4096, &text, &why))
		return;
	for (n = 0; n < text.size && text.at[n] > ' ' && text.at[n] < 0x7f; n++)
		;
	if (n)
		k->release = arena_strndup(k->arena, (const char *)text.at, n);
	file_free(&text);
}

void kernel_take_functions(struct kernel *k, const struct function_texts *t)
{
	struct arena scratch = { 0 };
	struct str block;

	str_init(&block, &scratch);
	function_texts_read(t, &scratch, &block);
	kernel_take_block(k, &block);
	arena_free(&scratch);
}

static void take_copies(struct kernel *k, const char *dir)
{
	struct function_texts t = { .kallsyms = { NULL, 0 } };
	const char *why;

	if (file_read(k->arena, below(k->arena, dir, "kallsyms"), MAX_LIST, &t.kallsyms, &why) &&
	    file_read(k->arena, below(k->arena, dir, "available_filter_functions"), MAX_LIST,
		      &t.traceable, &why)) {
		file_read(k->arena, below(k->arena, dir, "blacklist"), MAX_LIST, &t.blacklist,
			  &why);
		kernel_take_functions(k, &t);
	}
	file_free(&t.kallsyms);
	file_free(&t.traceable);
	file_free(&t.blacklist);
}

static bool take_directory(struct kernel *k, const char *dir, const char **why)
{
	struct bytes text;
	const char *no;

	take_copies(k, dir);

	take_release(k, dir);
	if (file_read(k->arena, below(k->arena, dir, "config"), MAX_TEXT, &text, &no)) {
		facts_read(&k->facts, (const char *)text.at, text.size, true);
		file_free(&text);
	}
	return take_path(k, below(k->arena, dir, "btf"), why);
}

/* The formats of events, of a kernel whose types are the file `btf' of a directory, or the directory. */
static void take_formats(struct kernel *k, const char *path, bool is_directory)
{
	const char *slash = strrchr(path, '/'), *why, *dir = path;
	struct bytes file;

	if (!is_directory) {
		if (strcmp(slash ? slash + 1 : path, "btf"))
			return;
		dir = slash ? arena_strndup(k->arena, path, (size_t)(slash - path)) : ".";
	}
	if (!file_read(k->arena, below(k->arena, dir, FORMATS_FILE), FORMATS_MAX, &file, &why))
		return;
	kernel_take_formats(k, file);
	file_free(&file);
}

void kernel_take_formats(struct kernel *k, struct bytes text)
{
	void *copy = arena_alloc(&k->mem, text.size);

	memcpy(copy, text.at, text.size);
	k->formats.text = (struct bytes){ copy, text.size };
}

struct kernel *kernel_open(struct arena *a, const char *path, const char **why)
{
	struct kernel *k = kernel_new(a, path);
	struct stat st;
	bool ok;

	if (!stat(path, &st) && S_ISDIR(st.st_mode))
		ok = take_directory(k, path, why);
	else
		ok = take_path(k, path, why);
	if (ok && kernel_finish(k)) {
		if (!k->formats.text.size)
			take_formats(k, path, !stat(path, &st) && S_ISDIR(st.st_mode));
		return k;
	}
	kernel_close(k);
	return NULL;
}

bool kernel_is_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	unsigned char head[8] = { 0 };
	struct bytes b = { head, sizeof(head) };
	ssize_t n;

	if (fd < 0)
		return false;
	n = pread(fd, head, sizeof(head), 0);
	close(fd);
	return n == sizeof(head) && (elf_is(b) || fpk_is(b) || package_is(b) || unpack_format(b) ||
				     !memcmp(head, BTF_MAGIC_BYTES, 2) || !memcmp(head, "MZ", 2));
}
