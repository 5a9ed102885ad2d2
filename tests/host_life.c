// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The life of a run, over a back end that is a script of its own: it logs what is asked of it and
 * hands out records that a test prepared.
 */

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "runtime/host/output.h"
#include "runtime/host/run.h"
#include "tests/host_test.h"

/* ---- the back end ---- */

struct fake {
	struct backend b;
	char log[256];
	unsigned site;			/* of the records: one value, the serial number */
	unsigned per_drain;		/* records a call */
	unsigned left;			/* until none is left */
	unsigned stop_after;		/* sets WIRE_STOP when so many are gone; 0: never */
	unsigned last_words;		/* records that come between detach and the last drain */
	unsigned drain_us;		/* it takes so long */
	u64 serial;
	u64 missed;
	bool refuse, detached, hang;
	const char *marker;		/* file that attach makes */
};

static void note(struct fake *f, const char *word)
{
	size_t n = strlen(f->log);

	if (n < sizeof(f->log) - 16)
		snprintf(f->log + n, sizeof(f->log) - n, "%s%s", n ? " " : "", word);
}

static bool fake_attach(struct backend *b)
{
	struct fake *f = (struct fake *)b;

	note(f, "attach");
	if (f->marker)
		close(open(f->marker, O_CREAT | O_WRONLY, 0600));
	if (f->refuse)
		diag(&b->p->s->diags, ATTACH_FAILED, NO_SPAN, "vfs_read", "the test says so");
	return !f->refuse;
}

static unsigned fake_drain(struct backend *b, record_fn fn, void *arg)
{
	struct fake *f = (struct fake *)b;
	struct {
		struct wire_record r;
		u64 v;
	} record = { .r = { .site = f->site, .len = 24 } };
	unsigned i, n = f->per_drain < f->left ? f->per_drain : f->left;

	if (f->detached) {
		n = f->last_words;
		f->last_words = 0;
	} else {
		f->left -= n;
	}
	if (f->drain_us)
		usleep(f->drain_us);
	for (i = 0; i < n; i++) {
		record.v = ++f->serial;
		fn(arg, &record.r, sizeof(record));
	}
	if (f->stop_after && f->serial >= f->stop_after)
		__atomic_store_n(&b->state[WIRE_STOP], 1, __ATOMIC_RELAXED);
	return n;
}

static void fake_detach(struct backend *b)
{
	struct fake *f = (struct fake *)b;

	note(f, "detach");
	f->detached = true;
	while (f->hang)
		usleep(1000);
}

static bool fake_missed(struct backend *b, unsigned probe, u64 *count)
{
	(void)probe;
	*count = ((struct fake *)b)->missed;
	return true;
}

static void fake_close(struct backend *b)
{
	note((struct fake *)b, "close");
}

static const struct backend_ops fake_ops = {
	.name = "fake", .attach = fake_attach, .drain = fake_drain, .detach = fake_detach,
	.missed = fake_missed, .close = fake_close,
};

/* ---- a run ---- */

struct life {
	struct test t;
	struct fake fake;
	struct run_options o;
	char out[64], err[64];		/* files */
	int status;
	double seconds;
};

static void life_init(struct life *l, const char *script)
{
	static unsigned n;

	memset(l, 0, sizeof(*l));
	test_init(&l->t, script);
	n++;
	snprintf(l->out, sizeof(l->out), "host-life-%d-%u.out", (int)getpid(), n);
	snprintf(l->err, sizeof(l->err), "host-life-%d-%u.err", (int)getpid(), n);
	l->o.output = l->out;
	l->fake.per_drain = 1;
}

static void life_free(struct life *l)
{
	unlink(l->out);
	unlink(l->err);
	test_free(&l->t);
}

/* A probe in the kernel whose records are printed by `format`. */
static struct probe *add_kernel(struct life *l, const char *name, const char *format)
{
	struct probe *probe = add_probe(&l->t, PROBE_FPROBE, name);

	probe->in_kernel = true;
	l->t.p.needs_kernel = true;
	l->fake.site = add_print(&l->t, format, "l");
	return probe;
}

static struct backend *open_fake(struct life *l)
{
	l->fake.b = (struct backend){ .ops = &fake_ops, .p = &l->t.p };
	l->fake.b.state = arena_array(&l->t.s.arena, u64, l->t.p.state_words);
	return &l->fake.b;
}

