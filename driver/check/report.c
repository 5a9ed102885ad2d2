// SPDX-License-Identifier: GPL-2.0-or-later
/* The matrix as text, and the messages as everywhere. */

#include <string.h>

#include "driver/check/check.h"
#include "probes/mechanism.h"

static void put_cell(const struct check *c, const struct cell *cell, int width, FILE *out)
{
	const struct checked_kernel *k = &c->kernels[cell->kernel];

	fprintf(out, "  %-*s  %-6s  ", width, k->label, k->arch ? k->arch : "?");
	if (c->nbackends > 1)
		fprintf(out, "%-6s  ", backend_name(cell->backend));
	if (cell->first && cell->not_promised)
		fputs("not promised: ", out);
	if (cell->first)
		fprintf(out, "%s %s\n", diag_code_text(cell->first->code), cell->first->text);
	else if (cell->unchecked)
		fprintf(out, "%s\n", cell->unchecked->text);
	else
		fprintf(out, "ok%s\n", cell->warnings ? ", with warnings" : "");
}

static void put_script(const struct check *c, unsigned script, int width, FILE *out)
{
	unsigned i;

	fprintf(out, "%s%s\n", c->scripts[script].path,
		c->scripts[script].failed ? ": not read" : "");
	for (i = 0; i < c->ncells; i++)
		if (c->cells[i].script == script)
			put_cell(c, &c->cells[i], width, out);
}

static void put_unchecked(const struct check *c, FILE *out)
{
	unsigned i, without = 0;

	for (i = 0; i < c->nkernels; i++)
		without += !c->kernels[i].failed && !c->kernels[i].has_functions;
	if (without && c->ncells)
		fprintf(out,
			"Not checked, without a list of functions%s: whether they can be traced.\n",
			without == c->nkernels ? "" : " of some kernels");
}

static void put_messages(struct check *c)
{
	struct session *s = c->s;
	struct diags all;
	unsigned i;

	diags_init(&all, &s->arena, &s->sources);
	for (i = 0; i < c->nfindings; i++) {
		struct diag *d = c->findings[i].d;
		const char *kernels = check_kernels_of(c, &c->findings[i]);

		if (kernels)
			diag_add_part(&s->arena, d, DIAG_KERNELS, kernels);
		d->next = NULL;
		*all.last = d;
		all.last = &d->next;
	}
	diags_print(&all, stderr, options_color(c->o));
}

void report_text(struct check *c, FILE *out)
{
	int width = 0;
	unsigned i;

	for (i = 0; i < c->nkernels; i++)
		if (!c->kernels[i].failed && (int)strlen(c->kernels[i].label) > width)
			width = (int)strlen(c->kernels[i].label);
	for (i = 0; i < c->nscripts; i++)
		put_script(c, i, width, out);
	if (!c->o->quiet)
		put_unchecked(c, out);
	fflush(out);
	put_messages(c);
}
