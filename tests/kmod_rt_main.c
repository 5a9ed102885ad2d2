// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Drives build_module() and the module back end with kmod_rt_probes.c, for kmod_rt.t.
 *
 *	kmod-rt-main build SRC RUNTIME RELEASE HEADERS|- CACHE [KEEP]
 *		builds; prints where the module is
 *	kmod-rt-main TEST KO [CYCLES]
 *		loads; prints "ok NAME" and "not ok NAME" lines
 *
 * The tests need a kernel to break: they run in a virtual machine.
 */

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "codegen/build.h"
#include "runtime/host/backend.h"

#define FAULT_WORD 100		/* these as in kmod_rt_probes.c */
#define STATE_WORDS 130
#define NPROBES 14
#define NSITES 16
#define MIB (1u << 20)

static struct session session;
static struct program program;
static struct built built;
static struct backend *backend;

static void check(bool good, const char *name)
{
	printf("%s %s\n", good ? "ok" : "not ok", name);
	fflush(stdout);
}

static void check_is(u64 got, u64 expected, const char *name)
{
	check(got == expected, name);
	if (got != expected)
		printf("#  got %lld, expected %lld\n", (long long)got, (long long)expected);
}

static int give_up(void)
{
	diags_print(&session.diags, stdout, DIAG_COLOR_NEVER);
	puts("not ok a step before");
	return 1;
}

static void *slurp(const char *path, size_t *size)
{
	struct stat st;
	int fd = open(path, O_RDONLY);
	char *data;

	if (fd < 0 || fstat(fd, &st))
		return NULL;
	data = arena_alloc(&session.arena, st.st_size + 1);
	*size = read(fd, data, st.st_size);
	close(fd);
	return data;
}

/* ---- the program, as sema would have made it ---- */

static void make_program(void)
{
	static const unsigned bytes[NSITES] = { [1] = 40, [2] = 160, [3] = 8, [4] = 160, [5] = 24,
						[14] = 4048 };
	struct arena *a = &session.arena;

	program.s = &session;
	program.nprobes = NPROBES;
	program.probes = arena_array(a, struct probe, NPROBES);
	for (unsigned i = 0; i < NPROBES; i++) {
		program.probes[i].id = i;
		program.probes[i].in_kernel = i != 12;
		program.probes[i].name = arena_printf(a, "probe %u", i);
	}
	program.nsites = NSITES;
	program.sites = arena_array(a, struct site, NSITES);
	for (unsigned i = 0; i < NSITES; i++) {
		if (!bytes[i])
			continue;
		program.sites[i].kind = SITE_PRINT;
		program.sites[i].print = arena_new(a, struct print);
		program.sites[i].print->bytes = bytes[i];
	}
	program.state_words = STATE_WORDS;
	program.fault_word = FAULT_WORD;
}

static bool start(size_t buffer)
{
	struct backend_options opt = { .buffer = buffer };

	backend = backend_module.open(&program, &built, &opt);
	if (!backend)
		return false;
	if (backend->ops->attach(backend))
		return true;
	backend->ops->close(backend);
	return false;
}

static void stop(void)
{
	backend->ops->close(backend);
}

static u64 counter(unsigned probe, enum wire_probe_counter c)
{
	return backend->state[WIRE_STATE_HEAD + probe * WIRE_PROBE_WORDS + c];
}

static u64 faults(unsigned site)
{
	return backend->state[FAULT_WORD + site];
}

/* ---- records ---- */

struct record {
	struct wire_record head;
	u64 u[512];
};

static struct record *records;
static unsigned nrecords, max_records;
static u64 last_ns, backwards;

static void take(void *arg, const struct wire_record *r, size_t len)
{
	(void)arg;
	backwards += r->ns < last_ns;
	last_ns = r->ns;
	if (nrecords == max_records) {
		max_records = max_records ? max_records * 2 : 64;
		records = realloc(records, max_records * sizeof(*records));
	}
	memcpy(&records[nrecords++], r, len);
}

/* From forget() to drain() the probes that have a filter see this process. */
static void drain(void)
{
	backend->state[WIRE_TARGET] = 0;
	backend->ops->drain(backend, take, NULL);
}

/* Begins a new count. */
static void forget(void)
{
	drain();
	nrecords = 0;
	last_ns = backwards = 0;
	backend->state[WIRE_TARGET] = getpid();
}

