// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What probes of programs read from outside:
 *
 *	user-main file NAME [PID]		the file that a name means
 *	user-main functions FILE PATTERN	offset and name of each function
 *	user-main notes FILE			the usdt probes
 *	user-main args ARCH TEXT…		where usdt arguments are
 *	user-main cache FILE NAME		what a loader's cache says
 *	user-main match PATTERN NAME…		which names it means
 */

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "probes/uprobe/functions.h"
#include "probes/uprobe/ldcache.h"
#include "probes/uprobe/program_file.h"
#include "probes/usdt/notes.h"
#include "probes/usdt/operand.h"

static struct arena arena;

static int open_it(const char *path)
{
	int fd = open(path, O_RDONLY);

	if (fd < 0) {
		perror(path);
		exit(1);
	}
	return fd;
}

static int file(char **v, int n)
{
	const char *why = NULL, *path = program_file(&arena, v[0], n > 1 ? atoi(v[1]) : 0, &why);

	puts(path ? path : why);
	return !path;
}

static int functions(char **v, int n)
{
	static const char *const words[] = { "ok", "none", "chosen at start", "too many", "no program" };
	enum user_functions_found found;
	struct user_function *f;
	struct nearest near;
	struct name_pattern p;
	unsigned k = 0, i;

	(void)n;
	nearest_init(&near, v[1]);
	if (!name_pattern_init(&p, &arena, v[1]))
		return 1;
	found = user_functions_find(&arena, open_it(v[0]), &p, &f, &k, &near);
	if (found != USER_FUNCTIONS_OK)
		printf("%s%s%s\n", words[found], near.best ? " " : "", near.best ? near.best : "");
	for (i = 0; i < k; i++)
		printf("%" PRIx64 " %s\n", f[i].offset, f[i].name);
	return 0;
}

static int notes(char **v, int n)
{
	struct usdt_note *list;
	unsigned k = 0, i;

	(void)n;
	if (!usdt_notes(&arena, open_it(v[0]), &list, &k))
		return 1;
	for (i = 0; i < k; i++)
		printf("%s:%s %" PRIx64 " %s %s\n", list[i].provider, list[i].name, list[i].offset,
		       list[i].semaphore ? "semaphore" : "-", list[i].args);
	return 0;
}

static void print_arg(const struct usdt_arg *a, const char *why)
{
	static const char *const kinds[] = { "constant", "register", "memory" };

	if (why) {
		printf("bad: %s\n", why);
		return;
	}
	printf("%s%u %s", a->is_signed ? "s" : "u", a->size * 8, kinds[a->kind]);
	if (a->reg != USDT_NO_REGISTER)
		printf(" @%u", a->reg);
	if (a->index != USDT_NO_REGISTER)
		printf(" + @%u*%d", a->index, 1 << a->scale);
	printf(" %" PRId64 "\n", (int64_t)a->number);
}

static int args(char **v, int n)
{
	const struct usdt_machine *m = usdt_machine(v[0]);
	struct usdt_arg list[USDT_ARGS];
	const char *why[USDT_ARGS];
	unsigned k, i;
	int at;

	for (at = 1; m && at < n; at++) {
		k = usdt_parse_args(m, v[at], list, why);
		for (i = 0; i < k; i++)
			print_arg(&list[i], why[i]);
	}
	return !m;
}

static int cache(char **v, int n)
{
	static char bytes[1 << 20];
	ssize_t got = read(open_it(v[0]), bytes, sizeof(bytes));
	const char *found = got < 0 ? NULL : ldcache_find(&arena, bytes, (size_t)got, v[1]);

	(void)n;
	puts(found ? found : "none");
	return 0;
}

static int match(char **v, int n)
{
	struct name_pattern p;
	int i;

	if (!name_pattern_init(&p, &arena, v[0])) {
		puts("no pattern");
		return 0;
	}
	for (i = 1; i < n; i++)
		if (name_pattern_matches(&p, v[i]))
			puts(v[i]);
	return 0;
}

static const struct {
	const char *name;
	int min;
	int (*run)(char **v, int n);
} commands[] = {
	{ "file", 1, file },	{ "functions", 2, functions }, { "notes", 1, notes },
	{ "args", 2, args },	{ "cache", 2, cache },	       { "match", 1, match },
};

int main(int argc, char **argv)
{
	size_t i;

	for (i = 0; argc > 1 && i < sizeof(commands) / sizeof(*commands); i++)
		if (!strcmp(commands[i].name, argv[1]) && argc - 2 >= commands[i].min)
			return commands[i].run(argv + 2, argc - 2);
	fprintf(stderr, "user-main: see its source\n");
	return 2;
}
