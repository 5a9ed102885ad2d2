// SPDX-License-Identifier: GPL-2.0-or-later
/* See stp.h: the reader. */

#include <string.h>

#include "migrate/stp/gen.h"

bool stp_looks_like(const char *text)
{
	size_t n = strcspn(text, "\n");

	return n > 2 && !strncmp(text, "#!", 2) && memmem(text, n, "stap", 4);
}

void stp_read(struct migration *m)
{
	struct stp_script script = { 0 };
	struct stp_words words = { 0 }, expanded = { 0 };
	struct stp_gen g = { .m = m, .a = &m->s->arena, .script = &script, .w = &m->out };
	struct stp_item *i;

	if (!stp_lex(m, &words) || !stp_expand(m, &words, &expanded, &script.args) ||
	    !stp_parse(m, &expanded, &script))
		return;
	table_init(&g.scopes, g.a);
	table_init(&g.snippets, g.a);
	table_init(&g.exits, g.a);
	stp_infer(&g);
	stp_find_pairs(&g);
	stp_find_counters(&g);
	for (i = script.items; i; i = i->next)
		if (i->body && !i->embedded)
			stp_find_unwritten(&g, i);
	stp_write_script(&g);
}