static unsigned count_site(unsigned site)
{
	unsigned n = 0;

	for (unsigned i = 0; i < nrecords; i++)
		n += records[i].head.site == site;
	return n;
}

/* The n-th record of a site, from 0; all zero when there is none. */
static const struct record *nth(unsigned site, unsigned n)
{
	static const struct record none;

	for (unsigned i = 0; i < nrecords; i++)
		if (records[i].head.site == site && !n--)
			return &records[i];
	return &none;
}

/* ---- values: known calls, known records ---- */

static void test_fallocate(void)
{
	const struct record *r;
	struct timespec before, after;
	u64 from, to;
	int fd = memfd_create("x", 0), err;

	forget();
	backend->state[91] = (u64)(uintptr_t)&from;
	clock_gettime(CLOCK_MONOTONIC, &before);
	err = syscall(SYS_fallocate, fd, 0x15, (off_t)-5, (off_t)0x123456789a) ? errno : 0;
	clock_gettime(CLOCK_MONOTONIC, &after);
	drain();
	check_is(err, EINVAL, "fallocate of a negative offset fails");
	check_is(count_site(3), 1, "an exit without an entry runs");
	check_is(nth(3, 0)->u[0], -EINVAL, "its return value is extended");
	check_is(count_site(4), 1, "an entry without an exit runs");
	r = nth(4, 0);
	check_is(r->u[0], 0x15, "second argument");
	check_is(r->u[1], -5, "third argument");
	check_is(r->u[2], 0x123456789a, "fourth argument");
	check_is(r->u[3], getpid(), "fpt_pid");
	check_is(r->u[4], getpid(), "fpt_tid");
	check_is(r->u[5], 0, "fpt_uid and fpt_gid of root");
	check_is(r->u[6], r->head.cpu, "fpt_cpu is the record's");
	check_is(r->u[7], (u64)1 << 63, "the least number / -1");
	check_is(r->u[8], 0, "the least number % -1");
	check_is(r->u[9], -3, "-7 / 2");
	check_is(r->u[10], -1, "-7 % 2");
	check_is(r->u[11], 't', "an element within bounds");
	check_is(r->u[12], 0x06, "unsigned bit-field");
	check_is(r->u[13], -2, "signed bit-field");
	check_is(r->u[14], 1, "fpt_str_cmp");
	check_is(r->u[15], 18, "comparisons of mixed signs");
	check_is(r->u[16], -1, "fpt_sar");
	check_is(r->u[17], 3, "fpt_shl and fpt_shr take the count modulo 64");
	check(!strcmp((const char *)&r->u[18], "a text that is "), "fpt_str_copy cuts");
	from = before.tv_sec * 1000000000ull + before.tv_nsec;
	to = after.tv_sec * 1000000000ull + after.tv_nsec;
	check(r->head.ns >= from && r->head.ns <= to, "the record's time is CLOCK_MONOTONIC");
	check_is(r->head.len, 176, "the record's length");
	check_is(count_site(14), 1, "a record of 4064 bytes");
	check_is(counter(13, WIRE_LOST), 0, "is not lost");
	check_is(nth(14, 0)->u[0], 0x1122334455667788, "its first word");
	check_is(nth(14, 0)->u[505], 0 + 6 + 4, "its last word, from fpt_g_or, _and, _xor");
	check_is(backend->state[95], 5, "which left their result");
	close(fd);
}

static void test_faults(void)
{
	static const char *const names[] = {
		"a read near NULL", "a read of a user address", "a read of a non-canonical address",
		"a division by zero", "an index out of bounds", "a string at a user address",
	};

	for (unsigned i = 0; i < 6; i++)
		check_is(faults(8 + i), 1, names[i]);
	check_is(faults(6) + faults(7), 0, "no fault elsewhere");
	check_is(backend->state[93], 0, "a fault leaves the handler");
}

