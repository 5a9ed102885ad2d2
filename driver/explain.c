// SPDX-License-Identifier: GPL-2.0-or-later
/* See explain.h. */

#include "driver/explain.h"

#include <stdio.h>
#include <string.h>

#include "driver/compile.h"
#include "probes/fprobe/select.h"
#include "probes/mechanism.h"

#define EXAMPLES 4		/* functions that are named */

/* A line of a probe: what it is about, and the rest. */
__attribute__((format(printf, 2, 3)))
static void line(const char *what, const char *format, ...)
{
	va_list ap;

	printf("    %-10s ", what);
	va_start(ap, format);
	vprintf(format, ap);
	va_end(ap);
	putchar('\n');
}

static void say_functions(const struct probe *p, struct arena *a)
{
	const struct selection *sel = p->selection;
	struct str some;
	unsigned i;

	if (!p->is_many)
		return;
	str_init(&some, a);
	for (i = 0; i < p->nfunctions && i < EXAMPLES; i++)
		str_printf(&some, "%s%s", i ? ", " : "", p->functions[i].name);
	line("functions", "%u: %s%s", p->nfunctions, some.text, i < p->nfunctions ? " …" : "");
	for (i = 0; i < LEFT_COUNT; i++)
		if (sel->left[i])
			line("left out", "%zu, such as %s: it %s", sel->left[i], sel->example[i],
			     left_text(i));
	if (sel->guessed)
		line("guessed", "what can be traced is taken from BTF: %s", sel->guessed);
}

static const char *asks_for(const struct need *need)
{
	if (need->does & DOES_TRACEPOINT)
		return "a tracepoint";
	if (need->does & DOES_FIELDS)
		return "fields of a tracepoint's event";
	if (need->does & DOES_RUN)
		return "a handler that the host starts";
	if (need->does & DOES_ENTRY_CODE)
		return need->many ? "entry and exit of many functions, and something between them" :
				    "entry and exit of one function, and something between them";
	if (need->does & DOES_ENTRY_ARGS)
		return need->many ? "the exits of many functions, and arguments" :
				    "the exit of one function, and arguments";
	if (need->does & DOES_EXIT)
		return need->many ? "the exits of many functions" : "the exit of one function";
	return need->many ? "the entries of many functions" : "the entry of one function";
}

/* The rows before it would have been cheaper. */
static void say_why(const struct probe *p, struct target *t)
{
	struct need need = probe_need(t, p);
	const struct mechanism *m;
	const char *lacks;
	unsigned i;

	line("asks for", "%s", asks_for(&need));
	line("by", "%s: %s", p->via->name, p->via->doc);
	for (i = 0; (m = mechanism_at(i)) && m != p->via; i++) {
		lacks = mechanism_lacks(m, &need, t);
		if (m->backend == need.backend && (m->does & need.does) == need.does && lacks)
			line("not by", "%s: %s", m->name, lacks);
	}
	need.via = NULL;
	for (; (m = mechanism_at(i)); i++)
		if (!mechanism_lacks(m, &need, t) && m->cost && m->cost < p->via->cost)
			line("or by", "%s, with --via: %u instructions, %s", m->name, m->cost, m->doc);
}

static void say_kept(const struct probe *p)
{
	const struct keep *k = &p->keep;

	if (!probe_keeps(p))
		return;
	if (k->in_word)
		line("keeps", "%s, in a word that the kernel has for each call",
		     k->time ? "the time" : k->nwords || k->nslots ? "one number" : "that the entry was");
	else if (k->in_table)
		line("keeps", "%u arguments, %u numbers, %u bytes of strings%s, in a table of its own", k->nslots,
		     k->nwords, k->bytes, k->time ? ", the time" : "");
	else
		line("keeps", "nothing: the exit sees the arguments");
}

static const char *misses(const struct probe *p, struct target *t)
{
	if (p->via->backend == BACKEND_MODULE)
		return "are counted by the kernel (nmissed) and the runtime";
	if (!(p->via->traits & IS_SINGLE) && !(p->via->does & DOES_BREAK) && !p->format)
		return "are counted by the kernel";
	if (target_has(t, "bpf_get_kprobe_info/7"))
		return "are counted by the kernel";
	return p->keep.in_table ? "of exits are counted when the next call finds what the last one left; "
				  "entries that this kernel misses are not told" :
				  "are not told by this kernel";
}

static void explain_probe(const struct program *p, const struct probe *probe, struct target *t)
{
	struct place at;

	printf("%s", probe->name);
	if (source_place(&p->s->sources, probe->span.off, &at))
		printf("  (%s:%u:%u)", at.src->name, at.line, at.col);
	putchar('\n');
	if (!probe->in_kernel) {
		line("runs", "in fptap itself: it needs nothing of the kernel");
		return;
	}
	line("runs", "in the kernel, as %s",
	     probe->via->backend == BACKEND_BPF ? "a BPF program" : "a module's function");
	say_functions(probe, &p->s->arena);
	say_why(probe, t);
	say_kept(probe);
	if (probe->via->cost)
		line("costs", "%u instructions a call before the handler does anything (x86_64)",
		     probe->via->cost);
	line("needs", "%s", probe->via->needs);
	if (probe_attaches(probe))
		line("misses", "%s", misses(probe, t));
}

int explain_main(struct session *s, const struct options *o)
{
	struct compilation c;
	unsigned i;

	if (!compile_init(&c, s, o))
		return s->diags.status;
	c.last = PASS_CHECK;
	if (compile_check(&c))
		for (i = 0; i < c.program->nprobes; i++)
			explain_probe(c.program, &c.program->probes[i], &c.target);
	target_close(&c.target);
	return s->diags.status;
}
