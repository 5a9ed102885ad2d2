// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A load of known size for the tests in virtual machines.  Static, so that starting it reads nothing.
 *
 *	load reads	reads that succeed, end, and fail in several ways
 *	load sleepers	threads that block in a read while others come and go
 *	load nest	epoll descriptors in epoll descriptors: the kernel's check for loops recurses
 *	load seeks	seeks in a file in memory, by a function that ends in a jump to another one
 *	load busy MS	so much time of the CPU, as "busy"; nothing but spin() takes it
 *	load faults N	so many new pages, as "faults"
 *	load flood S	reads of one byte for S seconds, as many as there is time for; their number
 *	load interrupts N	so many sleeps, which a timer's interrupt ends, and so many datagrams to itself,
 *			which a soft interrupt brings
 *	load programs	number of BPF programs and links in the kernel
 *
 * Each read is told on standard error: "load COUNT RESULT NAME", RESULT as the kernel returns it; seeks
 * as "seek OFFSET WHENCE RESULT"; busy and faults as "used NANOSECONDS" and "faults N", by the kernel's
 * account of the process.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <net/if.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static char buffer[1 << 16];

static void account(size_t count, ssize_t result, const char *name)
{
	fprintf(stderr, "load %zu %zd %s\n", count, result < 0 ? -(ssize_t)errno : result, name);
}

/* The raw system call: libc must not think about the arguments. */
static void do_read(int fd, void *to, size_t count, const char *name)
{
	account(count, syscall(SYS_read, fd, to, count), name);
}

static int must_open(const char *path, int flags)
{
	int fd = open(path, flags, 0600);

	if (fd < 0) {
		perror(path);
		exit(1);
	}
	return fd;
}

static int reads(void)
{
	int zero = must_open("/dev/zero", O_RDONLY), null = must_open("/dev/null", O_RDONLY);
	int dir = must_open("/usr", O_RDONLY), out = must_open("/tmp/write-only", O_WRONLY | O_CREAT);
	size_t n;

	for (n = 1; n <= sizeof(buffer); n = n * 3 + 1)
		do_read(zero, buffer, n, "zero");
	do_read(zero, buffer, 0, "zero");
	do_read(null, buffer, 100, "null");
	do_read(dir, buffer, 64, "usr");		/* -EISDIR */
	do_read(out, buffer, 64, "write-only");		/* -EBADF */
	do_read(zero, (void *)8, 64, "zero");		/* -EFAULT */
	do_read(zero, buffer, (size_t)-1, "zero");	/* a count with its top bit set */
	return 0;
}

#define SLEEPERS 24

static int pipes[SLEEPERS][2];

static void *sleeper(void *arg)
{
	long i = (long)arg;
	char mine[256];
	ssize_t r = syscall(SYS_read, pipes[i][0], mine, 100 + i);

	account((size_t)(100 + i), r, "");
	return NULL;
}

/* They wake in another order than they fell asleep, and get other amounts than they asked for. */
static int sleepers(void)
{
	pthread_t threads[SLEEPERS];
	long i;

	for (i = 0; i < SLEEPERS; i++)
		if (pipe(pipes[i]) || pthread_create(&threads[i], NULL, sleeper, (void *)i))
			return 1;
	usleep(600000);
	reads();
	for (i = 0; i < SLEEPERS; i++) {
		long n = (i * 7) % SLEEPERS;

		if (write(pipes[n][1], buffer, (size_t)(n + 1)) != n + 1)
			return 1;
	}
	for (i = 0; i < SLEEPERS; i++)
		pthread_join(threads[i], NULL);
	return 0;
}

#define NESTED 4

static int nest(void)
{
	struct epoll_event event = { .events = EPOLLIN };
	int fds[NESTED + 1], i;

	for (i = 0; i <= NESTED; i++)
		fds[i] = epoll_create1(0);
	for (i = 1; i < NESTED; i++)
		if (epoll_ctl(fds[i], EPOLL_CTL_ADD, fds[i - 1], &event))
			return 1;
	/* A whole chain into another one: the check goes down all of it. */
	return epoll_ctl(fds[NESTED], EPOLL_CTL_ADD, fds[NESTED - 1], &event) ? 1 : 0;
}

static int seeks(void)
{
	static const struct {
		long offset;
		int whence;
	} v[] = { { 0, SEEK_SET }, { 4096, SEEK_SET }, { -96, SEEK_CUR }, { 7, SEEK_END }, { -5, SEEK_SET } };
	int fd = memfd_create("seeks", 0);
	long result;
	size_t i;

	if (fd < 0)
		return 1;
	for (i = 0; i < sizeof(v) / sizeof(*v); i++) {
		result = syscall(SYS_lseek, fd, v[i].offset, v[i].whence);
		fprintf(stderr, "seek %ld %d %ld\n", v[i].offset, v[i].whence, result < 0 ? -(long)errno : result);
	}
	return 0;
}