static void test_read_write(void)
{
	int fd = memfd_create("a-name", 0), pipes[2];
	const struct record *r;
	char text[64] = "text";
	bool good;

	forget();
	good = write(fd, text, 37) == 37 && pread(fd, text, 64, 0) == 37 &&
	       pread(fd, text, 0, 37) == 0 && read(-1, text, 5) == -1 && !pipe(pipes) &&
	       write(pipes[1], text, 3) == 3 && read(pipes[0], text, 9) == 3;
	drain();
	check(good, "write 37, read 64, read nothing, read of no file, write and read a pipe");
	check_is(count_site(2), 2, "two writes");
	r = nth(2, 0);
	check_is(r->u[0], 37, "a write's argument at its exit");
	check_is(r->u[1], 37, "and its return value");
	check(!strcmp((const char *)&r->u[2], "memfd:a-name"), "a string kept from the entry");
	check(!strncmp((const char *)&r->u[18], "kmod-rt-main", 15), "fpt_comm");
	check_is(backend->state[96], 1, "FPT_AT is where FPT_READ reads");
	check_is(count_site(1), 3, "three reads");
	check_is(nth(1, 0)->u[1], 64, "a read's argument");
	check_is(nth(1, 0)->u[2], 37, "and its return value");
	check_is(nth(1, 1)->u[1], 0, "a read of nothing: argument");
	check_is(nth(1, 1)->u[2], 0, "a read of nothing: value");
	check_is(nth(1, 0)->u[0], getpid(), "a word kept from the entry");
	check_is(count_site(5), 2, "two system calls around them");
	check_is(nth(5, 0)->u[1], -EBADF, "one fails before vfs_read");
	check_is(nth(5, 1)->u[1], 3, "one reads");
	check(nth(5, 1)->u[2] >= nth(1, 2)->u[3], "the outer call takes longer than the inner");
	check(nth(5, 1)->head.ns >= nth(1, 2)->head.ns, "and returns later");
	check(nth(1, 2)->u[3] > 0 && nth(1, 2)->u[3] < 1000000000, "elapsed");
	close(fd), close(pipes[0]), close(pipes[1]);
}

/* Handlers read memory: the probe on what they read with must not run inside of them. */
static void test_nesting(void)
{
	u64 kernel = 0;

	check_is(backend->state[90], 0, "no handler runs inside of another");
	check(backend->ops->missed(backend, 4, &kernel) && kernel + counter(4, WIRE_MISSED) >= 10,
	      "such hits are counted as missed");
	printf("#  the kernel counted %llu, the module %llu\n", (unsigned long long)kernel,
	       (unsigned long long)counter(4, WIRE_MISSED));
	check(counter(0, WIRE_MISSED) + counter(1, WIRE_MISSED) == 0, "and others are not");
}

static void test_exit(void)
{
	int fd = memfd_create("x", 0);

	forget();
	syscall(SYS_fallocate, fd, 0x7777, 0l, 1l);
	syscall(SYS_fallocate, fd, 0x15, 0l, 1l);
	drain();
	check_is(backend->state[WIRE_STOP], 1, "exit() sets the state");
	check_is(count_site(14), 1, "handlers run before it and not after");
	close(fd);
}

static int test_values(void)
{
	if (!start(0))
		return give_up();
	test_fallocate();
	test_faults();
	test_read_write();
	test_nesting();
	test_exit();
	stop();
	return 0;
}

/* ---- calls that sleep, many at a time ---- */

#define READERS 40
#define WRITERS 300
#define SLOTS 256		/* of probe 1, whose entries keep over 4 KB */

static int read_pipe[READERS][2], write_pipe[2];
static char page[65536];

static void *reader(void *arg)
{
	long i = (long)arg;
	char buffer[2 * READERS];

	return (void *)read(read_pipe[i][0], buffer, i + 1);
}

static void *writer(void *arg)
{
	return (void *)write(write_pipe[1], page, 4096 + (long)arg);
}

static void test_sleepers(void)
{
	pthread_t thread[READERS];
	bool seen[READERS] = { false };
	unsigned good = 0;

	forget();
	for (long i = 0; i < READERS; i++)
		if (pipe(read_pipe[i]) || pthread_create(&thread[i], NULL, reader, (void *)i))
			exit(give_up());
	usleep(300000);
	drain();
	check_is(count_site(1), 0, "calls that sleep have no exit yet");
	for (long i = READERS - 1; i >= 0; i -= 2)	/* not in the order of the entries */
		syscall(SYS_write, read_pipe[i][1], page, READERS);
	for (long i = READERS - 2; i >= 0; i -= 2)
		syscall(SYS_write, read_pipe[i][1], page, READERS);
	for (long i = 0; i < READERS; i++)
		pthread_join(thread[i], NULL);
	drain();
	check_is(count_site(1), READERS, "each has one exit");
	for (unsigned n = 0; n < READERS; n++) {
		const struct record *r = nth(1, n);
		u64 count = r->u[1];

		if (count < 1 || count > READERS || seen[count - 1])
			continue;
		seen[count - 1] = true;
		good += r->u[2] == count && r->u[0] == r->u[4] && r->u[3] > 100000000;
	}
	check_is(good, READERS, "with what its own entry kept");
}