/* Runs with standard error in a file. */
static int run(struct life *l)
{
	struct backend *b = l->t.p.needs_kernel ? open_fake(l) : NULL;
	int saved = dup(STDERR_FILENO), err = open(l->err, O_CREAT | O_TRUNC | O_WRONLY, 0600);
	struct timespec from, to;

	fflush(NULL);
	dup2(err, STDERR_FILENO);
	close(err);
	clock_gettime(CLOCK_MONOTONIC, &from);
	l->status = run_program(&l->t.s, &l->t.p, b, &l->o);
	clock_gettime(CLOCK_MONOTONIC, &to);
	dup2(saved, STDERR_FILENO);
	close(saved);
	l->seconds = (to.tv_sec - from.tv_sec) + (to.tv_nsec - from.tv_nsec) / 1e9;
	return l->status;
}

static const char *contents(const char *path)
{
	static char text[8192];
	int fd = open(path, O_RDONLY);
	ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);

	if (fd >= 0)
		close(fd);
	text[n < 0 ? 0 : n] = 0;
	return n < 0 ? "(no file)" : text;
}

static struct ir *say(struct life *l, const char *text)
{
	return print(&l->t, add_print(&l->t, text, ""), NULL);
}

static struct ir *leave(struct life *l)
{
	return leaf(&l->t, IR_EXIT);
}

static void add_says(struct life *l, enum probe_kind kind, const char *text, int order)
{
	struct probe *probe = add_probe(&l->t, kind, text);

	probe->order = order;
	probe->entry->body = seq(&l->t, say(l, text), NULL);
}

/* A timer that says `text`, and exit()s the n-th time. */
static struct probe *add_timer(struct life *l, u64 ms, const char *text, u64 n)
{
	struct probe *probe = add_probe(&l->t, PROBE_TIMER, "timer");
	u32 word = add_global(&l->t, 0);
	struct ir *count = with_imm(node(&l->t, IR_GADD, constant(&l->t, 1), NULL, NULL), word);

	probe->period_ns = ms * 1000000;
	probe->entry->body = seq(&l->t, say(l, text), node(&l->t, IR_IF,
		node(&l->t, IR_EQ, count, constant(&l->t, n - 1), NULL), seq(&l->t, leave(l), NULL),
		NULL), NULL);
	return probe;
}

/* ---- tests ---- */

static void test_order(void)
{
	struct life l;

	life_init(&l, "");
	add_says(&l, PROBE_END, "end 1\n", 0);
	add_says(&l, PROBE_BEGIN, "begin 2\n", 0);
	add_says(&l, PROBE_BEGIN, "begin 3\n", 0);
	add_says(&l, PROBE_BEGIN, "begin 1\n", -100);
	add_says(&l, PROBE_BEGIN, "begin 4\n", 7);
	add_says(&l, PROBE_END, "end 2\n", 1);
	is_number(run(&l), EXIT_OK, "a script of begin and end alone comes to its end");
	is_text(contents(l.out), "begin 1\nbegin 2\nbegin 3\nbegin 4\nend 1\nend 2\n",
		"… in order");
	is_text(contents(l.err), "", "… and says nothing else");
	life_free(&l);
}

static void test_records(void)
{
	struct life l;

	life_init(&l, "");
	add_says(&l, PROBE_BEGIN, "begin\n", 0);
	add_says(&l, PROBE_END, "end\n", 0);
	add_kernel(&l, "fprobe", "%d\n");
	l.fake.left = 5;
	l.fake.per_drain = 2;
	l.fake.stop_after = 5;
	l.fake.last_words = 2;
	is_number(run(&l), EXIT_OK, "exit() in the kernel stops the run");
	is_text(contents(l.out), "begin\n1\n2\n3\n4\n5\n6\n7\nend\n", "no record is left behind");
	is_text(l.fake.log, "attach detach close", "the back end's life");
	is_text(contents(l.err), "", "nothing to report");
	life_free(&l);

	life_init(&l, "");
	add_says(&l, PROBE_END, "end\n", 0);
	add_kernel(&l, "fprobe", "%d\n");
	l.fake.left = l.fake.per_drain = 5000;
	l.fake.last_words = 10;
	l.o.max_records = 3;
	is_number(run(&l), EXIT_OK, "-n 3");
	is_text(contents(l.out), "1\n2\n3\nend\n", "… prints three, and what end has to say");
	life_free(&l);
}

