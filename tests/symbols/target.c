// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What symbols.t looks into.
 *
 *	target			prints `main ADDRESS', waits for the end of standard input
 *	target libc		for each name read from standard input: name, address, if
 *				dladdr() has the same address
 *	target vdso		the same for the names of the vdso
 *	target fork PROGRAM	tells `parent PID ADDRESS', forks; the child tells
 *				`child PID ADDRESS' and executes `PROGRAM end'; all is over when
 *				it returns
 *	target end		tells `end PID ADDRESS', ends
 */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef MARK
#define MARK alpha
#endif

static volatile int sink;

__attribute__((noinline, noclone)) static int beta(int x)
{
	sink += x;
	return sink * 3;
}

__attribute__((noinline)) int MARK(int x)
{
	sink -= x;
	return beta(x) + 1;
}

/* Without a type and a size; the second one lies within a function. */
__asm__(".text\n"
	".globl bare\n"
	"bare: nop; nop; nop; nop\n"
	".globl outer\n"
	".type outer, @function\n"
	"outer: nop; nop; nop; nop\n"
	".globl inner\n"
	".type inner, @function\n"
	"inner: nop; nop; nop; nop\n"
	".size inner, 4\n"
	"nop; nop; nop; nop\n"
	".size outer, 12\n"
	".skip 64, 0x90\n");

static void tell(const char *what)
{
	printf("%s %d %lx\n", what, (int)getpid(), (unsigned long)MARK);
	fflush(stdout);
}

static int tell_names(void *handle)
{
	char name[512];
	Dl_info info;
	void *p;

	printf("pid %d\n", (int)getpid());
	while (scanf("%511s", name) == 1 && strcmp(name, ".")) {
		p = dlsym(handle, name);
		if (p && dladdr(p, &info) && info.dli_saddr == p)
			printf("%s %lx\n", name, (unsigned long)p);
	}
	puts(".");
	fflush(stdout);
	while (getchar() != EOF)
		;
	return 0;
}

static int run_fork(const char *program)
{
	int status;

	tell("parent");
	if (fork() == 0) {
		tell("child");
		execl(program, program, "end", (char *)NULL);
		_exit(1);
	}
	wait(&status);
	return status;
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "libc"))
		return tell_names(RTLD_DEFAULT);
	if (argc > 1 && !strcmp(argv[1], "vdso"))
		return tell_names(dlopen("linux-vdso.so.1", RTLD_NOW | RTLD_NOLOAD));
	if (argc > 2 && !strcmp(argv[1], "fork"))
		return run_fork(argv[2]);
	if (argc > 1) {
		tell("end");
		return 0;
	}
	MARK(1);
	printf("main %lx\n", (unsigned long)main);
	fflush(stdout);
	while (getchar() != EOF)
		;
	return 0;
}
