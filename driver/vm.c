// SPDX-License-Identifier: GPL-2.0-or-later
/* See vm.h.  Downloading, the initramfs and QEMU are the work of the scripts in driver/vm. */

#include "driver/vm.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "driver/compile.h"
#include "driver/paths.h"
#include "target/files.h"
#include "target/formats.h"

#define GUEST_CACHE "/var/cache/fptap"

static bool failed(struct session *s, const char *what)
{
	diag(&s->diags, VM_FAILED, NO_SPAN, what);
	return false;
}

static volatile pid_t machine;	/* fptap-vm while it runs */

/*
 * A signal of the terminal reaches fptap-vm by itself, and it passes it on to the guest; one that was
 * sent to us alone it gets from here.  In any case we stay, to take the guest's files away.
 */
static void pass_on(int signal, siginfo_t *info, void *context)
{
	(void)context;
	if (machine > 0 && info->si_code <= 0)
		kill(machine, signal);
}

static void catch_signals(void)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction action = { .sa_sigaction = pass_on, .sa_flags = SA_SIGINFO };
	size_t i;

	sigemptyset(&action.sa_mask);
	for (i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		sigaction(signals[i], &action, NULL);
}

/* Runs argv; its standard output is read into *line (first line) unless NULL. */
static int run(struct session *s, char *const argv[], const char **line)
{
	int fds[2] = { -1, -1 }, status;
	char buf[PATH_MAX];
	FILE *f;
	pid_t pid;

	if (line && pipe2(fds, O_CLOEXEC))
		return -1;
	pid = fork();
	if (!pid) {
		if (line)
			dup2(fds[1], STDOUT_FILENO);
		execv(argv[0], argv);
		_exit(127);
	}
	if (line) {
		close(fds[1]);
		f = fdopen(fds[0], "r");
		*line = f && fgets(buf, sizeof(buf), f) ?
			arena_strndup(&s->arena, buf, strcspn(buf, "\n")) : NULL;
		if (f)
			fclose(f);
	}
	if (pid < 0)
		return -1;
	machine = pid;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	machine = 0;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static const char *first_line(struct session *s, const char *path)
{
	FILE *f = fopen(path, "re");
	char buf[256] = "";

	if (f) {
		if (!fgets(buf, sizeof(buf), f))
			buf[0] = 0;
		fclose(f);
	}
	return arena_strndup(&s->arena, buf, strcspn(buf, "\n"));
}

/* The prepared kernel's directory; NULL after a diagnostic. */
static const char *get_kernel(struct session *s, const struct options *o)
{
	const char *program = path_helper(s, "fptap-kernel"), *dir = NULL;
	bool headers = o->backend && !strcmp(o->backend, "module");
	char *argv[6];
	unsigned n = 0;

	if (!program)
		return NULL;
	argv[n++] = (char *)program;
	if (headers)
		argv[n++] = (char *)"--headers";
	if (o->arch) {
		argv[n++] = (char *)"--arch";
		argv[n++] = (char *)o->arch;
	}
	argv[n++] = (char *)(*o->vm ? o->vm : "newest");
	argv[n] = NULL;
	if (run(s, argv, &dir) || !dir) {
		failed(s, arena_printf(&s->arena, "no kernel `%s'", argv[n - 1]));
		return NULL;
	}
	return dir;
}

/* ---- the formats of its events ---- */

struct asked {
	struct session *s;
	const char *dir;		/* of the kernel */
};

/* Booted once for it: the text stays with the kernel, for the next script that needs one. */
static const char *ask_formats(void *arg)
{
	static const char script[] = "root=$(mktemp -d) && \"$0\" --kernel \"$1\" --root \"$root\" -- /bin/sh -c \"$2\" "
				     ">\"$1/" FORMATS_FILE ".new\" && rmdir \"$root\" && "
				     "mv \"$1/" FORMATS_FILE ".new\" \"$1/" FORMATS_FILE "\"";
	const struct asked *asked = arg;
	struct session *s = asked->s;
	const char *program = path_helper(s, "fptap-vm"), *why;
	char *argv[] = { (char *)"/bin/sh", (char *)"-c", (char *)script, (char *)program, (char *)asked->dir,
			 (char *)FORMATS_TELL, NULL };
	struct bytes text;
	const char *copy;

	if (!program)
		return NULL;
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "fptap: asking the machine for the formats of its events\n");
	if (run(s, argv, NULL) ||
	    !file_read(&s->arena, arena_printf(&s->arena, "%s/" FORMATS_FILE, asked->dir), FORMATS_MAX, &text, &why))
		return NULL;
	copy = arena_strndup(&s->arena, (const char *)text.at, text.size);
	file_free(&text);
	return copy;
}

/*
 * The program that the machine runs: this one, or for another architecture $FPTAP_GUEST or what a
 * build tree makes of its sources.  NULL after a diagnostic.
 */
