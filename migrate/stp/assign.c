// SPDX-License-Identifier: GPL-2.0-or-later
/* See gen.h: what is written to. */

#include <string.h>

#include "migrate/stp/gen.h"

/* $return, $x at entry, $x->y: what SystemTap writes with -g, and fptap with --guru. */
static bool is_kernels(const struct stp_gen *g, const struct stp_expr *e)
{
	const struct stp_expr *root = stp_chain_root(e);

	if (!root || !g->points || strncmp(g->points, "fprobe(", 7) || stp_wraps(g, e))
		return false;
	return root != e || g->in_exit == !strcmp(e->text, "$return");
}

static bool is_place(struct stp_gen *g, const struct stp_expr *e)
{
	if (e->kind == STP_EX_NAME)
		return true;
	if (e->kind == STP_EX_INDEX && e->a && e->a->kind == STP_EX_NAME)
		return true;
	if (is_kernels(g, e)) {
		g->m->guru = true;
		stp_differs(g, GURU);
		return true;
	}
	stp_refuse(g, UNSAFE, arena_printf(g->a, "writing to `%s'", migrate_words(g->m, e->span)));
	return false;
}

void stp_put_assign(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	if (!is_place(g, e->a))
		return;
	if (stp_put_counted(g, out, e))
		return;
	stp_put_expr(g, out, e->a, BINDS_CALL);
	str_printf(out, " %s ", !strcmp(e->text, ".=") ? "+=" : e->text);
	stp_put_expr(g, out, e->b, BINDS_TERNARY);
}

void stp_put_step(struct stp_gen *g, struct str *out, struct stp_expr *e)
{
	if (!is_place(g, e->a))
		return;
	if (!e->number)
		str_puts(out, e->text);
	stp_put_expr(g, out, e->a, BINDS_CALL);
	if (e->number)
		str_puts(out, e->text);
}
