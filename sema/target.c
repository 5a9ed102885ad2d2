// SPDX-License-Identifier: GPL-2.0-or-later
/* See target.h. */

#include "sema/target.h"

#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>

#include "sema/ktypes.h"

void target_init(struct target *t, struct session *s)
{
	struct utsname u;

	*t = (struct target){ .s = s, .backend = BACKEND_BPF, .running = true };
	if (uname(&u))
		return;
	t->release = arena_strdup(&s->arena, u.release);
	t->arch = arena_strdup(&s->arena, strcmp(u.machine, "aarch64") ? u.machine : "arm64");
}

static double seconds(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

struct ktypes *target_types_if_any(struct target *t)
{
	double start = seconds();

	if (t->tried)
		return t->kt;
	t->tried = true;
	t->why = "unknown reason";
	t->kt = t->btf_path ? ktypes_open_file(&t->s->arena, t->btf_path, &t->why)
			    : ktypes_open_running(&t->s->arena, &t->why);
	t->btf_seconds = seconds() - start;
	return t->kt;
}

struct ktypes *target_types(struct target *t)
{
	struct diags *d = &t->s->diags;

	if (target_types_if_any(t) || t->said)
		return t->kt;
	t->said = true;
	diag(d, NO_BTF, NO_SPAN, t->btf_path ? t->btf_path : "the running kernel", t->why);
	if (!t->btf_path)
		diag_hint(d, "the kernel needs CONFIG_DEBUG_INFO_BTF=y; `fptap run --vm' brings "
			     "one that has it");
	return NULL;
}

bool target_has_symbol(const struct target *t, const char *name)
{
	char line[1024], symbol[512];
	bool found = false;
	FILE *f;

	if (!t->running)
		return false;
	f = fopen("/proc/kallsyms", "re");
	if (!f)
		return false;
	while (!found && fgets(line, sizeof(line), f))
		found = sscanf(line, "%*s %*c %511s", symbol) == 1 && !strcmp(symbol, name);
	fclose(f);
	return found;
}

bool target_may_have(const struct target *t, const char *name)
{
	return !t->running || target_has_symbol(t, name);
}

void target_close(struct target *t)
{
	if (t->kt)
		ktypes_close(t->kt);
	t->kt = NULL;
	t->tried = false;
}