/* More calls at a time than there are slots. */
static void test_table_full(void)
{
	static pthread_t thread[WRITERS];
	bool seen[WRITERS] = { false };
	unsigned good = 0;
	size_t left = 65536;
	pthread_attr_t attr;

	forget();
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, 65536);
	if (pipe(write_pipe) || write(write_pipe[1], page, 65536) != 65536)
		exit(give_up());
	for (long i = 0; i < WRITERS; i++) {
		left += 4096 + i;
		if (pthread_create(&thread[i], &attr, writer, (void *)i))
			exit(give_up());
	}
	usleep(500000);
	check_is(counter(1, WIRE_TABLE_FULL), WRITERS - SLOTS, "entries without a slot are counted");
	while (left) {
		ssize_t got = read(write_pipe[0], page, sizeof(page));

		if (got <= 0)
			exit(give_up());
		left -= got;
	}
	for (long i = 0; i < WRITERS; i++)
		pthread_join(thread[i], NULL);
	drain();
	/* The first write of the test itself had a slot, too. */
	check_is(count_site(2), SLOTS + 1, "the others have their exits");
	for (unsigned n = 0; n < SLOTS + 1; n++) {
		const struct record *r = nth(2, n);
		u64 i = r->u[0] - 4096;

		if (i >= WRITERS || seen[i])
			continue;
		seen[i] = true;
		good += r->u[1] == r->u[0];
	}
	check_is(good, SLOTS, "with the right values");
	forget();
	for (int i = 0; i < 3 * SLOTS; i++)
		if (write(write_pipe[1], page, 1) != 1 || read(write_pipe[0], page, 1) != 1)
			exit(give_up());
	drain();
	check_is(count_site(2), 3 * SLOTS, "slots are given back");
	check_is(counter(1, WIRE_UNPAIRED) + counter(0, WIRE_UNPAIRED), 0, "nothing is unpaired");
}

static int test_blocked(void)
{
	if (!start(4 * MIB))
		return give_up();
	test_sleepers();
	test_table_full();
	stop();
	return 0;
}

/* ---- losses and order ---- */

#define FLOODS 4
#define FLOOD_CALLS 5000

static void *flood(void *arg)
{
	int fd = open("/dev/null", O_RDONLY);
	char c;

	(void)arg;
	for (int i = 0; i < FLOOD_CALLS; i++)
		if (read(fd, &c, 1))
			break;
	close(fd);
	return NULL;
}

static void run_floods(void)
{
	pthread_t thread[FLOODS];

	for (int i = 0; i < FLOODS; i++)
		pthread_create(&thread[i], NULL, flood, NULL);
	for (int i = 0; i < FLOODS; i++)
		pthread_join(thread[i], NULL);
}

static u64 hits_accounted(unsigned probe, unsigned site)
{
	u64 kernel = 0;

	backend->ops->missed(backend, probe, &kernel);
	return count_site(site) + counter(probe, WIRE_LOST) + counter(probe, WIRE_MISSED) + kernel;
}

static int test_losses(void)
{
	if (!start(16384))
		return give_up();
	forget();
	run_floods();
	backend->ops->detach(backend);
	drain();
	check(counter(0, WIRE_LOST) > 0, "a full buffer loses records");
	check(count_site(1) > 0, "and keeps some");
	check_is(hits_accounted(0, 1), FLOODS * FLOOD_CALLS, "received and lost make up all hits");
	check_is(backwards, 0, "records come in the order of time");
	nrecords = 0;
	run_floods();
	drain();
	check_is(nrecords, 0, "after detaching nothing runs");
	stop();

	if (!start(8 * MIB))
		return give_up();
	forget();
	run_floods();
	backend->ops->detach(backend);
	drain();
	check_is(count_site(1), FLOODS * FLOOD_CALLS, "a large buffer loses none");
	check_is(hits_accounted(0, 1), FLOODS * FLOOD_CALLS, "and none is counted twice");
	check_is(backwards, 0, "all processors' records come in the order of time");
	stop();
	return 0;
}

