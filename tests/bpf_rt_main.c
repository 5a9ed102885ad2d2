// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The BPF back end without the compiler: hand-written texts of the dialect (tests/bpf_rt/),
 * hand-made programs, work with known effects.  Prints TAP lines without numbers; bpf_rt.t counts
 * them.
 *
 *	bpf-rt-main build RUNTIME_DIR FILE.c OUT.o [CACHE_DIR [CLANG]]	by build_bpf()
 *	bpf-rt-main tp|fault|pair|table|broken OBJECT			in the running kernel
 */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <arpa/inet.h>
#include <bpf/bpf.h>
#include <fcntl.h>
#include <net/if.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "codegen/build.h"
#include "probes/mechanism.h"
#include "runtime/host/backend.h"

#define MAX_RECORDS 4096

struct seen {
	u16 site;
	u64 ns, word[24];
};

static struct session session;
static struct handler with_slots = { .nslots = 1 };
static struct seen seen[MAX_RECORDS];
static unsigned nseen;
static bool failed;

static void ok(bool good, const char *what)
{
	printf("%sok - %s\n", good ? "" : "not ", what);
	failed |= !good;
}

static void is(u64 got, u64 expected, const char *what)
{
	ok(got == expected, what);
	if (got != expected)
		printf("#  got %lld, expected %lld\n", (long long)got, (long long)expected);
}

static void is_text(const void *got, const char *expected, const char *what)
{
	bool good = !strcmp(got, expected);

	ok(good, what);
	if (!good)
		printf("#  got \"%.64s\", expected \"%s\"\n", (const char *)got, expected);
}

static void on_record(void *arg, const struct wire_record *r, size_t len)
{
	struct seen *s = &seen[nseen];

	(void)arg;
	if (nseen == MAX_RECORDS || len < r->len || r->len > sizeof(s->word) + WIRE_HEADER)
		return;
	s->site = r->site;
	s->ns = r->ns;
	memcpy(s->word, r + 1, r->len - WIRE_HEADER);
	nseen++;
}

static const struct seen *record(u16 site, unsigned index)
{
	static const struct seen none;
	unsigned i;

	for (i = 0; i < nseen; i++)
		if (seen[i].site == site && !index--)
			return &seen[i];
	return &none;
}

static unsigned count_of(u16 site)
{
	unsigned i, n = 0;

	for (i = 0; i < nseen; i++)
		n += seen[i].site == site;
	return n;
}

/* ---- programs ---- */

static struct probe function(unsigned id, const char *name, unsigned does)
{
	return (struct probe){
		.id = id, .kind = PROBE_FPROBE, .name = name, .target = name, .in_kernel = true,
		.entry = does & (DOES_ENTRY | DOES_ENTRY_CODE) ? &with_slots : NULL,
		.exit = does & DOES_EXIT ? &with_slots : NULL,
		.via = mechanism_named(does & DOES_ENTRY_CODE ? "pair" : does & DOES_EXIT ? "fexit" : "fentry"),
		.keep.in_table = does & DOES_ENTRY_CODE,
	};
}

static struct probe tracepoint(unsigned id, const char *name)
{
	return (struct probe){
		.id = id, .kind = PROBE_TRACEPOINT, .name = name, .target = name, .in_kernel = true,
		.entry = &with_slots, .via = mechanism_named("tp_btf"),
	};
}

#define PAIRED (DOES_EXIT | DOES_ENTRY_ARGS | DOES_ENTRY_CODE)

static struct backend *open_program(struct program *p, const char *object)
{
	static char data[1 << 20];
	struct backend_options options = { .verbose = getenv("VERBOSE") };
	struct built built = { .data = data };
	struct built *kept = arena_new(&session.arena, struct built);
	FILE *f = fopen(object, "r");
	struct backend *b;

	built.size = f ? fread(data, 1, sizeof(data), f) : 0;
	if (f)
		fclose(f);
	*kept = built;
	p->s = &session;
	b = backend_bpf.open(p, kept, &options);
	if (b && !b->ops->attach(b)) {
		b->ops->close(b);
		b = NULL;
	}
	diags_print(&session.diags, stdout, DIAG_COLOR_NEVER);
	if (b)
		b->state[WIRE_TARGET] = (u64)getpid();
	return b;
}

static u64 counter(struct backend *b, unsigned probe, unsigned which)
{
	return b->state[WIRE_STATE_HEAD + probe * WIRE_PROBE_WORDS + which];
}

