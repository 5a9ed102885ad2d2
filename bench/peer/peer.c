// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The bare loader that fptap is measured against:
 *
 *	peer run OBJECT FUNCTION KIND:PROGRAM… -- COMMAND…	attach each, run the command, detach
 *	peer attach OBJECT PATTERN			one fprobe link on all functions that match, by their
 *							addresses; "N functions, attach MS, detach MS"
 *
 * KIND: a row of kinds[].
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

enum how { TRAMPOLINE, FPROBE, IDS, EVENT };

static const struct kind {
	const char *name;
	enum bpf_prog_type type;
	int attach;
	enum how how;
	unsigned exits;
} kinds[] = {
	{ "fentry", BPF_PROG_TYPE_TRACING, BPF_TRACE_FENTRY, TRAMPOLINE, 0 },
	{ "fexit", BPF_PROG_TYPE_TRACING, BPF_TRACE_FEXIT, TRAMPOLINE, 1 },
	{ "fsession", BPF_PROG_TYPE_TRACING, 58, TRAMPOLINE, 0 },
	{ "fentry_multi", BPF_PROG_TYPE_TRACING, 59, IDS, 0 },
	{ "fsession_multi", BPF_PROG_TYPE_TRACING, 61, IDS, 0 },
	{ "kprobe_multi", BPF_PROG_TYPE_KPROBE, 42, FPROBE, 0 },
	{ "kretprobe_multi", BPF_PROG_TYPE_KPROBE, 42, FPROBE, 1 },
	{ "kprobe_session", BPF_PROG_TYPE_KPROBE, 56, FPROBE, 0 },
	{ "kprobe", BPF_PROG_TYPE_KPROBE, 0, EVENT, 0 },
	{ "kretprobe", BPF_PROG_TYPE_KPROBE, 0, EVENT, 1 },
};

struct create {
	__u32 program, target, type, flags;
	union {
		struct {
			__u32 flags, count;
			__u64 names, addresses, cookies;
		} fprobe;
		struct {
			__u64 ids, cookies;
			__u32 count, pad;
		} tracing;
	};
};

static __attribute__((noreturn)) void fail(const char *what)
{
	perror(what);
	exit(1);
}

static const struct kind *kind_of(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (!strcmp(kinds[i].name, name))
			return &kinds[i];
	fail(name);
}

static struct bpf_object *open_object(const char *path)
{
	struct bpf_object *o = bpf_object__open(path);
	struct bpf_program *p;

	if (!o)
		fail(path);
	bpf_object__for_each_program(p, o)
		bpf_program__set_autoload(p, false);
	return o;
}

static struct bpf_program *choose(struct bpf_object *o, const char *name, const struct kind *k, const char *function)
{
	struct bpf_program *p = bpf_object__find_program_by_name(o, name);

	if (!p)
		fail(name);
	bpf_program__set_autoload(p, true);
	bpf_program__set_type(p, k->type);
	bpf_program__set_expected_attach_type(p, (enum bpf_attach_type)k->attach);
	if (k->how == TRAMPOLINE && bpf_program__set_attach_target(p, 0, function))
		fail(function);
	return p;
}

static int attach_link(struct bpf_program *p, const struct kind *k, struct create c)
{
	int fd;

	c.program = (__u32)bpf_program__fd(p);
	c.type = (__u32)k->attach;
	fd = (int)syscall(SYS_bpf, 28 /* BPF_LINK_CREATE */, &c, sizeof(c));
	if (fd < 0)
		fail("link");
	return fd;
}

static void attach(struct bpf_program *p, const struct kind *k, const char *function)
{
	struct create c = { 0 };
	__u32 id;

	if (k->how == FPROBE) {
		c.fprobe.flags = k->exits;
		c.fprobe.count = 1;
		c.fprobe.names = (__u64)(unsigned long)&function;
		attach_link(p, k, c);
	} else if (k->how == IDS) {
		id = (__u32)libbpf_find_vmlinux_btf_id(function, BPF_TRACE_FENTRY);
		c.tracing.ids = (__u64)(unsigned long)&id;
		c.tracing.count = 1;
		attach_link(p, k, c);
	} else if (k->how == EVENT ? !bpf_program__attach_kprobe(p, k->exits, function) :
				     !bpf_program__attach_trace(p)) {
		fail("attach");
	}
}

#define PROGRAMS 2

static int run(char **argv)
{
	struct bpf_object *o = open_object(argv[0]);
	struct bpf_program *programs[PROGRAMS];
	const struct kind *of[PROGRAMS];
	const char *function = argv[1];
	unsigned n = 0, i;
	int status;
	pid_t pid;

	for (argv += 2; *argv && strcmp(*argv, "--") && n < PROGRAMS; argv++, n++) {
		char *program = strchr(*argv, ':');

		*program++ = '\0';
		of[n] = kind_of(*argv);
		programs[n] = choose(o, program, of[n], function);
	}
	if (bpf_object__load(o))
		fail("load");
	for (i = 0; i < n; i++)
		attach(programs[i], of[i], function);
	pid = fork();
	if (!pid) {
		execvp(argv[1], argv + 1);
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
	const struct kind *k = kind_of("kprobe_multi");
	struct bpf_object *o = open_object(argv[0]);
	struct bpf_program *p = choose(o, "nothing", k, NULL);
	struct create c = { 0 };
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
	if (bpf_object__load(o))
		fail("load");
	c.fprobe.count = n;
	c.fprobe.addresses = (__u64)(unsigned long)addresses;
	t[0] = now_ms();
	fd = attach_link(p, k, c);
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
