// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * fptap kernel: files to check scripts with.
 *
 *	fptap kernel save FILE.fpk [--kernel=FILE | --vm=VERSION]
 *	fptap kernel fetch [--arch=ARCH]… VERSION…
 *	fptap kernel show FILE…
 *
 * save takes the running kernel when none is named.  With --vm the kernel is booted, and tells
 *which of its functions can be traced.  fetch downloads packages and keeps a .fpk of each in the
 *cache.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "driver/check/check.h"
#include "driver/paths.h"
#include "target/files.h"
#include "target/kernel_int.h"

#define MAX_TEXT ((uint64_t)64 << 20)

static bool failed(struct session *s, const char *file, const char *why)
{
	diag(&s->diags, BAD_KERNEL, NO_SPAN, file, why);
	return false;
}

/* Runs a program; what it prints is *out, malloc()ed. */
static bool run(struct session *s, char *const argv[], struct bytes *out)
{
	int fd = memfd_create("fptap", MFD_CLOEXEC), status = -1;
	const char *why;
	pid_t pid = fd < 0 ? -1 : fork();
	bool ok;

	if (!pid) {
		dup2(fd, STDOUT_FILENO);
		execv(argv[0], argv);
		_exit(127);
	}
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	ok = !status && file_read(&s->arena, arena_printf(&s->arena, "/proc/self/fd/%d", fd),
				  MAX_TEXT, out, &why);
	if (fd >= 0)
		close(fd);
	return ok;
}

/* fptap-kernel's answer: a path; NULL after a diagnostic. */
static const char *packaged(struct session *s, const char *version, const char *arch, bool types)
{
	const char *program = path_helper(s, "fptap-kernel"), *path;
	struct bytes out;
	char *argv[6];
	unsigned n = 0;

	if (!program)
		return NULL;
	argv[n++] = (char *)program;
	if (types)
		argv[n++] = (char *)"--types";
	if (arch) {
		argv[n++] = (char *)"--arch";
		argv[n++] = (char *)arch;
	}
	argv[n++] = (char *)version;
	argv[n] = NULL;
	if (!run(s, argv, &out)) {
		failed(s, version, "no such packaged kernel could be brought");
		return NULL;
	}
	path = arena_strndup(
		&s->arena, (const char *)out.at,
		strcspn(arena_strndup(&s->arena, (const char *)out.at, out.size), "\n"));
	file_free(&out);
	return path;
}

/* ---- writing ---- */

static bool write_fpk(struct session *s, const char *path, const struct str *text)
{
	struct bytes all = { (const unsigned char *)text->text, text->len };
	const char *why = file_write(&s->arena, path, all);

	if (why)
		diag(&s->diags, OUTPUT, NO_SPAN, path, why);
	return !why;
}

static bool save(struct session *s, struct kernel *k, const char *path)
{
	struct arena mem = { 0 };
	const char *why;
	struct str out;
	bool ok;

	str_init(&out, &mem);
	ok = kernel_save(k, &out, &why) ? write_fpk(s, path, &out) : failed(s, k->path, why);
	arena_free(&mem);
	return ok;
}

/* ---- functions of a kernel that is booted for it ---- */

/* The texts of running.h and formats.h one behind the other, each behind a line of its length. */
#define TELL                                                                                       \
	"for f in " PATH_KALLSYMS " " PATH_TRACEABLE " " PATH_BLACKLIST "; do cat $f >/tmp/text; " \
	"wc -c </tmp/text; cat /tmp/text; done; " FORMATS_TELL " >/tmp/text; wc -c </tmp/text; cat /tmp/text"

static bool next_text(struct bytes *all, struct bytes *text)
{
	const char *at = (const char *)all->at;
	char *end;
	unsigned long n;

	if (!all->size || !memchr(at, '\n', all->size))
		return false;
	n = strtoul(at, &end, 10);
	if (*end != '\n' || n > all->size - (size_t)(end + 1 - at))
		return false;
	*text = (struct bytes){ (const unsigned char *)end + 1, n };
	all->size -= (size_t)(end + 1 - at) + n;
	all->at = text->at + n;
	return true;
}

static bool take_functions(struct session *s, struct kernel *k, struct bytes all)
{
	struct function_texts t;
	struct bytes formats;

	if (next_text(&all, &t.kallsyms) && next_text(&all, &t.traceable) &&
	    next_text(&all, &t.blacklist))
		kernel_take_functions(k, &t);
	if (next_text(&all, &formats))
		kernel_take_formats(k, formats);
	return k->functions.n || failed(s, k->path, "the machine did not tell its functions");
}

static bool ask_machine(struct session *s, struct kernel *k, const char *dir)
{
	const char *program = path_helper(s, "fptap-vm"), *tmp = getenv("TMPDIR");
	char *root = arena_printf(&s->arena, "%s/fptap-vm.XXXXXX", tmp && *tmp ? tmp : "/tmp");
	char *argv[] = { (char *)program, (char *)"--kernel", (char *)dir, (char *)"--root", root,
			 (char *)"--", (char *)"/bin/sh", (char *)"-c", (char *)TELL, NULL };
	struct bytes all;
	bool ok;

	if (!program || !mkdtemp(root))
		return false;
	ok = run(s, argv, &all);
	rmdir(root);
	if (!ok)
		return failed(s, dir, "the virtual machine did not run");
	ok = take_functions(s, k, all);
	file_free(&all);
	return ok;
}

