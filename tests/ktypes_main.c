// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Asks the model of a kernel's types: ktypes-main [--base FILE] FILE COMMAND [ARG…]
 *
 *	func NAME…			prototype
 *	params NAME…			its type ids: NAME RESULT [NAME:TYPE…] [...]
 *	tracepoint NAME…
 *	member STRUCT a.b.c…		type @ bits from the start : width; `.' follows pointers
 *	members STRUCT			as declared
 *	walk STRUCT OFFSET:SIZE…	what the verifier takes a load there for
 *	type struct|union|enum|typedef|int|var NAME…
 *	enum NAME…			value of a constant; the enum it belongs to
 *	enum-name ENUM VALUE…
 *	near-func|near-tracepoint WORD…
 *	near-member STRUCT WORD…
 *	print ID… [NAME]
 *	count
 *	time FUNC			milliseconds to open and find FUNC; peak memory
 *
 * FILE `running' is this machine's kernel.  With `-' in place of the arguments after the fixed
 * ones they are read from standard input, one to a line.  What is not there prints as "none".
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "sema/ktypes.h"

struct asker {
	struct arena *arena;
	const struct ktypes *kt;
	const char *fixed;		/* the struct, enum or kind that was asked about */
};

static void put_type(const struct asker *q, uint32_t id, const char *name)
{
	struct str s;

	str_init(&s, q->arena);
	ktypes_print(q->kt, id, name, &s);
	fputs(s.text, stdout);
}

static void put_func(const struct asker *q, const struct kfunc *f)
{
	unsigned i;

	put_type(q, f->result, f->name);
	putchar('(');
	for (i = 0; i < f->n; i++) {
		if (i)
			fputs(", ", stdout);
		put_type(q, f->params[i].type, f->params[i].name);
	}
	puts(f->variadic ? ", ...)" : ")");
}

static void ask_func(const struct asker *q, const char *name)
{
	struct kfunc f;

	if (ktypes_function(q->kt, name, &f))
		put_func(q, &f);
	else
		puts("none");
}

static void ask_params(const struct asker *q, const char *name)
{
	struct kfunc f;
	unsigned i;

	if (!ktypes_function(q->kt, name, &f)) {
		puts("none");
		return;
	}
	printf("%s %u", f.name, f.result);
	for (i = 0; i < f.n; i++)
		printf(" %s:%u", f.params[i].name, f.params[i].type);
	puts(f.variadic ? " ..." : "");
}

static void ask_tracepoint(const struct asker *q, const char *name)
{
	struct kfunc f;

	if (ktypes_tracepoint(q->kt, name, &f))
		put_func(q, &f);
	else
		puts("none");
}

static void put_near(const struct nearest *near)
{
	puts(near->best ? near->best : "none");
}

static void ask_near_func(const struct asker *q, const char *word)
{
	struct nearest near;

	nearest_init(&near, word);
	ktypes_offer_functions(q->kt, &near);
	put_near(&near);
}

static void ask_near_tracepoint(const struct asker *q, const char *word)
{
	struct nearest near;

	nearest_init(&near, word);
	ktypes_offer_tracepoints(q->kt, &near);
	put_near(&near);
}

/* A struct, a union, or what a typedef of that name stands for. */
static uint32_t find_composite(const struct asker *q, const char *name)
{
	uint32_t id = ktypes_find(q->kt, KK_STRUCT, name);

	if (!id)
		id = ktypes_find(q->kt, KK_UNION, name);
	return id ? id : ktypes_find_typedef(q->kt, name);
}

static void ask_near_member(const struct asker *q, const char *word)
{
	struct nearest near;

	nearest_init(&near, word);
	ktypes_offer_members(q->kt, find_composite(q, q->fixed), &near);
	put_near(&near);
}

static void put_member(const struct asker *q, const struct kmember *m, uint32_t bit_offset)
{
	put_type(q, m->type, m->name);
	printf(" @ %u", bit_offset);
	if (m->bits)
		printf(" : %u", m->bits);
	putchar('\n');
}

static void ask_member(const struct asker *q, const char *path)
{
	uint32_t id = find_composite(q, q->fixed), around = 0;
	char *rest = arena_strdup(q->arena, path), *name;
	struct kmember m;

	while ((name = strsep(&rest, "."))) {
		struct ktype t = ktypes_get(q->kt, id);

		if (t.kind == KK_PTR) {
			id = t.target;
			around = 0;
		}
		if (!ktypes_member(q->kt, id, name, &m)) {
			puts("none");
			return;
		}
		around += m.bit_offset;
		id = m.type;
	}
	put_member(q, &m, around);
}

static void ask_members(const struct asker *q, const char *name)
{
	uint32_t id = find_composite(q, name), i;
	struct kmember m;

	if (!id)
		puts("none");
	for (i = 0; ktypes_member_at(q->kt, id, i, &m); i++)
		put_member(q, &m, m.bit_offset);
}

static void ask_walk(const struct asker *q, const char *access)
{
	uint32_t target = 0;
	unsigned offset, size;
	enum kwalk walk;

	if (sscanf(access, "%u:%u", &offset, &size) != 2) {
		puts("none");
		return;
	}
	walk = ktypes_walk(q->kt, find_composite(q, q->fixed), offset, size, &target);
	if (walk == KWALK_POINTER) {
		put_type(q, target, NULL);
		putchar('\n');
		return;
	}
	puts(walk == KWALK_NUMBER ? "number" : "refused");
}

static uint32_t find_type(const struct asker *q, const char *name, bool *is_percpu)
{
	*is_percpu = false;
	if (!strcmp(q->fixed, "struct"))
		return ktypes_find(q->kt, KK_STRUCT, name);
	if (!strcmp(q->fixed, "union"))
		return ktypes_find(q->kt, KK_UNION, name);
	if (!strcmp(q->fixed, "enum"))
		return ktypes_find(q->kt, KK_ENUM, name);
	if (!strcmp(q->fixed, "typedef"))
		return ktypes_find_typedef(q->kt, name);
	if (!strcmp(q->fixed, "int"))
		return ktypes_find_int(q->kt, name);
	return ktypes_find_var(q->kt, name, is_percpu);
}

static void ask_type(const struct asker *q, const char *name)
{
	static const char *const kinds[] = {
		[KK_VOID] = "void",   [KK_INT] = "int",	    [KK_PTR] = "ptr",
		[KK_ARRAY] = "array", [KK_STRUCT] = "struct", [KK_UNION] = "union",
		[KK_ENUM] = "enum",   [KK_FUNC_PROTO] = "proto", [KK_FLOAT] = "float",
		[KK_FWD] = "fwd",     [KK_OTHER] = "other",
	};
	bool is_percpu;
	uint32_t id = find_type(q, name, &is_percpu);
	struct ktype t;

	if (!id) {
		puts("none");
		return;
	}
	t = ktypes_get(q->kt, id);
	put_type(q, id, NULL);
	printf(" %s size=%llu count=%u", kinds[t.kind], (unsigned long long)t.size, t.count);
	if (t.target)
		printf(" of=%s", kinds[ktypes_get(q->kt, t.target).kind]);
	printf("%s%s%s%s%s\n", t.is_signed ? " signed" : "", t.is_bool ? " bool" : "",
	       t.is_char ? " char" : "", t.is_user ? " user" : "", is_percpu ? " percpu" : "");
}

static void ask_enum(const struct asker *q, const char *name)
{
	int64_t value;
	uint32_t id;

	if (!ktypes_constant(q->kt, name, &value, &id)) {
		puts("none");
		return;
	}
	printf("%lld ", (long long)value);
	put_type(q, id, NULL);
	putchar('\n');
}

static void ask_enum_name(const struct asker *q, const char *value)
{
	uint32_t id = ktypes_find(q->kt, KK_ENUM, q->fixed);
	const char *name = ktypes_enum_name(q->kt, id, strtoll(value, NULL, 0));

	puts(name ? name : "none");
}

static void ask_print(const struct asker *q, const char *id)
{
	put_type(q, (uint32_t)strtoul(id, NULL, 0), NULL);
	putchar('\n');
}

static const struct command {
	const char *name;
	bool has_fixed;
	void (*ask)(const struct asker *q, const char *arg);
} commands[] = {
	{ "func", false, ask_func },
	{ "params", false, ask_params },
	{ "tracepoint", false, ask_tracepoint },
	{ "member", true, ask_member },
	{ "members", false, ask_members },
	{ "walk", true, ask_walk },
	{ "type", true, ask_type },
	{ "enum", false, ask_enum },
	{ "enum-name", true, ask_enum_name },
	{ "near-func", false, ask_near_func },
	{ "near-tracepoint", false, ask_near_tracepoint },
	{ "near-member", true, ask_near_member },
	{ "print", false, ask_print },
};

static struct ktypes *open_one(struct arena *a, struct ktypes *base, const char *path)
{
	const char *why = "";
	struct ktypes *kt = base			? ktypes_open_module(a, base, path, &why) :
			    !strcmp(path, "running")	? ktypes_open_running(a, &why) :
							  ktypes_open_file(a, path, &why);

	if (!kt) {
		printf("refused: %s\n", why);
		exit(1);
	}
	return kt;
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int time_it(struct arena *a, const char *path, const char *func)
{
	double start = now(), opened, done;
	struct rusage usage;
	struct kfunc f;
	struct ktypes *kt = open_one(a, NULL, path);
	bool found;

	opened = now();
	found = ktypes_function(kt, func, &f);
	done = now();
	getrusage(RUSAGE_SELF, &usage);
	printf("%.3f ms to open, %.3f ms to %s, %ld KiB, %u types\n", opened - start,
	       done - opened, found ? "find" : "miss", usage.ru_maxrss, ktypes_count(kt));
	ktypes_close(kt);
	return 0;
}

static void ask_all(const struct command *c, struct asker *q, char **args)
{
	char *line = NULL;
	size_t cap = 0;
	ssize_t len;

	if (!args[0] || strcmp(args[0], "-")) {
		for (; *args; args++)
			c->ask(q, *args);
		return;
	}
	while ((len = getline(&line, &cap, stdin)) > 0) {
		char *arg = line;

		line[strcspn(line, "\n")] = 0;
		if (c->has_fixed)
			q->fixed = strsep(&arg, " ");
		if (arg)
			c->ask(q, arg);
		arena_free(q->arena);
	}
	free(line);
}

static int run(const struct ktypes *kt, char **argv)
{
	struct arena scratch = { 0 };
	struct asker q = { .arena = &scratch, .kt = kt };
	size_t i;

	if (!strcmp(argv[0], "count")) {
		printf("%u\n", ktypes_count(kt));
		return 0;
	}
	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		if (strcmp(commands[i].name, argv[0]))
			continue;
		argv++;
		if (commands[i].has_fixed && *argv && strcmp(*argv, "-"))
			q.fixed = *argv++;
		ask_all(&commands[i], &q, argv);
		arena_free(&scratch);
		return 0;
	}
	fprintf(stderr, "ktypes-main: no command `%s'\n", argv[0]);
	return 2;
}

int main(int argc, char **argv)
{
	struct arena a = { 0 };
	struct ktypes *base = NULL, *kt;
	int status;

	if (argc > 3 && !strcmp(argv[1], "--base")) {
		base = open_one(&a, NULL, argv[2]);
		argv += 2;
		argc -= 2;
	}
	if (argc < 3) {
		fputs("usage: ktypes-main [--base FILE] FILE COMMAND [ARG...]\n", stderr);
		return 2;
	}
	if (!strcmp(argv[2], "time") && argc > 3)
		return time_it(&a, argv[1], argv[3]);
	kt = open_one(&a, base, argv[1]);
	status = run(kt, argv + 2);
	ktypes_close(kt);
	if (base)
		ktypes_close(base);
	arena_free(&a);
	return status;
}