/* ---- life ---- */

static unsigned lines_of(const char *path, const char *with)
{
	FILE *f = fopen(path, "r");
	char line[512];
	unsigned n = 0;

	if (!f)
		return 99999;
	while (fgets(line, sizeof(line), f))
		n += strstr(line, with) != NULL;
	fclose(f);
	return n;
}

#define ENABLED "/sys/kernel/tracing/enabled_functions"

static int test_killed(void)
{
	int pipes[2], status;
	pid_t pid;
	char c = 0;

	check_is(lines_of(ENABLED, ""), 0, "no function is traced at first");
	if (pipe(pipes))
		return give_up();
	pid = fork();
	if (!pid) {
		c = start(0);
		if (write(pipes[1], &c, 1) == 1)
			pause();
		_exit(1);
	}
	check(read(pipes[0], &c, 1) == 1 && c, "a process holds probes");
	check(lines_of(ENABLED, "vfs_read") == 1, "they are there");
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	check_is(lines_of(ENABLED, ""), 0, "it is killed, and they are gone");
	check_is(lines_of("/proc/modules", "fptap_"), 1, "its module is left");
	check(start(0), "the next run loads");
	check_is(lines_of("/proc/modules", "fptap_"), 1, "and removes the leftover");
	pid = fork();
	if (!pid) {
		struct backend *other;

		program.s = &session;
		other = backend_module.open(&program, &built, &(struct backend_options){ 0 });
		_exit(other && other->ops->attach(other) &&
			      lines_of("/proc/modules", "fptap_") == 2 ?
		      0 : 1);
	}
	waitpid(pid, &status, 0);
	check(status == 0, "the same module runs twice at a time");
	forget();
	check(!read(pipes[0], &c, 0) && (drain(), count_site(5) > 0), "the first is not disturbed");
	stop();
	check(start(0), "once more");
	stop();
	check_is(lines_of("/proc/modules", "fptap_"), 0, "no module is left");
	check_is(lines_of(ENABLED, ""), 0, "no function is traced at last");
	return 0;
}

static u64 address_of(const char *name)
{
	FILE *f = fopen("/proc/kallsyms", "r");
	char line[512], found[256];
	unsigned long long address, at = 0;

	while (f && !at && fgets(line, sizeof(line), f))
		if (sscanf(line, "%llx %*c %255s", &address, found) == 2 && !strcmp(found, name))
			at = address;
	if (f)
		fclose(f);
	return at;
}

/* Probe 3 is one of many functions now, of which ftrace knows one alone. */
static void test_functions(void)
{
	struct probe_function two[] = {
		{ .name = "nothing", .address = address_of("vfs_fallocate") + 1 },
		{ .name = "vfs_fallocate", .address = address_of("vfs_fallocate") },
	};
	struct probe kept = program.probes[3];
	unsigned warnings = session.diags.warnings;

	program.probes[3].kind = PROBE_FPROBE;
	program.probes[3].is_many = true;
	program.probes[3].functions = two;
	program.probes[3].nfunctions = 2;
	check(start(0), "an address that ftrace does not know is left out");
	check_is(session.diags.warnings - warnings, 1, "and a warning");
	diags_print(&session.diags, stdout, DIAG_COLOR_NEVER);
	if (backend) {
		test_fallocate();
		stop();
	}
	two[1].address = 0;
	check(!start(0), "with none left the probe is refused");
	diags_print(&session.diags, stdout, DIAG_COLOR_NEVER);
	program.probes[3] = kept;
}