static void test_begin_exits(void)
{
	struct life l;
	struct probe *begin;

	life_init(&l, "");
	begin = add_probe(&l.t, PROBE_BEGIN, "begin");
	begin->entry->body = seq(&l.t, say(&l, "first\n"), leave(&l), say(&l, "never\n"), NULL);
	add_says(&l, PROBE_BEGIN, "second\n", 0);
	add_says(&l, PROBE_END, "end\n", 0);
	add_kernel(&l, "fprobe", "%d\n");
	l.fake.left = 3;
	l.o.command = "touch host-life-never";
	is_number(run(&l), EXIT_OK, "exit() in begin");
	is_text(contents(l.out), "first\nend\n", "… skips the other begin handlers");
	is_text(l.fake.log, "close", "… and attaches nothing");
	ok(access("host-life-never", F_OK) < 0, "… and does not run the command");
	life_free(&l);
}

static void test_timers(void)
{
	struct life l;

	life_init(&l, "");
	add_timer(&l, 30, "tick\n", 3);
	add_timer(&l, 90, "never\n", 9);
	is_number(run(&l), EXIT_OK, "a timer and no back end");
	is_text(contents(l.out), "tick\ntick\ntick\n", "… three ticks");
	ok(l.seconds >= 0.09 && l.seconds < 1, "… in %.3f s", l.seconds);
	life_free(&l);

	life_init(&l, "");
	add_timer(&l, 20, "a\n", 9);
	add_timer(&l, 40, "b\n", 2);
	run(&l);
	is_text(contents(l.out), "a\na\nb\na\na\nb\n", "where periods meet, script order holds");
	life_free(&l);

	life_init(&l, "");
	add_kernel(&l, "fprobe", "%d\n");
	add_timer(&l, 40, "tick\n", 1);
	l.fake.left = 1;
	l.fake.serial = 100;
	is_number(run(&l), EXIT_OK, "a timer with a back end");
	is_text(contents(l.out), "101\ntick\n", "what the kernel printed before comes first");
	ok(l.seconds < 0.5, "… and polling does not delay it: %.3f s", l.seconds);
	life_free(&l);

	life_init(&l, "");
	add_timer(&l, 10000, "never\n", 1);
	l.o.max_ns = 50000000;
	is_number(run(&l), EXIT_OK, "-T 50ms");
	ok(l.seconds >= 0.05 && l.seconds < 1, "… in %.3f s", l.seconds);
	is_text(contents(l.out), "", "… before the first tick");
	life_free(&l);
}

/* What a handler in the kernel printed between two prints of one timer goes between them. */
static void test_drain_before_print(void)
{
	struct probe *timer;
	const char *tick;
	struct life l;
	int n = 0;

	life_init(&l, "");
	add_kernel(&l, "fprobe", "%d\n");
	timer = add_timer(&l, 20, "tick\n", 1);
	timer->entry->body = seq(&l.t, say(&l, "tick\n"), say(&l, "tock\n"), leave(&l), NULL);
	l.fake.left = 1000000;
	run(&l);
	tick = strstr(contents(l.out), "tick\n");
	ok(tick && sscanf(tick, "tick\n%*d\ntock\n%n", &n) == 0 && n > 0,
	   "records are drained before each print of a timer");
	life_free(&l);
}

static void test_missed_ticks(void)
{
	unsigned missed = 0;
	struct life l;

	life_init(&l, "probe timer(1ms) {}\n");
	add_timer(&l, 1, "", 3);
	add_kernel(&l, "fprobe", "%d\n");
	l.fake.drain_us = 20000;
	l.o.strict = true;
	is_number(run(&l), EXIT_LOSSES, "ticks that were missed");
	ok(!strncmp(contents(l.err), "script.fp:1:7: missed: timer: ", 30) &&
	   strstr(contents(l.err), " ticks\n    probe timer(1ms) {}\n          ^~~~~\n"),
	   "… are reported");
	sscanf(contents(l.err), "script.fp:1:7: missed: timer: %u", &missed);
	ok(missed >= 30 && missed + 3 <= l.seconds * 1000, "… %u of them in %.3f s, none twice",
	   missed, l.seconds);
	life_free(&l);
}

static void test_state(void)
{
	struct life l;
	struct probe *begin;
	u32 word;

	life_init(&l, "");
	word = add_global(&l.t, -42);
	begin = add_probe(&l.t, PROBE_BEGIN, "begin");
	begin->entry->body = seq(&l.t, print(&l.t, add_print(&l.t, "%d %d\n", "ll"),
		with_imm(leaf(&l.t, IR_GLOBAL), word),
		with_imm(leaf(&l.t, IR_BUILTIN), BUILTIN_target), NULL), NULL);
	l.o.target_pid = 4711;
	run(&l);
	is_text(contents(l.out), "-42 4711\n", "globals and target() have their values in begin");
	life_free(&l);
}

