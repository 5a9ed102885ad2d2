/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COMMON_SESSION_H
#define COMMON_SESSION_H

/* What every stage of one run shares: memory, source texts, messages. */

#include "common/arena.h"
#include "common/diag.h"
#include "common/source.h"

struct library;

struct session {
	struct arena arena;
	struct sources sources;
	struct diags diags;
	struct library *library;	/* sema/library.h; NULL: not asked for yet */
	const char *stdlib;		/* folder of the standard library; NULL: there is none */
};

static inline void session_init(struct session *s)
{
	*s = (struct session){ 0 };
	sources_init(&s->sources, &s->arena);
	diags_init(&s->diags, &s->arena, &s->sources);
}

static inline void session_free(struct session *s)
{
	arena_free(&s->arena);
}

#define MAX_DEPTH 256	/* of every recursive walk over what comes from outside (E0007) */

#endif