/* ---- commands ---- */

static struct kernel *open_for_saving(struct session *s, const struct options *o)
{
	const char *why = "", *without = NULL, *path = o->kernel;
	struct kernel *k;

	if (o->vm)
		path = packaged(s, *o->vm ? o->vm : "newest", NULL, false);
	if (o->vm && !path)
		return NULL;
	k = path ? kernel_open(&s->arena, path, &why) :
		   kernel_open_running(&s->arena, &without, &why);
	if (!k) {
		failed(s, path ? path : "the running kernel", why);
		return NULL;
	}
	if (o->vm && !ask_machine(s, k, path)) {
		kernel_close(k);
		return NULL;
	}
	if (without)
		fprintf(stderr, "fptap: saved without %s\n", without);
	return k;
}

static int save_command(struct session *s, const struct options *o)
{
	struct kernel *k;
	bool ok;

	if (o->nfiles != 2) {
		diag(&s->diags, USAGE, NO_SPAN, "fptap kernel save takes one file");
		return EXIT_USAGE;
	}
	k = open_for_saving(s, o);
	if (!k)
		return EXIT_USAGE;
	ok = save(s, k, o->files[1]);
	kernel_close(k);
	return ok ? EXIT_OK : EXIT_USAGE;
}

/* A package becomes a .fpk beside it. */
static bool convert(struct session *s, const char *deb)
{
	size_t n = strlen(deb);
	const char *path = arena_printf(&s->arena, "%.*s.fpk", (int)(n - 4), deb), *why = "";
	struct kernel *k = kernel_open(&s->arena, deb, &why);
	bool ok;

	if (!k) {
		unlink(deb);
		return failed(s, deb, why);
	}
	ok = save(s, k, path);
	kernel_close(k);
	if (ok && !unlink(deb))
		puts(path);
	return ok;
}

static bool fetch(struct session *s, const char *version, const char *arch)
{
	const char *path = packaged(s, version, arch, true);
	size_t n = path ? strlen(path) : 0;

	if (!path)
		return false;
	if (n > 4 && !strcmp(path + n - 4, ".deb"))
		return convert(s, path);
	puts(path);
	return true;
}

static int fetch_command(struct session *s, const struct options *o)
{
	const char *arch, *arches;
	char *words, *rest = NULL;
	bool ok = o->nfiles > 1;
	unsigned i, j;

	if (!ok)
		diag(&s->diags, USAGE, NO_SPAN,
		     "fptap kernel fetch takes versions, such as 6.12 or newest");
	for (i = 1; i < o->nfiles; i++) {
		if (!o->arch)
			ok &= fetch(s, o->files[i], NULL);
		for (j = 0; (arches = options_next(o, "arch", &j));) {
			words = arena_strdup(&s->arena, arches);
			for (arch = strtok_r(words, ",", &rest); arch;
			     arch = strtok_r(NULL, ",", &rest))
				ok &= fetch(s, o->files[i], arch);
		}
	}
	return ok ? EXIT_OK : EXIT_USAGE;
}

static void count_event(void *arg, const char *system, const char *name)
{
	(void)system;
	(void)name;
	++*(unsigned *)arg;
}

static void show(const struct kernel *k)
{
	unsigned events = 0;
	uint32_t i, traceable = 0, blacklisted = 0;
	struct arena a = { 0 };
	struct str facts;

	str_init(&facts, &a);
	facts_write(&k->facts, &facts);
	for (i = 0; i < k->functions.n; i++) {
		traceable += !!(k->functions.v[i].flags & FUNCTION_TRACEABLE);
		blacklisted += !!(k->functions.v[i].flags & FUNCTION_NO_KPROBE);
	}
	printf("%s\nrelease %s\narch %s\nbuild-id %s\ntypes %u\n", k->path,
	       k->release ? k->release : "?", k->arch ? k->arch : "?",
	       k->build_id ? k->build_id : "?", ktypes_count(k->kt));
	if (k->functions.n)
		printf("functions %u\ntraceable %u\nno kprobes %u\n", k->functions.n, traceable,
		       blacklisted);
	formats_each(&k->formats, count_event, &events);
	if (events)
		printf("formats of events %u\n", events);
	fputs(facts.text, stdout);
	arena_free(&a);
}

static int show_command(struct session *s, const struct options *o)
{
	const char *why = "";
	struct kernel *k;
	unsigned i;
	bool ok = true;

	for (i = 1; i < o->nfiles; i++) {
		k = kernel_open(&s->arena, o->files[i], &why);
		if (!k) {
			ok = failed(s, o->files[i], why);
			continue;
		}
		show(k);
		kernel_close(k);
	}
	return ok ? EXIT_OK : EXIT_USAGE;
}

int kernel_main(struct session *s, const struct options *o)
{
	static const struct {
		const char *word;
		int (*run)(struct session *s, const struct options *o);
	} commands[] = { { "save", save_command },
			 { "fetch", fetch_command },
			 { "show", show_command } };
	size_t i;

	for (i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		if (o->nfiles && !strcmp(o->files[0], commands[i].word))
			return commands[i].run(s, o);
	diag(&s->diags, USAGE, NO_SPAN, "fptap kernel save FILE.fpk, fetch VERSION… or show FILE…");
	return EXIT_USAGE;
}
