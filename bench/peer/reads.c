// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * reads N: so many reads of /dev/null; prints the ns of one that it ran itself, which with -icount are
 * instructions.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	long n = argc > 1 ? atol(argv[1]) : 10000, i;
	int fd = open("/dev/null", O_RDONLY);
	struct timespec a, b;
	char buffer[64];

	for (i = 0; i < 200; i++)
		syscall(SYS_read, fd, buffer, sizeof(buffer));
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
	for (i = 0; i < n; i++)
		syscall(SYS_read, fd, buffer, sizeof(buffer));
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
	fprintf(stderr, "hit %.1f\n", ((double)(b.tv_sec - a.tv_sec) * 1e9 + (double)(b.tv_nsec - a.tv_nsec)) / (double)n);
	return 0;
}