static void close_program(struct backend *b)
{
	b->ops->detach(b);
	b->ops->drain(b, on_record, NULL);
}

/* ---- a tracepoint, integers and strings ---- */

static void check_tp(struct backend *b)
{
	const struct seen *r = record(3, 0), *n = record(4, 0);
	const int64_t a = -1234567890123456789, c = 7;

	is(count_of(3), 5, "five calls, five records; none after exit()");
	is(r->word[0], (u64)-77, "typed read of an s32, sign-extended");
	is(r->word[1], 1, "both ways to make a number of a pointer agree");
	is(r->word[2], (u64)-77, "the same by PEEK");
	is(r->word[3], (u64)-77, "the same by ADDR, ELEM and PEEK_AT");
	is_text(&r->word[4], "fpt-word", "execname, copied to a wider string");
	is(r->word[7], (u64)-1, "compare: a prefix comes first");
	is(r->word[8], 0, "compare: equal with unequal widths");
	is(r->word[9], 1, "compare: bytes are unsigned");
	is(r->word[10], (u64)syscall(SYS_gettid), "tid");
	is(n->word[0], (u64)(a / c), "sdiv");
	is(n->word[1], (u64)(a % c), "srem");
	is(n->word[2], (u64)a / 7, "udiv");
	is(n->word[3], (u64)a % 7, "urem");
	is(n->word[4], (u64)a << 7, "shl");
	is(n->word[5], (u64)a >> 7, "shr");
	is(n->word[6], (u64)-9645061641589507, "sar");
	is(n->word[7], (u64)-21, "EXT, signed byte");
	is(n->word[8], 32491, "EXT, unsigned short");
	is(n->word[9] << 2 | n->word[10] << 1 | n->word[11], 4, "comparisons by value");
	is(n->word[12], 0, "g_add gives the old value");
	is(b->state[26], 15, "g_add adds");
	is(b->state[27], 1ull << 40, "g_or");
	is(b->state[WIRE_STOP], 1, "FPT_STOP");
	is(b->state[16 + 1] + b->state[16 + 2], 0, "no faults");
	ok(record(3, 4)->ns > r->ns && r->ns, "time goes on");
}

static int run_tp(const char *object)
{
	struct probe probes[] = { tracepoint(0, "raw_syscalls:sys_enter") };
	struct program p = { .probes = probes, .nprobes = 1, .state_words = 32, .uses_exit = true };
	struct backend *b = open_program(&p, object);
	u64 missed = 1;
	unsigned i;

	ok(b, "tp loads and attaches");
	if (!b)
		return 1;
	b->state[24] = (u64)-1234567890123456789;
	b->state[25] = 7;
	prctl(PR_SET_NAME, "fpt-word");
	for (i = 0; i < 7; i++)
		syscall(SYS_getpgid, -77);
	close_program(b);
	check_tp(b);
	ok(b->ops->missed(b, 0, &missed), "misses are counted");
	nseen = 0;
	b->state[WIRE_STOP] = 0;
	syscall(SYS_getpgid, -77);
	b->ops->drain(b, on_record, NULL);
	is(nseen, 0, "nothing comes after detach");
	b->state[25] = 0;
	b->ops->close(b);
	return failed;
}

/* A division by zero in the script's own words: counted, and the handler left. */
static int run_fault(const char *object)
{
	struct probe probes[] = { tracepoint(0, "sys_enter") };
	struct program p = { .probes = probes, .nprobes = 1, .state_words = 32, .uses_exit = true };
	struct backend *b = open_program(&p, object);

	ok(b, "fault loads and attaches");
	if (!b)
		return 1;
	syscall(SYS_getpgid, -77);
	close_program(b);
	is(b->state[16 + 2], 1, "the division by zero is counted at its site");
	is(count_of(4), 0, "the handler was left");
	b->ops->close(b);
	return failed;
}

/* ---- functions ---- */

#define READS 200

static int pipe_fd[2];

static void *sleeper(void *arg)
{
	char c[42];

	*(u64 *)arg = (u64)syscall(SYS_gettid);
	return (void *)read(pipe_fd[0], c, sizeof(c));	/* until the other end writes or goes */
}

