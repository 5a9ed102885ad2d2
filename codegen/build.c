// SPDX-License-Identifier: GPL-2.0-or-later
/* BPF objects: the cache, and clang when it has none.  See build.h; modules are in kbuild.c. */

#include "codegen/build.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "codegen/cache.h"
#include "codegen/clang.h"

struct bpf_build {
	struct session *s;
	const struct build_options *o;
	const char *c_text;
	const char *headers;		/* runtime/bpf */
	const char *define;
	const char *clang, *maker;	/* NULL: it is not there */
};

/* Where stores are not reordered after loads, giving a slot back needs no atomic. */
static const char *memory_order(const char *arch)
{
	return arch && !strcmp(arch, "x86_64") ? "FPT_TSO=1" : "FPT_TSO=0";
}

static bool make_key(const struct bpf_build *b, struct cache_key *key)
{
	bool ok;
	unsigned i;

	cache_key_init(key, "bpf");
	cache_key_text(key, b->c_text);
	for (i = 0; clang_flags[i]; i++)
		cache_key_text(key, clang_flags[i]);
	cache_key_text(key, b->define);
	ok = cache_key_dir(key, b->headers) &&
	     cache_key_dir(key, b->o->runtime_dir);
	cache_key_done(key);
	if (!ok)
		diag(&b->s->diags, FILE_ERROR, NO_SPAN, b->headers, strerror(errno));
	return ok;
}

static bool write_file(struct session *s, const char *path, const void *data, size_t size)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	const char *p = data;
	bool ok = fd >= 0;

	while (ok && size) {
		ssize_t n = write(fd, p, size);

		ok = n > 0;
		if (ok) {
			p += n;
			size -= (size_t)n;
		}
	}
	if (fd >= 0)
		ok = !close(fd) && ok;
	if (!ok)
		diag(&s->diags, FILE_ERROR, NO_SPAN, path, strerror(errno));
	return ok;
}

/* In the directory of -k, or in a new private one. */
static const char *keep_text(const struct bpf_build *b)
{
	struct arena *a = &b->s->arena;
	const char *dir = b->o->keep_dir, *tmp = getenv("TMPDIR");

	if (!dir) {
		char *template = arena_printf(a, "%s/fptap-XXXXXX", tmp && *tmp ? tmp : "/tmp");

		dir = mkdtemp(template);
		if (!dir)
			return NULL;
	}
	dir = arena_printf(a, "%s/script.bpf.c", dir);
	return write_file(b->s, dir, b->c_text, strlen(b->c_text)) ? dir : NULL;
}

/* The first line that says "error", else the first line. */
static const char *first_error(struct arena *a, const char *messages)
{
	const char *at = strstr(messages, "error:");

	if (!at)
		at = messages;
	while (at > messages && at[-1] != '\n')
		at--;
	return arena_strndup(a, at, strcspn(at, "\n"));
}

static bool refused(const struct bpf_build *b, const struct clang_run *r)
{
	struct diags *d = &b->s->diags;
	const char *kept;

	diag(d, CLANG_FAILED, NO_SPAN);
	if (*r->messages)
		diag_note(d, NO_SPAN, "%s", first_error(&b->s->arena, r->messages));
	if (r->failure)
		diag_note(d, NO_SPAN, "%s", r->failure);
	if (b->o->verbose && *r->messages)
		diag_note(d, NO_SPAN, "%s", r->messages);
	kept = keep_text(b);
	if (kept)
		diag_note(d, NO_SPAN, "the generated C is in %s", kept);
	return false;
}

static bool compile(const struct bpf_build *b, struct built *built)
{
	struct arena *a = &b->s->arena;
	struct clang_run r = {
		.path = b->clang,
		.include = { b->headers, b->o->runtime_dir },
		.define = b->define,
		.verbose = b->o->verbose,
	};
	bool ok;

	if (!b->clang) {
		diag(&b->s->diags, NO_CLANG, NO_SPAN, b->o->clang, "there is no such program");
		return false;
	}
	ok = clang_compile(a, &r, b->c_text);
	built->seconds = r.seconds;
	if (!ok)
		return refused(b, &r);
	built->data = r.object;
	built->size = r.size;
	return true;
}

static bool keep_files(const struct bpf_build *b, struct built *built)
{
	const char *object;

	if (!b->o->keep_dir)
		return true;
	object = arena_printf(&b->s->arena, "%s/script.bpf.o", b->o->keep_dir);
	if (!keep_text(b) || !write_file(b->s, object, built->data, built->size))
		return false;
	built->path = object;
	return true;
}

bool build_bpf(struct session *s, const struct build_options *o, const char *c_text,
	       struct built *built)
{
	struct bpf_build b = { .s = s, .o = o, .c_text = c_text };
	struct cache_key key;
	struct cache_hit hit;

	*built = (struct built){ .c_text = c_text };
	b.headers = arena_printf(&s->arena, "%s/bpf", o->runtime_dir);
	b.define = memory_order(o->arch);
	b.maker = cache_maker(&s->arena, o->clang, &b.clang);
	if (!make_key(&b, &key))
		return false;
	if (o->cache_dir && cache_get(&s->arena, o->cache_dir, &key, ".o", b.maker, &hit)) {
		built->path = hit.path;
		built->data = hit.data;
		built->size = hit.size;
		built->cached = true;
		return keep_files(&b, built);
	}
	if (!compile(&b, built))
		return false;
	if (o->cache_dir && cache_put(&s->arena, o->cache_dir, &key, ".o", b.maker, built->data,
				      built->size, &hit))
		built->path = hit.path;
	return keep_files(&b, built);
}