static void test_child(void)
{
	char command[512], want[64], pid_file[96], marker[96];
	struct probe *begin;
	struct life l;

	life_init(&l, "");
	snprintf(pid_file, sizeof(pid_file), "%s.pid", l.out);
	snprintf(marker, sizeof(marker), "%s.attached", l.out);
	snprintf(command, sizeof(command), "test -e %s && echo $$ >%s; exit 3", marker, pid_file);
	begin = add_probe(&l.t, PROBE_BEGIN, "begin");
	begin->entry->body = seq(&l.t, print(&l.t, add_print(&l.t, "%d\n", "l"),
		with_imm(leaf(&l.t, IR_BUILTIN), BUILTIN_target), NULL), NULL);
	add_kernel(&l, "fprobe", "%d\n");
	l.fake.marker = marker;
	l.o.command = command;
	l.o.verbose = true;
	is_number(run(&l), EXIT_OK, "-c CMD: the run ends with it");
	snprintf(want, sizeof(want), "%s", contents(pid_file));
	ok(atoi(want) > 0, "it started after the probes were attached");
	is_text(contents(l.out), want, "target() is its process id");
	ok(strstr(contents(l.err), "ended with status 3\n"), "-v says how it ended");
	unlink(pid_file);
	unlink(marker);
	life_free(&l);

	life_init(&l, "");
	add_timer(&l, 20, "tick\n", 2);
	l.o.command = "sleep 30";
	l.o.verbose = true;
	is_number(run(&l), EXIT_OK, "exit() while the command runs");
	ok(l.seconds < 5, "… does not wait for it: %.3f s", l.seconds);
	ok(strstr(contents(l.err), "was killed by signal 15"), "… and ends it");
	life_free(&l);
}

/* dd's operands look like assignments; a shell between would have the pid. */
static void test_plain_child(void)
{
	char command[256], pid_file[96], want[64];
	struct probe *end;
	struct life l;

	life_init(&l, "");
	snprintf(pid_file, sizeof(pid_file), "%s.pid", l.out);
	snprintf(command, sizeof(command), "dd if=/proc/self/stat of=%s status=none", pid_file);
	end = add_probe(&l.t, PROBE_END, "end");
	end->entry->body = seq(&l.t, print(&l.t, add_print(&l.t, "%d\n", "l"),
		with_imm(leaf(&l.t, IR_BUILTIN), BUILTIN_target), NULL), NULL);
	l.o.command = command;
	is_number(run(&l), EXIT_OK, "-c of a plain command");
	snprintf(want, sizeof(want), "%d\n", atoi(contents(pid_file)));
	is_text(contents(l.out), want, "target() is its own process id");
	unlink(pid_file);
	life_free(&l);
}

static void test_child_fails(void)
{
	struct life l;

	life_init(&l, "");
	add_says(&l, PROBE_END, "end\n", 0);
	add_kernel(&l, "fprobe", "%d\n");
	l.o.command = "fptap-no-such-command with words";
	is_number(run(&l), EXIT_ATTACH, "a command that is not there");
	ok(l.t.s.diags.first && l.t.s.diags.first->code == DIAG_CHILD &&
	   strstr(l.t.s.diags.first->text, "fptap-no-such-command"), "… is named by E0701");
	is_text(l.fake.log, "attach detach close", "… and everything is taken back");
	is_text(contents(l.out), "", "… without end handlers");
	life_free(&l);
}

static void test_failures(void)
{
	struct probe *begin;
	struct life l;

	life_init(&l, "");
	add_says(&l, PROBE_END, "end\n", 0);
	add_kernel(&l, "fprobe", "%d\n");
	l.fake.refuse = true;
	is_number(run(&l), EXIT_ATTACH, "attaching fails");
	is_text(l.fake.log, "attach detach close", "… and is taken back");
	is_text(contents(l.out), "", "… without end handlers");
	life_free(&l);

	life_init(&l, "");
	add_kernel(&l, "fprobe", "%d\n");
	l.o.output = "/nonexistent/file";
	is_number(run(&l), EXIT_USAGE, "-o that cannot be opened");
	is_text(l.fake.log, "close", "… and nothing was attached");
	life_free(&l);

	life_init(&l, "");
	add_says(&l, PROBE_BEGIN, "text\n", 0);
	l.o.output = "/dev/full";
	is_number(run(&l), EXIT_USAGE, "output that cannot be written");
	life_free(&l);

	life_init(&l, "");
	begin = add_probe(&l.t, PROBE_BEGIN, "begin");
	begin->entry->body = seq(&l.t, node(&l.t, IR_EVAL, leaf(&l.t, IR_ELAPSED),
					    NULL, NULL), NULL);
	is_number(run(&l), EXIT_COMPILER, "IR that cannot be interpreted");
	ok(l.t.s.diags.first && l.t.s.diags.first->code == DIAG_INTERNAL, "… is an internal error");
	life_free(&l);
}

