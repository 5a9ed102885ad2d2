// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The symbolisers for symbols.t: commands on standard input, one line of answer for each.
 *
 *	symbols-main [-k KALLSYMS] [-n] [-p PROC] [-d DEBUG-FOLDER] [-P PROCESSES] [-M MAPPINGS]
 *
 *	kernel ADDRESS		yes|no NAME MODULE OFFSET; - for NULL, numbers are hex
 *	address NAME		ADDRESS
 *	kreason			why there are no kernel symbols, or -
 *	user PID ADDRESS	as kernel
 *	note PID, poll		done
 *	reason			why processes that end are not known, or -
 *	count			processes=… and so on
 *	time			ns that reading the kernel's symbols takes, and their bytes
 *	fuzz FILE N		reads N broken copies of an ELF file: how many symbols in all
 */

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/host/elf_symbols.h"
#include "runtime/host/events.h"
#include "runtime/host/ksyms.h"
#include "runtime/host/usyms.h"

static struct ksyms kernel;
static const char *kallsyms;
static struct usyms *user;

static const char *or_dash(const char *s)
{
	return s ? s : "-";
}

static void show(bool found, const struct symbol *s)
{
	printf("%s %s %s %" PRIx64 "\n", found ? "yes" : "no", or_dash(s->name), or_dash(s->module),
	       s->offset);
}

static void do_kernel(const char *arg)
{
	struct symbol s;
	bool found = ksyms_find(&kernel, strtoull(arg, NULL, 16), &s);

	show(found, &s);
}

static void do_address(const char *arg)
{
	printf("%" PRIx64 "\n", ksyms_address(&kernel, arg));
}

static void do_kreason(const char *arg)
{
	(void)arg;
	puts(or_dash(ksyms_reason(&kernel)));
}

static void do_user(const char *arg)
{
	struct symbol s;
	char *rest;
	u32 pid = strtoul(arg, &rest, 10);
	bool found = usyms_find(user, pid, strtoull(rest, NULL, 16), &s);

	show(found, &s);
}

static void do_note(const char *arg)
{
	usyms_note(user, strtoul(arg, NULL, 10));
	puts("done");
}

static void do_poll(const char *arg)
{
	(void)arg;
	usyms_poll(user);
	puts("done");
}

static void do_reason(const char *arg)
{
	(void)arg;
	puts(or_dash(usyms_reason(user)));
}

static void do_count(const char *arg)
{
	struct usyms_counts c;

	(void)arg;
	usyms_count(user, &c);
	printf("processes=%u ended=%u mappings=%" PRIu64 " lost=%" PRIu64
	       " dropped_processes=%" PRIu64 " dropped_mappings=%" PRIu64 " files_read=%" PRIu64
	       " files_refused=%" PRIu64 " symbol_bytes=%zu\n",
	       c.processes, c.ended, c.mappings, c.lost, c.dropped_processes, c.dropped_mappings,
	       c.files_read, c.files_refused, c.symbol_bytes);
}

static void do_time(const char *arg)
{
	u64 start = monotonic_ns();
	struct ksyms k;
	struct symbol s;

	(void)arg;
	ksyms_init(&k, kallsyms);
	ksyms_find(&k, 1, &s);
	printf("%" PRIu64 " %zu\n", monotonic_ns() - start, k.size + k.cap * sizeof(*k.syms));
	ksyms_free(&k);
}

/* ---- broken files ---- */

static u64 random_state = 1;

static u64 next_random(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state;
}

/* Mostly in the headers at both ends, with values that are at limits. */
static void spoil(unsigned char *bytes, size_t n)
{
	static const u64 values[] = { 0, 1, 0x7f, 0xff, 0xffff, 0x7fffffff, 0xffffffff, UINT64_MAX,
				      UINT64_MAX / 2 };
	unsigned count = 1 + next_random() % 8;

	while (count--) {
		u64 v = next_random() % 2 ? values[next_random() % 9] : next_random();
		size_t width = (size_t)1 << next_random() % 4, at, range = n;

		if (next_random() % 4)
			range = n < 2048 ? n : 2048;
		at = next_random() % range;
		if (next_random() % 2)
			at = n - 1 - at;
		at &= ~(width - 1);
		memcpy(bytes + at, &v, n - at < width ? n - at : width);
	}
}

static size_t read_spoilt(const unsigned char *bytes, size_t n)
{
	int fd = memfd_create("spoilt", MFD_CLOEXEC);
	struct elf_symbols *s;
	size_t memory;
	u64 within, i;

	if (fd < 0 || write(fd, bytes, n) != (ssize_t)n)
		exit(1);
	if (next_random() % 4 == 0 && ftruncate(fd, next_random() % n))
		exit(1);
	s = elf_symbols_read(fd, NULL);
	close(fd);
	for (i = 0; i < 64; i++)
		elf_symbols_find(s, next_random() % (2 * n), &within);
	memory = elf_symbols_memory(s);
	elf_symbols_free(s);
	return memory;
}

static void do_fuzz(const char *arg)
{
	unsigned char *bytes, *copy;
	char path[4096];
	struct stat st;
	size_t sum = 0;
	unsigned n = 0;
	int fd;

	if (sscanf(arg, "%4095s %u", path, &n) != 2)
		exit(1);
	fd = open(path, O_RDONLY);
	if (fd < 0 || fstat(fd, &st))
		exit(1);
	bytes = malloc(st.st_size);
	copy = malloc(st.st_size);
	if (!bytes || !copy || read(fd, bytes, st.st_size) != st.st_size)
		exit(1);
	while (n--) {
		memcpy(copy, bytes, st.st_size);
		spoil(copy, st.st_size);
		sum += read_spoilt(copy, st.st_size);
	}
	free(bytes);
	free(copy);
	close(fd);
	printf("%zu\n", sum);
}

/* ---- commands ---- */

static const struct {
	const char *name;
	void (*run)(const char *arg);
} commands[] = {
	{ "kernel", do_kernel }, { "address", do_address }, { "kreason", do_kreason },
	{ "user", do_user },	 { "note", do_note },	    { "poll", do_poll },
	{ "reason", do_reason }, { "count", do_count },	    { "time", do_time },
	{ "fuzz", do_fuzz },
};

static void run_line(char *line)
{
	char *arg = line + strcspn(line, " ");
	unsigned i;

	if (*arg)
		*arg++ = '\0';
	for (i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		if (!strcmp(line, commands[i].name)) {
			commands[i].run(arg);
			fflush(stdout);
			return;
		}
	exit(1);
}

int main(int argc, char **argv)
{
	struct usyms_options opt = { 0 };
	char line[8192];
	int c;

	while ((c = getopt(argc, argv, "k:np:d:P:M:")) != -1) {
		switch (c) {
		case 'k': kallsyms = optarg; break;
		case 'n': opt.no_perf = true; break;
		case 'p': opt.proc = optarg; break;
		case 'd': opt.debug_dir = optarg; break;
		case 'P': opt.max_processes = strtoul(optarg, NULL, 10); break;
		case 'M': opt.max_mappings = strtoul(optarg, NULL, 10); break;
		default: return 1;
		}
	}
	ksyms_init(&kernel, kallsyms);
	user = usyms_open(&opt);
	while (user && fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = '\0';
		run_line(line);
	}
	usyms_close(user);
	ksyms_free(&kernel);
	return !user;
}