/* One thread sleeps in vfs_read while the other one reads 200 times; 3 reads are filtered out. */
static u64 do_reads(void)
{
	const struct timespec moment = { .tv_nsec = 300000000 };
	volatile u64 tid = 0;
	pthread_t t;
	char c[99];
	int zero = open("/dev/zero", O_RDONLY), i;

	if (pipe(pipe_fd) || pthread_create(&t, NULL, sleeper, (void *)&tid))
		return 0;
	while (!tid)		/* a busy host starts it when it likes */
		sched_yield();
	nanosleep(&moment, NULL);
	for (i = 0; i < READS; i++)
		if (read(zero, c, 1 + (size_t)i % 90) < 0)
			break;
	for (i = 0; i < 3; i++)
		if (read(zero, c, 99) < 0)
			break;
	if (write(pipe_fd[1], "x", 1) != 1)
		return 0;
	pthread_join(t, NULL);
	close(zero);
	return tid;
}

/* A connection over the loopback device: the answer to a packet is sent from within its sending. */
static void do_connection(void)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct ifreq lo = { .ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING };
	int server = socket(AF_INET, SOCK_STREAM, 0);
	int client = socket(AF_INET, SOCK_STREAM, 0), one = 1;
	socklen_t len = sizeof(a);
	char c[4];

	ioctl(server, SIOCSIFFLAGS, &lo);
	setsockopt(server, SOL_SOCKET, SO_REUSEPORT, &one, sizeof(one));
	setsockopt(client, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	setsockopt(client, SOL_SOCKET, SO_REUSEPORT, &one, sizeof(one));
	if (!bind(server, (struct sockaddr *)&a, len) && !listen(server, 1) &&
	    !getsockname(server, (struct sockaddr *)&a, &len) &&
	    !connect(client, (struct sockaddr *)&a, len)) {
		int peer = accept(server, NULL, NULL);

		if (write(client, "abcd", 4) != 4 || recv(peer, c, 4, 0) != 4)
			printf("#  the connection failed\n");
		close(peer);
	}
	close(client);
	close(server);
}

static pthread_mutex_t pi_lock;

static void *urgent(void *arg)
{
	struct sched_param high = { .sched_priority = 10 };

	pthread_setschedparam(pthread_self(), SCHED_FIFO, &high);
	pthread_mutex_lock(&pi_lock);
	pthread_mutex_unlock(&pi_lock);
	return arg;
}

/* This thread is boosted by an urgent one, and then no more: the second time `pi' is NULL. */
static void do_boost(void)
{
	const struct timespec moment = { .tv_nsec = 100000000 };
	pthread_mutexattr_t attr;
	pthread_t t;

	pthread_mutexattr_init(&attr);
	pthread_mutexattr_setprotocol(&attr, PTHREAD_PRIO_INHERIT);
	pthread_mutex_init(&pi_lock, &attr);
	pthread_mutex_lock(&pi_lock);
	if (pthread_create(&t, NULL, urgent, NULL))
		return;
	nanosleep(&moment, NULL);
	pthread_mutex_unlock(&pi_lock);
	pthread_join(t, NULL);
}

static void check_reads(struct backend *b, u64 sleeper_tid)
{
	unsigned i, good = 0, files = 0;
	u64 bytes = 0, asked = 0;

	for (i = 0; i < READS; i++) {
		const struct seen *r = record(1, i);
		u64 n = 1 + i % 90;

		good += r->word[0] == (u64)getpid() && r->word[1] == 3 * n && r->word[2] == n &&
			r->word[3] == n && r->word[4] > 0 && r->word[4] < 1000000000 &&
			r->word[5] & 0100000;
		files += !strcmp((const char *)&r->word[6], "zero") &&
			 !strcmp((const char *)&r->word[14], "fpt-pair");
		asked += n;
		bytes += n;
	}
	is(count_of(1), READS + 1, "pair: a record of each read, none of a filtered one");
	is(good, READS, "pair: kept words, arguments, return values, flags");
	is(files, READS, "pair: kept strings, execname at exit");
	is(record(1, READS)->word[0], sleeper_tid, "pair: the sleeper comes last");
	is(record(1, READS)->word[3], 1, "pair: its return value");
	is(record(1, READS)->word[1], 42 * 3, "pair: what it kept");
	is(record(1, READS)->word[5], 0, "pair: a true 0 is no fault");
	ok(record(1, READS)->word[4] >= 200000000, "pair: it slept as long as it did");
	is_text(&record(1, READS)->word[6], "", "pair: a pipe has no name");
	is(b->state[50], READS + 4, "fexit: all of them");
	is(b->state[51], bytes + 3 * 99 + 1, "fexit: bytes read");
	is(b->state[52], asked + 3 * 99 + 42, "fexit: bytes asked for");
	is(b->state[53], READS + 4, "fentry: all of them");
	is(b->state[54], READS + 4, "fentry: both ways to make a number of a pointer agree");
	is(b->state[40 + 4], 1, "fentry: the pipe's position is NULL, a fault");
	is(b->state[40 + 1] + b->state[40 + 2] + b->state[40 + 3], 0, "no other faults");
}

