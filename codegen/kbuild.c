// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Kernel modules from generated C, by the target kernel's own kbuild.
 *
 * The build runs in a directory of its own that is gone afterwards; only after a failure its log
 * stays.  make(1) cannot cope with blanks in names, so the runtime is reached through a link in
 * that directory.
 *
 * What was asked for (the text, the runtime, the release) is the cache's key; compiler and headers
 * are the maker: a machine without them, such as a virtual one, takes what another has built.
 */

#include "codegen/build.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "codegen/cache.h"
#include "common/str.h"

#define MODULE "fptap_00000000"	/* as runtime/kmod/Kbuild has it */
#define MAX_ARGS 12
#define MAX_LOG (16u << 20)
#define BUILD_SECONDS 300	/* a build that takes longer is ended */

struct kbuild {
	struct session *s;
	const struct build_options *o;
	const char *kmake; /* the headers' own script; NULL: they are a kernel build directory */
	const char *cc;	   /* the compiler that the headers ask for; NULL: make's default */
	bool is_clang;
	const char *maker;	/* for the cache; NULL: nothing can be built here */
	const char *dir;	/* where the build runs */
};

/* How a target is called by the kernel's Makefile, and by the compilers for it. */
static const struct {
	const char *arch, *machine, *make_arch, *cross;
} targets[] = {
	{ "x86_64", "x86_64", "ARCH=x86", "CROSS_COMPILE=x86_64-linux-gnu-" },
	{ "arm64", "aarch64", "ARCH=arm64", "CROSS_COMPILE=aarch64-linux-gnu-" },
};

/* ---- files ---- */

static const char *path_in(struct kbuild *k, const char *dir, const char *name)
{
	return arena_printf(&k->s->arena, "%s/%s", dir, name);
}

static bool file_failed(struct kbuild *k, const char *path)
{
	diag(&k->s->diags, FILE_ERROR, NO_SPAN, path, strerror(errno));
	return false;
}

static bool write_file(struct kbuild *k, const char *path, const void *data, size_t size)
{
	FILE *f = fopen(path, "we");

	if (!f)
		return file_failed(k, path);
	fwrite(data, 1, size, f);
	if (ferror(f) | fclose(f))
		return file_failed(k, path);
	return true;
}

/* NUL-terminated; NULL when it cannot be read or is larger than `max`. */
static char *read_file(struct arena *a, const char *path, size_t max, size_t *size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	char *data = NULL;
	size_t at = 0;
	ssize_t n;

	if (fd < 0)
		return NULL;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode) && (size_t)st.st_size <= max) {
		data = arena_alloc(a, st.st_size + 1);
		while (at < (size_t)st.st_size &&
		       (n = read(fd, data + at, st.st_size - at)) > 0)
			at += n;
		*size = at;
	}
	close(fd);
	return data;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

