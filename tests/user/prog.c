// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A program to be probed: prog WHAT [ARGS].  What it does is known beforehand or printed, so that a
 * script's counts and values have something to agree with.
 */

#include <dlfcn.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sdt.h>
#include <unistd.h>

#define EXPORT __attribute__((noinline, noclone, visibility("default")))
#define KEEP() asm volatile("" : : : "memory")

int gate(int n);			/* gated.c */

/* ---- functions ---- */

EXPORT long fact(long n)
{
	long below = n <= 1 ? 1 : fact(n - 1);

	KEEP();		/* else it becomes a loop */
	return n <= 1 ? 1 : n * below;
}

/* An int below 0, whose upper half is whatever the register had. */
EXPORT int negated(int a, const char *text)
{
	KEEP();
	return text ? -a : a;
}

EXPORT long six(long a, long b, long c, long d, long e, long f)
{
	KEEP();
	return a + b + c + d + e + f;
}

static __attribute__((noinline, noclone, used)) long hidden(long n)
{
	KEEP();
	return n + 1;
}

EXPORT long last(long n)
{
	KEEP();
	return n * 2;
}

/* Ends in a jump to last(): both calls have one stack. */
EXPORT long first(long n)
{
	KEEP();
	return last(n + 1);
}

/* They end in jumps to each other: all of their calls have one stack. */
EXPORT long odd(long n);

EXPORT long even(long n)
{
	KEEP();
	return n ? odd(n - 1) : 256;
}

EXPORT long odd(long n)
{
	KEEP();
	return n ? even(n - 1) : 257;
}

static jmp_buf out;

EXPORT long thrown(long n)
{
	KEEP();
	if (n)
		longjmp(out, 1);
	return 0;
}

struct pair {
	int a;
	const char *text;
	struct pair *next;
};

EXPORT int takes_time(const struct timespec *t, const struct pair *p)
{
	KEEP();
	return (int)t->tv_sec + p->a;
}

/* A page of its own, which nobody touches before it is read. */
static const char untouched[4096 * 3] __attribute__((aligned(4096))) = { [4096] = 'c', 'o', 'l', 'd' };

/* An instruction with a lock prefix: the kernel puts no breakpoint there. */
#ifdef __x86_64__
asm(".text\n.globl locked\n.type locked, @function\n"
    "locked: lock incl -8(%rsp)\nret\n.size locked, . - locked\n");
#endif

/* ---- what to do ---- */

static int calls(int n)
{
	volatile long sum = 0;
	int i;

	for (i = 0; i < n; i++)
		sum += fact(5) + negated(i, "hello") + hidden(i) + six(1, 2, 3, 4, 5, i) + first(i);
	return 0;
}

static void *thread(void *arg)
{
	int n = (int)(intptr_t)arg, i;
	volatile long sum = 0;

	for (i = 0; i < n; i++)
		sum += fact(1 + i % 7);
	return NULL;
}

static int threads(int n, int each)
{
	pthread_t *t = calloc((size_t)n, sizeof(*t));
	int i;

	for (i = 0; i < n; i++)
		if (pthread_create(&t[i], NULL, thread, (void *)(intptr_t)each))
			return 1;
	for (i = 0; i < n; i++)
		pthread_join(t[i], NULL);
	free(t);
	return 0;
}

static int tails(int n)
{
	volatile long sum = 0;
	int i;

	for (i = 0; i < n; i++)
		sum += even(5);
	return 0;
}

static int jumps(int n)
{
	volatile int i;

	for (i = 0; i < n; i++)
		if (!setjmp(out))
			thrown(i % 2);
	return 0;
}

static int usdt(int n)
{
	struct pair on_stack = { -3, "stack", NULL };
	volatile signed char small = -5;
	volatile unsigned short wide = 65535;
	int i, open = 0;

	for (i = 0; i < n; i++) {
		DTRACE_PROBE5(app, step, i, (long)i << 33, "text", small, wide);
		DTRACE_PROBE3(app, fixed, 42, -7, on_stack.a);
		on_stack.a--;
		open += gate(i);
	}
	printf("gated %d\n", open);
	return 0;
}

static int library(const char *path, int n)
{
	void *handle = dlopen(path, RTLD_NOW);
	long (*f)(long) = handle ? (long (*)(long))dlsym(handle, "in_library") : NULL;
	volatile long sum = 0;
	int i;

	if (!f) {
		fprintf(stderr, "%s\n", dlerror());
		return 1;
	}
	for (i = 0; i < n; i++)
		sum += f(i);
	return 0;
}

static int ids(int n)
{
	volatile long sum = 0;
	int i;

	for (i = 0; i < n; i++)
		sum += getpgrp() + (i % 2 ? getppid() : 0);
	return 0;
}

/* Waits for a line, then calls. */
static int wait_then(int n)
{
	char line[16];

	printf("%d\n", getpid());
	fflush(stdout);
	return fgets(line, sizeof(line), stdin) ? calls(n) : 1;
}

static int structs(void)
{
	struct timespec t = { 1234, 56 };
	struct pair p = { 7, "seven", NULL };

	return takes_time(&t, &p) != 1241;
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "calls";
	int n = argc > 2 ? atoi(argv[2]) : 10, m = argc > 3 ? atoi(argv[3]) : 100;

	if (!strcmp(what, "calls"))
		return calls(n);
	if (!strcmp(what, "all"))
		return calls(n) | usdt(2);
	if (!strcmp(what, "threads"))
		return threads(n, m);
	if (!strcmp(what, "deep"))
		return fact(n) == 12345;
	if (!strcmp(what, "tails"))
		return tails(n);
	if (!strcmp(what, "jumps"))
		return jumps(n);
	if (!strcmp(what, "usdt"))
		return usdt(n);
	if (!strcmp(what, "library"))
		return argc < 4 || library(argv[3], n);
	if (!strcmp(what, "ids"))
		return ids(n);
	if (!strcmp(what, "wait"))
		return wait_then(n);
	if (!strcmp(what, "cold"))
		return negated(1, untouched + 4096) == 12345;
	if (!strcmp(what, "structs"))
		return structs();
	return 2;
}