static bool contains(const struct seen *outer, const struct seen *inner)
{
	return outer->word[0] == inner->word[0] && outer->ns > inner->ns &&
	       outer->ns - outer->word[2] < inner->ns - inner->word[2];
}

static void check_connection(struct backend *b)
{
	unsigned i, k, n = count_of(2), good = 0, nested = 0, reuse = 0;

	for (i = 0; i < n; i++) {
		const struct seen *r = record(2, i);

		good += r->word[1] == 1;
		reuse += r->word[3] == 1 && r->word[4] == 1 && r->word[5] == (u64)-1;
		for (k = 0; k < n; k++)
			nested += contains(r, record(2, k));
	}
	ok(n >= 5, "nesting: packets were seen");
	is(good, n, "nesting: each exit has its own entry's packet");
	ok(nested > 0, "nesting: a call within a call");
	printf("#  %u packets, %u nested\n", n, nested);
	ok(reuse > 0 && reuse < n, "bit-fields: reuse and reuseport of the client alone");
	is(counter(b, 3, WIRE_UNPAIRED), 0, "nesting: all paired");
}

static int run_pair(const char *object)
{
	struct probe probes[] = {
		function(0, "vfs_read", PAIRED),
		function(1, "vfs_read", DOES_EXIT | DOES_ENTRY_ARGS),
		function(2, "vfs_read", DOES_ENTRY),
		function(3, "__ip_queue_xmit", PAIRED),
		tracepoint(4, "sched:sched_pi_setprio"),
	};
	struct program p = { .probes = probes, .nprobes = 5, .state_words = 64, .uses_exit = true };
	struct backend *b;
	u64 tid;

	probes[0].keep.nwords = probes[3].keep.nwords = 1;
	probes[0].keep.bytes = 64;
	prctl(PR_SET_NAME, "fpt-pair");
	b = open_program(&p, object);
	ok(b, "pair loads and attaches");
	if (!b)
		return 1;
	tid = do_reads();
	do_connection();
	do_boost();
	close_program(b);
	check_reads(b, tid);
	check_connection(b);
	is(b->state[56], 2, "tracepoint with NULL: boosted and back");
	is(b->state[58], 1, "tracepoint with NULL: the script's own test");
	is(b->state[40 + 6], 1, "tracepoint with NULL: a fault");
	is(counter(b, 0, WIRE_TABLE_FULL) + counter(b, 0, WIRE_LOST), 0, "nothing lost");
	b->ops->close(b);
	return failed;
}

/* ---- more calls asleep than the table has slots; tasks that die in a call ---- */

#define SLEEPERS 48
#define SLOTS 32		/* with 64 KiB of strings kept */

static void sleep_together(void)
{
	const struct timespec moment = { .tv_nsec = 300000000 };
	pthread_t t[SLEEPERS];
	u64 tid[SLEEPERS];
	unsigned i;

	if (pipe(pipe_fd))
		return;
	for (i = 0; i < SLEEPERS; i++)
		if (pthread_create(&t[i], NULL, sleeper, &tid[i]))
			return;
	nanosleep(&moment, NULL);
	close(pipe_fd[1]);
	for (i = 0; i < SLEEPERS; i++)
		pthread_join(t[i], NULL);
}

/* A killed task dies in get_signal(), which then does not return. */
static void let_die(unsigned n)
{
	while (n--) {
		pid_t pid = fork();

		if (!pid)
			while (pause())
				;
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
	}
}

/* What the kernel says about a program of ours by its name. */
static u64 misses_of(const char *name)
{
	u32 id = 0;

	while (!bpf_prog_get_next_id(id, &id)) {
		struct bpf_prog_info info = { 0 };
		u32 len = sizeof(info);
		int fd = bpf_prog_get_fd_by_id(id);
		bool found = fd >= 0 && !bpf_obj_get_info_by_fd(fd, &info, &len) &&
			     !strcmp(info.name, name);

		close(fd);
		if (found)
			return info.recursion_misses;
	}
	return ~0ull;
}