static void lose(struct life *l, const struct probe *probe, unsigned counter, u64 n)
{
	struct ir *add = with_imm(node(&l->t, IR_GADD, constant(&l->t, n), NULL, NULL),
				  WIRE_STATE_HEAD + probe->id * WIRE_PROBE_WORDS + counter);

	ir_append(l->t.p.probes[0].entry->body, node(&l->t, IR_EVAL, add, NULL, NULL));
}

static void test_report(void)
{
	static const char script[] = "probe begin {\n\tx = 1 / zero\n}\n"
				     "probe fprobe(\"f\").exit {}\n";
	static const char want[] =
		"script.fp:2:6: fault: division by zero, 1 time\n"
		"    \tx = 1 / zero\n"
		"    \t    ^~~~~~~~\n"
		"script.fp:4:7: lost: fprobe(\"f\").exit: 12 records, the buffer was full\n"
		"    probe fprobe(\"f\").exit {}\n"
		"          ^~~~~~~~~~~~~~~~\n"
		"script.fp:4:7: unpaired: fprobe(\"f\").exit: 5000000000 exits, "
		"their entry is not known\n"
		"    probe fprobe(\"f\").exit {}\n"
		"          ^~~~~~~~~~~~~~~~\n"
		"script.fp:4:7: missed: fprobe(\"f\").exit: 10 hits\n"
		"    probe fprobe(\"f\").exit {}\n"
		"          ^~~~~~~~~~~~~~~~\n";
	struct probe *begin, *f;
	struct ir *division;
	struct life l;
	unsigned round;

	for (round = 0; round < 3; round++) {
		life_init(&l, script);
		begin = add_probe(&l.t, PROBE_BEGIN, "begin");
		f = add_kernel(&l, "fprobe(\"f\").exit", "%d\n");
		lose(&l, f, WIRE_LOST, 12);
		lose(&l, f, WIRE_UNPAIRED, 5000000000);
		lose(&l, f, WIRE_MISSED, 3);
		division = node(&l.t, IR_SDIV, constant(&l.t, 1), constant(&l.t, 0), NULL);
		division->site = add_fault_site(&l.t, FAULT_DIVIDE, place_of(&l.t, "1 / zero", 0));
		ir_append(begin->entry->body, node(&l.t, IR_EVAL, division, NULL, NULL));
		l.fake.missed = 7;
		l.fake.left = l.fake.stop_after = 1;
		l.o.strict = round > 0;
		l.o.quiet = round > 1;
		is_number(run(&l), round ? EXIT_LOSSES : EXIT_OK,
			  round ? "losses under --strict" : "losses");
		is_text(contents(l.err), round > 1 ? "" : want,
			round > 1 ? "… nothing is said with --quiet" : "… are reported");
		is_text(contents(l.out), "1\n", "… beside the data");
		life_free(&l);
	}
}

static void test_malformed(void)
{
	struct life l;

	life_init(&l, "");
	add_kernel(&l, "fprobe", "%d\n");
	l.fake.site = 40;
	l.fake.left = l.fake.per_drain = l.fake.stop_after = 4;
	l.o.strict = true;
	is_number(run(&l), EXIT_LOSSES, "records of no printf are losses");
	is_text(contents(l.err), "fptap: lost: 4 records that make no sense\n", "… and reported");
	life_free(&l);
}

/* ---- with signals: in a process of its own ---- */

