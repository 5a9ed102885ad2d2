// SPDX-License-Identifier: GPL-2.0-or-later
/* See stacks.h. */

#include "runtime/host/stacks.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/host/ksyms.h"
#include "runtime/host/usyms.h"

struct stacks {
	struct backend *b;
	struct ksyms kernel, data;
	struct usyms *users;		/* NULL: no stack of a process is asked for */
	const struct program *p;
	const struct probe_function **functions;	/* of all probes, by address */
	size_t nfunctions;
};

struct stacks *stacks_new(const struct program *p, struct backend *b)
{
	struct stacks *s = arena_new(&p->s->arena, struct stacks);

	s->b = b;
	s->p = p;
	ksyms_init(&s->kernel, NULL);
	ksyms_init_data(&s->data, NULL);
	if (p->uses_user_stacks)
		s->users = usyms_open(NULL);
	return s;
}

void stacks_free(struct stacks *s)
{
	ksyms_free(&s->kernel);
	ksyms_free(&s->data);
	if (s->users)
		usyms_close(s->users);
	s->users = NULL;
}

void stacks_poll(struct stacks *s)
{
	if (s->users)
		usyms_poll(s->users);
}

/* Bytes that come from others: nothing that a terminal would obey. */
static size_t put(char *out, size_t at, size_t max, const char *text)
{
	for (; *text && at < max; text++)
		out[at++] = (unsigned char)*text < 0x20 || *text == 0x7f ? '?' : *text;
	return at;
}

static size_t put_symbol(char *out, size_t at, size_t max, const struct symbol *sym, u64 address)
{
	char number[40];

	if (!sym->name && sym->module) {
		at = put(out, at, max, "[");
		at = put(out, at, max, sym->module);
		snprintf(number, sizeof(number), "+0x%" PRIx64 "]", (uint64_t)sym->offset);
		return put(out, at, max, number);
	}
	if (!sym->name) {
		snprintf(number, sizeof(number), "0x%" PRIx64, (uint64_t)address);
		return put(out, at, max, number);
	}
	at = put(out, at, max, sym->name);
	if (sym->offset) {
		snprintf(number, sizeof(number), "+0x%" PRIx64, (uint64_t)sym->offset);
		at = put(out, at, max, number);
	}
	if (sym->module) {
		at = put(out, at, max, " [");
		at = put(out, at, max, sym->module);
		at = put(out, at, max, "]");
	}
	return at;
}

size_t stacks_symbol(struct stacks *s, u64 address, char *out, size_t max)
{
	struct symbol sym = { 0 };

	if (!ksyms_find(&s->kernel, address, &sym) && address >> 63)
		ksyms_find(&s->data, address, &sym);
	return put_symbol(out, 0, max, &sym, address);
}

/* ---- functions ---- */

static int by_address(const void *a, const void *b)
{
	const struct probe_function *x = *(const struct probe_function *const *)a;
	const struct probe_function *y = *(const struct probe_function *const *)b;

	return (x->address > y->address) - (x->address < y->address);
}

static void collect_functions(struct stacks *s)
{
	const struct program *p = s->p;
	size_t n = 0, at = 0;
	unsigned i, k;

	for (i = 0; i < p->nprobes; i++)
		n += p->probes[i].nfunctions;
	s->functions = arena_array(&p->s->arena, const struct probe_function *, n + 1);
	for (i = 0; i < p->nprobes; i++)
		for (k = 0; k < p->probes[i].nfunctions; k++)
			if (p->probes[i].functions[k].address)
				s->functions[at++] = &p->probes[i].functions[k];
	if (at)
		qsort(s->functions, at, sizeof(*s->functions), by_address);
	s->nfunctions = at;
}

/* What is patched lies behind the marks that a function may begin with. */
#define MARKS 16

const char *stacks_function(struct stacks *s, u64 address)
{
	size_t low = 0, high, mid;
	struct symbol sym = { 0 };

	if (!s->functions)
		collect_functions(s);
	for (high = s->nfunctions; low < high;) {
		mid = low + (high - low) / 2;
		if (s->functions[mid]->address < address)
			low = mid + 1;
		else
			high = mid;
	}
	if (low < s->nfunctions && s->functions[low]->address - address <= MARKS)
		return s->functions[low]->name;
	return ksyms_find(&s->kernel, address, &sym) ? sym.name : NULL;
}

u64 stacks_function_address(struct stacks *s, const char *name)
{
	return ksyms_address(&s->kernel, name);
}

size_t stacks_user_symbol(struct stacks *s, u32 pid, u64 address, char *out, size_t max)
{
	struct symbol sym = { 0 };

	if (s->users) {
		usyms_note(s->users, pid);
		usyms_find(s->users, pid, address, &sym);
	}
	return put_symbol(out, 0, max, &sym, address);
}

/* Frames of the programs and trampolines that took the stack. */
static bool is_tracing(struct stacks *s, u64 address)
{
	static const char *const names[] = { "bpf_prog_", "bpf_trampoline_", "bpf_get_stackid",
					     "bpf_trace_run", "__bpf_trace_", "__traceiter_", "trace_call_bpf",
					     "__bpf_prog_test_run", "bpf_prog_test_run" };
	struct symbol sym = { 0 };
	size_t i;

	if (!ksyms_find(&s->kernel, address, &sym) || !sym.name)
		return true;
	if (sym.module && !strcmp(sym.module, "bpf"))
		return true;
	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strncmp(sym.name, names[i], strlen(names[i])))
			return true;
	return false;
}

static unsigned kernel_frames(struct stacks *s, u64 *frames, unsigned n)
{
	unsigned skip = 0;

	while (skip < n && is_tracing(s, frames[skip]))
		skip++;
	if (skip == n)		/* no symbols at all */
		return n;
	memmove(frames, frames + skip, (n - skip) * sizeof(*frames));
	return n - skip;
}

size_t stacks_show(struct stacks *s, struct type t, u64 id, const char *between, char *out, size_t max)
{
	u64 frames[STACK_MAX];
	struct symbol sym;
	unsigned i, n = 0;
	const char *b;
	size_t at = 0;

	if ((u32)id && s->b && s->b->ops->stack)
		n = s->b->ops->stack(s->b, t.width, (u32)id - 1, frames);
	if (n && t.is_user)
		usyms_note(s->users, (u32)(id >> 32));
	if (n && !t.is_user)
		n = kernel_frames(s, frames, n);
	for (i = 0; i < n; i++) {
		memset(&sym, 0, sizeof(sym));
		if (t.is_user)
			usyms_find(s->users, (u32)(id >> 32), frames[i], &sym);
		else
			ksyms_find(&s->kernel, frames[i], &sym);
		for (b = i ? between : ""; *b && at < max; b++)
			out[at++] = *b;
		at = put_symbol(out, at, max, &sym, frames[i]);
	}
	return n ? at : put(out, 0, max, "(no stack)");
}