static const char *get_program(struct session *s, const struct options *o)
{
	const char *self = path_self(s), *given = getenv("FPTAP_GUEST"), *program = NULL;
	char *argv[] = { NULL, (char *)o->arch, NULL, NULL };
	struct target own;

	target_init(&own, s);
	if (!o->arch || !strcmp(o->arch, own.arch))
		return self;
	if (given && *given)
		return given;
	argv[0] = (char *)path_helper(s, "fptap-guest");
	argv[2] = arena_strndup(&s->arena, self, (size_t)(strrchr(self, '/') - self));
	if (!argv[0])
		return NULL;
	if (run(s, argv, &program) || !program) {
		failed(s, arena_printf(&s->arena, "no fptap for %s", o->arch));
		return NULL;
	}
	return program;
}

/* ---- the guest's files ---- */

static bool make_folders(struct session *s, const char *root, const char *path)
{
	char *full = arena_printf(&s->arena, "%s%s", root, path), *p;

	for (p = full + strlen(root) + 1; *p; p++) {
		if (*p != '/')
			continue;
		*p = 0;
		if (mkdir(full, 0755) && errno != EEXIST)
			return failed(s, arena_printf(&s->arena, "%s: %s", full, strerror(errno)));
		*p = '/';
	}
	return true;
}

