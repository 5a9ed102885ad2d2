// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * hits getppid|read: nanoseconds of one system call, the least of some rounds.  In a machine in which an
 * instruction takes a nanosecond this is how many there are.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define CALLS 2000
#define ROUNDS 5

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e9 + t.tv_nsec;
}

int main(int argc, char **argv)
{
	int i, round, reads = argc > 1 && !strcmp(argv[1], "read"), null = open("/dev/null", O_RDONLY);
	double from, least = 0, one;
	char c;

	for (round = 0; round < ROUNDS; round++) {
		from = now();
		for (i = 0; i < CALLS; i++)
			reads ? syscall(SYS_read, null, &c, 1) : syscall(SYS_getppid);
		one = (now() - from) / CALLS;
		if (!round || one < least)
			least = one;
	}
	printf("%.1f\n", least);
	return 0;
}
