// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The bare loader that fptap is measured against:
 *
 *	peer run OBJECT KIND PROGRAM FUNCTION COMMAND…	attach, run the command, detach
 *	peer attach OBJECT PATTERN			one fprobe link on all functions that match, by their
 *							addresses; "N functions, attach MS, detach MS"
 *
 * KIND: fentry, fsession, kprobe_multi, kprobe_session.
 */

#define _GNU_SOURCE
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const struct kind {
	const char *name;
	enum bpf_prog_type type;
	int attach, multi;
} kinds[] = {
	{ "fentry", BPF_PROG_TYPE_TRACING, BPF_TRACE_FENTRY, 0 },
	{ "fsession", BPF_PROG_TYPE_TRACING, 58, 0 },
	{ "kprobe_multi", BPF_PROG_TYPE_KPROBE, 42, 1 },
	{ "kprobe_session", BPF_PROG_TYPE_KPROBE, 56, 1 },
};

struct create {
	__u32 program, target, type, flags, multi_flags, count;
	__u64 names, addresses, cookies;
};

static __attribute__((noreturn)) void fail(const char *what)
{
	perror(what);
	exit(1);
}

static struct bpf_program *load(const char *object, const struct kind *k, const char *program, const char *function)
{
	struct bpf_object *o = bpf_object__open(object);
	struct bpf_program *p, *mine = NULL;

	if (!o)
		fail(object);
	bpf_object__for_each_program(p, o) {
		bpf_program__set_autoload(p, !strcmp(bpf_program__name(p), program));
		if (strcmp(bpf_program__name(p), program))
			continue;
		mine = p;
		bpf_program__set_type(p, k->type);
		bpf_program__set_expected_attach_type(p, (enum bpf_attach_type)k->attach);
		if (!k->multi && bpf_program__set_attach_target(p, 0, function))
			fail(function);
	}
	if (!mine || bpf_object__load(o))
		fail("load");
	return mine;
}

static int attach_multi(struct bpf_program *p, const struct kind *k, struct create c)
{
	int fd;

	c.program = (__u32)bpf_program__fd(p);
	c.type = (__u32)k->attach;
	fd = (int)syscall(SYS_bpf, 28 /* BPF_LINK_CREATE */, &c, sizeof(c));
	if (fd < 0)
		fail("link");
	return fd;
}

static int run(char **argv)
{
	const struct kind *k = kinds;
	struct bpf_program *p;
	const char *name = argv[3];
	int status;
	pid_t pid;

	while (strcmp(k->name, argv[1]))
		k++;
	p = load(argv[0], k, argv[2], name);
	if (k->multi)
		attach_multi(p, k, (struct create){ .count = 1, .names = (__u64)(unsigned long)&name });
	else if (!bpf_program__attach_trace(p))
		fail("attach");
	pid = fork();
	if (!pid) {
		execvp(argv[4], argv + 4);
		_exit(127);
	}
	waitpid(pid, &status, 0);
	return WEXITSTATUS(status);
}

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Functions on the blacklist of kprobes are left out, as fptap does. */
static int is_black(const char *name)
{
	static char *text;
	char line[600], *at;
	size_t n = strlen(name);
	FILE *f;

	if (!text) {
		text = calloc(1, 1 << 20);
		f = fopen("/sys/kernel/debug/kprobes/blacklist", "r");
		while (f && fgets(line, sizeof(line), f))
			strcat(text, line);
	}
	for (at = text; (at = strstr(at, name)); at += n)
		if (at > text && at[-1] == '\t' && (at[n] == '\n' || at[n] == ' '))
			return 1;
	return 0;
}

static int measure(char **argv)
{
	static unsigned long addresses[1 << 20];
	struct bpf_program *p = load(argv[0], &kinds[2], "nothing", NULL);
	FILE *f = fopen("/sys/kernel/tracing/available_filter_functions_addrs", "r");
	unsigned long address;
	char line[600], name[512];
	double t[3];
	unsigned n = 0;
	int fd;

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "%lx %511s", &address, name) == 2 && !fnmatch(argv[1], name, 0) &&
		    strncmp(name, "__ftrace_invalid", 16) && !is_black(name))
			addresses[n++] = address;
	t[0] = now_ms();
	fd = attach_multi(p, &kinds[2], (struct create){ .count = n, .addresses = (__u64)(unsigned long)addresses });
	t[1] = now_ms();
	close(fd);
	t[2] = now_ms();
	printf("%u functions, attach %.1f ms, detach %.1f ms\n", n, t[1] - t[0], t[2] - t[1]);
	return 0;
}

int main(int argc, char **argv)
{
	return argc > 6 && !strcmp(argv[1], "run") ? run(argv + 2) :
	       argc > 3 && !strcmp(argv[1], "attach") ? measure(argv + 2) : 2;
}