static void remove_dir(const char *dir)
{
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* ---- what there is to build with ---- */

/* The line NAME=value of the headers' configuration; NULL: not there. */
static const char *config_value(struct kbuild *k, const char *config, const char *name)
{
	size_t len = strlen(name);
	const char *at = config;

	while (at && *at) {
		if (!strncmp(at, name, len) && at[len] == '=')
			return arena_strndup(&k->s->arena, at + len + 1,
					     strcspn(at + len + 1, "\n"));
		at = strchr(at, '\n');
		at += !!at;
	}
	return NULL;
}

static void find_compiler(struct kbuild *k)
{
	size_t size;
	const char *config = read_file(&k->s->arena, path_in(k, k->o->headers,
							     "include/config/auto.conf"),
				       MAX_LOG, &size);
	const char *text = config_value(k, config, "CONFIG_CC_VERSION_TEXT");
	const char *word;

	k->is_clang = config_value(k, config, "CONFIG_CC_IS_CLANG") != NULL;
	if (!text || k->is_clang)
		return;
	text += *text == '"';
	word = arena_strndup(&k->s->arena, text, strcspn(text, " \""));
	if (*word && cache_maker(&k->s->arena, word, NULL))
		k->cc = word;
}

/* "path size mtime" of a file in the headers. */
static const char *identity(struct kbuild *k, const char *name)
{
	const char *path = path_in(k, k->o->headers, name);
	struct stat st;

	if (stat(path, &st))
		return "";
	return arena_printf(&k->s->arena, "%s %lld %lld", path, (long long)st.st_size,
			    (long long)st.st_mtime);
}

static void find_tools(struct kbuild *k)
{
	const char *compiler;

	if (!k->o->headers)
		return;
	if (!access(path_in(k, k->o->headers, "kmake"), X_OK)) {
		k->kmake = path_in(k, k->o->headers, "kmake");
		k->maker = identity(k, "kmake");
		return;
	}
	if (access(path_in(k, k->o->headers, "Makefile"), R_OK))
		return;
	find_compiler(k);
	compiler = cache_maker(&k->s->arena, k->cc ? k->cc : k->is_clang ? "clang" : "gcc", NULL);
	if (compiler && cache_maker(&k->s->arena, "make", NULL))
		k->maker = arena_printf(&k->s->arena, "%s %s %s", compiler,
					identity(k, "include/generated/autoconf.h"),
					identity(k, "Module.symvers"));
}

static bool no_headers(struct kbuild *k)
{
	struct diags *d = &k->s->diags;
	const char *dir = k->o->headers;

	if (!dir)
		dir = arena_printf(&k->s->arena, "/lib/modules/%s/build", k->o->release);
	if (!access(path_in(k, dir, "Makefile"), R_OK)) {
		diag(d, KBUILD_FAILED, NO_SPAN, "make or the compiler is missing");
		diag_hint(d, "the headers want %s", k->cc ? k->cc : k->is_clang ? "clang" : "gcc");
		return false;
	}
	diag(d, NO_HEADERS, NO_SPAN, dir);
	diag_hint(d, "install linux-headers-%s (Debian, Ubuntu) or kernel-devel-%s (Fedora, RHEL)",
		  k->o->release, k->o->release);
	return false;
}

/* ---- building ---- */

/* False after a diagnostic. */
static bool prepare(struct kbuild *k, const char *c_text)
{
	char runtime[PATH_MAX];
	const char *tmp = getenv("TMPDIR");
	char *dir;

	if (!tmp || !*tmp || strpbrk(tmp, " \t:#$%\\'\"`;|&()<>*?[]~"))
		tmp = "/tmp";
	dir = arena_printf(&k->s->arena, "%s/fptap-XXXXXX", tmp);
	if (!mkdtemp(dir))
		return file_failed(k, dir);
	k->dir = dir;
	if (!realpath(k->o->runtime_dir, runtime))
		return file_failed(k, k->o->runtime_dir);
	if (symlink(runtime, path_in(k, dir, "rt")) ||
	    symlink("rt/kmod/Kbuild", path_in(k, dir, "Kbuild")))
		return file_failed(k, dir);
	return write_file(k, path_in(k, dir, MODULE ".c"), c_text, strlen(c_text));
}

/* What modpost has written is two files to compile. */
#define PARALLEL "-j2"
/* … of which nobody reads the debugging information. */
#define NO_DEBUG "KCFLAGS=-g0"

static void make_command(struct kbuild *k, const char **argv)
{
	struct arena *a = &k->s->arena;
	struct utsname host;
	unsigned n = 0;

	if (k->kmake) {
		argv[n++] = k->kmake;
		argv[n++] = k->dir;
		argv[n++] = PARALLEL;
		argv[n++] = NO_DEBUG;
		argv[n] = NULL;
		return;
	}
	argv[n++] = "make";
	argv[n++] = PARALLEL;
	argv[n++] = "-C";
	argv[n++] = k->o->headers;
	argv[n++] = arena_printf(a, "M=%s", k->dir);
	argv[n++] = NO_DEBUG;
	argv[n++] = "CONFIG_DEBUG_INFO_BTF_MODULES=";	/* needs pahole, and nobody reads it */
	if (k->is_clang)
		argv[n++] = "LLVM=1";
	if (k->cc)
		argv[n++] = arena_printf(a, "CC=%s", k->cc);
	uname(&host);
	for (unsigned i = 0; i < sizeof(targets) / sizeof(*targets); i++) {
		if (!k->o->arch || strcmp(targets[i].arch, k->o->arch) ||
		    !strcmp(targets[i].machine, host.machine))
			continue;
		argv[n++] = targets[i].make_arch;
		argv[n++] = targets[i].cross;
	}
	argv[n++] = "modules";
	argv[n] = NULL;
}

/* What make and the shell would take from the environment of a make that runs us. */
static const char *const unset[] = {
	"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MAKEFILES", "KBUILD_OUTPUT",
	"KBUILD_EXTMOD", "O", "M", "C", "V", "W",
};

static void run_child(const char *const *argv, int to)
{
	int null = open("/dev/null", O_RDONLY);

	for (unsigned i = 0; i < sizeof(unset) / sizeof(*unset); i++)
		unsetenv(unset[i]);
	setenv("LC_ALL", "C", 1);
	dup2(null, STDIN_FILENO);
	dup2(to, STDOUT_FILENO);
	dup2(to, STDERR_FILENO);
	execvp(argv[0], (char **)argv);
	dprintf(STDERR_FILENO, "error: cannot run %s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

/* Waits for make, at most BUILD_SECONDS; make ends its own children. */
static bool wait_for(pid_t pid)
{
	int fd = syscall(SYS_pidfd_open, pid, 0), status = -1;
	struct pollfd p = { .fd = fd, .events = POLLIN };

	if (fd >= 0) {
		if (!poll(&p, 1, BUILD_SECONDS * 1000))
			kill(pid, SIGTERM);
		close(fd);
	}
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return WIFEXITED(status) && !WEXITSTATUS(status);
}

/*
 * What kbuild does, one after the other.  It says what it begins with by a line, and the first part is
 * what it reads and tries before that.
 */
static const struct {
	const char *name, *line;
} steps[BUILD_PARTS] = {
	{ "make", "" },
	{ "compile", "  CC [M]  " },
	{ "modpost", "  MODPOST " },
	{ "link", "  LD [M]  " },
};

struct steps {
	struct build_part *parts;
	unsigned at;
	double began;		/* the part that we are at */
	char line[64];		/* its beginning */
	unsigned len;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

static void end_part(struct steps *st)
{
	double to = now();

	st->parts[st->at].name = steps[st->at].name;
	st->parts[st->at].seconds = to - st->began;
	st->began = to;
}

static void see_line(struct steps *st)
{
	unsigned next = st->at + 1;

	st->line[st->len] = 0;
	st->len = 0;
	if (next == BUILD_PARTS || strncmp(st->line, steps[next].line, strlen(steps[next].line)))
		return;
	end_part(st);
	st->at = next;
}

/* make's output goes to the log as it comes.  False: it takes longer than BUILD_SECONDS. */
static bool follow(int from, int log, struct build_part *parts)
{
	struct steps st = { .parts = parts, .began = now() };
	struct pollfd p = { .fd = from, .events = POLLIN };
	double until = st.began + BUILD_SECONDS;
	char some[4096];
	ssize_t n, i;

	while (now() < until) {
		if (poll(&p, 1, 1000) <= 0)
			continue;
		n = read(from, some, sizeof(some));
		if (n <= 0 || write(log, some, n) != n)
			break;
		for (i = 0; i < n; i++)
			if (some[i] == '\n')
				see_line(&st);
			else if (st.len < sizeof(st.line) - 1)
				st.line[st.len++] = some[i];
	}
	end_part(&st);
	return now() < until;
}

/* True: make succeeded.  Its output is in `log`. */
static bool run_make(struct kbuild *k, const char *log, struct build_part *parts)
{
	const char *argv[MAX_ARGS];
	int fd = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), out[2];
	pid_t pid;

	if (fd < 0)
		return false;
	if (pipe2(out, O_CLOEXEC)) {
		close(fd);
		return false;
	}
	make_command(k, argv);
	if (k->o->verbose) {
		for (unsigned i = 0; argv[i]; i++)
			fprintf(stderr, i ? " %s" : "%s", argv[i]);
		fputc('\n', stderr);
	} else if (k->o->progress) {
		fprintf(stderr, "fptap: building the module for %s …\n", k->o->release);
	}
	pid = fork();
	if (!pid)
		run_child(argv, out[1]);
	close(out[1]);
	if (pid > 0 && !follow(out[0], fd, parts))
		kill(pid, SIGTERM);
	close(out[0]);
	close(fd);
	return pid > 0 && wait_for(pid);
}

/* The first line of the log that says what is wrong. */
static const char *first_error(struct kbuild *k, const char *log)
{
	static const char *const marks[] = { "error:", "ERROR:", "***" };
	size_t size;
	char *text = read_file(&k->s->arena, log, MAX_LOG, &size), *at, *start;

	for (unsigned i = 0; text && i < sizeof(marks) / sizeof(*marks); i++) {
		at = strstr(text, marks[i]);
		if (!at)
			continue;
		for (start = at; start > text && start[-1] != '\n'; start--)
			;
		return arena_strndup(&k->s->arena, start, strcspn(start, "\n"));
	}
	return "no message";
}

static void report_failure(struct kbuild *k, const char *log)
{
	struct diags *d = &k->s->diags;
	char kept[PATH_MAX];

	diag(d, KBUILD_FAILED, NO_SPAN, first_error(k, log));
	snprintf(kept, sizeof(kept), "%s.log", k->dir);
	if (!rename(log, kept))
		diag_hint(d, "the whole log is in %s", kept);
}

/* What -k asks for. */
static bool keep(struct kbuild *k, const char *suffix, const void *data, size_t size)
{
	if (!k->o->keep_dir)
		return true;
	return write_file(k, arena_printf(&k->s->arena, "%s/script.module%s", k->o->keep_dir,
					  suffix), data, size);
}

static bool keep_object(struct kbuild *k, struct built *built)
{
	if (!keep(k, ".ko", built->data, built->size))
		return false;
	if (k->o->keep_dir)
		built->path = path_in(k, k->o->keep_dir, "script.module.ko");
	return true;
}

/* False after a diagnostic. */
static bool compile(struct kbuild *k, const char *c_text, struct built *built)
{
	const char *log, *object, *text;
	double from;
	size_t size;
	bool ok;

	if (!prepare(k, c_text))
		return false;
	log = path_in(k, k->dir, "build.log");
	object = path_in(k, k->dir, MODULE ".ko");
	from = now();
	ok = run_make(k, log, built->parts);
	built->seconds = now() - from;
	text = read_file(&k->s->arena, log, MAX_LOG, &size);
	if (text && !keep(k, ".log", text, size))
		return false;
	if (!ok) {
		report_failure(k, log);
		return false;
	}
	built->data = read_file(&k->s->arena, object, CACHE_MAX_ENTRY, &built->size);
	if (!built->data)
		return file_failed(k, object);
	return true;
}

static bool make_key(struct kbuild *k, const char *c_text, struct cache_key *key)
{
	const char *kmod = path_in(k, k->o->runtime_dir, "kmod");
	bool ok;

	cache_key_init(key, "module");
	cache_key_text(key, c_text);
	cache_key_text(key, k->o->release);
	cache_key_text(key, k->o->arch ? k->o->arch : "");
	ok = cache_key_dir(key, kmod) && cache_key_file(key, kmod, "Kbuild") &&
	     cache_key_dir(key, path_in(k, kmod, "kapi")) &&
	     cache_key_dir(key, k->o->runtime_dir);
	cache_key_done(key);
	return ok || file_failed(k, kmod);
}

bool build_module(struct session *s, const struct build_options *o, const char *c_text,
		  struct built *built)
{
	struct kbuild k = { .s = s, .o = o };
	struct cache_key key;
	struct cache_hit hit;
	bool ok;

	*built = (struct built){ .c_text = c_text };
	find_tools(&k);
	if (!make_key(&k, c_text, &key) || !keep(&k, ".c", c_text, strlen(c_text)))
		return false;
	if (o->cache_dir && cache_get(&s->arena, o->cache_dir, &key, ".ko", k.maker, &hit)) {
		built->path = hit.path;
		built->data = hit.data;
		built->size = hit.size;
		built->cached = true;
		return keep_object(&k, built);
	}
	if (!k.maker)
		return no_headers(&k);
	ok = compile(&k, c_text, built);
	if (k.dir)
		remove_dir(k.dir);
	if (!ok)
		return false;
	if (o->cache_dir && cache_put(&s->arena, o->cache_dir, &key, ".ko", k.maker, built->data,
				      built->size, &hit))
		built->path = hit.path;
	return keep_object(&k, built);
}
