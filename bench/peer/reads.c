// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * reads N [renames|calls]: so many reads of /dev/null, new names of its own or calls of hit(), in rounds of READS, and
 * as many before to warm up; prints the ns of one that it ran itself, which with -icount are instructions: the median
 * of the rounds, so that one which the timer or somebody else cut into does not count.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define READS 100

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

__attribute__((noinline, noclone)) long hit(long n)
{
	__asm__ volatile("" : : : "memory");
	return n + 1;
}

static double one_round(int fd, const char *what)
{
	char buffer[64];
	double begin = now();
	int i;

	for (i = 0; i < READS; i++) {
		if (!what)
			syscall(SYS_read, fd, buffer, sizeof(buffer));
		else if (*what == 'r')
			syscall(SYS_prctl, PR_SET_NAME, "reads");
		else
			hit(i);
	}
	return (now() - begin) / READS;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	long n = (argc > 1 ? atol(argv[1]) : 10000) / READS, i;
	double *rounds = calloc((size_t)n, sizeof(*rounds));
	int fd = open("/dev/null", O_RDONLY);

	if (n < 1 || !rounds || fd < 0)
		return 2;
	for (i = 0; i < n; i++)
		one_round(fd, argc > 2 ? argv[2] : NULL);
	for (i = 0; i < n; i++)
		rounds[i] = one_round(fd, argc > 2 ? argv[2] : NULL);
	qsort(rounds, (size_t)n, sizeof(*rounds), compare);
	fprintf(stderr, "hit %.2f\n", rounds[n / 2]);
	return 0;
}
