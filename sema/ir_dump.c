// SPDX-License-Identifier: GPL-2.0-or-later
/* --dump=ir: one node a line, children indented below it. */

#include <inttypes.h>

#include "probes/mechanism.h"
#include "sema/ir.h"

static void dump_path(const struct ir_path *path, FILE *out)
{
	unsigned n;

	for (n = 0; path && n < path->n; n++) {
		const struct ir_link *k = &path->link[n];

		if (k->path)
			fprintf(out, " %s.%s@%u", k->type, k->path, k->offset);
		else
			fprintf(out, " *@%u", k->offset);
		if (k->bits)
			fprintf(out, ":%u+%u", k->bit_pos, k->bits);
		fprintf(out, " %s%u",
			k->is_struct_ptr ? "ptr"
			: k->is_signed	 ? "s"
					 : "u",
			k->size * 8);
		if (k->is_copied && !k->is_struct_ptr)
			fputs(" copied", out);
	}
}

static void dump_each(const struct ir_each *each, FILE *out)
{
	unsigned i;

	fprintf(out, " map %u keys", each->map);
	for (i = 0; i < each->nkeys; i++)
		fprintf(out, " %u", each->keys[i]);
	for (i = 0; i < each->nvalues; i++)
		fprintf(out, "%s %d", i ? "" : " value", (int)each->values[i]);
	if (each->sorted)
		fprintf(out, " %s by %d", each->down ? "down" : "up", each->sort_key);
}

static void dump_node(const struct ir *i, unsigned depth, FILE *out)
{
	unsigned n;

	fprintf(out, "%*s%s", depth * 2, "", ir_info[i->op].name);
	if (i->op == IR_BUILTIN || i->op == IR_BUILTINS)
		fprintf(out, " %s", builtin_info[i->imm].name);
	else if (i->imm || i->op == IR_CONST)
		fprintf(out, " %" PRId64, i->imm);
	if (i->aux)
		fprintf(out, " aux %u", i->aux);
	if (i->slot)
		fprintf(out, " slot %u", i->slot);
	if (i->text) {
		fputs(" \"", out);
		for (const char *c = i->text; *c; c++)
			fprintf(out, (unsigned char)*c < 0x20 ? "\\x%02x" : "%c",
				(unsigned char)*c);
		fputc('"', out);
	}
	dump_path(i->path, out);
	if (i->each)
		dump_each(i->each, out);
	if (i->site)
		fprintf(out, " site %u", i->site);
	fputc('\n', out);
	for (n = 0; n < 3; n++)
		if (i->arg[n])
			dump_node(i->arg[n], depth + 1, out);
	for_each_ir(child, i->list)
		dump_node(child, depth + 1, out);
}

static void dump_handler(const struct handler *h, const char *side,
			 FILE *out)
{
	unsigned i;

	if (!h)
		return;
	fprintf(out, "  %s\n", side);
	for (i = 0; i < h->nlocals; i++)
		fprintf(out, "    local %u %c %s\n", i, h->locals[i].cls, h->locals[i].name);
	for (i = 0; i < h->nslots; i++)
		fprintf(out, "    slot %u %u\n", i, h->slots[i]);
	dump_node(h->body, 2, out);
}

static void dump_map(const struct map *m, FILE *out)
{
	static const char *const kinds[] = {
#define MAP(name, doc) [MAP_##name] = #name,
#include "sema/map_kinds.def"
#undef MAP
	};
	unsigned i;

	fprintf(out, "map %s %s", m->name, kinds[m->kind]);
	for (i = 0; i < m->nkeys; i++)
		fprintf(out, " %s%u", m->keys[i].type.kind == TY_STRING ? "s" : "l",
			m->keys[i].type.kind == TY_STRING ? m->keys[i].type.width : 8);
	fprintf(out, " value %u", m->value_bytes);
	for (i = 0; i < AGG_ALL; i++)
		if (m->ops >> i & 1)
			fprintf(out, " @%s", agg_info[i].name);
	fprintf(out, "%s limit %u\n", m->quiet ? " quiet" : "", m->limit);
}

void ir_dump(const struct program *p, FILE *out)
{
	unsigned i, n;

	for (i = 0; i < p->nglobals; i++)
		fprintf(out, "%s %s word %u = %" PRId64 "\n",
			p->globals[i].is_param ? "param" : "global", p->globals[i].name,
			p->globals[i].word, p->globals[i].initial);
	for (i = 0; i < p->nmaps; i++)
		dump_map(p->maps[i], out);
	for (i = 0; i < p->nprobes; i++) {
		const struct probe *pr = &p->probes[i];

		fprintf(out, "probe %u %s via %s\n", i, pr->name, pr->via ? pr->via->name : "user");
		for (n = 0; n < pr->keep.nargs; n++)
			fprintf(out, "  keep argument %u\n", pr->keep.args[n]);
		for (n = 0; n < pr->keep.nwords; n++)
			fprintf(out, "  keep local %u as %u\n", pr->keep.words[n],
				pr->keep.exit_words[n]);
		for (n = 0; n < pr->keep.nstrings; n++)
			fprintf(out, "  keep string %u at %u\n", pr->keep.strings[n],
				pr->keep.string_at[n]);
		if (pr->keep.time)
			fputs("  keep time\n", out);
		dump_handler(pr->entry, "entry", out);
		dump_handler(pr->exit, "exit", out);
	}
}