__attribute__((noinline, noclone)) void spin(volatile int *n)
{
	while (*n)
		--*n;
}

static long used(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return t.tv_sec * 1000000000 + t.tv_nsec;
}

static int busy(const char *ms)
{
	long began = used(), end = began + atol(ms) * 1000000;
	volatile int n;

	prctl(PR_SET_NAME, "busy");
	while (used() < end) {
		n = 100000;
		spin(&n);
	}
	prctl(PR_SET_NAME, "load");
	fprintf(stderr, "used %ld\n", used() - began);
	return 0;
}

static long faulted(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return u.ru_minflt + u.ru_majflt;
}

static int faults(const char *pages)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), n = (size_t)atoi(pages), i;
	char *p = mmap(NULL, n * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	long before = faulted();

	madvise(p, n * page, MADV_NOHUGEPAGE);
	prctl(PR_SET_NAME, "faults");
	for (i = 0; i < n; i++)
		p[i * page] = 1;
	prctl(PR_SET_NAME, "load");
	fprintf(stderr, "faults %ld\n", faulted() - before);
	return 0;
}

static unsigned count_ids(enum bpf_cmd cmd)
{
	union bpf_attr attr = { 0 };
	unsigned n = 0;

	while (!syscall(SYS_bpf, cmd, &attr, sizeof(attr))) {
		attr.start_id = attr.next_id;
		n++;
	}
	return n;
}

static int programs(void)
{
	printf("%u programs, %u links\n", count_ids(BPF_PROG_GET_NEXT_ID),
	       count_ids(BPF_LINK_GET_NEXT_ID));
	return 0;
}

/* The machine has no network but this, and nobody has switched it on. */
static int loopback(struct sockaddr_in *at)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct ifreq lo = { .ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING };
	socklen_t size = sizeof(*at);

	at->sin_family = AF_INET;
	at->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || ioctl(fd, SIOCSIFFLAGS, &lo) || bind(fd, (struct sockaddr *)at, size) ||
	    getsockname(fd, (struct sockaddr *)at, &size))
		return -1;
	return fd;
}

static int interrupts(const char *times)
{
	const struct timespec moment = { .tv_nsec = 1000000 };
	struct sockaddr_in at = { 0 };
	int fd = loopback(&at), i;
	char byte = 0;

	for (i = 0; i < atoi(times); i++) {
		if (fd < 0 || nanosleep(&moment, NULL) ||
		    sendto(fd, &byte, 1, 0, (struct sockaddr *)&at, sizeof(at)) != 1 ||
		    syscall(SYS_read, fd, &byte, 1) != 1)
			return 1;
	}
	return 0;
}

/* The clock is looked at now and then alone: looking at it must not be what takes the time. */
static int flood(const char *seconds)
{
	int zero = must_open("/dev/zero", O_RDONLY);
	struct timespec now;
	time_t end;
	unsigned long n = 0;

	clock_gettime(CLOCK_MONOTONIC, &now);
	end = now.tv_sec + atoi(seconds);
	while (now.tv_sec < end) {
		if (syscall(SYS_read, zero, buffer, 1) != 1)
			return 1;
		if (++n % 64 == 0)
			clock_gettime(CLOCK_MONOTONIC, &now);
	}
	fprintf(stderr, "sent %lu\n", n);
	return 0;
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		int (*run)(void);
	} modes[] = { { "reads", reads }, { "sleepers", sleepers }, { "nest", nest }, { "seeks", seeks },
		      { "programs", programs } };
	size_t i;

	if (argc == 3 && !strcmp(argv[1], "flood"))
		return flood(argv[2]);
	if (argc == 3 && !strcmp(argv[1], "busy"))
		return busy(argv[2]);
	if (argc == 3 && !strcmp(argv[1], "faults"))
		return faults(argv[2]);
	if (argc == 3 && !strcmp(argv[1], "interrupts"))
		return interrupts(argv[2]);
	for (i = 0; argc == 2 && i < sizeof(modes) / sizeof(*modes); i++)
		if (!strcmp(modes[i].name, argv[1]))
			return modes[i].run();
	fprintf(stderr, "usage: load reads|sleepers|nest|seeks|programs|busy MS|faults N|flood S|interrupts N\n");
	return 2;
}
