// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A load of known system calls for matrix.t and kinds.t, as the process "calls".
 *
 *	calls all	opens, sleepers at the same time, processes, calls of 32-bit processes
 *	calls N		N times getppid(), and nothing else that is not the libc's start
 *
 * Each sleeper is told on standard error: "load TID NANOSECONDS".
 */

#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SLEEPERS 12
#define PAGES 64

/* The last one to fall asleep is the first one to wake. */
static void *sleeper(void *arg)
{
	long i = (long)arg;
	struct timespec t = { .tv_nsec = 10000000 + 3000000 * (SLEEPERS - i) + i };

	syscall(SYS_nanosleep, &t, NULL);
	fprintf(stderr, "load %ld %ld\n", syscall(SYS_gettid), t.tv_nsec);
	return NULL;
}

static void sleepers(void)
{
	pthread_t threads[SLEEPERS];
	long i;

	for (i = 0; i < SLEEPERS; i++)
		if (pthread_create(&threads[i], NULL, sleeper, (void *)i))
			exit(1);
	for (i = 0; i < SLEEPERS; i++)
		pthread_join(threads[i], NULL);
}

static void opens(void)
{
	int i, fd;

	for (i = 0; i < 5; i++) {
		fd = (int)syscall(SYS_openat, AT_FDCWD, "/dev/null", O_RDONLY | (i & 1 ? O_CLOEXEC : 0), 0);
		syscall(SYS_read, fd, &i, 0);
		syscall(SYS_close, fd);
	}
	syscall(SYS_openat, -7, "nothing", O_RDWR, 0644);
	syscall(SYS_openat, AT_FDCWD, "/dev/nothing", O_RDWR | O_CREAT | O_EXCL, 0600);
	syscall(SYS_openat, AT_FDCWD, (char *)8, O_WRONLY, 0);
	syscall(SYS_read, -1, NULL, 4096);
}

/* A child that becomes another program, and one that cannot. */
static void processes(const char *self)
{
	static char missing[] = "/nothing/here";
	char *none[] = { NULL };
	int i;

	for (i = 0; i < 3; i++) {
		pid_t pid = fork();

		if (!pid) {
			missing[0] = '/';	/* its page is there, now */
			syscall(SYS_execve, missing, none, none);
			execl(self, "calls", "0", NULL);
			_exit(1);
		}
		waitpid(pid, NULL, 0);
	}
}

#ifdef __x86_64__
/* As a 32-bit process makes them: getpid() is 20, close() is 6. */
static void compat(void)
{
	long r, i;

	for (i = 0; i < 7; i++)
		__asm__ volatile("int $0x80" : "=a"(r) : "a"(20L) : "memory");
	for (i = 0; i < 3; i++)
		__asm__ volatile("int $0x80" : "=a"(r) : "a"(6L), "b"(70 + i) : "memory");
}
#else
static void compat(void)
{
}
#endif

static void faults(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), i;
	char *p = mmap(NULL, PAGES * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	madvise(p, PAGES * page, MADV_NOHUGEPAGE);
	for (i = 0; i < PAGES; i++)
		p[i * page] = 1;
}

int main(int argc, char **argv)
{
	long i, n;

	if (argc != 2)
		return 2;
	if (strcmp(argv[1], "all")) {
		for (i = 0, n = atol(argv[1]); i < n; i++)
			syscall(SYS_getppid);
		return 0;
	}
	opens();
	sleepers();
	processes(argv[0]);
	compat();
	faults();
	return 0;
}