static int run_table(const char *object)
{
	const struct timespec second = { .tv_sec = 1, .tv_nsec = 100000000 };
	struct probe probes[] = {
		function(0, "vfs_read", PAIRED), function(1, "get_signal", PAIRED),
	};
	struct program p = { .probes = probes, .nprobes = 2, .state_words = 64, .uses_exit = true };
	struct backend *b;
	u64 full, unpaired, missed = 0, sum;

	probes[0].keep.bytes = probes[1].keep.bytes = 65536;
	b = open_program(&p, object);
	ok(b, "table loads and attaches");
	if (!b)
		return 1;
	sleep_together();
	/* The kernel misses a call when a preempted task is in the same program on that CPU. */
	unpaired = counter(b, 0, WIRE_UNPAIRED);
	is(unpaired, misses_of("fpt_e0"), "exits that know no entry: those that the kernel missed");
	full = counter(b, 0, WIRE_TABLE_FULL);
	ok(full >= SLEEPERS - SLOTS - unpaired && full < SLEEPERS, "a full table is counted");
	b->ops->drain(b, on_record, NULL);
	ok(b->ops->missed(b, 0, &missed), "misses are counted");
	/* The exits missed may be those of calls that found no slot, or of other processes. */
	sum = count_of(1) + full + unpaired;
	ok(sum <= SLEEPERS && sum + missed >= SLEEPERS,
	   "each call has a record or is counted once");

	let_die(4 * SLOTS);
	full = counter(b, 1, WIRE_TABLE_FULL);
	ok(b->state[50] == 4 * SLOTS, "deaths are seen");
	nanosleep(&second, NULL);
	b->ops->drain(b, on_record, NULL);
	nanosleep(&second, NULL);
	b->ops->drain(b, on_record, NULL);
	let_die(1);
	printf("#  unpaired %llu, missed %llu, dead without a slot %llu\n",
	       (unsigned long long)unpaired, (unsigned long long)missed, (unsigned long long)full);
	is(counter(b, 1, WIRE_TABLE_FULL), full, "slots of dead tasks were given back");
	close_program(b);
	is(b->state[51], 0, "none of these calls returns");
	b->ops->close(b);
	return failed;
}

/* ---- a program that the verifier refuses ---- */

static int run_broken(const char *object)
{
	static const char text[] = "probe one\n{\n\tfine\n\tbroken $p\n}\n";
	struct probe probes[] = { tracepoint(0, "sys_enter") };
	struct program p = { .probes = probes, .nprobes = 1, .state_words = 32 };
	struct source *src = source_add(&session.sources, "broken.fp", text, sizeof(text) - 1);
	struct backend *b;

	probes[0].span = source_line_span(src, 1);
	b = open_program(&p, object);
	ok(!b, "refused");
	return failed;
}

static int run_build(char **argv, int argc)
{
	struct build_options o = {
		.runtime_dir = argv[2],
		.cache_dir = argc > 5 ? argv[5] : NULL,
		.clang = argc > 6 ? argv[6] : "clang",
		.arch = "x86_64",
	};
	static char text[1 << 20];
	FILE *in = fopen(argv[3], "r"), *out = fopen(argv[4], "w");
	struct built built;
	bool good;

	if (!in || !out)
		return 2;
	text[fread(text, 1, sizeof(text) - 1, in)] = 0;
	fclose(in);
	good = build_bpf(&session, &o, text, &built);
	diags_print(&session.diags, stdout, DIAG_COLOR_NEVER);
	if (good)
		printf("%s %s %.0f ms\n", built.cached ? "cached" : "compiled",
		       built.path ? built.path : "-", built.seconds * 1000);
	if (good)
		good = fwrite(built.data, 1, built.size, out) == built.size;
	return fclose(out) || !good;
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		int (*run)(const char *object);
	} runs[] = {
		{ "tp", run_tp }, { "fault", run_fault }, { "pair", run_pair },
		{ "table", run_table }, { "broken", run_broken },
	};
	unsigned i;

	setvbuf(stdout, NULL, _IOLBF, 0);
	session_init(&session);
	if (argc > 4 && !strcmp(argv[1], "build"))
		return run_build(argv, argc);
	for (i = 0; argc == 3 && i < sizeof(runs) / sizeof(*runs); i++)
		if (!strcmp(argv[1], runs[i].name))
			return runs[i].run(argv[2]);
	fprintf(stderr, "usage: see the head of bpf_rt_main.c\n");
	return 2;
}