/* Exit status of the child, or minus the signal that killed it; after 10 s SIGALRM does. */
static int outcome(pid_t pid)
{
	int status;

	if (waitpid(pid, &status, 0) != pid)
		return -1000;
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static pid_t run_in_child(struct life *l)
{
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (!pid) {
		alarm(10);
		_exit(run(l));
	}
	return pid;
}

static bool wait_for(const char *path, const char *text)
{
	unsigned i;

	for (i = 0; i < 500; i++) {
		if (!strncmp(contents(path), text, strlen(text)))
			return true;
		usleep(10000);
	}
	return false;
}

static void test_signals(void)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
	struct life l;
	unsigned i;
	pid_t pid;

	for (i = 0; i < 3; i++) {
		life_init(&l, "");
		add_timer(&l, 5, "tick\n", 1000000);
		add_says(&l, PROBE_END, "end\n", 0);
		pid = run_in_child(&l);
		wait_for(l.out, "tick");
		kill(pid, numbers[i]);
		is_number(outcome(pid), EXIT_OK, "a signal ends the run");
		ok(strstr(contents(l.out), "\nend\n"), "… and end handlers run (%s)",
		   strsignal(numbers[i]));
		life_free(&l);
	}

	life_init(&l, "");
	add_kernel(&l, "fprobe", "%d\n");
	l.fake.hang = true;
	l.fake.left = 1;
	pid = run_in_child(&l);
	wait_for(l.out, "1");
	kill(pid, SIGINT);
	usleep(200000);
	ok(!kill(pid, 0), "one that hangs while it stops …");
	kill(pid, SIGINT);
	is_number(outcome(pid), -SIGINT, "… is ended by a second SIGINT");
	life_free(&l);
}

static void test_reader_gone(void)
{
	int fds[2], saved;
	struct life l;
	pid_t pid;

	life_init(&l, "");
	add_timer(&l, 5, "tick\n", 1000000);
	l.o.output = NULL;
	if (pipe(fds) < 0)
		return;
	fflush(NULL);
	saved = dup(STDOUT_FILENO);
	dup2(fds[1], STDOUT_FILENO);
	close(fds[0]);
	close(fds[1]);
	pid = run_in_child(&l);
	dup2(saved, STDOUT_FILENO);
	close(saved);
	is_number(outcome(pid), EXIT_OK, "a reader that goes away ends the run");
	is_text(contents(l.err), "", "… quietly");
	life_free(&l);
}

static void test_large_output(void)
{
	struct stat st;
	struct life l;

	life_init(&l, "");
	add_kernel(&l, "fprobe", "%091d\n");
	l.fake.left = l.fake.stop_after = 100000;
	l.fake.per_drain = 3000;
	is_number(run(&l), EXIT_OK, "more output than the buffer holds");
	ok(!stat(l.out, &st) && st.st_size == 9200000, "… is written, every byte");
	life_free(&l);
}

/* 1 MB through a pipe that does not block and is read slowly: writes are partial or refused. */
static void test_slow_reader(void)
{
	struct output out;
	char line[32], got[4096];
	unsigned i, n, bad = 0, at = 0;
	size_t want = 100000 * 11;
	int fds[2];
	ssize_t len;
	pid_t pid;

	if (pipe2(fds, O_NONBLOCK) < 0)
		return;
	fflush(NULL);
	pid = fork();
	if (!pid) {
		close(fds[0]);
		output_open(&out, NULL);
		out.fd = fds[1];
		for (i = 0; i < 100000; i++) {
			snprintf(line, sizeof(line), "%010u\n", i);
			output_put(&out, line, 11);
		}
		_exit(!output_close(&out) || output_failed(&out));
	}
	close(fds[1]);
	fcntl(fds[0], F_SETFL, 0);
	while ((len = read(fds[0], got, 1 + at % sizeof(got))) > 0) {
		for (i = 0; i < len; i++, at++) {
			snprintf(line, sizeof(line), "%010u\n", at / 11);
			bad += got[i] != line[at % 11];
		}
		if (at % 7 == 0)
			usleep(100);
	}
	close(fds[0]);
	n = outcome(pid);
	ok(!n && !bad && at == want, "a slow reader gets every byte once, in order");
}

void test_life(void)
{
	char dir[] = "/tmp/host-life-XXXXXX";

	if (!mkdtemp(dir) || chdir(dir) < 0) {
		ok(false, "a directory for files");
		return;
	}
	test_order();
	test_records();
	test_begin_exits();
	test_timers();
	test_drain_before_print();
	test_missed_ticks();
	test_state();
	test_child();
	test_plain_child();
	test_child_fails();
	test_failures();
	test_report();
	test_malformed();
	test_signals();
	test_reader_gone();
	test_large_output();
	test_slow_reader();
	if (chdir("/") < 0 || rmdir(dir) < 0)
		ok(false, "the directory is empty again");
}
