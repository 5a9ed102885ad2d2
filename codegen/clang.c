// SPDX-License-Identifier: GPL-2.0-or-later
/* See clang.h.  No shell is involved; the child is ours to reap on every path. */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "codegen/clang.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

const char *const clang_flags[] = {
	"-std=gnu11", "-O2", "-g", "-target", "bpf", "-mcpu=v3", "-nostdinc", "-w",
	"-fwrapv", "-fno-strict-aliasing", "-fno-delete-null-pointer-checks",
	"-fno-vectorize", "-fno-slp-vectorize", "-fno-ident", "-fno-crash-diagnostics",
	"-fno-caret-diagnostics", "-fno-color-diagnostics", "-fdebug-compilation-dir=.",
	NULL,
};

extern char **environ;

enum { TEXT, OBJECT, MESSAGES, NFILES };	/* the child's stdin, stdout, stderr */

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool write_text(int fd, const char *text)
{
	size_t left = strlen(text);

	while (left) {
		ssize_t n = write(fd, text, left);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		text += n;
		left -= (size_t)n;
	}
	return lseek(fd, 0, SEEK_SET) == 0;
}

static bool open_files(int fd[NFILES], const char *c_text)
{
	static const char *const names[NFILES] = { "fptap.c", "fptap.o", "fptap.err" };
	bool ok = true;
	unsigned i;

	for (i = 0; i < NFILES; i++) {
		fd[i] = memfd_create(names[i], MFD_CLOEXEC);
		ok = ok && fd[i] >= 0;
	}
	return ok && write_text(fd[TEXT], c_text);
}

static void close_files(const int fd[NFILES])
{
	unsigned i;

	for (i = 0; i < NFILES; i++)
		if (fd[i] >= 0)
			close(fd[i]);
}

/* The file's contents and a NUL after them. */
static char *read_back(struct arena *a, int fd, size_t max, size_t *size)
{
	struct stat st;
	size_t n, at = 0;
	char *data;

	if (fstat(fd, &st))
		st.st_size = 0;
	n = (size_t)st.st_size < max ? (size_t)st.st_size : max;
	data = arena_alloc(a, n + 1);
	while (at < n) {
		ssize_t got = pread(fd, data + at, n - at, (off_t)at);

		if (got <= 0)
			break;
		at += (size_t)got;
	}
	*size = at;
	return data;
}

static void show(const char *const *argv)
{
	for (; *argv; argv++)
		fprintf(stderr, "%s%s", *argv, argv[1] ? " " : "\n");
}

static int start(pid_t *pid, const struct clang_run *r, const int fd[NFILES])
{
	const char *argv[CLANG_MAX_FLAGS + 16];
	posix_spawn_file_actions_t actions;
	unsigned i, n = 0;
	int err;

	argv[n++] = r->path;
	for (i = 0; clang_flags[i] && n < CLANG_MAX_FLAGS; i++)
		argv[n++] = clang_flags[i];
	for (i = 0; i < 2; i++) {
		argv[n++] = "-I";
		argv[n++] = r->include[i];
	}
	if (r->define) {
		argv[n++] = "-D";
		argv[n++] = r->define;
	}
	argv[n++] = "-c";
	argv[n++] = "-x";
	argv[n++] = "c";
	argv[n++] = "-o";
	argv[n++] = "-";
	argv[n++] = "-";
	argv[n] = NULL;
	if (r->verbose)
		show(argv);
	posix_spawn_file_actions_init(&actions);
	for (i = 0; i < NFILES; i++)
		posix_spawn_file_actions_adddup2(&actions, fd[i], (int)i);
	err = posix_spawnp(pid, r->path, &actions, NULL, (char *const *)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	return err;
}

/* Waits until the child ends or its time is over, and reaps it. */
static bool finish(pid_t pid, int *status)
{
	int fd = (int)syscall(SYS_pidfd_open, pid, 0);
	double end = now() + CLANG_SECONDS;
	struct pollfd p = { .fd = fd, .events = POLLIN };
	bool in_time = false;

	while (fd >= 0 && !in_time) {
		double left = end - now();

		if (left <= 0)
			break;
		in_time = poll(&p, 1, (int)(left * 1000) + 1) > 0;
	}
	if (!in_time)
		kill(pid, SIGKILL);
	if (fd >= 0)
		close(fd);
	while (waitpid(pid, status, 0) < 0 && errno == EINTR)
		;
	return in_time;
}

static const char *why(struct arena *a, bool in_time, int status)
{
	if (!in_time)
		return arena_printf(a, "it did not end within %d seconds", CLANG_SECONDS);
	if (WIFSIGNALED(status))
		return arena_printf(a, "it was ended by signal %d", WTERMSIG(status));
	if (WEXITSTATUS(status))
		return arena_printf(a, "it ended with status %d", WEXITSTATUS(status));
	return NULL;
}

bool clang_compile(struct arena *a, struct clang_run *r, const char *c_text)
{
	int fd[NFILES], status = 0, err;
	double started = now();
	size_t size;
	pid_t pid;

	r->object = NULL;
	r->messages = "";
	r->failure = NULL;
	if (!open_files(fd, c_text)) {
		r->failure = strerror(errno);
	} else if ((err = start(&pid, r, fd)) != 0) {
		r->failure = strerror(err);
	} else {
		r->failure = why(a, finish(pid, &status), status);
		r->messages = read_back(a, fd[MESSAGES], CLANG_MAX_MESSAGES, &size);
		if (!r->failure)
			r->object = read_back(a, fd[OBJECT], CLANG_MAX_OBJECT, &r->size);
	}
	close_files(fd);
	r->seconds = now() - started;
	return r->object && r->size;
}