static int test_refused(void)
{
	struct backend_options opt = { 0 };
	char *data = malloc(built.size), *at;
	struct built bad = built;

	memcpy(data, built.data, built.size);
	bad.data = data;
	at = memmem(data, built.size, "vermagic=", 9);
	at = at ? strchr(at, ' ') : NULL;
	if (at)
		at[1] = '-';	/* with symbol versions the release itself is not looked at */
	check(!backend_module.open(&program, &bad, &opt), "a module of another kernel is refused");
	diags_print(&session.diags, stdout, DIAG_COLOR_NEVER);

	memcpy(data, built.data, built.size);
	while ((at = memmem(data, built.size, "vfs_fallocate", 13)))
		at[5] = '_';
	backend = backend_module.open(&program, &bad, &opt);
	check(backend && !backend->ops->attach(backend), "an unknown function is refused");
	diags_print(&session.diags, stdout, DIAG_COLOR_NEVER);
	check_is(lines_of(ENABLED, ""), 0, "and no other stays attached");
	if (backend)
		stop();
	test_functions();
	program.sites[14].print->bytes += 8;
	check(!backend_module.open(&program, &built, &opt), "a record that fits no page is refused");
	diags_print(&session.diags, stdout, DIAG_COLOR_NEVER);
	if (seteuid(65534))
		return give_up();
	check(!backend_module.open(&program, &built, &opt), "without privilege nothing is loaded");
	diags_print(&session.diags, stdout, DIAG_COLOR_NEVER);
	free(data);
	return 0;
}

static unsigned ncycles = 50;

/* Loads, attaches, uses and unloads while others are in the middle of probed calls. */
static int test_cycles(void)
{
	pthread_t busy, sleeper;
	unsigned good = 0;

	if (pipe(read_pipe[5]))
		return give_up();
	for (unsigned i = 0; i < ncycles; i++) {
		pthread_create(&busy, NULL, flood, NULL);
		if (!start(0))
			return give_up();
		pthread_create(&sleeper, NULL, reader, (void *)5);
		usleep(20000);
		drain();
		stop();
		good += write(read_pipe[5][1], page, 6) == 6;
		pthread_join(sleeper, NULL);
		pthread_join(busy, NULL);
	}
	check_is(good, ncycles, "many times loaded and unloaded under load");
	check_is(lines_of("/proc/modules", "fptap_"), 0, "no module is left");
	return 0;
}

/*
 * Tasks that were in a probed function when its module went, and return under the next one, whose
 * probes may lie where the old ones did.
 */
static int test_stale(void)
{
	pthread_t sleeper[READERS];
	unsigned wrong = 0, right = 0;

	for (long i = 0; i < READERS; i++)
		if (pipe(read_pipe[i]))
			return give_up();
	for (int round = 0; round < 8; round++) {
		if (!start(0))
			return give_up();
		forget();
		for (long i = 0; i < READERS; i++)
			pthread_create(&sleeper[i], NULL, reader, (void *)i);
		usleep(100000);
		stop();
		if (!start(0))
			return give_up();
		forget();
		for (long i = 0; i < READERS; i++)
			wrong += write(read_pipe[i][1], page, i + 1) != i + 1;
		for (long i = 0; i < READERS; i++)
			pthread_join(sleeper[i], NULL);
		drain();
		wrong += count_site(1) + count_site(5) + count_site(3);
		right += count_site(2);
		stop();
	}
	check_is(wrong, 0, "exits of calls from before the load have no record");
	check_is(right, 8 * READERS, "those of new calls have");
	return 0;
}

static int build(char **argv)
{
	struct build_options o = {
		.runtime_dir = argv[1],
		.cache_dir = argv[4],
		.release = argv[2],
		.headers = strcmp(argv[3], "-") ? argv[3] : NULL,
		.arch = "x86_64",
		.keep_dir = argv[5],
	};
	size_t size;
	char *text = slurp(argv[0], &size);
	bool ok = text && build_module(&session, &o, text, &built);

	diags_print(&session.diags, stdout, DIAG_COLOR_NEVER);
	if (ok)
		printf("%s %s %zu\n", built.cached ? "cached" : "built", built.path, built.size);
	return ok ? 0 : 1;
}

static const struct {
	const char *name;
	int (*run)(void);
} tests[] = {
	{ "values", test_values }, { "blocked", test_blocked }, { "losses", test_losses },
	{ "killed", test_killed }, { "refused", test_refused }, { "cycles", test_cycles },
	{ "stale", test_stale },
};

int main(int argc, char **argv)
{
	session_init(&session);
	if (argc >= 7 && !strcmp(argv[1], "build"))
		return build(argv + 2);
	if (argc == 4)
		ncycles = atoi(argv[3]);
	if (argc < 3 || !(built.data = slurp(argv[2], &built.size)))
		return 2;
	make_program();
	for (unsigned i = 0; i < sizeof(tests) / sizeof(*tests); i++)
		if (!strcmp(tests[i].name, argv[1]))
			return tests[i].run();
	return 2;
}
