// SPDX-License-Identifier: GPL-2.0-or-later
/* See mechanism.h. */

#include "probes/mechanism.h"

#include <stddef.h>
#include <string.h>

#include "sema/target.h"

static const struct mechanism mechanisms[] = {
#define MECHANISM(name, backend, does, traits, target, cost, needs, doc)                           \
	{ #name, backend, does, traits, target, cost, needs, doc },
#include "probes/mechanism.def"
#undef MECHANISM
};

#define N (sizeof(mechanisms) / sizeof(*mechanisms))

const struct mechanism *mechanism_at(unsigned i)
{
	return i < N ? &mechanisms[i] : NULL;
}

const struct mechanism *mechanism_named(const char *name)
{
	size_t i;

	for (i = 0; i < N; i++)
		if (!strcmp(mechanisms[i].name, name))
			return &mechanisms[i];
	return NULL;
}

bool mechanism_is_in(const char *name, const char *list)
{
	size_t n;

	for (; *list; list += n + (list[n] == ',')) {
		n = strcspn(list, ",");
		if (n == strlen(name) && !strncmp(list, name, n))
			return true;
	}
	return false;
}

bool mechanism_may_be_untyped(struct target *t)
{
	const struct mechanism *m = mechanism_for(&(struct need){ .backend = t->backend, .does = DOES_ENTRY, .via = t->via }, t);
	size_t i;

	for (i = 0; t->via && i < N; i++)
		if (!(mechanisms[i].traits & HAS_TYPES) && mechanism_is_in(mechanisms[i].name, t->via))
			return true;
	return m && !(m->traits & HAS_TYPES);
}

#define SORTS (DOES_SYSCALL | DOES_USER)

/* --via is about functions of the kernel, and about other probes where it names a way of theirs. */
static bool is_forced(const struct need *need)
{
	unsigned sort = need->does & SORTS;
	size_t i;

	if (!need->via || !(need->does & (DOES_ENTRY | DOES_EXIT)))
		return false;
	for (i = 0; sort && i < N; i++)
		if (mechanisms[i].does & sort && mechanism_is_in(mechanisms[i].name, need->via))
			return true;
	return !sort;
}

/* Why a row is not for this probe, whatever the kernel has; NULL: it is. */
static const char *does_not_suit(const struct mechanism *m, const struct need *need, const struct target *t)
{
	if (m->backend != need->backend)
		return "it is another back end's";
	if ((m->does ^ need->does) & DOES_USER)
		return need->does & DOES_USER ? "it attaches to the kernel's functions" :
						"it attaches to programs";
	if ((m->does ^ need->does) & DOES_SYSCALL)
		return need->does & DOES_SYSCALL ? "it is not for system calls" : "it attaches to system calls";
	if ((m->does & need->does) != need->does)
		return need->does & DOES_ENTRY_CODE && !(m->does & DOES_ENTRY_CODE) ?
			       "it brings nothing from the entry to the exit" :
		       need->does & DOES_ENTRY_ARGS && !(m->does & DOES_ENTRY_ARGS) ?
			       "its exit does not see the arguments" :
		       need->does & DOES_EXIT ? "it has no exit" : "it has no entry of its own";
	if (need->many && !(m->traits & IS_MANY))
		return "it attaches to one function";
	if (need->wide && m->traits & IN_WORD)
		return "what the entry keeps is more than a word";
	if (is_forced(need) && !mechanism_is_in(m->name, need->via))
		return "--via does not name it";
	if (m->traits & PAIRS_BY_STACK && t->arch && strcmp(t->arch, "x86_64") && !(m->traits & IS_SINGLE))
		return "this architecture's exits do not tell where the frame was";
	return NULL;
}

static const char *kernel_lacks(const struct mechanism *m, struct target *t)
{
	const char *option = target_lacks(t, m->needs);

	if (option)
		return arena_printf(&t->s->arena, "%s is not set", option);
	if (target_has(t, m->target))
		return NULL;
	return arena_printf(&t->s->arena, "the kernel has no %s", target_lacks_fact(t, m->target));
}

bool mechanism_suits(const struct mechanism *m, const struct need *need, struct target *t)
{
	return !does_not_suit(m, need, t);
}

const char *mechanism_lacks(const struct mechanism *m, const struct need *need, struct target *t)
{
	const char *why = does_not_suit(m, need, t);

	return why ? why : kernel_lacks(m, t);
}

const struct mechanism *mechanism_for(const struct need *need, struct target *t)
{
	size_t i;

	for (i = 0; i < N; i++)
		if (!mechanism_lacks(&mechanisms[i], need, t))
			return &mechanisms[i];
	return NULL;
}

bool mechanism_runs_entry(const struct mechanism *m)
{
	return m->does & (DOES_ENTRY | DOES_ENTRY_CODE | DOES_TRACEPOINT | DOES_FIELDS | DOES_RAW | DOES_BREAK |
			  DOES_SAMPLE | DOES_RUN);
}

const char *backend_name(enum backend_kind backend)
{
	return backend == BACKEND_BPF ? "bpf" : "module";
}