static bool put_bytes(struct session *s, const char *root, const char *path, const void *data,
		      size_t size, mode_t mode)
{
	const char *full = arena_printf(&s->arena, "%s%s", root, path);
	bool ok;
	int fd;

	if (!make_folders(s, root, path))
		return false;
	fd = open(full, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
	if (fd < 0)
		return failed(s, arena_printf(&s->arena, "%s: %s", full, strerror(errno)));
	ok = write(fd, data, size) == (ssize_t)size && !fchmod(fd, mode);
	ok = !close(fd) && ok;
	return ok || failed(s, arena_printf(&s->arena, "%s: %s", full, strerror(errno)));
}

static bool put_file(struct session *s, const char *root, const char *to, const char *from)
{
	struct stat st;
	void *data;
	ssize_t n;
	int fd = open(from, O_RDONLY | O_CLOEXEC);
	bool ok;

	if (fd < 0 || fstat(fd, &st)) {
		failed(s, arena_printf(&s->arena, "%s: %s", from, strerror(errno)));
		if (fd >= 0)
			close(fd);
		return false;
	}
	data = malloc((size_t)st.st_size + 1);
	n = data ? read(fd, data, (size_t)st.st_size) : -1;
	close(fd);
	ok = n == st.st_size && put_bytes(s, root, to, data, (size_t)n, st.st_mode & 0755);
	free(data);
	return ok || diags_failed(&s->diags) ||
	       failed(s, arena_printf(&s->arena, "cannot read %s", from));
}

/*
 * An absolute path without `.' and `..': the guest has the same folders as this machine, but no
 * symbolic links, and nothing may be written outside of its root.
 */
static const char *guest_path(struct session *s, const char *path)
{
	char cwd[PATH_MAX], *words, *word, *save = NULL;
	struct str out;

	if (!getcwd(cwd, sizeof(cwd)))
		cwd[0] = 0;
	words = arena_printf(&s->arena, "%s/%s", *path == '/' ? "" : cwd, path);
	str_init(&out, &s->arena);
	for (word = strtok_r(words, "/", &save); word; word = strtok_r(NULL, "/", &save)) {
		if (!strcmp(word, "."))
			continue;
		if (strcmp(word, "..")) {
			str_printf(&out, "/%s", word);
			continue;
		}
		while (out.len && out.text[--out.len] != '/')
			;
		out.text[out.len] = 0;
	}
	return out.text;
}

static bool put_folder(struct session *s, const char *root, const char *from, const char *as)
{
	char *argv[] = { (char *)"/bin/cp", (char *)"-rL", (char *)from, NULL, NULL };

	argv[3] = arena_printf(&s->arena, "%s/usr/share/fptap/%s", root, as);
	return make_folders(s, root, "/usr/share/fptap/") &&
	       (!run(s, argv, NULL) || failed(s, "cannot copy fptap's own files"));
}

/* The runtime and the library go along: the runtime's headers are part of the cache's key. */
static bool put_runtime(struct session *s, const char *root)
{
	const char *from = path_runtime(s);

	return from && put_folder(s, root, from, "runtime") &&
	       (!s->stdlib || put_folder(s, root, s->stdlib, "stdlib"));
}

static bool put_object(struct session *s, const char *root, const struct compilation *c)
{
	const char *cache = path_cache(s);
	size_t n = cache ? strlen(cache) : 0;

	if (!c->has_built)
		return true;
	if (!n || !c->built.path || strncmp(c->built.path, cache, n))
		return failed(s,
			      "the cache of compiled objects cannot be written; set FPTAP_CACHE");
	return put_file(s, root,
			arena_printf(&s->arena, GUEST_CACHE "/objects%s", c->built.path + n),
			c->built.path);
}

/* --vm-add: files, separated by colons; each goes to where it is here. */
static bool put_added(struct session *s, const char *root, const struct options *o)
{
	char *list = arena_strdup(&s->arena, o->vm_add ? o->vm_add : ""), *path, *save = NULL;

	for (path = strtok_r(list, ":", &save); path; path = strtok_r(NULL, ":", &save)) {
		if (!put_file(s, root, guest_path(s, path), path))
			return false;
	}
	return true;
}

/* The script keeps its name, which is part of the C text, and so its place and ours. */
static bool fill_root(struct session *s, const char *root, const struct options *o,
		      const struct compilation *c, const char *program)
{
	const struct source *src = s->sources.first;

	if (!put_file(s, root, "/usr/bin/fptap", program) || !put_object(s, root, c) ||
	    !put_runtime(s, root) || !put_added(s, root, o))
		return false;
	if (o->file && !put_bytes(s, root, guest_path(s, o->file), src->text, src->len, 0644))
		return false;
	return make_folders(s, root, arena_printf(&s->arena, "%s/", guest_path(s, ".")));
}

/* ---- running ---- */

static char **guest_command(struct session *s, const struct options *o)
{
	static const char *const not_for_guest[] = {
		"vm", "vm_add", "arch", "output", "keep", "kernel", "module", "headers", "release", "color", NULL};
	char **words = options_words(s, o, not_for_guest), **all;
	unsigned n = 0, i;

	while (words[n])
		n++;
	all = arena_array(&s->arena, char *, n + 8);
	all[0] = (char *)"/bin/sh";
	all[1] = (char *)"-c";
	all[2] = (char *)"cd \"$0\" && export FPTAP_CACHE=" GUEST_CACHE
			 " && exec /usr/bin/fptap \"$@\"";
	all[3] = arena_printf(&s->arena, "%s/", guest_path(s, "."));
	all[4] = (char *)"run";
	for (i = 0; i < n; i++)
		all[5 + i] = words[i];
	return all;
}

/* Our standard output becomes the file of -o; false after a diagnostic. */
static bool redirect_output(struct session *s, const struct options *o)
{
	int fd;

	if (!o->output)
		return true;
	fd = open(o->output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0) {
		diag(&s->diags, OUTPUT, NO_SPAN, o->output, strerror(errno));
		return false;
	}
	return true;
}

static int boot(struct session *s, const struct options *o, const char *kernel, const char *root)
{
	const char *program = path_helper(s, "fptap-vm");
	char **command = guest_command(s, o), *argv[512];
	unsigned n = 0, i;

	if (!program || !redirect_output(s, o))
		return s->diags.status;
	argv[n++] = (char *)program;
	argv[n++] = (char *)"--kernel";
	argv[n++] = (char *)kernel;
	if (o->verbose)
		argv[n++] = (char *)"--verbose";
	argv[n++] = (char *)"--root";
	argv[n++] = (char *)root;
	argv[n++] = (char *)"--";
	for (i = 0; command[i] && n < 511; i++)
		argv[n++] = command[i];
	argv[n] = NULL;
	catch_signals();
	return run(s, argv, NULL);
}

static void remove_root(struct session *s, const char *root)
{
	char *argv[] = { (char *)"/bin/rm", (char *)"-rf", (char *)"--", (char *)root, NULL };

	run(s, argv, NULL);
}

int vm_run(struct session *s, const struct options *o)
{
	struct options inner = *o;
	struct compilation c;
	struct asked asked;
	const char *dir, *program;
	const char *tmp = getenv("TMPDIR");
	char *root = arena_printf(&s->arena, "%s/fptap-vm.XXXXXX", tmp && *tmp ? tmp : "/tmp");
	int status = EXIT_ATTACH;

	if (o->pid) {
		diag(&s->diags, USAGE, NO_SPAN,
		     "-x names a process of this machine: it is not in the other one");
		return EXIT_USAGE;
	}
	if (o->cgroup) {
		diag(&s->diags, USAGE, NO_SPAN,
		     "--cgroup names a cgroup of this machine: it is not in the other one");
		return EXIT_USAGE;
	}
	dir = get_kernel(s, o);
	program = dir ? get_program(s, o) : NULL;
	if (!program)
		return s->diags.status;
	inner.kernel = arena_printf(&s->arena, "%s/btf", dir);
	inner.release = first_line(s, arena_printf(&s->arena, "%s/release", dir));
	inner.headers = arena_printf(&s->arena, "%s/headers", dir);
	inner.dump = inner.pass = inner.keep = NULL;
	asked = (struct asked){ s, dir };
	if (!compile_init(&c, s, &inner))
		return s->diags.status;
	c.target.ask_formats = ask_formats;
	c.target.ask_arg = &asked;
	if (!compile_check(&c) || !compile_build(&c))
		return s->diags.status;
	target_close(&c.target);
	if (o->keep)		/* the root stays, to be looked at or booted by hand */
		root = arena_printf(&s->arena, "%s/root", o->keep);
	if (o->keep ? mkdir(root, 0755) && errno != EEXIST : !mkdtemp(root))
		failed(s, arena_printf(&s->arena, "%s: %s", root, strerror(errno)));
	if (diags_failed(&s->diags))
		return s->diags.status;
	if (fill_root(s, root, o, &c, program))
		status = boot(s, o, dir, root);
	else
		status = s->diags.status;
	if (!o->keep)
		remove_root(s, root);
	return status;
}
